"""Words of a page set upright and gathered into rows, as a reader sees them.

Extraction places words on the page as it is displayed. A page may be displayed on its side, and
a scan may be skewed by a degree or two, so coordinates are turned and sheared before words are
compared. All coordinates here are points (1/72 inch) on the upright page, origin top left.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from classifiers.fields.folding import compact
from classifiers.fields.levelling import Line, Tilt, tilt_of
from models.extraction import Page, TextSource, Word
from models.geometry import Box, enclosing

_BORDER_NOISE = frozenset("|¦[]{}_~\\")
_WORDLIKE = r"[^/\d]*(?:[^\W\d_]{2}|(?:[^\W\d_]\.){2})[^/\d]*"
"""Two letters in a row, or initials ("D.O.B."); "c/o" and "N/Réf" are one word each."""
_BILINGUAL = re.compile(rf"({_WORDLIKE})/{_WORDLIKE}")
_NUMBERED_SIDE = re.compile(r"([^/\d]*[^\W\d_]{2}[^/\d]*)/\d{1,2}[.)]")
_DOT_LEADER = re.compile(r"([^.]+?[.\u2026:]{3,})[^.].*")
_REQUIRED_MARK = re.compile(r"(\d{0,2}\*)[^\W\d_].*")
_SHARED_HEIGHT = 0.5
_TALL = 2.2
"""Heights of a page's usual word from which one that OCR read may span lines that are not its."""
_BLANK = 0.65
"""Heights of a row to which a blank may come in common print, as OCR measures both."""
_WIDEST_BLANK = 1.6
_LEAST_BLANKS = 8
_LEAST_WORDS = 4
"""Words of a line of prose at least, whose blanks tell how a page is set."""
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
    """Words side by side, from left to right; never empty.

    Attributes:
        stretch: by how much wider its blanks are set than those of common print.
    """

    words: tuple[PlacedWord, ...]
    stretch: float = 1.0

    @cached_property
    def y0(self) -> float:
        """Top, the median over the words."""
        return median([word.y0 for word in self._measured])

    @cached_property
    def y1(self) -> float:
        """Bottom, the median over the words."""
        return median([word.y1 for word in self._measured])

    @cached_property
    def height(self) -> float:
        """Median height of the words, at least one point."""
        return max(1.0, median([word.height for word in self._measured]))

    @cached_property
    def _measured(self) -> tuple[PlacedWord, ...]:
        """The words by which the row is measured: those with letters or digits, if there are any.

        OCR measures dots and dashes as low as they are, and a leader has more of them than its
        row has words.
        """
        return tuple(word for word in self.words if word.key) or self.words

    @property
    def middle(self) -> float:
        """Vertical middle in points."""
        return (self.y0 + self.y1) / 2

    @property
    def breadth(self) -> float:
        """What gaps between neighbours are measured by: the height, more where blanks are wide."""
        return self.height * self.stretch

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
    return Sheet(page, width, height, _rows(_levelled(placed, width)))


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


def _levelled(words: list[PlacedWord], width: float) -> list[PlacedWord]:
    """Set words level, whose lines fall to the right on a skewed or photographed page."""
    lines: dict[int, list[PlacedWord]] = {}
    for word in words:
        lines.setdefault(word.word.line, []).append(word)
    ends = [(min(line, key=_left), max(line, key=_left)) for line in lines.values()]
    tilt = tilt_of((Line(a.x0, a.y1, b.x0, b.y1) for a, b in ends if a.x0 < b.x0), width)
    if tilt == Tilt():
        return words
    return [replace(w, y0=tilt.level(w.x0, w.y0), y1=tilt.level(w.x0, w.y1)) for w in words]


def _left(word: PlacedWord) -> float:
    return word.x0


def _rows(words: list[PlacedWord]) -> tuple[Row, ...]:
    """Gather words into rows; what spans several lines comes last and is a row of its own.

    OCR makes a tall word of a shadow or a fold. It shares its height with the lines that it spans,
    and would draw the words of one of them away from their neighbours. Large print beside small is
    as tall, and its words stand beside each other first of all.
    """
    usual = median([word.height for word in words]) if words else 0.0
    tall = [w for w in words if w.word.source is TextSource.OCR and w.height > _TALL * usual]
    apart = set(map(id, tall))
    gathered: list[list[PlacedWord]] = []
    for word in sorted((w for w in words if id(w) not in apart), key=_place_of):
        _gather(word, gathered, gathered[-4:])
    large: list[list[PlacedWord]] = []
    for word in sorted(tall, key=_place_of):
        beside = [row for row in large if _beside(row, word)]
        beside = beside or [row for row in gathered if _beside(row, word)]
        _gather(word, large, beside if len(beside) == 1 else [])
    lined = [Row(tuple(sorted(row, key=lambda w: (w.x0, w.y0)))) for row in gathered + large]
    stretch = _stretch(lined)
    rows = [replace(row, stretch=stretch) for row in lined] if stretch > 1.0 else lined
    return tuple(sorted(rows, key=lambda row: (row.y0, row.words[0].x0)))


def _stretch(rows: list[Row]) -> float:
    """Return by how much wider than usual the blanks of a page are, at least 1.0.

    A typewriter, and whoever sets letters like one, gives a blank the width of a letter. OCR
    measures such lines low and their words narrow, so that a common blank is as wide as a line is
    high, as wide as the gap between two columns of other print.
    """
    blanks = [
        (right.x0 - left.x1) / row.height
        for row in rows
        if len(row.words) >= _LEAST_WORDS
        for left, right in pairwise(row.words)
        if 0.0 < right.x0 - left.x1 < _WIDEST_BLANK * row.height
    ]
    return max(1.0, median(blanks) / _BLANK) if len(blanks) >= _LEAST_BLANKS else 1.0


def _place_of(word: PlacedWord) -> tuple[float, float]:
    return word.middle, word.x0


def _gather(
    word: PlacedWord, gathered: list[list[PlacedWord]], near: list[list[PlacedWord]]
) -> None:
    """Put a word into the last of the rows ``near`` beside which it stands, or begin a row."""
    home = next((row for row in reversed(near) if _beside(row, word)), None)
    if home is None:
        gathered.append([word])
    else:
        home.append(word)


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
