"""The lines of an address around the one to which its caption leads.

A caption may stand at the height of either line, or between the two. So the lines right above and
below are gathered as long as no other caption leads to them, and the order of their kinds tells
which of them are the address (:mod:`classifiers.fields.parsing.addresses`).
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from classifiers.fields.columns import segments
from classifiers.fields.folding import compact
from classifiers.fields.label_words import ELISION, IDEAS_OF, is_label_text
from classifiers.fields.layout import PlacedWord, Row, Sheet
from classifiers.fields.parsing.address_pieces import LINE_END
from classifiers.fields.parsing.addresses import find_addresses, is_broken, is_complete
from classifiers.fields.parsing.places import find_postal_code
from classifiers.fields.rules import Reading, covered, joined
from models.documents import FieldName
from models.extraction import TextSource

_REACH = 1.3
"""Largest gap between two lines, in heights."""
_SAME_LINE = 0.7
"""Heights by which the middles of words of one line differ at most."""
_MOST_WORDS = 8
"""Words of a line of an address; a longer one is a line of a paragraph."""
_MOST_LINES = 2
"""Lines above or below the one of the caption: a unit's, and the street's or the city's."""
_PARTS = frozenset(("place", "province", "mailing"))
"""Ideas of captions of an address's second line alone ("City, postal code")."""
_HOME = _PARTS | {"address", "residence", "dwelling", "served", "service"}
"""Ideas of captions of an address, which may be broken over both of its lines."""

_Words = tuple[PlacedWord, ...]


def as_lines(words: Sequence[PlacedWord]) -> str:
    """Join words by blanks, and by ends of lines where they stand below each other."""
    if not words:
        return ""
    text = words[0].text
    for before, word in pairwise(words):
        height = max(before.height, word.height)
        below = word.x0 < before.x0 or word.middle - before.middle > _SAME_LINE * height
        text += (LINE_END if below else " ") + word.text
    return text


def with_all_lines(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Add the other lines to addresses of which a caption leads to one line only."""
    return tuple(_completed(r) if r.name is FieldName.ADDRESS else r for r in readings)


def without_broken(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Leave out addresses that OCR left broken: a wrong address is worse than none.

    A text layer says what was typed, however unusual.
    """
    return tuple(r for r in readings if r.name is not FieldName.ADDRESS or not _is_broken(r))


def _is_broken(reading: Reading) -> bool:
    by_ocr = any(word.word.source is TextSource.OCR for word in reading.words)
    return by_ocr and is_broken(reading.values[0])


def _completed(reading: Reading) -> Reading:
    """Read an address anew among the lines around it, if it ends with its postal code there."""
    own, sheet = reading.words, reading.sheet
    if is_complete(reading.values[0]):
        return reading
    below = _lines_below(sheet, own) or _rest_of_sentence(sheet, own[-1])
    words = _lines_above(sheet, own) + own + below
    for match in find_addresses(as_lines(words)):
        seen = covered(words, joined(words)[1], match)
        if not set(own).isdisjoint(seen) and find_postal_code(match.values[0]):
            return replace(reading, values=match.values, words=seen)
    return reading


def _lines_above(sheet: Sheet, own: _Words) -> _Words:
    found: _Words = ()
    for _ in range(_MOST_LINES):
        found = _neighbour(sheet, found + own, own[0], below=False) + found
    return found


def _lines_below(sheet: Sheet, own: _Words) -> _Words:
    found: _Words = ()
    for _ in range(_MOST_LINES):
        found += _neighbour(sheet, own + found, own[0], below=True)
    return found


def _neighbour(sheet: Sheet, words: _Words, first: PlacedWord, *, below: bool) -> _Words:
    """Return the line right below or above words, set flush left with the address; none if none is.

    A line with a caption of its own is none of the address.
    """
    edge = words[-1] if below else words[0]
    own = next((row for row in sheet.rows if first in row.words), None)
    for row, part in ((line, part) for line in sheet.rows for part in segments(line)):
        height = max(first.height, part[0].height)
        gap = part[0].y0 - edge.y1 if below else edge.y0 - part[-1].y1
        flush = abs(part[0].x0 - first.x0) < height
        if flush and -0.3 * height < gap <= _REACH * height and not set(part) & set(words):
            anothers = len(part) > _MOST_WORDS or _is_anothers(row, part, own, first)
            return () if anothers else part
    return ()


def _is_anothers(row: Row, part: _Words, own: Row | None, first: PlacedWord) -> bool:
    """Whether the caption before a line says that it is no part of the address.

    The caption of the address itself may stand at the height of this line, or reach it, unless it
    ends with a colon in the line of which the address is known.
    """
    beside = _column_before(own, first) if own is not None else ()
    edge = beside[0].x0 if beside else None
    caption = _caption(row, part[0], edge)
    if not caption:
        return False
    keys = [compact(ELISION.sub("", word.text)) for word in caption]
    ideas = [IDEAS_OF[key] for key in keys if key in IDEAS_OF]
    own_ends = bool(beside) and beside[-1].text.endswith(":")
    allowed = _PARTS if own_ends else _HOME
    return not ideas or not all(idea & allowed for idea in ideas)


def _column_before(row: Row, word: PlacedWord) -> _Words:
    """Return the part of a row right before the part that begins with ``word``."""
    before: _Words = ()
    for part in segments(row):
        if word in part:
            return part[: part.index(word)] or before
        before = part
    return ()


def _caption(row: Row, word: PlacedWord, edge: float | None) -> _Words:
    """Return the last caption before ``word``: by its colon, or by words that captions have.

    What stands left of ``edge``, where the caption of the address begins, is of another column.
    """
    nearest = _column_before(row, word)
    start = edge if edge is not None or not nearest else nearest[0].x0
    left = [w for w in row.words if w.x0 < word.x0 and start is not None and w.x1 > start]
    colons = [index for index, w in enumerate(left) if w.text.endswith(":")]
    if colons:
        return tuple(left[colons[-2] + 1 if len(colons) > 1 else 0 : colons[-1] + 1])
    named = bool(nearest) and nearest[0] in left and is_label_text(joined(nearest)[0])
    return nearest if named else ()


def _rest_of_sentence(sheet: Sheet, last: PlacedWord) -> _Words:
    """Return the rest of an address, to its postal code, that a line of prose breaks.

    It breaks at a comma, or anywhere behind a caption with a colon. The next line of its column
    need not be that of the page: lines of another column stand between them.
    """
    for place, row in enumerate(sheet.rows):
        part = next((p for p in segments(row) if p[-1] is last), None)
        if part is None:
            continue
        # Justified print parts a caption from its value as widely as two columns are parted.
        starts = {part[0].x0, row.words[0].x0} if row.words[-1] is last else {part[0].x0}
        lower = _next_line(sheet.rows[place + 1 :], row, starts)
        captioned = any(word.text.endswith(":") for word in row.words)
        if not lower or not (captioned or last.text.endswith(",")):
            return ()
        text, places = joined(lower)
        postal = find_postal_code(text)
        rest = covered(lower, places, replace(postal, start=0)) if postal is not None else ()
        return rest if len(rest) <= _MOST_WORDS else ()
    return ()


def _next_line(rows: Sequence[Row], row: Row, starts: set[float]) -> _Words:
    """Return the nearest line below ``row`` that begins at one of ``starts``; none if none does."""
    for lower in rows:
        height = max(row.height, lower.height)
        if lower.y0 - row.y1 > _REACH * height:
            break
        for part in segments(lower):
            if any(abs(part[0].x0 - start) < height for start in starts):
                return part
    return ()
