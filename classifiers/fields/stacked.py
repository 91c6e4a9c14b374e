"""The value below or above a label."""

from statistics import median

from classifiers.fields.columns import (
    SEGMENT_GAP,
    caption_start,
    labels_under,
    segments,
    until_gap,
)
from classifiers.fields.label_words import is_label_text
from classifiers.fields.labels import LabelHit
from classifiers.fields.layout import PlacedWord, Row, Sheet
from models.extraction import TextSource

_BELOW_REACH = 2.4
_LEFT_SLACK = 1.2
_MOST_ROWS_BELOW = 3
_WITHIN_VALUE = 0.75
_WITHIN_CAPTION = 0.5
_ONE_SIZE = 1.15
_SPACE = 0.2
_RULE = 3
_LOST_WORD = 8
"""Heights of a row that the lost first word of a caption takes at most."""


def value_below(
    sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit, *, wide: bool = False
) -> tuple[PlacedWord, ...]:
    """Return the words below a label, up to the next label in its column.

    Args:
        sheet: the page.
        hits: all labels on it.
        hit: the label.
        wide: whether gaps in a line end nothing, as between the boxes of year, month and day.
    """
    row = sheet.rows[hit.row]
    label = row.words[hit.start : hit.end]
    left = row.words[caption_start(row, hits, hit)].x0 - _LEFT_SLACK * row.height
    right = _next_column(sheet, hits, hit)
    above = row
    found: tuple[PlacedWord, ...] = ()
    taken = 0
    grid = _labels_in(sheet, hits, hit.row) > {hit.name}
    for index in range(hit.row + 1, len(sheet.rows)):
        lower = sheet.rows[index]
        if lower.y0 - above.y1 > _BELOW_REACH * row.height or taken == _MOST_ROWS_BELOW:
            break
        inside = tuple(w for w in lower.words if left <= w.x0 < right)
        if not inside or inside[0].x0 > label[-1].x1 + 2 * row.height or _is_speck(inside):
            continue
        inside = (*_beginning(row, hit, lower, inside[0]), *inside)
        part = inside if wide else until_gap(lower, inside)
        under = labels_under(hits, index, lower, part or inside)
        if under - {hit.name} or (found and grid and _labels_in(sheet, hits, index)):
            break
        if not found and not under and _ends_caption(label, above, part):
            above = lower
            continue
        above = lower
        if under:
            continue
        if not part or (not found and part[0].x0 > label[-1].x1 + row.height):
            break
        if not found or part[0].x0 - left < 2 * _LEFT_SLACK * row.height:
            found += part
            taken += 1
    return found


def _beginning(row: Row, hit: LabelHit, lower: Row, first: PlacedWord) -> tuple[PlacedWord, ...]:
    """Return what a line below a caption begins with to the left of it.

    OCR loses the first word of a caption now and then, so that the line seems to begin before it:
    "address" over "2804 Wellesley Blvd" was "Home address". Nothing else may stand over it.
    """
    part = next(part for part in segments(lower) if first in part)
    lead = part[: part.index(first)]
    if not lead or first.word.source is not TextSource.OCR:
        return ()
    near = row.words[hit.start].x0 - lead[0].x0 < _LOST_WORD * row.height
    over = any(word.x1 > lead[0].x0 for word in row.words[: hit.start] if word.key)
    return lead if near and not over else ()


def _ends_caption(label: tuple[PlacedWord, ...], above: Row, part: tuple[PlacedWord, ...]) -> bool:
    """Whether a line is the rest of the caption above it, which a narrow column broke.

    "Family name / Nom de" goes on with "famille": words of captions only, right below and as
    large; a value stands farther off.
    """
    if not part or not is_label_text(_text(part)):
        return False
    one, two = _size(label), _size(part)
    alike = max(one, two) < _ONE_SIZE * min(one, two)
    return alike and part[0].y0 - above.y1 < _WITHIN_CAPTION * one


def _labels_in(sheet: Sheet, hits: tuple[LabelHit, ...], index: int) -> set[str]:
    """Return the names of all labels of a row: in a grid, lines of labels and of values take turns.

    The next label of a column is so known by its neighbours, whatever it says itself.
    """
    row = sheet.rows[index]
    return labels_under(hits, index, row, row.words)


def _is_speck(words: tuple[PlacedWord, ...]) -> bool:
    """Whether a line is a mark that OCR makes of dust; a rule of dots is an empty answer."""
    return all(not word.key and len(word.text) < _RULE for word in words)


def value_above(sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit) -> tuple[PlacedWord, ...]:
    """Return the lines right above a label, in its column, up to the caption above them.

    Lines of one value have one size, stand closer together than values do, and are full but for
    the last.
    """
    row = sheet.rows[hit.row]
    label = (*row.words[caption_start(row, hits, hit) : hit.start], *hit.words(sheet))
    found: tuple[PlacedWord, ...] = ()
    lowest = label
    for index in range(hit.row - 1, -1, -1):
        line = _line_over(lowest, sheet.rows[index])
        if line is None:
            continue
        gap = min(w.y0 for w in lowest) - max(w.y1 for w in line)
        if gap > (_WITHIN_VALUE * _size(line) if found else _BELOW_REACH * row.height):
            break
        if labels_under(hits, index, sheet.rows[index], line) or is_label_text(_text(line)):
            break
        if found and not _goes_on(sheet, line, lowest):
            break
        found = line + found
        lowest = line
    return found


def _line_over(lower: tuple[PlacedWord, ...], row: Row) -> tuple[PlacedWord, ...] | None:
    """Return the part of a row that stands over the words ``lower``."""
    over = (p for p in segments(row) if p[0].x0 < lower[-1].x1 and p[-1].x1 > lower[0].x0)
    return next(over, None)


def _goes_on(sheet: Sheet, line: tuple[PlacedWord, ...], lower: tuple[PlacedWord, ...]) -> bool:
    """Whether a line has no room for the first word of the one below it, and is set like it."""
    one, two = _size(line), _size(lower)
    alike = max(one, two) < _ONE_SIZE * min(one, two) and abs(line[0].x0 - lower[0].x0) < one
    if not alike or line[-1].text.endswith((".", ":")):
        return False
    column = [part for row in sheet.rows for part in segments(row)]
    edge = max(part[-1].x1 for part in column if abs(part[0].x0 - line[0].x0) < one)
    return line[-1].x1 + _SPACE * one + lower[0].x1 - lower[0].x0 > edge


def _size(words: tuple[PlacedWord, ...]) -> float:
    return median(word.height for word in words)


def _text(words: tuple[PlacedWord, ...]) -> str:
    return " ".join(word.text for word in words)


def _next_column(sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit) -> float:
    """Return where the next column of the label's row begins."""
    row = sheet.rows[hit.row]
    edges = [
        row.words[max(hit.end, caption_start(row, hits, h))].x0
        for h in hits
        if h.row == hit.row and h.start >= hit.end and h.name != hit.name
    ]
    for index in range(hit.end, len(row.words)):
        if row.words[index].text.startswith("/") or row.words[index - 1].text.endswith("/"):
            # The same in the other language, however far OCR sets it apart.
            continue
        if row.words[index].x0 - row.words[index - 1].x1 > SEGMENT_GAP * row.breadth:
            edges.append(row.words[index].x0)
            break
    return min(edges, default=sheet.width) - 0.3 * row.height
