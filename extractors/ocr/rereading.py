"""Reading again, by the other engine, only what the first one was not sure of or overlooked.

Finding the lines of a page and reading all of them again costs three times the first reading; most
of a page that was read poorly was read well.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

import cv2
import numpy as np

from extractors.ocr import layout
from extractors.ocr.coverage import overlooked_ink
from extractors.ocr.engine import SeenWord
from extractors.ocr.preparation import Prepared
from extractors.sheets import Pixels

DOUBTFUL = 0.85
"""Confidence below which a word is read again."""
HARDLY = 0.6
"""Confidence below which a single word is reason enough to open the other engine."""
LITTLE_SURE = 0.95
"""Confidence that a word of one or two letters needs to part two doubtful ones."""
SHORT = 2
PADDING = 0.2
"""Paper above and below a line that is read again, as a share of its height."""
BELIEVED = 0.75
"""Confidence from which a line that the first engine overlooked is one."""
MOST_OVERLOOKED = 24
"""Places without a word that are looked at; a picture has many."""
COLUMN_GAP = 1.5
"""Paper between two words, in heights of the lower one, from which they are of two columns."""
SAME_ROW = 0.5
"""Share of the lower one's height that two pieces of one row share."""
SEEN_ALREADY = 0.4
"""Share of a word under words of the first engine, from which it was not overlooked."""
TORN = 0.3
"""Heights of a line below which two pieces stand too near for a blank between them."""
PIECE = 0.5
"""Share of a word under words that were found anew, from which it is a piece of them."""
NEAR = 2.0
"""Heights of a line by which its next word stands off at most."""

Number = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """An upright rectangle of the prepared image, pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        """Pixels."""
        return self.bottom - self.top

    def shares_row(self, other: "Place") -> bool:
        """Whether both stand on one line of text."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared > SAME_ROW * min(self.height, other.height)

    def shared_area(self, other: "Place") -> int:
        """Return the area that belongs to both, square pixels."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0, wide) * max(0, high)

    def gap(self, other: "Place") -> int:
        """Return the paper between both from left to right; negative where they overlap."""
        return max(self.left, other.left) - min(self.right, other.right)


@runtime_checkable
class LineReader(Protocol):
    """Reads one line whose place is known."""

    def line_words(self, image: Pixels, place: Place, number: Number) -> tuple[SeenWord, ...]:
        """Return the words of the line in a rectangle of an image; none if it is no text."""


def doubts_settled(
    seen: Sequence[SeenWord], image: Pixels, reader: LineReader
) -> tuple[SeenWord, ...]:
    """Return the words with the doubtful ones read anew, where that is surer.

    Args:
        seen: by the first engine, the words of a line together.
        image: that it read.
        reader: the other engine.
    """
    lines = (list(line) for _, line in itertools.groupby(seen, key=lambda word: word.line))
    return tuple(word for line in lines for word in _line_read_again(line, image, reader))


def with_overlooked(
    seen: Sequence[SeenWord], prepared: Prepared, reader: LineReader
) -> tuple[SeenWord, ...]:
    """Return the words and, behind them, those of the lines that were overlooked.

    A line found anew has a block of its own, or stands in the line that it continues; what is seen
    already is not seen twice, and a word replaces the pieces of it that were seen.
    """
    lines = [list(line) for _, line in itertools.groupby(seen, key=lambda word: word.line)]
    beyond = 1 + max((word.line[0] for word in seen), default=0)
    for number, place in enumerate(overlooked(seen, prepared), beyond):
        known = tuple(itertools.chain.from_iterable(lines))
        line = reader.line_words(prepared.image, _with_torn(place, known), (number, 0, 0))
        under = [word for word in known if _is_under(word, line, PIECE)]
        rest = [word for word in known if word not in under]
        found = [word for word in line if not _is_under(word, rest, SEEN_ALREADY)]
        pieces = [word for word in under if _is_under(word, found, PIECE)]
        # Letters tell whether anything was overlooked: a stain beside a word adds none.
        if _is_line(found) and _letters(found) > _letters(pieces):
            kept = ([word for word in each if word not in pieces] for each in lines)
            lines = [each for each in kept if each]
            insert_line(lines, found)
    return tuple(itertools.chain.from_iterable(lines))


def is_hardly_read(word: SeenWord) -> bool:
    """Whether an engine guessed at a word, and not at a stain or a rule."""
    return word.confidence < HARDLY and _is_word(word)


def confidence(words: Sequence[SeenWord]) -> float:
    """Return the mean confidence weighted by the words' lengths, 0..1; 0 without words."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def doubtful_share(words: Sequence[SeenWord]) -> float:
    """Return the share of the letters that stand in doubtful words, 0..1."""
    letters = sum(len(word.text) for word in words)
    doubtful = sum(len(word.text) for word in words if word.confidence < DOUBTFUL)
    return doubtful / letters if letters else 0.0


