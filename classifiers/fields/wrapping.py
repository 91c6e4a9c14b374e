"""Captions and values that a narrow column breaks over two lines, beside another column."""

import re

from classifiers.fields.columns import segments
from classifiers.fields.folding import compact
from classifiers.fields.label_words import FILLERS, IDEAS_OF
from classifiers.fields.labels import LabelHit
from classifiers.fields.layout import PlacedWord, Sheet

WRAP_REACH_BY_OCR = 1.1
"""Heights between two lines of one text at most. OCR measures lines without ascenders or
descenders, so that gaps between them seem larger than they are set."""
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_MOST_LEFT = 3
"""Words of a caption's second line at most."""


def behind_colon_below(
    sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit
) -> tuple[PlacedWord, ...]:
    """Return the value in the line below, where the caption goes on to its colon there.

    « Family name / Nom de » stands beside another column, and « famille : Ana » below it: what the
    other column says is no name.
    """
    if hit.row + 1 >= len(sheet.rows):
        return ()
    row, lower = sheet.rows[hit.row], sheet.rows[hit.row + 1]
    own = next(part for part in segments(row) if row.words[hit.end - 1] in part)
    rest = own[own.index(row.words[hit.end - 1]) + 1 :]
    if any(word.text.endswith(":") for word in own) or len(own) == len(row.words):
        return ()
    if not _is_caption(rest):
        return ()
    flush = (p for p in segments(lower) if abs(p[0].x0 - own[0].x0) < lower.height)
    below = next(flush, ())
    colons = [place for place, word in enumerate(below[:_MOST_LEFT]) if word.text.endswith(":")]
    close = lower.y0 - row.y1 < WRAP_REACH_BY_OCR * row.height
    if not colons or not close:
        return ()
    left = below[: colons[0] + 1]
    whole = _is_caption(left)
    another = any(
        h.row == hit.row + 1 and h.name != hit.name and lower.words[h.start] in left for h in hits
    )
    return below[colons[0] + 1 :] if whole and (rest or not another) else ()


def _is_caption(words: tuple[PlacedWord, ...]) -> bool:
    """Whether words are those of captions, but for what stands in brackets."""
    text = _IN_BRACKETS.sub(" ", " ".join(word.text for word in words))
    keys = [key for word in text.split() if (key := compact(word))]
    return all(key in IDEAS_OF or key in FILLERS for key in keys)


def wrapped_line(
    sheet: Sheet, hits: tuple[LabelHit, ...], index: int, hit: LabelHit, last: PlacedWord
) -> tuple[PlacedWord, ...]:
    """Return the line below a label that goes on with its value, as a paragraph wraps.

    It begins where the label's line begins and has no label, and its first word had no room behind
    the last one of that line: the page's margin or, beside another column, that of its own is near.
    """
    row, upper = sheet.rows[index], sheet.rows[hit.row]
    left = next(part for part in segments(upper) if upper.words[hit.start] in part)[0].x0
    parts = [part for other in sheet.rows if other is not upper for part in segments(other)]
    column = [part for part in parts if abs(part[0].x0 - left) < row.height]
    lower = next((part for part in segments(row) if part in column), segments(row)[0])
    if any(h.row == index and row.words[h.start] in lower for h in hits):
        return ()
    needed = last.x1 + 0.3 * row.height + lower[0].x1 - lower[0].x0
    page = max(word.x1 for other in sheet.rows for word in other.words)
    if needed > page and lower[-1] is row.words[-1]:
        return lower
    # Of a line that reaches further than its column nobody knows whether it is full.
    own = max((part[-1].x1 for part in column), default=page)
    another = any(part[0].x0 > own for part in parts)
    return lower if lower in column and another and needed > own >= last.x1 - row.height else ()
