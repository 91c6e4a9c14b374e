"""The order in which the lines of a page are read: row by row, and columns of prose one by one.

Tesseract cuts a page into blocks and gives them one after the other, so that of a table or a form
all captions come first and all values later. A person reads such rows across.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.ocr.engine import SeenWord

SAME_ROW = 0.5
"""Share of the lower one's height that the facing words of two pieces of one row share."""
TOUCHING = 0.5
"""Heights of a line by which two pieces of one row may overlap sideways; boxes are not exact."""
PROSE_LINES, PROSE_WORDS = 3, 4.0
"""Least lines of a block, and words on each of them, that make it a column of prose."""

Line = Sequence[SeenWord]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line, or the lines of a column of prose, that nothing comes between; pixels."""

    lines: tuple[Line, ...]
    left: int
    right: int

    @property
    def first(self) -> SeenWord:
        return self.lines[0][0]

    @property
    def last(self) -> SeenWord:
        return self.lines[0][-1]

    @property
    def height(self) -> float:
        """Mean height of the words of the first line."""
        return sum(word.height for word in self.lines[0]) / len(self.lines[0])

    @property
    def middle(self) -> float:
        """Mean of the middles of the words of the first line, from the top."""
        first = self.lines[0]
        return sum(word.top + word.height / 2 for word in first) / len(first)


def in_rows(seen: Sequence[SeenWord]) -> tuple[SeenWord, ...]:
    """Return words in reading order; the words of a line stay together and get its new number.

    Args:
        seen: the words of a level page, those of a line together, from left to right.
    """
    rows: list[list[_Piece]] = []
    for piece in sorted(_pieces(seen), key=lambda each: each.middle):
        row = next((row for row in reversed(rows[-2:]) if _continues(row, piece)), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    lines = (
        line
        for row in rows
        for piece in sorted(row, key=lambda each: each.left)
        for line in piece.lines
    )
    return tuple(
        replace(word, line=(number, 0, 0)) for number, line in enumerate(lines) for word in line
    )


def _pieces(seen: Sequence[SeenWord]) -> list[_Piece]:
    blocks: dict[int, dict[tuple[int, int, int], list[SeenWord]]] = {}
    for word in seen:
        blocks.setdefault(word.line[0], {}).setdefault(word.line, []).append(word)
    columns = [_piece(tuple(lines.values())) for lines in blocks.values()]
    pieces = []
    for column in columns:
        if _is_prose(column) and any(_beside(column, other) for other in columns):
            pieces.append(column)
        else:
            pieces.extend(_piece((line,)) for line in column.lines)
    return pieces


def _piece(lines: tuple[Line, ...]) -> _Piece:
    words = [word for line in lines for word in line]
    left, right = min(w.left for w in words), max(w.left + w.width for w in words)
    return _Piece(lines, left, right)


def _is_prose(column: _Piece) -> bool:
    words = sum(len(line) for line in column.lines)
    return len(column.lines) >= PROSE_LINES and words >= PROSE_WORDS * len(column.lines)


def _beside(column: _Piece, other: _Piece) -> bool:
    """Whether two columns of prose stand side by side for most of the shorter one's height."""
    if column is other or not _is_prose(other) or _overlap_sideways(column, other) > 0:
        return False
    (top, bottom), (upper, lower) = _extent(column), _extent(other)
    return min(bottom, lower) - max(top, upper) > SAME_ROW * min(bottom - top, lower - upper)


def _extent(column: _Piece) -> tuple[int, int]:
    first, last = column.lines[0], column.lines[-1]
    return min(word.top for word in first), max(word.top + word.height for word in last)


def _overlap_sideways(one: _Piece, other: _Piece) -> int:
    return min(one.right, other.right) - max(one.left, other.left)


def _continues(row: list[_Piece], piece: _Piece) -> bool:
    """Whether a piece stands in a row: level with its nearest neighbour there, and clear of all."""
    if any(_overlap_sideways(each, piece) > TOUCHING * piece.height for each in row):
        return False
    nearest = max(row, key=lambda each: _overlap_sideways(each, piece))
    # Where a page is bent, only the words that face one another are level.
    before = nearest.left < piece.left
    facing = (nearest.last, piece.first) if before else (piece.last, nearest.first)
    return _level(*facing)


def _level(one: SeenWord, other: SeenWord) -> bool:
    shared = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    return shared > SAME_ROW * min(one.height, other.height)
