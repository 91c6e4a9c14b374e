"""The words that may be the value of a label: to its right, below it, or flowing on in prose."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from classifiers.fields.labels import LabelHit
from classifiers.fields.layout import PlacedWord, Row, Sheet

STOP = "stop"
"""Name of labels that end a value and are not read themselves."""

_COLUMN_GAP = 3.5
"""Gap that ends a value, in heights of the row."""
_SEGMENT_GAP = 1.1
"""Gap between neighbours in one row that stand in different columns."""
_BELOW_REACH = 2.4
_WRAP_REACH = 0.7
_PROSE_GAP = 2.5
_FLOW_REACH = 2.0
_LEFT_SLACK = 1.2
_MOST_ROWS_BELOW = 3
_MOST_FLOW = 24
_LEAST_VOTES = 2
_SURE = 0.6
_DOUBTFUL = 0.3
_AGREEING = 0.7


class Placement(StrEnum):
    """Where a value stands in relation to its label."""

    RIGHT = "right"
    BELOW = "below"
    ABOVE = "above"
    FLOW = "flow"


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words that may be a value; never empty."""

    placement: Placement
    words: tuple[PlacedWord, ...]


def runs_of(
    sheet: Sheet,
    hits: tuple[LabelHit, ...],
    hit: LabelHit,
    *,
    above: bool = False,
    wide: bool = False,
) -> Iterator[Run]:
    """Yield the runs of words that may be the value of ``hit``, the likeliest first.

    Args:
        sheet: the page.
        hits: all labels on it.
        hit: the label whose value is looked for.
        above: whether this page prints its labels below their values.
        wide: whether gaps end no line of a value below its label.
    """
    if opens(sheet, hits, hit):
        yield from (Run(Placement.RIGHT, _legible(part)) for part in _rights(sheet, hits, hit))
        stacked = _above(sheet, hits, hit) if above else value_below(sheet, hits, hit, wide=wide)
        if stacked:
            yield Run(Placement.ABOVE if above else Placement.BELOW, _legible(stacked))
    flow = _flow(sheet, hit)
    if flow:
        yield Run(Placement.FLOW, flow)


def _legible(words: tuple[PlacedWord, ...]) -> tuple[PlacedWord, ...]:
    """Leave out what OCR makes of dots and rules, where legible words stand beside it."""
    if not any(w.word.confidence >= _SURE and len(w.key) > 1 for w in words):
        return words
    return tuple(w for w in words if w.word.confidence >= _DOUBTFUL)


def segments(row: Row, gap: float = _SEGMENT_GAP) -> list[tuple[PlacedWord, ...]]:
    """Split a row where the gap between neighbours is wider than ``gap`` heights."""
    parts: list[list[PlacedWord]] = [[row.words[0]]]
    for before, word in zip(row.words, row.words[1:], strict=False):
        if word.x0 - before.x1 > gap * row.height:
            parts.append([])
        parts[-1].append(word)
    return [tuple(part) for part in parts]


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
    """Skip an explanation in brackets, which belongs to the label before it."""
    if end < len(row.words) and row.words[end].text.startswith("("):
        for index in range(end, len(row.words)):
            if row.words[index].text.endswith(")"):
                return index + 1
    return end


def _rights(
    sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit
) -> Iterator[tuple[PlacedWord, ...]]:
    """Yield what follows the label, and what stands in the next column if that is not the same."""
    right = _right(sheet, hits, hit)
    if right:
        yield right
    row = sheet.rows[hit.row]
    start = _after_gap(row, hit.end - 1)
    if start > hit.end and start < len(row.words):
        column = _value_from(row, hits, hit.row, start)
        if column:
            yield column


def _wraps_to_margin(
    sheet: Sheet, hits: tuple[LabelHit, ...], index: int, last: PlacedWord
) -> bool:
    """Whether a row without a label goes on with a line that had no room for its first word."""
    row = sheet.rows[index]
    margin = max(word.x1 for other in sheet.rows for word in other.words)
    first = row.words[0]
    full = last.x1 + 0.3 * row.height + first.x1 - first.x0 > margin
    return full and not any(hit.row == index for hit in hits) and len(segments(row)) == 1


