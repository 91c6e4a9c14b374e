"""Addresses of two lines of which a caption leads to one only, and addresses that OCR left broken.

A caption may stand at the height of either line, or between the two. The line of the street ends
nothing as long as the city stands right below it, and the line of the city begins nothing.
"""

import re
from dataclasses import replace
from itertools import pairwise

from classifiers.fields.columns import segments
from classifiers.fields.layout import PlacedWord, Sheet
from classifiers.fields.parsing.places import find_postal_code
from classifiers.fields.residence import HOUSE_NUMBER, find_address
from classifiers.fields.rules import Reading, covered, joined
from models.documents import FieldName

_REACH = 1.3
"""Largest gap between the two lines, in heights."""
_MOST_WORDS = 8
"""Words of a line of an address; a longer one is a line of a paragraph."""
_BROKEN_CODE = re.compile(
    r"\b(?:AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT)\)?[ ,]+(?=[A-Z0-9 .]*\d)[A-Z0-9].*$"
)
"""What stands behind a province at the end of an address, and is no postal code."""


def with_both_lines(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Add the other line to addresses of which a caption leads to one line only."""
    return tuple(_completed(r) if r.name is FieldName.ADDRESS else r for r in readings)


def _completed(reading: Reading) -> Reading:
    text = joined(reading.words)[0]
    postal = find_postal_code(text)
    if postal is None:
        lower = _neighbour(reading.sheet, reading.words, below=True)
        if not _ends_address(lower):
            lower = _rest_of_sentence(reading.sheet, reading.words[-1])
        return _joined(reading, reading.words + lower) if lower else reading
    if HOUSE_NUMBER.search(text[: postal.start]) is None:
        upper = _neighbour(reading.sheet, reading.words, below=False)
        return _joined(reading, upper + reading.words) if _is_street(upper) else reading
    return reading


def _joined(reading: Reading, words: tuple[PlacedWord, ...]) -> Reading:
    text, places = joined(words)
    match = find_address(text)
    if match is None:
        return reading
    return replace(reading, values=match.values, words=covered(words, places, match))


def _neighbour(
    sheet: Sheet, words: tuple[PlacedWord, ...], *, below: bool
) -> tuple[PlacedWord, ...]:
    """Return the line right below or above words, set flush left with them; none if none is."""
    first, last = words[0], words[-1]
    for part in (part for row in sheet.rows for part in segments(row)):
        height = max(first.height, part[0].height)
        gap = part[0].y0 - last.y1 if below else first.y0 - part[-1].y1
        flush = abs(part[0].x0 - first.x0) < height
        if flush and -0.3 * height < gap <= _REACH * height and not set(part) & set(words):
            return part if len(part) <= _MOST_WORDS else ()
    return ()


def _rest_of_sentence(sheet: Sheet, last: PlacedWord) -> tuple[PlacedWord, ...]:
    """Return the rest of an address, to its postal code, that a line of prose breaks at a comma."""
    for row, lower in pairwise(sheet.rows):
        if row.words[-1] is not last:
            continue
        height = max(row.height, lower.height)
        flush = abs(lower.words[0].x0 - row.words[0].x0) < height
        close = lower.y0 - row.y1 <= _REACH * height
        text, places = joined(lower.words)
        postal = find_postal_code(text)
        if last.text.endswith(",") and flush and close and postal is not None:
            rest = covered(lower.words, places, replace(postal, start=0))
            return rest if len(rest) <= _MOST_WORDS else ()
    return ()


def _ends_address(line: tuple[PlacedWord, ...]) -> bool:
    """Whether a line ends with a postal code: a city's does, and has no colon of a caption."""
    text = joined(line)[0]
    postal = find_postal_code(text)
    return postal is not None and postal.end == len(text.rstrip(" .,")) and ":" not in text


def _is_street(line: tuple[PlacedWord, ...]) -> bool:
    """Whether a line begins with the number of a house or unit, as streets do."""
    text = joined(line)[0]
    return HOUSE_NUMBER.match(text) is not None and find_address(text) is not None


def without_broken(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Leave out addresses that OCR left broken: a wrong address is worse than none.

    An address with a postal code has the number of a house before it, and what stands behind a
    province is a postal code.
    """
    return tuple(r for r in readings if r.name is not FieldName.ADDRESS or not _is_broken(r))


def _is_broken(reading: Reading) -> bool:
    text = reading.values[0]
    postal = find_postal_code(text)
    if postal is not None:
        return HOUSE_NUMBER.search(text[: postal.start]) is None
    return _BROKEN_CODE.search(text) is not None
