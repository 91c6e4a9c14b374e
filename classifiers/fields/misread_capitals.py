"""Capital letters that OCR read as small ones, where a name must have a capital.

In most faces a capital I and a small l are one stroke. A name's word begins with a capital, and
goes on in capitals where it began in them, so that the stroke is an I there: « loana Popescu » is
Ioana, "KlM" is KIM. Only OCR makes this mistake; a text layer says what was typed.
"""

import re
from collections.abc import Sequence

from classifiers.fields.layout import PlacedWord
from models.extraction import TextSource

_STEMS = (
    "acob|ain\\b|an\\b|ancu|oan[anu]|olanda|onel|onescu|oni[tț]a|onu[tț]|osif|uli[au]|urii|"
    "lya|lyas|yengar|yer\\b"
)
"""What follows the I of names whose second letter could follow an l as well. "Lopez", "Leila" and
every verb that begins with an l are none of them, and "loan" is a word of its own."""
_AT_THE_BEGINNING = re.compile(rf"(?:^|(?<=-))l(?=[b-df-hj-km-np-tv-xzçñ][a-zà-öø-ÿ]|(?:{_STEMS}))")
"""No word begins with an l and another consonant, so that the stroke is an I there."""
_AMONG_CAPITALS = re.compile(r"(?<=[A-ZÀ-ÖØ-Þ])l(?=[A-ZÀ-ÖØ-Þ])|l(?=[A-ZÀ-ÖØ-Þ]{2})")
_SHORTENED = frozenset(("lbs", "ltd", "ltee", "ltée"))
"""Shortened words, which do begin so: "Acme ltd" is nobody's name."""


def as_names(words: Sequence[PlacedWord]) -> str:
    """Join words by blanks, each capital I where OCR read a small l; every index stays the same."""
    return " ".join(map(_as_name, words))


def as_name_in_prose(words: Sequence[PlacedWord]) -> str:
    """Join words by blanks as :func:`as_names` does, but mend the first word alone.

    A sentence goes on behind a name, and a small i is misread as well: "Ana Ruiz lnsures" is no
    woman of three names.
    """
    rest = (word.text for word in words[1:])
    return " ".join((*map(_as_name, words[:1]), *rest))


def _as_name(word: PlacedWord) -> str:
    if word.word.source is not TextSource.OCR or word.text.rstrip(".,") in _SHORTENED:
        return word.text
    return _AMONG_CAPITALS.sub("I", _AT_THE_BEGINNING.sub("I", word.text))
