"""Addresses: pieces of text typed by what they look like, in the order that an address has.

A text is cut into pieces at the ends of its lines, behind colons and before telephone numbers. Each
piece is typed by itself. An address goes from the piece that begins one to the piece that ends one;
a caption, a telephone, a day and the beginning of another address are no part of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from classifiers.fields.folding import fold
from classifiers.fields.parsing.dates import find_date, find_dates
from classifiers.fields.parsing.match import Match
from classifiers.fields.parsing.names import find_text
from classifiers.fields.parsing.places import find_postal_code, find_province

LINE_END = "\n"
"""What stands for the blank between two words where a line of the page ends."""

_UNIT_WORDS = (
    r"apt|apartment|unit|suite|ste|room|app|appartement|bureau|chambre|unité|"
    r"p\.? ?o\.? box|box|c\.? ?p\.?|case postale|lot|rr|no|ph|penthouse"
)
_HOUSE = re.compile(rf"(?:(?<!\w)(?:{_UNIT_WORDS})\b\.?\s*|#\s*|(?<!\w)[A-Z]-)?\d", re.IGNORECASE)
"""The number with which an address begins: a house's, or a unit's with what it is a number of;
a unit may be a letter before a dash."""
_FLOOR = re.compile(r"\d+(?:st|nd|rd|th|e|er|ère|ième)\s+(?:floor|étage)\b", re.IGNORECASE)
_COUNTER = re.compile(r"(?:general delivery|poste restante)\b")
"""Where the post keeps letters for those who have no number of a house."""
_FOREIGN_CITY = re.compile(r"\d{4,5}\s+[A-ZÀ-Ý][^\W\d_]+(?:[ -][^\W\d_]+)?\W*$")
"""A city behind its code, as most of Europe writes it; it stands below a street."""
_CONTACT = re.compile(
    r"\(?\b(?:t[ée]l(?:[ée]phone)?|phone|cell(?:ulaire|phone)?|mobile|t[ée]l[ée]c(?:opieur)?|fax)"
    r"\b[.:]*\s*(?:no\b\.?|n[o°º]|number|num[ée]ro)?[\s:.#]*\+?\(?\d"
    r"|(?:\+?1[ .-])?(?:\(\d{3}\)\s?|\b\d{3}[ .-])\d{3}[ .-]\d{4}\b(?!\s*[^\W\d_])"
    r"|(?<![\w-])\d{3}[ .-]\d{4}\b(?!\s*[^\W\d_])"
    r"|\b(?:e-?mail|courriel)\b|[^\s@]+@\S|\bwww\.|\bhttps?://",
    re.IGNORECASE,
)
"""A telephone number, or where else to write or call. Three and four digits with a dash are a unit
and a house where the name of a street follows."""
_BROKEN_CODE = re.compile(
    r"\b(?:AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT)\)?[ ,]+"
    r"(?=[A-Z0-9 .-]*\d)([A-Z0-9](?:[ .-]?[A-Z0-9]){2,6})[ .,]*$"
)
"""What stands behind a province at the end of an address, as long as a postal code or about so,
and is none."""
_COLON = re.compile(r":(?=\s)")
_AT_PROVINCE = re.compile(r"([^.;:]*?(?:\(\w[\w .-]*\)|, (?:[A-Z]{2,3}|[A-Z][^\W\d_]+)))(?=[.;]|$)")
"""A text up to what may be a province, set apart by a comma or brackets, where a sentence ends."""
_MOST_WORDS = 12
_IN_BRACKETS = re.compile(r"\(([^()\d]*)\)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LEAST_WORDS = 2
_LEAST_EXPLAINING = 3
_MOST_BETWEEN = 2
"""Lines between the street and the city at most: a unit's, a building's, a city over its code."""


_HOUSE_WITHIN = re.compile(r"(?<=\s)\d+[A-Z]?(?:-\d+)?\s+[^\W\d_]{2,}", re.IGNORECASE)
"""The number of a house behind other words."""
_UNIT_ALONE = re.compile(
    rf"(?:{_UNIT_WORDS})\b\.?\s*\w+[,-]?|#\s*\w+[,-]?|\d+\w?[,-]|{_FLOOR.pattern}", re.IGNORECASE
)
"""A line above the street's that has the number of a unit and nothing else."""


