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
LEAST_SIDE_OF_PAGE = 600
"""Pixels; in a picture of a letter page that is smaller, letters are less than four pixels high,
so that print is neither read nor told from texture."""
LEAST_PICTURES = 0.02
"""Share of the page under pictures; one passport photo on a letter page has 0.026."""
SHARP = 0.35
"""Sharpness of the pictures from which text beside or in them would be seen: of documents made
unreadable in every way tried, none without marks beside its pictures had more than 0.24."""
CHANCE_LINES = 1
"""Lines of text that a network sees in faces and leaves; in documents as sharp it sees three."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures on a page: parts with contours and many grey levels.

    Attributes:
        share: of the page that they cover, 0..1.
        beside: groups of marks and grey bars on the rest of the page.
        sharpness: steepest step between neighbours as a share of the contrast, 0..1; 0 without
            pictures, or where they are too small to tell.
    """

    share: float
    beside: int
    sharpness: float

    @property
    def are_all(self) -> bool:
        """Whether the page shows nothing else, and is so sharp that anything else would show."""
        return self.share >= LEAST_PICTURES and not self.beside and self.sharpness >= SHARP


@dataclass(frozen=True, slots=True)
class PageLook:
    """What a page image shows apart from its words.

    Attributes:
        writing: groups of marks, or large single ones, that dust and rules do not explain; where
            there are none, rows of specks that a copy of a copy left of print.
        bars: grey bars as lines of print leave them where letters are too pale or soft.
        letter_rows: groups that hold a row of marks of one height.
        faintest: grey levels, 0..255, by which a mark had to differ from its ground to be seen.
        surroundings: share of the picture that is not the page (a table, a lid), 0..1.
        contours: share of the picture where its tones change, print taken off, 0..1.
        plateau: share of the picture that its largest even part fills (the paper), 0..1.
        pictures: on the page; None if that was not measured.
        text_lines: lines of text that a network found where no engine read a word; None if it did
            not look for them.
        side: longest side of the picture as it was measured, pixels; None if that was not kept.
    """

    writing: int
    bars: int
    letter_rows: int
    faintest: float
    surroundings: float
    contours: float
    plateau: float
    pictures: Pictures | None = None
    text_lines: int | None = None
    side: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the picture shows that nothing is written on the page."""
        seen_well = self.faintest <= FAINTEST_WRITING
        return seen_well and not self.writing and not self.bars and self.surroundings <= MOSTLY_PAGE

    @property
    def may_be_photograph(self) -> bool:
        """Whether it is worth to look for lines of text before the page is called a photograph."""
        return self._shows_letters and (self._shows_things or self._shows_pictures_alone)

    @property
    def is_photograph(self) -> bool:
        """Whether the picture is of things throughout, or the page has pictures and no text.

        Pictures on paper count only where a network has looked for lines of text, since it finds
        those that no engine reads.
        """
        if self.text_lines is None:
            return self._shows_letters and self._shows_things
        return self.may_be_photograph and self.text_lines <= CHANCE_LINES

    @property
    def _shows_letters(self) -> bool:
        """Whether the picture has pixels enough for letters to show if there were any."""
        return self.side is None or self.side >= LEAST_SIDE_OF_PAGE

    @property
    def _shows_things(self) -> bool:
        """Whether there is no paper on which to write."""
        return self.contours >= PICTURED and self.plateau <= NO_PAPER

    @property
    def _shows_pictures_alone(self) -> bool:
        seen_well = self.faintest <= FAINTEST_WRITING
        return seen_well and self.pictures is not None and self.pictures.are_all
