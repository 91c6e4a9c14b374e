"""What a page image shows apart from its words, and what of it settles what the page is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class ReadText(Protocol):
    """A text as an engine read it, with its confidence 0..1."""

    @property
    def text(self) -> str:
        """The word."""

    @property
    def confidence(self) -> float:
        """How sure the engine was."""


SURE_OF_WORD = 0.6
"""Confidence below which OCR reads words into dust and shadows."""
LETTERS_OF_WORD = 3


def holds_no_word(read: Iterable[ReadText]) -> bool:
    """Whether what was read are scraps alone: dust is read as a letter or two, or with doubts."""
    return not any(
        one.confidence >= SURE_OF_WORD
        and sum(sign.isalnum() for sign in one.text) >= LETTERS_OF_WORD
        for one in read
    )


FAINTEST_WRITING = 26.0
"""Grey levels; pencil and pale copies differ from their paper by more."""
MOSTLY_PAGE = 0.35
"""Share of a picture beyond which its dark part may be a page in shadow and no table."""
PICTURED = 0.3
"""Share of a picture with contours; of documents, on tables and in shadows too, measured at most
0.17 where no even part is larger than :data:`NO_PAPER`."""
NO_PAPER = 0.2


@dataclass(frozen=True, slots=True)
class PageLook:
    """What a page image shows apart from its words.

    Attributes:
        writing: groups of marks, or large single ones, that dust and rules do not explain.
        bars: grey bars as lines of print leave them where letters are too pale or soft.
        letter_rows: groups that hold a row of marks of one height.
        faintest: grey levels, 0..255, by which a mark had to differ from its ground to be seen.
        surroundings: share of the picture that is not the page (a table, a lid), 0..1.
        contours: share of the picture where its tones change, print taken off, 0..1.
        plateau: share of the picture that its largest even part fills (the paper), 0..1.
    """

    writing: int
    bars: int
    letter_rows: int
    faintest: float
    surroundings: float
    contours: float
    plateau: float

    @property
    def is_empty(self) -> bool:
        """Whether the picture shows that nothing is written on the page."""
        seen_well = self.faintest <= FAINTEST_WRITING
        return seen_well and not self.writing and not self.bars and self.surroundings <= MOSTLY_PAGE

    @property
    def is_photograph(self) -> bool:
        """Whether the picture is of things throughout, with no paper on which to write."""
        return self.contours >= PICTURED and self.plateau <= NO_PAPER
