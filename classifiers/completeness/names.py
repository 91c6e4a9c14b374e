"""Likeness of two personal names, tolerant of honest variation.

Tolerated: order, case, accents, hyphens, second surnames left out, initials, names joined or cut
by a machine-readable zone, transliterations, and letters misread by OCR.
"""

import re
from enum import IntEnum

from rapidfuzz import fuzz

from classifiers.fields.folding import fold

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mme", "mlle", "dr", "monsieur", "madame"})
# Placeholders for a name that a person does not have.
_NO_NAME = frozenset({"xxx", "fnu", "lnu", "nil"})
# What a text layer holds where a font does not say which letter a glyph is.
_UNMAPPED = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
_WORD = re.compile(r"[^\W\d_]+")
# Digits that OCR takes for letters, and letters that are no others with an accent.
_LETTERS = str.maketrans(
    {"0": "o", "1": "l", "5": "s", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
# One sound, several romanisations; longer spellings first.
_ROMANISATIONS = (
    ("sh", "ch"), ("ph", "f"), ("dj", "j"), ("gh", "g"), ("kh", "k"), ("ck", "k"), ("ts", "s"),
    ("q", "k"), ("w", "v"), ("z", "s"), ("y", "i"),
)  # fmt: skip
_VOWELS = re.compile("[aeiouh]")
_DOUBLED = re.compile(r"(.)\1+")
_MISREAD_RATIO = 80.0
_ROMANISED_RATIO = 60.0
_SHORTEST_FUZZY = 4
_SHORTEST_SKELETON = 2


class Likeness(IntEnum):
    """How alike two names are: no shared part, some, all but not to the letter, all."""

    OTHER = 0
    PARTLY = 1
    ALIKE = 2
    EQUAL = 3


def likeness(first: str, second: str) -> Likeness:
    """Compare two full names, parts in any order; the one with fewer parts sets the measure."""
    shorter, longer = sorted((_parts(first), _parts(second)), key=lambda parts: (len(parts), parts))
    if not shorter:
        return Likeness.OTHER
    if "".join(shorter) == "".join(longer) or set(shorter) <= set(longer):
        return Likeness.EQUAL
    unmatched = _unmatched(shorter, longer)
    if not unmatched:
        return Likeness.ALIKE
    return Likeness.PARTLY if len(unmatched) < len(shorter) else Likeness.OTHER


def stands_in(name: str, text: str) -> bool:
    """Whether every part of a name stands in a text, letter by letter apart from accents and case.

    A name of one short part proves nothing.
    """
    parts = set(_parts(name))
    return len("".join(parts)) > _SHORTEST_FUZZY and parts <= set(_parts(text))


def _parts(name: str) -> tuple[str, ...]:
    """The parts of a name, folded, without titles, placeholders and characters of no script."""
    words = _WORD.findall(_UNMAPPED.sub("", fold(name)).translate(_LETTERS).replace("'", ""))
    return tuple(word for word in words if word not in _TITLES | _NO_NAME)


def _unmatched(shorter: tuple[str, ...], longer: tuple[str, ...]) -> list[str]:
    """Parts of the shorter name without a partner; each part of the longer serves once."""
    free = list(longer)
    joined = "".join(longer)
    unmatched = []
    for part in sorted(shorter, key=len, reverse=True):
        partner = max(free, key=lambda other: fuzz.ratio(part, other), default=None)
        if partner is not None and _same_part(part, partner):
            free.remove(partner)
        elif not any(_same_part(part, other) for other in free) and not (
            len(part) > _SHORTEST_FUZZY and part in joined
        ):
            unmatched.append(part)
    return unmatched


def _same_part(first: str, second: str) -> bool:
    """Whether two parts can be the same name, written or read differently."""
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    if len(short) == 1 or (len(short) >= _SHORTEST_FUZZY and long.startswith(short)):
        return long.startswith(short)
    ratio = fuzz.ratio(short, long)
    if len(short) >= _SHORTEST_FUZZY and ratio >= _MISREAD_RATIO:
        return True
    skeleton = _skeleton(short)
    return (
        len(skeleton) >= _SHORTEST_SKELETON
        and ratio >= _ROMANISED_RATIO
        and skeleton == _skeleton(long)
    )


def _skeleton(part: str) -> str:
    """The consonants of a name in one romanisation, doubled letters once."""
    for spelling, sound in _ROMANISATIONS:
        part = part.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", part))
