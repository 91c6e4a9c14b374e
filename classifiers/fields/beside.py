"""The value to the right of a label, with the lines on which it goes on."""

from collections.abc import Iterator

from classifiers.fields.columns import (
    SEGMENT_GAP,
    caption_start,
    ends_value,
    labels_under,
    segments,
    until_gap,
    until_label,
)
from classifiers.fields.labels import LabelHit
from classifiers.fields.layout import PlacedWord, Row, Sheet
from classifiers.fields.wrapping import WRAP_REACH_BY_OCR, behind_colon_below, wrapped_line
from models.extraction import TextSource

_WRAP_REACH = 0.7
_FLUSH = 1.0
"""Heights of a row by which the ends of two lines set flush right differ at most."""
_SLIP = 0.9
"""Heights of a row by which a curled page shifts a value against its label at most."""
_CLEARER = 0.3
"""Heights of a row by which the nearer of two such lines must be nearer."""
_VALUE_REACH = 1.2
"""Heights of a row between captions set small and the values below them at most."""
_LARGER = 1.15
"""Height of such values in heights of their captions, at least."""
_LARGER_BY_OCR = 1.3
"""OCR measures a line without ascenders lower than it is set."""
_MOST_ROWS_BELOW = 3
_LEAST_LEAD = 4
"""Words of a caption's first line at least; fewer are a caption of their own."""
_AROUND = 1.3
"""Heights between two lines of a value at most that stand above and below their caption."""


def values_right(
    sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit
) -> Iterator[tuple[PlacedWord, ...]]:
    """Yield what follows the label, and what stands in the next column if that is not the same.

    Where captions are set small over their values, the next column holds another caption.
    """
    if _heads_its_column(sheet, hits, hit):
        return
    told = behind_colon_below(sheet, hits, hit)
    if told:
        yield told
        return
    right = (
        value_right(sheet, hits, hit)
        or _beside_its_first_line(sheet, hits, hit)
        or _slipped(sheet, hits, hit)
    )
    if right:
        yield right
    row = sheet.rows[hit.row]
    start = _after_gap(row, hit.end - 1)
    if start > hit.end and start < len(row.words):
        column = _value_from(row, hits, hit.row, start)
        if column:
            yield column


def _beside_its_first_line(
    sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit
) -> tuple[PlacedWord, ...]:
    """Return what stands beside the line above, of which a label is the rest.

    "The landlord will rent to the tenant / the unit at:" is one caption of two lines. The first
    ends without a colon, and nothing stands beside the second.
    """
    row = sheet.rows[hit.row]
    last = row.words[hit.end - 1]
    if hit.row == 0 or hit.end < len(row.words) or not last.text.endswith(":"):
        return ()
    upper = sheet.rows[hit.row - 1]
    column = _after_gap(upper, 0)
    lead = upper.words[:column]
    height = max(row.height, upper.height)
    flush = abs(upper.words[0].x0 - row.words[0].x0) < height
    close = row.y0 - upper.y1 < WRAP_REACH_BY_OCR * height
    if not (flush and close and column < len(upper.words)) or len(lead) < _LEAST_LEAD:
        return ()
    if any(word.text.endswith(":") for word in lead):
        return ()
    return _value_from(upper, hits, hit.row - 1, column)


def lines_around(sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit) -> tuple[PlacedWord, ...]:
    """Return the two lines of a value between which its caption stands, as in the middle of a cell.

    Nothing stands beside the caption or before the lines, which are flush and close to each other.
    What stands in another column beside them is something else.
    """
    row = sheet.rows[hit.row]
    label = hit.words(sheet)
    if hit.end < len(row.words) or not 0 < hit.row < len(sheet.rows) - 1:
        return ()
    upper, lower = sheet.rows[hit.row - 1], sheet.rows[hit.row + 1]
    height = max(upper.height, lower.height)
    beside = min(upper.words[0].x0, lower.words[0].x0) > label[-1].x1
    flush = abs(upper.words[0].x0 - lower.words[0].x0) < height
    close = lower.y0 - upper.y1 < _AROUND * height
    between = upper.middle < row.middle < lower.middle
    captions = any(other.row in (hit.row - 1, hit.row + 1) and other.start == 0 for other in hits)
    if not (beside and flush and close and between) or captions:
        return ()
    return segments(upper)[0] + segments(lower)[0]


def _slipped(sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit) -> tuple[PlacedWord, ...]:
    """Return the value of a label whose line a curled page shifts half a line up or down.

    Nothing stands beside the label then, and the value's line has nothing before it. Of two such
    lines the nearer one is meant, unless both are about as near.
    """
    row = sheet.rows[hit.row]
    last = row.words[hit.end - 1]
    if hit.end < len(row.words) or last.word.source is not TextSource.OCR:
        return ()
    near: list[tuple[float, int]] = []
    for index in (hit.row - 1, hit.row + 1):
        if 0 <= index < len(sheet.rows) and sheet.rows[index].words[0].x0 > last.x1 + row.height:
            other = sheet.rows[index]
            slip = abs(other.y0 + other.y1 - row.y0 - row.y1) / 2
            near.append((slip / max(row.height, other.height), index))
    near.sort()
    if not near or near[0][0] > _SLIP or (len(near) > 1 and near[1][0] - near[0][0] < _CLEARER):
        return ()
    index = near[0][1]
    return _value_from(sheet.rows[index], hits, index, 0)