class _Kind(Enum):
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


_BEGINNING = frozenset((_Kind.STREET, _Kind.WHOLE))
_ENDING = frozenset((_Kind.WHOLE, _Kind.CITY))


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: _Kind
    start: int
    end: int
    text: str


def find_address(text: str) -> Match | None:
    """Find the first address of a text, from its house to its postal code if there is one."""
    return next(iter(find_addresses(text)), None)


def find_postal_address(text: str) -> Match | None:
    """Find the first address only where its postal code, or its province, shows where it ends."""
    found = find_address(text)
    if found is None or find_postal_code(found.values[0]):
        return found
    told = _AT_PROVINCE.match(text, found.start)
    if told is None or len(told[0].split()) > _MOST_WORDS or find_province(told[1]) is None:
        return None
    number = _HOUSE.search(told[1])
    start = told.start() + number.start() if number else told.start()
    within = find_address(text[start : told.end(1)])
    return within and Match(within.values, start + within.start, start + within.end)


def find_addresses(text: str) -> tuple[Match, ...]:
    """Find the addresses that stand below each other in a text, lines parted by ``LINE_END``.

    A text that is not parted at all may say anything before the house.
    """
    pieces = tuple(_pieces(text))
    return tuple(match for run in _runs(pieces) if (match := _address(text, run)) is not None)


def has_house(text: str) -> bool:
    """Whether a text says where letters go: the number of a house, or the post's own counter."""
    return _HOUSE.search(text) is not None or _COUNTER.search(fold(text)) is not None


def is_complete(text: str) -> bool:
    """Whether an address has both a house and, behind it, a postal code."""
    postal = find_postal_code(text)
    return postal is not None and has_house(text[: postal.start])


def is_broken(text: str) -> bool:
    """Whether an address that OCR read lost its house, or has no code where one stands.

    An address with a postal code has the number of a house before it, and what stands behind a
    province is a postal code.
    """
    if find_postal_code(text) is not None:
        return not is_complete(text)
    code = _BROKEN_CODE.search(text)
    return code is not None and not _is_unit(code[1])


def _is_unit(text: str) -> bool:
    """Whether a text is the number of a unit, which some write last."""
    return text[0].isalpha() and _HOUSE.match(text) is not None


def _pieces(text: str) -> Iterator[_Piece]:
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
                yield _Piece(_kind_of(piece.strip()), start, cut, piece)
            start = cut
        if contact:
            yield _Piece(_Kind.BREAK, told, end, text[told:end])
        start = end + 1


def _kind_of(text: str) -> _Kind:
    postal = find_postal_code(text)
    # A sentence may go on behind the code, and date something else there.
    if text.endswith(":") or find_date(text[: postal.end] if postal else text) is not None:
        return _Kind.BREAK
    begins = _begins(text[: postal.start] if postal else text)
    if postal is not None or _ends_with_province(text):
        return _Kind.WHOLE if begins else _Kind.CITY
    return _Kind.STREET if begins else _Kind.PART


def _begins(text: str) -> bool:
    """Whether a text has a house, and not the number of a unit alone."""
    if _COUNTER.match(fold(text)) or _HOUSE_WITHIN.search(text):
        return True
    number = _HOUSE.match(text)
    if number is None or _FLOOR.match(text):
        return False
    if not number[0][0].isdigit():
        return re.search(r"\W\d", text[number.end() :]) is not None
    return _WORD.search(text) is not None


def _ends_with_province(text: str) -> bool:
    """Whether a text ends with a province, set apart as no name of a street is."""
    province = find_province(text)
    if province is None or text[province.end :].strip(" ,.)"):
        return False
    name, before = text[province.start : province.end], text[: province.start].rstrip()
    return name == province.values[0] or not before or before.endswith((",", "("))


