"""Text lines: which words stand on one line, in reading order."""

from collections.abc import Sequence
from dataclasses import replace

from models.extraction import Word

SAME_LINE_OVERLAP = 0.5
"""Share of the lower word's height that must overlap for two words to stand on one line."""


def numbered(words: Sequence[Word], first: int = 0) -> tuple[Word, ...]:
    """Return ``words`` in reading order with line numbers told by their places alone.

    Args:
        words: in any order; their line numbers are ignored.
        first: number of the first line.
    """
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda each: each.box.centre[1]):
        if lines and _same_line(lines[-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    ordered: list[Word] = []
    for number, line in enumerate(lines, first):
        line.sort(key=lambda each: each.box.x0)
        ordered.extend(replace(word, line=number) for word in line)
    return tuple(ordered)


def _same_line(line: Sequence[Word], word: Word) -> bool:
    """Whether ``word`` shares a line with the word of ``line`` that came last (the lowest)."""
    last = line[-1].box
    overlap = min(last.y1, word.box.y1) - max(last.y0, word.box.y0)
    return overlap > SAME_LINE_OVERLAP * min(last.height, word.box.height)
