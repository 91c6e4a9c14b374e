"""What a parser finds in a text."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from classifiers.fields.folding import fold


@dataclass(frozen=True, slots=True)
class Match:
    """A value found in a text.

    Attributes:
        values: normalised readings, the likeliest first; several where the text is ambiguous.
        start: index of its first character in the text.
        end: index after its last character.
    """

    values: tuple[str, ...]
    start: int
    end: int


Parser = Callable[[str], Match | None]
"""Finds the first value of one kind in a text."""


def flat(text: str) -> str:
    """Fold ``text`` character by character, so that every index stays the same."""
    return "".join(map(_flat_character, text))


@lru_cache(maxsize=4096)
def _flat_character(character: str) -> str:
    return (fold(character) or " ")[0]


_DIGIT_GLYPHS = str.maketrans("oOqQdDiIlL|!zZsSbBgG", "00000011111122558866")


def digits_of(text: str) -> str:
    """Return the digits of ``text``, reading letters that OCR confuses with digits as digits."""
    return "".join(c for c in text.translate(_DIGIT_GLYPHS) if c.isdigit())
