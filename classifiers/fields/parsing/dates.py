"""Dates in English and French, in every order in which documents write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from classifiers.fields.parsing.match import Match, Parser, flat

_MONTHS: tuple[tuple[str, ...], ...] = (
    ("january", "janvier", "jan", "janv"),
    ("february", "fevrier", "feb", "fev", "fevr"),
    ("march", "mars", "mar"),
    ("april", "avril", "apr", "avr"),
    ("may", "mai"),
    ("june", "juin", "jun"),
    ("july", "juillet", "jul", "juil", "jui"),
    ("august", "aout", "aug", "aou"),
    ("september", "septembre", "sep", "sept"),
    ("october", "octobre", "oct"),
    ("november", "novembre", "nov"),
    ("december", "decembre", "dec"),
)
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_SHORTEST_FUZZY_MONTH = 4
_MONTH_LIKENESS = 0.72

_D = r"[\dolizsb|]"
_DAY = rf"(?P<day>{_D}{{1,2}})"
_YEAR = rf"(?P<year>[12l|iz][\do9]{_D}{{2}})"
# Another script's name of the month may stand before a stroke: it is passed over.
_MONTH_NAME = r"(?:[^\W\d_a-z]{2,10}\.?\s?/\s?)?(?P<name>[a-z][a-z0-9|]{1,9}(?:[a-z|]|\d(?!\d)))\.?"
_SECOND_NAME = r"(?:\s?[/|]\s?(?P<also>[a-z]{3,9})\.?)?"
_GAP = r"[\s.,/-]{0,3}"
_RAISED = r"[°º*'\"’”%®]"
"""What OCR makes of the raised letters of 1er and 1st."""
_NO_LAST_LETTER = r"(?:(?=\d)|(?<![a-z]))"
"""The last letter of "avril 2024" is no misread 1."""
_MARK = r"\s?[-/.]\s?"
_BEFORE, _AFTER = r"(?<![\w/])", r"(?![\d])"

_PATTERNS = tuple(
    re.compile(_BEFORE + pattern + _AFTER)
    for pattern in (
        rf"{_YEAR}{_MARK}(?P<month>{_D}{{1,2}}){_MARK}{_DAY}",
        rf"{_YEAR}\s(?P<month>{_D}{{2}})\s{_DAY}",
        rf"(?P<first>{_D}{{1,2}}){_MARK}(?P<second>{_D}{{1,2}}){_MARK}{_YEAR}",
        rf"(?P<first>{_D}{{2}})\s(?P<second>{_D}{{2}})\s{_YEAR}",
        (
            rf"{_DAY}(?:\s?(?:er|st|nd|rd|th)\b|(?<=\d)\s?e\b|\s?{_RAISED})?{_GAP}(?:of |day of )?"
            rf"{_MONTH_NAME}{_SECOND_NAME}{_GAP}{_YEAR}"
        ),
        (
            rf"{_MONTH_NAME}{_SECOND_NAME}{_GAP}{_NO_LAST_LETTER}{_DAY}"
            rf"(?:\s?(?:er|st|nd|rd|th)\b|\s?{_RAISED})?{_GAP}{_YEAR}"
        ),
        rf"{_YEAR}{_GAP}{_MONTH_NAME}{_SECOND_NAME}{_GAP}{_DAY}",
        rf"{_DAY}[\s-]?{_MONTH_NAME}{_SECOND_NAME}[\s-]?(?P<short>\d{{2}})",
    )
)
_TO = re.compile(r"\W*(?:au|to|until|jusqu.au|through)?\W*")
"""What stands between the two days of a term."""
_DIGITS = str.maketrans("olizsb|", "0112581")
_UPRIGHT = frozenset("il")
_PIVOT = 45
_BOTH = 2


class NumericOrder(StrEnum):
    """Which of two small numbers is the day, where a document writes 03/04/2024."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class _Found:
    dates: tuple[date, ...]
    order: NumericOrder
    start: int
    end: int


def find_date(text: str, order: NumericOrder = NumericOrder.UNKNOWN) -> Match | None:
    """Find the first date in ``text``; its values are ISO 8601.

    A date in numbers of which both may be the month has two values, unless ``order`` is known;
    the day comes first in the first of them, as both official languages write it in Canada's
    federal and Quebec's papers.
    """
    return next(find_dates(text, order), None)


