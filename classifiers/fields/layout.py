"""Words of a page set upright and gathered into rows, as a reader sees them.

Extraction places words on the page as it is displayed. A page may be displayed on its side, and
a scan may be skewed by a degree or two, so coordinates are turned and sheared before words are
compared. All coordinates here are points (1/72 inch) on the upright page, origin top left.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from classifiers.fields.folding import compact
from models.extraction import Page, Word
from models.geometry import Box, enclosing

_BORDER_NOISE = frozenset("|¦[]{}_~\\")
_WORDLIKE = r"[^/\d]*(?:[^\W\d_]{2}|(?:[^\W\d_]\.){2})[^/\d]*"
"""Two letters in a row, or initials ("D.O.B."); "c/o" and "N/Réf" are one word each."""
_BILINGUAL = re.compile(rf"({_WORDLIKE})/{_WORDLIKE}")
_NUMBERED_SIDE = re.compile(r"([^/\d]*[^\W\d_]{2}[^/\d]*)/\d{1,2}[.)]")
_DOT_LEADER = re.compile(r"([^.]+?[.\u2026:]{3,})[^.].*")
_REQUIRED_MARK = re.compile(r"(\d{0,2}\*)[^\W\d_].*")
_SHARED_HEIGHT = 0.5
_MOST_SLOPE = 0.14
_LEAST_BASE = 0.15
_LEAST_LINES = 3
_LEAST_SLOPE = 0.001
_QUARTER = 90


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """One word on the upright page.

    Attributes:
        key: the word's letters and digits, folded, for comparison.
        text: the word as it stands on the page, or one side of it: "Sex/Sexe" is two words.
        word: the word as extracted, with its box on the displayed page.
    """

    key: str
    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    word: Word

    @property
    def height(self) -> float:
        """Height in points."""
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        """Vertical middle in points."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True)
class Row:
    """Words side by side, from left to right; never empty."""

    words: tuple[PlacedWord, ...]

    @cached_property
    def y0(self) -> float:
        """Top, the median over the words."""
        return median([word.y0 for word in self.words])

    @cached_property
    def y1(self) -> float:
        """Bottom, the median over the words."""
        return median([word.y1 for word in self.words])

    @cached_property
    def height(self) -> float:
        """Median height of the words, at least one point."""
        return max(1.0, median([word.height for word in self.words]))

    @property
    def text(self) -> str:
        """The words joined by blanks."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as rows from top to bottom; width and height in points, upright."""

    page: Page
    width: float
    height: float
    rows: tuple[Row, ...]


def median(values: Sequence[float]) -> float:
    """Return the median, as :func:`statistics.median` does in three times as long.

    Raises:
        IndexError: if there are no values.
    """
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def box_of(words: Iterable[PlacedWord]) -> Box:
    """Return the box around ``words`` on the displayed page.

    Raises:
        ValueError: if there are no words.
    """
    return enclosing(word.word.box for word in words)


def confidence_of(words: Iterable[PlacedWord]) -> float:
    """Return the mean confidence of ``words``, weighted by length; 0.0 if there are none."""
    listed = list(words)
    letters = sum(len(word.text) for word in listed)
    if not letters:
        return 0.0
    return round(sum(w.word.confidence * len(w.text) for w in listed) / letters, 4)


def upright(box: Box, rotation: int) -> Box:
    """Turn ``box`` from a page displayed ``rotation`` degrees clockwise to the upright page."""
    for _ in range(rotation // _QUARTER % 4):
        box = Box(box.y0, 1 - box.x1, box.y1, 1 - box.x0)
    return box


def lay_out(page: Page) -> Sheet:
    """Set the words of ``page`` upright and level, and gather them into rows.

    Marks that OCR makes of box borders (a lone ``|`` or ``_``) are left out.
    """
    sideways = page.rotation in (90, 270)
    width, height = (page.height, page.width) if sideways else (page.width, page.height)
    placed = [
        part
        for word in page.words
        if word.text.strip() and not set(word.text) <= _BORDER_NOISE
        for part in _place(word, page.rotation, width, height)
    ]
    levelled = _without_slope(placed, _slope(placed, width))
    return Sheet(page, width, height, _rows(levelled))


def _place(word: Word, rotation: int, width: float, height: float) -> list[PlacedWord]:
    box = upright(word.box, rotation)
    x0, y0, x1, y1 = box.x0 * width, box.y0 * height, box.x1 * width, box.y1 * height
    step = (x1 - x0) / len(word.text)
    placed = []
    for start, end in _sides(word.text):
        text = word.text[start:end]
        placed.append(
            PlacedWord(compact(text), x0 + start * step, y0, x0 + end * step, y1, text, word)
        )
    return placed


def _sides(text: str) -> list[tuple[int, int]]:
    """Return the parts of one word: both languages of "Sex/Sexe", both ends of "Sex.....F".

    A number and the star of a required answer ("1*What") are split off as well.
    """
    split = _first_match(text, _BILINGUAL, _NUMBERED_SIDE, _DOT_LEADER, _REQUIRED_MARK)
    if split is None:
        return [(0, len(text))]
    return [(0, split.end(1)), (split.end(1), len(text))]


def _first_match(text: str, *patterns: re.Pattern[str]) -> re.Match[str] | None:
    return next((found for pattern in patterns if (found := pattern.fullmatch(text))), None)


def _slope(words: list[PlacedWord], width: float) -> float:
    """Return how far the text lines of a skewed page fall per point to the right."""
    lines: dict[int, list[PlacedWord]] = {}
    for word in words:
        lines.setdefault(word.word.line, []).append(word)
    slopes = []
    for line in lines.values():
        first, last = min(line, key=lambda w: w.x0), max(line, key=lambda w: w.x0)
        base = last.x0 - first.x0
        if base > _LEAST_BASE * width:
            slopes.append((last.y1 - first.y1) / base)
    if len(slopes) < _LEAST_LINES:
        return 0.0
    found = median(slopes)
    return found if abs(found) < _MOST_SLOPE else 0.0


def _without_slope(words: list[PlacedWord], slope: float) -> list[PlacedWord]:
    if abs(slope) < _LEAST_SLOPE:
        return words
    return [replace(w, y0=w.y0 - slope * w.x0, y1=w.y1 - slope * w.x0) for w in words]


def _rows(words: list[PlacedWord]) -> tuple[Row, ...]:
    gathered: list[list[PlacedWord]] = []
    for word in sorted(words, key=lambda w: (w.middle, w.x0)):
        home = next((row for row in reversed(gathered[-4:]) if _beside(row, word)), None)
        if home is None:
            gathered.append([word])
        else:
            home.append(word)
    rows = [Row(tuple(sorted(row, key=lambda w: (w.x0, w.y0)))) for row in gathered]
    return tuple(sorted(rows, key=lambda row: (row.y0, row.words[0].x0)))


def _beside(row: list[PlacedWord], word: PlacedWord) -> bool:
    """Whether ``word`` shares half of the smaller height with the row and hides no word of it."""
    top, bottom = median([w.y0 for w in row]), median([w.y1 for w in row])
    shared = min(bottom, word.y1) - max(top, word.y0)
    if shared < _SHARED_HEIGHT * max(0.5, min(bottom - top, word.height)):
        return False
    return all(_overlap(other, word) < 0.5 * min(_width(other), _width(word)) for other in row)


def _overlap(a: PlacedWord, b: PlacedWord) -> float:
    return min(a.x1, b.x1) - max(a.x0, b.x0)


def _width(word: PlacedWord) -> float:
    return max(0.5, word.x1 - word.x0)