def _value_from(
    row: Row, hits: tuple[LabelHit, ...], index: int, start: int
) -> tuple[PlacedWord, ...]:
    """Return the words from ``start`` to the next label or column gap."""
    stop = min(
        (h.start for h in hits if h.row == index and h.start >= start and _ends(row, hits, h)),
        default=len(row.words),
    )
    return _until_label(row, _until_gap(row, row.words[start:stop]))


def _right(sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit) -> tuple[PlacedWord, ...]:
    row = sheet.rows[hit.row]
    end = _end_of(sheet, hits, hit)
    if end < len(row.words) and row.words[end].text.startswith("/"):
        end = _after_gap(row, end)
    value = _value_from(row, hits, hit.row, end)
    return value + _continued(sheet, hits, hit, value) if value else ()


def _continued(
    sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit, value: tuple[PlacedWord, ...]
) -> tuple[PlacedWord, ...]:
    """Return the further lines of a value that wraps in its own column, beside an empty label."""
    first = next(word for word in value if word.key)
    label = hit.words(sheet)
    found: tuple[PlacedWord, ...] = ()
    above = value[-1]
    for index in range(hit.row + 1, min(len(sheet.rows), hit.row + _MOST_ROWS_BELOW)):
        row = sheet.rows[index]
        beside = [w for w in row.words if label[0].x0 - row.height <= w.x0 < first.x0 - row.height]
        inside = tuple(w for w in row.words if w.x0 >= first.x0 - 0.5 * row.height)
        near = row.y0 - above.y1 <= _WRAP_REACH * row.height
        if near and not found and _wraps_to_margin(sheet, hits, index, value[-1]):
            return row.words
        if beside or not inside or not near or inside[0].x0 > first.x0 + row.height:
            break
        if _labels_under(hits, index, row, inside):
            break
        found += _until_gap(row, inside)
        above = inside[0]
    return found


def _after_gap(row: Row, start: int) -> int:
    """Skip a label in the other language, of no known spelling, to the next column."""
    for index in range(start + 1, len(row.words)):
        if row.words[index].x0 - row.words[index - 1].x1 > _SEGMENT_GAP * row.height:
            return index
    return len(row.words)


def _ends(row: Row, hits: tuple[LabelHit, ...], hit: LabelHit) -> bool:
    """Whether ``hit`` is a label of its own and not the beginning of a value.

    « Programme pilote » in the column of values begins like a label, but runs on without a colon.
    """
    if hit.name != STOP:
        return True
    end = hit.end
    for other in hits:
        if other.row == hit.row and other.start == end:
            end = other.end
    if end == len(row.words) or row.words[end - 1].text.endswith((":", "/")):
        return True
    following = row.words[end]
    wide = following.x0 - row.words[end - 1].x1 > _SEGMENT_GAP * row.height
    return wide or following.text.startswith((":", "/"))


def opens(sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit) -> bool:
    """Whether ``hit`` stands as a label does: first in its column, after another, or with a colon.

    "Citizenship" in the name of a ministry is no label.
    """
    row = sheet.rows[hit.row]
    last = row.words[hit.end - 1]
    following = row.words[hit.end].text if hit.end < len(row.words) else ""
    if following and row.words[hit.end].x0 - last.x1 > _SEGMENT_GAP * row.height:
        return True
    if hit.start == 0 or last.text.endswith((":", "/")) or following.startswith((":", "/")):
        return True
    before = row.words[hit.start - 1]
    if row.words[hit.start].x0 - before.x1 > _SEGMENT_GAP * row.height or not before.key.isalpha():
        return True
    return before.text.endswith(("/", ":", ".", ")")) or any(
        other.row == hit.row and other.end == hit.start for other in hits
    )


def _until_gap(row: Row, words: tuple[PlacedWord, ...]) -> tuple[PlacedWord, ...]:
    """Cut at the first column gap after a word with letters or digits."""
    content = False
    for index, word in enumerate(words):
        if content and word.x0 - words[index - 1].x1 > _COLUMN_GAP * row.height:
            return words[:index]
        content = content or bool(word.key)
    return words if content else ()