def find_dates(text: str, order: NumericOrder = NumericOrder.UNKNOWN) -> Iterator[Match]:
    """Find all dates in ``text``, from left to right."""
    place = 0
    levelled = flat(text)
    while found := _first(levelled, place):
        dates = found.dates
        if order is NumericOrder.MONTH_FIRST:
            dates = tuple(reversed(dates))
        kept = dates if order is NumericOrder.UNKNOWN else dates[:1]
        yield Match(tuple(day.isoformat() for day in kept), found.start, found.end)
        place = found.end


def numeric_order(text: str) -> NumericOrder:
    """Tell from the dates in ``text`` that can be read one way only how its numbers stand."""
    seen = set()
    place = 0
    levelled = flat(text)
    while found := _first(levelled, place):
        seen.add(found.order)
        place = found.end
    seen.discard(NumericOrder.UNKNOWN)
    return seen.pop() if len(seen) == 1 else NumericOrder.UNKNOWN


def date_parser(order: NumericOrder) -> Parser:
    """Return a parser of one date under a known or unknown numeric order."""
    return lambda text: find_date(text, order)


def end_of_term(order: NumericOrder) -> Parser:
    """Return a parser of the last day of a term that is told by both its days.

    Nothing stands between them but a mark or a small word: « du 2019-08-15 au 2021-08-31 ».
    """

    def find(text: str) -> Match | None:
        days = tuple(find_dates(text, order))
        if len(days) != _BOTH:
            return None
        first, last = days
        joint = flat(text[first.end : last.start])
        early = max(first.values) < min(last.values)
        return Match(last.values, first.start, last.end) if early and _TO.fullmatch(joint) else None

    return find


def _first(levelled: str, place: int) -> _Found | None:
    found: _Found | None = None
    for pattern in _PATTERNS:
        match = pattern.search(levelled, place)
        while match:
            read = _read(match)
            if read:
                longer = found is None or (read.start, -read.end) < (found.start, -found.end)
                found = read if longer else found
                break
            match = pattern.search(levelled, match.start() + 1)
    return found


def _read(match: re.Match[str]) -> _Found | None:
    parts = match.groupdict()
    if _is_a_word(parts):
        return None
    year = _year(parts)
    order = NumericOrder.UNKNOWN
    if parts.get("first"):
        first, second = _number(parts["first"]), _number(parts["second"])
        pairs = [(second, first)] if first == second else [(second, first), (first, second)]
        dates = tuple(d for m, d_ in pairs if (d := _date(year, m, d_)))
        if len(dates) == 1 and first != second:
            order = NumericOrder.DAY_FIRST if dates[0].day == first else NumericOrder.MONTH_FIRST
    else:
        month = _named_month(parts) if parts.get("name") else _number(parts["month"])
        only = _date(year, month, _number(parts["day"]))
        dates = (only,) if only else ()
    return _Found(dates, order, match.start(), match.end()) if dates else None


def _is_a_word(parts: dict[str, str | None]) -> bool:
    """Whether the day is letters alone: "is August 11, 2021" begins with no misread 15.

    One upright letter before a whole year is a misread 1; any other is one of a word.
    """
    day = parts.get("day") or "1"
    return day.isalpha() and (day not in _UPRIGHT or bool(parts.get("short")))


def _number(text: str) -> int:
    return int(text.translate(_DIGITS))


def _year(parts: dict[str, str | None]) -> int:
    short = parts.get("short")
    if short:
        return int(short) + (2000 if int(short) < _PIVOT else 1900)
    return _number(str(parts["year"]))


def _named_month(parts: dict[str, str | None]) -> int:
    """Return the month of one name, or of two: the second is the language that others read.

    A passport's date has the month in the state's own language, an oblique stroke, and the month
    in English, French or Spanish (ICAO 9303-3, on the representation of dates).
    """
    return _NUMBER_OF.get(parts.get("also") or "", 0) or _month(str(parts["name"]))


def _month(name: str) -> int:
    if name in _NUMBER_OF:
        return _NUMBER_OF[name]
    if len(name) < _SHORTEST_FUZZY_MONTH:
        return 0
    scored = [
        (Levenshtein.normalized_similarity(name, known), number)
        for known, number in _NUMBER_OF.items()
        if len(known) >= _SHORTEST_FUZZY_MONTH
    ]
    best = max(scored)[0]
    near = {number for score, number in scored if score == best}
    return near.pop() if best >= _MONTH_LIKENESS and len(near) == 1 else 0


def _date(year: int, month: int, day: int) -> date | None:
    if not 1900 <= year <= 2099:  # noqa: PLR2004
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