def _runs(pieces: tuple[_Piece, ...]) -> Iterator[tuple[_Piece, ...]]:
    """Yield the pieces that may be one address, from what begins one to what ends one."""
    run: list[_Piece] = []
    for place, typed in enumerate(pieces):
        piece = replace(typed, kind=_Kind.CITY) if _is_foreign_city(run, typed) else typed
        if piece.kind is _Kind.BREAK or (piece.kind in _BEGINNING and _has_street(run)):
            yield tuple(run)
            run = []
        if piece.kind is not _Kind.BREAK:
            run.append(piece)
        if piece.kind in _ENDING and not _is_code(pieces[place + 1 : place + 2]):
            yield tuple(run)
            run = []
    yield tuple(run)


def _is_foreign_city(run: list[_Piece], piece: _Piece) -> bool:
    """Whether a code and a city stand below a street that has no city yet."""
    alone = bool(run) and run[-1].kind is _Kind.STREET and "," not in run[-1].text
    return alone and _FOREIGN_CITY.fullmatch(piece.text.strip()) is not None


def _has_street(run: list[_Piece]) -> bool:
    return any(piece.kind in _BEGINNING for piece in run)


def _is_code(pieces: tuple[_Piece, ...]) -> bool:
    """Whether the next piece is a postal code alone, which ends the city of the line above."""
    found = find_postal_code(pieces[0].text) if pieces else None
    return found is not None and not pieces[0].text[: found.start].strip()


def _parsed(run: tuple[_Piece, ...]) -> tuple[_Piece, ...]:
    """Return the pieces of a run that are the address: unit, street, parts, city, in this order."""
    street = next((i for i, piece in enumerate(run) if piece.kind in _BEGINNING), None)
    if street is None:
        return _without_street(run)
    lead = 1 if street and _UNIT_ALONE.fullmatch(run[street - 1].text.strip()) else 0
    told, rest = run[street - lead : street + 1], run[street + 1 :]
    if rest and rest[-1].kind is _Kind.PART and not _ends_in_code(run):
        # A street alone wants its city, and a comma or a hyphen what follows it.
        unfinished = "," not in told[-1].text.strip() or told[-1].text.rstrip().endswith((",", "-"))
        return told + rest[:1] if unfinished else told
    return told + rest if len(rest) <= _MOST_BETWEEN + 1 else told


def _without_street(run: tuple[_Piece, ...]) -> tuple[_Piece, ...]:
    """Return a city with the boxes and units above it; where there is none, all words."""
    if not run or run[-1].kind is _Kind.PART:
        return run
    start = next((i for i, piece in enumerate(run) if piece.kind in _ENDING), 0)
    while start and has_house(run[start - 1].text):
        start -= 1
    return run[start:]


def _ends_in_code(run: tuple[_Piece, ...]) -> bool:
    """Whether the lines of a run end in a code that a line's end breaks."""
    return find_postal_code(" ".join(piece.text.strip() for piece in run)) is not None


def _address(text: str, run: tuple[_Piece, ...]) -> Match | None:
    pieces = _parsed(run)
    if not pieces:
        return None
    first, last = pieces[0].start, pieces[-1].end
    line = text[first:last].replace(LINE_END, " ")
    found = find_text(line)
    if found is None or not _has_number(line) or len(_WORD.findall(line)) < _LEAST_WORDS:
        return None
    postal = find_postal_code(line)
    end = postal.end if postal else found.end
    number = _HOUSE.search(line)
    start = found.start
    if postal and number and number.start() < postal.start and not _COUNTER.match(fold(line)):
        start = number.start()
    told = line[start:end]
    if find_date(told) is not None or _explains(told):
        return None
    if postal:
        # Its form tells digits from letters, which OCR confuses.
        told = f"{line[start : postal.start]} {postal.values[0][:3]} {postal.values[0][3:]}"
    return Match((" ".join(told.split()),), first + start, first + end)


def _explains(text: str) -> bool:
    """Whether words in brackets explain a title; in an address they name the province or a unit."""
    return any(
        find_province(inside) is None and len(inside.split()) >= _LEAST_EXPLAINING
        for inside in _IN_BRACKETS.findall(text)
    )


def _has_number(text: str) -> bool:
    """Whether a text has a number beside its dates: « depuis le 16 septembre » is no address."""
    rest = text
    for match in find_dates(text):
        rest = rest[: match.start] + " " * (match.end - match.start) + rest[match.end :]
    return any(c.isdigit() for c in rest)