def _until_label(row: Row, words: tuple[PlacedWord, ...]) -> tuple[PlacedWord, ...]:
    """Cut before an unknown label, which a colon betrays."""
    content = False
    for index, word in enumerate(words):
        if content and word.text.endswith(":"):
            start = index if word.key else index - 1
            while start > 1 and words[start].x0 - words[start - 1].x1 <= 0.6 * row.height:
                start -= 1
            return words[:start]
        content = content or (bool(word.key) and index > 0)
    return words


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
    left = label[0].x0 - _LEFT_SLACK * row.height
    right = _next_column(sheet, hits, hit)
    above = row
    found: tuple[PlacedWord, ...] = ()
    taken = 0
    for index in range(hit.row + 1, len(sheet.rows)):
        lower = sheet.rows[index]
        if lower.y0 - above.y1 > _BELOW_REACH * row.height or taken == _MOST_ROWS_BELOW:
            break
        inside = tuple(w for w in lower.words if left <= w.x0 < right)
        if not inside or inside[0].x0 > label[-1].x1 + 2 * row.height:
            continue
        part = inside if wide else _until_gap(lower, inside)
        under = _labels_under(hits, index, lower, part or inside)
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


def labels_stand_below(sheet: Sheet, hits: tuple[LabelHit, ...]) -> bool:
    """Whether this page prints its labels below their values, as some letterheads do.

    A label stands nearer to its own value than to its neighbour's, so that the distances to the
    lines above and below tell, if most labels agree.
    """
    votes = []
    for hit in hits:
        if not opens(sheet, hits, hit) or _right(sheet, hits, hit):
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


def _above(sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit) -> tuple[PlacedWord, ...]:
    """Return the words of the one line right above a label, in its column."""
    row = sheet.rows[hit.row]
    label = hit.words(sheet)
    left = label[0].x0 - _LEFT_SLACK * row.height
    right = _next_column(sheet, hits, hit)
    for index in range(hit.row - 1, -1, -1):
        upper = sheet.rows[index]
        inside = tuple(w for w in upper.words if left <= w.x0 < right)
        if row.y0 - upper.y1 > _BELOW_REACH * row.height:
            break
        if not inside or inside[0].x0 > label[-1].x1 + row.height:
            continue
        part = _until_gap(upper, inside)
        labelled = _labels_under(hits, index, upper, part or inside)
        if not labelled:
            return part
        if labelled - {hit.name}:
            break
    return ()


def _labels_under(
    hits: tuple[LabelHit, ...], index: int, row: Row, inside: tuple[PlacedWord, ...]
) -> set[str]:
    return {
        hit.name
        for hit in hits
        if hit.row == index
        and any(word in inside for word in row.words[hit.start : hit.end])
        and _ends(row, hits, hit)
    }


def _next_column(sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit) -> float:
    """Return where the next column of the label's row begins."""
    row = sheet.rows[hit.row]
    edges = [
        row.words[h.start].x0
        for h in hits
        if h.row == hit.row and h.start >= hit.end and h.name != hit.name
    ]
    for index in range(hit.end, len(row.words)):
        if row.words[index].x0 - row.words[index - 1].x1 > _SEGMENT_GAP * row.height:
            edges.append(row.words[index].x0)
            break
    return min(edges, default=sheet.width) - 0.3 * row.height


def _flow(sheet: Sheet, hit: LabelHit) -> tuple[PlacedWord, ...]:
    """Return what follows in running text: the rest of the row and the beginning of the next."""
    row = sheet.rows[hit.row]
    own = next(p for p in segments(row, _PROSE_GAP) if row.words[hit.end - 1] in p)
    place = own.index(row.words[hit.end - 1])
    rest = own[place + 1 :]
    if hit.row + 1 < len(sheet.rows):
        lower = sheet.rows[hit.row + 1]
        if lower.y0 - row.y1 <= _FLOW_REACH * row.height:
            left, right = own[0].x0 - 2 * row.height, own[-1].x1
            for part in segments(lower, _PROSE_GAP):
                if left <= part[0].x0 < right:
                    rest += part
                    break
    return rest[:_MOST_FLOW]