def _heads_its_column(sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit) -> bool:
    """Whether a larger line below has words under the label and under the next column both."""
    row = sheet.rows[hit.row]
    column = _after_gap(row, hit.end - 1)
    if column == len(row.words) or any(word.text.endswith(":") for word in hit.words(sheet)):
        return False
    if any(map(str.isdigit, row.words[column].text)):
        return False
    by_ocr = row.words[column].word.source is TextSource.OCR
    small = row.height
    edges = (row.words[caption_start(row, hits, hit)].x0, row.words[column].x0)
    for lower in sheet.rows[hit.row + 1 :]:
        # OCR measures captions without descenders low, and the gap below them too wide.
        size = max(small, lower.height) if by_ocr else small
        if lower.y0 - row.y1 > _VALUE_REACH * size:
            return False
        starts = [part[0] for part in segments(lower)]
        under = [[w for w in starts if abs(w.x0 - edge) < small] for edge in edges]
        if all(under):
            # A single high box is a word with the rule of a table beside it, not larger print.
            lowest = min(word.height for words in under for word in words)
            return lowest > (_LARGER_BY_OCR if by_ocr else _LARGER) * small
    return False


def value_right(sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit) -> tuple[PlacedWord, ...]:
    """Return the value right after the label, up to the next label or column."""
    row = sheet.rows[hit.row]
    end = _end_of(sheet, hits, hit)
    led = _after_dots(row, end)
    if led == end < len(row.words) and row.words[end].text.startswith("/"):
        led = _after_translation(row, end)
    value = _value_from(row, hits, hit.row, led)
    return value + _continued(sheet, hits, hit, value) if value else ()


def _value_from(
    row: Row, hits: tuple[LabelHit, ...], index: int, start: int
) -> tuple[PlacedWord, ...]:
    """Return the words from ``start`` to the next caption or column gap; marks alone are no value.

    A caption may begin in another language than its label.
    """
    stop = min(
        (
            max(start, caption_start(row, hits, h))
            for h in hits
            if h.row == index and h.start >= start and ends_value(row, hits, h)
        ),
        default=len(row.words),
    )
    found = until_label(row, until_gap(row, row.words[start:stop]))
    return found if any(word.key for word in found) else ()


def _continued(
    sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit, value: tuple[PlacedWord, ...]
) -> tuple[PlacedWord, ...]:
    """Return the further lines of a value that wraps in its own column, beside an empty label."""
    first = next(word for word in value if word.key)
    label = hit.words(sheet)
    size = sheet.rows[hit.row].height
    reach = WRAP_REACH_BY_OCR if first.word.source is TextSource.OCR else _WRAP_REACH
    found: tuple[PlacedWord, ...] = ()
    above = value[-1]
    for index in range(hit.row + 1, min(len(sheet.rows), hit.row + _MOST_ROWS_BELOW)):
        row = sheet.rows[index]
        beside = [w for w in row.words if label[0].x0 - row.height <= w.x0 < first.x0 - row.height]
        inside = tuple(w for w in row.words if w.x0 >= first.x0 - 0.5 * row.height)
        flush = _is_flush_right(row, label[-1], value[-1])
        if flush:
            inside = row.words
        near = row.y0 - above.y1 <= reach * max(size, row.height)
        wrapped = wrapped_line(sheet, hits, index, hit, value[-1]) if near and not found else ()
        if wrapped:
            return wrapped
        if near and not beside and inside and inside[0].x0 > value[-1].x1 and not flush:
            # Only another column has a line at this height.
            continue
        if beside or not inside or not near:
            break
        if not flush and inside[0].x0 > first.x0 + row.height:
            break
        part = until_gap(row, inside)
        if labels_under(hits, index, row, part or inside):
            break
        found += part
        above = inside[0]
    return found


def _is_flush_right(row: Row, label: PlacedWord, last: PlacedWord) -> bool:
    """Whether a row ends where the line above ends, and holds nothing below the label.

    Bills and web pages set their values flush right, so that lines of one value begin anywhere.
    """
    clear = row.words[0].x0 > label.x1 and len(segments(row)) == 1
    return clear and abs(row.words[-1].x1 - last.x1) < _FLUSH * row.height


def _end_of(sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit) -> int:
    """Return the index after the label and after its repetition in the other language."""
    row = sheet.rows[hit.row]
    end = hit.end
    for other in hits:
        if other.row != hit.row or other.name != hit.name or other.start < end:
            continue
        if any(word.key for word in row.words[end : other.start]):
            break
        end = other.end
    return _after_brackets(row, end)


def _after_brackets(row: Row, end: int) -> int:
    """Skip an explanation in brackets, which belongs to the label before it.

    It may hold brackets of its own: « Prénom(s) (tel(s) qu'il(s) figure(nt) au passeport) »; one
    that never closes was cut where the next column begins.
    """
    if end < len(row.words) and row.words[end].text.startswith("("):
        depth = 0
        for index in range(end, len(row.words)):
            depth += row.words[index].text.count("(") - row.words[index].text.count(")")
            if depth <= 0:
                return index + 1
        column = _after_gap(row, end)
        return column if column < len(row.words) else end
    return end


def _after_dots(row: Row, start: int) -> int:
    """Skip the rest of a caption that dots lead to its value, or that they cut short."""
    end = _after_gap(row, start) if start < len(row.words) else start
    led = (i for i in range(start, end - 1) if row.words[i].text.endswith(("..", "\u2026")))
    return next(led, start - 1) + 1


def _after_translation(row: Row, start: int) -> int:
    """Skip a label in the other language, of no known spelling, to its colon or next column."""
    gap = _after_gap(row, start)
    colon = next((i for i in range(start, gap) if row.words[i].text.endswith(":")), None)
    return gap if colon is None else colon + 1


def _after_gap(row: Row, start: int) -> int:
    """Return where the next column begins after the word ``start``."""
    for index in range(start + 1, len(row.words)):
        if row.words[index].x0 - row.words[index - 1].x1 > SEGMENT_GAP * row.breadth:
            return index
    return len(row.words)
