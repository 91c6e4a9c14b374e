"""Addresses: typed pieces of text, in the order that an address has.

An address goes from the piece that begins one to the piece that ends one;
a caption, a telephone, a day and the beginning of another address are no part of it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from classifiers.fields.folding import fold
from classifiers.fields.parsing.address_pieces import (
    BEGINNING,
    COUNTER,
    ENDING,
    FOREIGN_CITY,
    HOUSE,
    LINE_END,
    UNIT_ALONE,
    WORD,
    Kind,
    Piece,
    has_house,
    pieces_of,
)
from classifiers.fields.parsing.dates import find_date, find_dates
from classifiers.fields.parsing.match import Match
from classifiers.fields.parsing.names import find_text
from classifiers.fields.parsing.places import find_postal_code, find_province

_BROKEN_CODE = re.compile(
    r"\b(?:AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT)\)?[ ,]+"
    r"(?=[A-Z0-9 .-]*\d)([A-Z0-9](?:[ .-]?[A-Z0-9]){2,6})[ .,]*$"
)
"""What stands behind a province at the end of an address, as long as a postal code or about so,
and is none."""
_AT_PROVINCE = re.compile(
    r"([^.;:]*?(?:\(\w[\w .-]*\)|, (?:[A-Z]{2,3}|[A-Z][^\W\d_]+(?:[ -][^\W\d_]+){0,3})))(?=[.;]|$)"
)
"""A text up to what may be a province, set apart by a comma or brackets, where a sentence ends."""
_NEXT_SENTENCE = re.compile(r"(?:\d|[^\W\d_]{5,})\.\s+(?=[A-ZÀ-Ý])|;\s")
"""Where a sentence ends and another begins; a point behind few letters may shorten a word."""
_MOST_WORDS = 12
_IN_BRACKETS = re.compile(r"\(([^()\d]*)\)")
_LEAST_WORDS = 2
_LEAST_EXPLAINING = 3
_MOST_BETWEEN = 2
"""Lines between the street and the city at most: a unit's, a building's, a city over its code."""


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
    number = HOUSE.search(told[1])
    start = told.start() + number.start() if number else told.start()
    within = find_address(text[start : told.end(1)])
    return within and Match(within.values, start + within.start, start + within.end)


def find_addresses(text: str) -> tuple[Match, ...]:
    """Find the addresses that stand below each other in a text, lines parted by ``LINE_END``.

    A text that is not parted at all may say anything before the house.
    """
    pieces = tuple(pieces_of(text))
    return tuple(match for run in _runs(pieces) if (match := _address(text, run)) is not None)


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
    return text[0].isalpha() and HOUSE.match(text) is not None


def _runs(pieces: tuple[Piece, ...]) -> Iterator[tuple[Piece, ...]]:
    """Yield the pieces that may be one address, from what begins one to what ends one."""
    run: list[Piece] = []
    for place, typed in enumerate(pieces):
        piece = replace(typed, kind=Kind.CITY) if _is_foreign_city(run, typed) else typed
        if piece.kind is Kind.BREAK or (piece.kind in BEGINNING and _has_street(run)):
            yield tuple(run)
            run = []
        if piece.kind is not Kind.BREAK:
            run.append(piece)
        if piece.kind in ENDING and not _is_code(pieces[place + 1 : place + 2]):
            yield tuple(run)
            run = []
    yield tuple(run)


def _is_foreign_city(run: list[Piece], piece: Piece) -> bool:
    """Whether a code and a city stand below a street that has no city yet."""
    alone = bool(run) and run[-1].kind is Kind.STREET and "," not in run[-1].text
    return alone and FOREIGN_CITY.fullmatch(piece.text.strip()) is not None


def _has_street(run: list[Piece]) -> bool:
    return any(piece.kind in BEGINNING for piece in run)


def _is_code(pieces: tuple[Piece, ...]) -> bool:
    """Whether the next piece is a postal code alone, which ends the city of the line above."""
    found = find_postal_code(pieces[0].text) if pieces else None
    return found is not None and not pieces[0].text[: found.start].strip()


def _parsed(run: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the pieces of a run that are the address: unit, street, parts, city, in this order."""
    street = next((i for i, piece in enumerate(run) if piece.kind in BEGINNING), None)
    if street is None:
        return _without_street(run)
    lead = 1 if street and UNIT_ALONE.fullmatch(run[street - 1].text.strip()) else 0
    told, rest = run[street - lead : street + 1], run[street + 1 :]
    if rest and rest[-1].kind is Kind.PART and not _ends_in_code(run):
        # A street alone wants its city, and a comma or a hyphen what follows it.
        unfinished = "," not in told[-1].text.strip() or told[-1].text.rstrip().endswith((",", "-"))
        return told + rest[:1] if unfinished else told
    return told + rest if len(rest) <= _MOST_BETWEEN + 1 else told


def _without_street(run: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return a city with the boxes and units above it; where there is none, all words."""
    if not run or run[-1].kind is Kind.PART:
        return run
    start = next((i for i, piece in enumerate(run) if piece.kind in ENDING), 0)
    while start and has_house(run[start - 1].text):
        start -= 1
    return run[start:]


def _ends_in_code(run: tuple[Piece, ...]) -> bool:
    """Whether the lines of a run end in a code that a line's end breaks."""
    return find_postal_code(" ".join(piece.text.strip() for piece in run)) is not None


def _address(text: str, run: tuple[Piece, ...]) -> Match | None:
    pieces = _parsed(run)
    if not pieces:
        return None
    first, last = pieces[0].start, pieces[-1].end
    line = text[first:last].replace(LINE_END, " ")
    found = find_text(line)
    if found is None or not _has_number(line) or len(WORD.findall(line)) < _LEAST_WORDS:
        return None
    postal = find_postal_code(line)
    end = postal.end if postal else found.end
    number = HOUSE.search(line)
    start = found.start
    if postal and number and number.start() < postal.start and not COUNTER.match(fold(line)):
        start = number.start()
    told = line[start:end]
    if find_date(told) is not None or _explains(told) or (postal is None and _runs_on(told)):
        return None
    if postal:
        # Its form tells digits from letters, which OCR confuses.
        told = f"{line[start : postal.start]} {postal.values[0][:3]} {postal.values[0][3:]}"
    return Match((" ".join(told.split()),), first + start, first + end)


def _runs_on(text: str) -> bool:
    """Whether other sentences follow a street that no city ends: nothing tells where it ends."""
    return _NEXT_SENTENCE.search(text) is not None


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
