"""Capital letters that OCR read as small ones, where a name must have a capital.

In most faces a capital I and a small l are one stroke. A name's word begins with a capital, and
goes on in capitals where it began in them, so that the stroke is an I there: « loana Popescu » is
Ioana, "KlM" is KIM. Only OCR makes this mistake; a text layer says what was typed.
"""

import re
from collections.abc import Sequence

from classifiers.fields.layout import PlacedWord
from models.extraction import TextSource

_AT_THE_BEGINNING = re.compile(r"(?:^|(?<=-))l(?=[a-zà-öø-ÿ]{2})")
_AMONG_CAPITALS = re.compile(r"(?<=[A-ZÀ-ÖØ-Þ])l(?=[A-ZÀ-ÖØ-Þ])|l(?=[A-ZÀ-ÖØ-Þ]{2})")
_PARTICLES = frozenset(("la", "las", "le", "les", "lo", "los"))
"""Small words inside names that do begin with a small l."""


def as_names(words: Sequence[PlacedWord]) -> str:
    """Join words by blanks, each capital I where OCR read a small l; every index stays the same."""
    return " ".join(map(_as_name, words))


def _as_name(word: PlacedWord) -> str:
    if word.word.source is not TextSource.OCR or word.text.rstrip(".,") in _PARTICLES:
        return word.text
    return _AMONG_CAPITALS.sub("I", _AT_THE_BEGINNING.sub("I", word.text))
