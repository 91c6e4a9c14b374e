"""The pieces of a text that may hold addresses, each typed by what it looks like.

A text is cut at the ends of its lines, behind colons and before telephone numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from classifiers.fields.folding import fold
from classifiers.fields.parsing.dates import find_date
from classifiers.fields.parsing.places import find_postal_code, find_province

LINE_END = "\n"
"""What stands for the blank between two words where a line of the page ends."""

_UNIT_WORDS = (
    r"apt|apartment|unit|suite|ste|room|app|appartement|bureau|chambre|unité|"
    r"p\.? ?o\.? box|box|c\.? ?p\.?|case postale|lot|rr|no|ph|penthouse"
)
HOUSE = re.compile(rf"(?:(?<!\w)(?:{_UNIT_WORDS})\b\.?\s*|#\s*|(?<!\w)[A-Z]-)?\d", re.IGNORECASE)
"""The number with which an address begins: a house's, or a unit's with what it is a number of;
a unit may be a letter before a dash."""
_FLOOR = re.compile(r"\d+(?:st|nd|rd|th|e|er|ère|ième)\s+(?:floor|étage)\b", re.IGNORECASE)
COUNTER = re.compile(r"(?:general delivery|poste restante)\b")
"""Where the post keeps letters for those who have no number of a house."""
FOREIGN_CITY = re.compile(r"\d{4,5}\s+[A-ZÀ-Ý][^\W\d_]+(?:[ -][^\W\d_]+)?\W*$")
"""A city behind its code, as most of Europe writes it; it stands below a street."""
_CONTACT = re.compile(
    r"\(?\b(?:t[ée]l(?:[ée]phone)?|phone|cell(?:ulaire|phone)?|mobile|t[ée]l[ée]c(?:opieur)?|fax)"
    r"\b[.:]*\s*(?:no\b\.?|n[o°º]|number|num[ée]ro)?[\s:.#]*\+?\(?\d"
    r"|(?:\+?1[ .-])?(?:\(\d{3}\)\s?|\b\d{3}[ .-])\d{3}[ .-]\d{4}\b(?!\s*[^\W\d_])"
    r"|(?<![\w-])\d{3}[ .-]\d{4}\b(?!\s*[^\W\d_])"
    r"|\b(?:e-?mail|courriel)\b|[^\s@]{1,64}@\S|\bwww\.|\bhttps?://",
    re.IGNORECASE,
)
"""A telephone number, or where else to write or call. Three and four digits with a dash are a unit
and a house where the name of a street follows."""
_COLON = re.compile(r":(?=\s)")
WORD = re.compile(r"[^\W\d_]{2,}")
_HOUSE_WITHIN = re.compile(r"(?<=\s)\d+[A-Z]?(?:-\d+)?\s+[^\W\d_]{2,}", re.IGNORECASE)
"""The number of a house behind other words."""
_OF_A_UNIT = re.compile(rf"(?<!\w)(?:{_UNIT_WORDS})\b\.?\s*$|#\s*$", re.IGNORECASE)
"""What stands before the number of a unit."""
UNIT_ALONE = re.compile(
    rf"(?:{_UNIT_WORDS})\b\.?\s*\w+[,-]?|#\s*\w+[,-]?|\d+\w?[,-]|{_FLOOR.pattern}", re.IGNORECASE
)
"""A line above the street's that has the number of a unit and nothing else."""


class Kind(Enum):
    """What a piece of text looks like."""

    STREET = auto()
    """Begins an address: the number of a house, or the post's counter."""
    WHOLE = auto()
    """A house, and the code or province with which the address ends."""
    CITY = auto()
    """Ends an address that a line above begins."""
    PART = auto()
    """A unit, a building or any other words."""
    BREAK = auto()
    """A caption, a telephone number or a day: no part of an address."""


BEGINNING = frozenset((Kind.STREET, Kind.WHOLE))
ENDING = frozenset((Kind.WHOLE, Kind.CITY))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line, with its place in the text."""

    kind: Kind
    start: int
    end: int
    text: str


def has_house(text: str) -> bool:
    """Whether a text says where letters go: the number of a house, or the post's own counter."""
    return HOUSE.search(text) is not None or COUNTER.search(fold(text)) is not None


def tells_contact(text: str) -> bool:
    """Whether a text has a telephone number, or where else to write or call."""
    return _CONTACT.search(text) is not None


def pieces_of(text: str) -> Iterator[Piece]:
    """Cut a text at the ends of its lines, behind colons and before a telephone number."""
    start = 0
    for line in text.split(LINE_END):
        end = start + len(line)
        contact = _CONTACT.search(text, start, end)
        told = contact.start() if contact else end
        cuts = (*(colon.end() for colon in _COLON.finditer(text, start, told)), told)
        for cut in cuts:
            if text[start:cut].strip(" (,;"):
                piece = text[start:cut]
                yield Piece(_kind_of(piece.strip()), start, cut, piece)
            start = cut
        if contact:
            yield Piece(Kind.BREAK, told, end, text[told:end])
        start = end + 1


def _kind_of(text: str) -> Kind:
    postal = find_postal_code(text)
    # A sentence may go on behind the code, and date something else there.
    if text.endswith(":") or find_date(text[: postal.end] if postal else text) is not None:
        return Kind.BREAK
    begins = _begins(text[: postal.start] if postal else text)
    if postal is not None or ends_with_province(text):
        return Kind.WHOLE if begins else Kind.CITY
    return Kind.STREET if begins else Kind.PART


def _begins(text: str) -> bool:
    """Whether a text has a house, and not the number of a unit alone."""
    within = (house.start() for house in _HOUSE_WITHIN.finditer(text))
    if COUNTER.match(fold(text)) or not all(_OF_A_UNIT.search(text[:at]) for at in within):
        return True
    number = HOUSE.match(text)
    if number is None or _FLOOR.match(text):
        return False
    if not number[0][0].isdigit():
        return re.search(r"\W\d", text[number.end() :]) is not None
    return WORD.search(text) is not None


def ends_with_province(text: str) -> bool:
    """Whether a text ends with a province, set apart as no name of a street is."""
    province = find_province(text)
    if province is None or text[province.end :].strip(" ,.)"):
        return False
    name, before = text[province.start : province.end], text[: province.start].rstrip()
    return name == province.values[0] or not before or before.endswith((",", "("))