def _line_read_again(line: list[SeenWord], image: Pixels, reader: LineReader) -> list[SeenWord]:
    read: list[SeenWord] = []
    for doubtful, first, last in _runs(line):
        words = line[first:last]
        if doubtful:
            anew = reader.line_words(image, _place(line, first, last), line[0].line)
            if _is_better(anew, words):
                words = list(anew)
        read.extend(words)
    return read


def _runs(line: list[SeenWord]) -> Iterator[tuple[bool, int, int]]:
    """Give the runs of words of a line that are doubtful, or not, as (doubtful, first, behind).

    A run ends where a column does: read as one line, two captions become one word, because the
    other engine tells no wide blank from a narrow one.
    """
    doubtful = [word.confidence < DOUBTFUL for word in line]
    for place in range(1, len(line) - 1):
        little = len(line[place].text) <= SHORT and line[place].confidence < LITTLE_SURE
        if little and doubtful[place - 1] and line[place + 1].confidence < DOUBTFUL:
            doubtful[place] = True
    first = 0
    for last in range(1, len(line) + 1):
        at_end = last == len(line)
        if at_end or doubtful[last] != doubtful[first] or _parted(line[last - 1], line[last]):
            yield doubtful[first], first, last
            first = last


def _parted(before: SeenWord, after: SeenWord) -> bool:
    """Whether two neighbours stand in different columns."""
    gap = after.left - before.left - before.width
    return gap > COLUMN_GAP * min(before.height, after.height)


def _place(line: list[SeenWord], first: int, last: int) -> Place:
    """Return the place of a run, up to the middle of the gaps to its neighbours."""
    inside = around(line[first:last])
    padding = max(2, round(PADDING * inside.height))
    left, right = inside.left - padding, inside.right + padding
    if first > 0:
        before = line[first - 1]
        left = max(left, (before.left + before.width + inside.left) // 2)
    if last < len(line):
        right = min(right, (inside.right + line[last].left + 1) // 2)
    return Place(max(0, left), max(0, inside.top - padding), right, inside.bottom + padding)


def _is_better(anew: Sequence[SeenWord], words: Sequence[SeenWord]) -> bool:
    return bool(anew) and confidence(anew) > confidence(words)


def around(words: Sequence[SeenWord]) -> Place:
    """Return the rectangle around words."""
    return Place(
        min(word.left for word in words),
        min(word.top for word in words),
        max(word.left + word.width for word in words),
        max(word.top + word.height for word in words),
    )


def overlooked(seen: Sequence[SeenWord], prepared: Prepared) -> list[Place]:
    """Return the places with ink like a line of text under none of the words, largest first."""
    ink = overlooked_ink(prepared, seen)
    scale = ink.shape[0] / prepared.image.shape[0]
    joined = cv2.dilate(ink, np.ones((1, max(5, ink.shape[1] // 70)), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    low, high = layout.LINE_HEIGHTS
    found = []
    for left, top, width, height, area in stats[1:].tolist():
        if low <= height <= high and width > height and area >= layout.LEAST_INK:
            sides = ((left - 1) / scale, (top - 1.5) / scale,
                     (left + width + 1) / scale, (top + height + 1.5) / scale)  # fmt: skip
            found.append((area, Place(*(max(0, round(side)) for side in sides))))
    found.sort(key=lambda each: each[0], reverse=True)
    return [place for _, place in found[:MOST_OVERLOOKED]]


def _with_torn(place: Place, seen: Sequence[SeenWord]) -> Place:
    """Return a place with the words that its ink continues, for these are pieces of what it says.

    Read by itself, the ink between two pieces gives a third, which stands there twice.
    """
    torn = [each for each in (around((word,)) for word in seen) if _continues(place, each)]
    return Place(
        min(each.left for each in (place, *torn)),
        min(each.top for each in (place, *torn)),
        max(each.right for each in (place, *torn)),
        max(each.bottom for each in (place, *torn)),
    )


def _continues(place: Place, word: Place) -> bool:
    lower = min(place.height, word.height)
    return place.shares_row(word) and place.gap(word) < TORN * lower


def _is_under(word: SeenWord, others: Sequence[SeenWord], share: float) -> bool:
    """Whether other words cover more than a share of a word."""
    place = around((word,))
    covered = sum(place.shared_area(around((other,))) for other in others)
    return covered > share * word.width * word.height


def _is_line(found: Sequence[SeenWord]) -> bool:
    """Whether what was found is believed, and holds a word."""
    return bool(found) and confidence(found) >= BELIEVED and any(map(_is_word, found))


def _letters(words: Sequence[SeenWord]) -> int:
    return sum(letter.isalnum() for word in words for letter in word.text)


def _is_word(word: SeenWord) -> bool:
    return _letters((word,)) > 1


def insert_line(lines: list[list[SeenWord]], new: list[SeenWord]) -> None:
    """Put a line, whose number is of no other, into the one that it continues, or at the end."""
    place = around(new)
    for line in lines:
        other = around(line)
        if place.shares_row(other) and place.gap(other) < NEAR * place.height:
            line.extend(replace(word, line=line[0].line) for word in new)
            line.sort(key=lambda word: word.left)
            return
    lines.append(new)
