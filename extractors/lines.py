"""Text lines: which words stand on one line, in reading order."""

from collections.abc import Sequence
from dataclasses import replace

from models.extraction import Word
from models.geometry import Box

SAME_LINE_OVERLAP = 0.5
"""Share of the lower word's height that must overlap for two words to stand on one line."""


def numbered(words: Sequence[Word], first: int = 0, *, rotation: int = 0) -> tuple[Word, ...]:
    """Return ``words`` in reading order with line numbers told by their places alone.

    Args:
        words: in any order; their line numbers are ignored.
        first: number of the first line.
        rotation: clockwise degrees by which the content is turned on the page: 0, 90, 180 or 270.
    """
    placed = [(word.box.upright(rotation), word) for word in words]
    lines: list[list[tuple[Box, Word]]] = []
    for each in sorted(placed, key=lambda pair: pair[0].centre[1]):
        # The word of a line that came last is its lowest.
        if lines and _same_line(lines[-1][-1][0], each[0]):
            lines[-1].append(each)
        else:
            lines.append([each])
    ordered: list[Word] = []
    for number, line in enumerate(lines, first):
        line.sort(key=lambda pair: pair[0].x0)
        ordered.extend(replace(word, line=number) for _, word in line)
    return tuple(ordered)


def _same_line(last: Box, box: Box) -> bool:
    overlap = min(last.y1, box.y1) - max(last.y0, box.y0)
    return overlap > SAME_LINE_OVERLAP * min(last.height, box.height)
