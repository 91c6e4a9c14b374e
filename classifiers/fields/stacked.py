"""The value below or above a label, and which of them a page prints."""

from classifiers.fields.beside import value_right
from classifiers.fields.columns import SEGMENT_GAP, caption_start, labels_under, opens, until_gap
from classifiers.fields.labels import LabelHit
from classifiers.fields.layout import PlacedWord, Sheet

_BELOW_REACH = 2.4
_LEFT_SLACK = 1.2
_MOST_ROWS_BELOW = 3
_LEAST_VOTES = 2
_AGREEING = 0.7
_RULE = 3


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
    for index in range(hit.row + 1, len(sheet.rows)):
        lower = sheet.rows[index]
        if lower.y0 - above.y1 > _BELOW_REACH * row.height or taken == _MOST_ROWS_BELOW:
            break
        inside = tuple(w for w in lower.words if left <= w.x0 < right)
        if not inside or inside[0].x0 > label[-1].x1 + 2 * row.height or _is_speck(inside):
            continue
        part = inside if wide else until_gap(lower, inside)
        under = labels_under(hits, index, lower, part or inside)
        if under - {hit.name}:
            break
        above = lower
        if under:
            continue
        if not part or (not found and part[0].x0 > label[-1].x1 + row.height):
            break
        if not found or part[0].x0 - left < 2 * _LEFT_SLACK * row.height:
            found += part
            taken += 1
    return found


def _is_speck(words: tuple[PlacedWord, ...]) -> bool:
    """Whether a line is a mark that OCR makes of dust; a rule of dots is an empty answer."""
    return all(not word.key and len(word.text) < _RULE for word in words)


def value_above(sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit) -> tuple[PlacedWord, ...]:
    """Return the words of the one line right above a label, in its column."""
    row = sheet.rows[hit.row]
    label = hit.words(sheet)
    left = row.words[caption_start(row, hits, hit)].x0 - _LEFT_SLACK * row.height
    right = _next_column(sheet, hits, hit)
    for index in range(hit.row - 1, -1, -1):
        upper = sheet.rows[index]
        inside = tuple(w for w in upper.words if left <= w.x0 < right)
        if row.y0 - upper.y1 > _BELOW_REACH * row.height:
            break
        if not inside or inside[0].x0 > label[-1].x1 + row.height:
            continue
        part = until_gap(upper, inside)
        labelled = labels_under(hits, index, upper, part or inside)
        if not labelled:
            return part
        if labelled - {hit.name}:
            break
    return ()


def labels_stand_below(sheet: Sheet, hits: tuple[LabelHit, ...]) -> bool:
    """Whether this page prints its labels below their values, as some letterheads do.

    A label stands nearer to its own value than to its neighbour's, so that the distances to the
    lines above and below tell, if most labels agree.
    """
    votes = []
    for hit in hits:
        if not opens(sheet, hits, hit) or value_right(sheet, hits, hit):
            continue
        above, below = _distance(sheet, hit, -1), _distance(sheet, hit, 1)
        if above is not None and abs(above - (below or 2 * above + 1)) > 1.0:
            votes.append(below is None or above < below)
    return len(votes) >= _LEAST_VOTES and sum(votes) >= _AGREEING * len(votes)


def _distance(sheet: Sheet, hit: LabelHit, step: int) -> float | None:
    """Return the free height between a label and the next line in its column, in points."""
    label = hit.words(sheet)
    index = hit.row + step
    while 0 <= index < len(sheet.rows):
        near = [w for w in sheet.rows[index].words if w.x0 < label[-1].x1 and w.x1 > label[0].x0]
        if near:
            upper, lower = (near[0], label[0]) if step < 0 else (label[0], near[0])
            return max(0.0, lower.y0 - upper.y1)
        index += step
    return None


def _next_column(sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit) -> float:
    """Return where the next column of the label's row begins."""
    row = sheet.rows[hit.row]
    edges = [
        row.words[max(hit.end, caption_start(row, hits, h))].x0
        for h in hits
        if h.row == hit.row and h.start >= hit.end and h.name != hit.name
    ]
    for index in range(hit.end, len(row.words)):
        if row.words[index].x0 - row.words[index - 1].x1 > SEGMENT_GAP * row.height:
            edges.append(row.words[index].x0)
            break
    return min(edges, default=sheet.width) - 0.3 * row.height
