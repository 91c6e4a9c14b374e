"""Words of a page set upright and gathered into rows, as a reader sees them.

All coordinates here are points (1/72 inch) on the upright page, origin top left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from models.extraction import Page, Word
from models.geometry import Box, enclosing


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
