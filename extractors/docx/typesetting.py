"""Setting the text of a Word document on pages of our own, so that evidence has a box."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

import cv2
import numpy as np

from extractors.docx.blocks import Cell, Paragraph, Table
from extractors.lines import numbered
from extractors.sheets import Pixels
from models.bilingual import Bilingual
from models.extraction import TextSource, Word
from models.geometry import Box

WIDTH_POINTS, HEIGHT_POINTS = 612.0, 792.0
SCALE = 2.02
"""Pixels in a point: a letter page is 1,600 pixels high, as high as people see it."""
WIDTH, HEIGHT = round(WIDTH_POINTS * SCALE), round(HEIGHT_POINTS * SCALE)
MARGIN = round(54 * SCALE)
EDGE = round(28 * SCALE)
"""Where headers begin and footers end."""
USUAL_SIZE = 10.5
SMALLEST_SIZE, LARGEST_SIZE = 7.0, 24.0
LINE_HEIGHT = 1.3
TAB = round(36 * SCALE)
CELL_SPACE = 8
REGULAR, BOLD = 400, 700
NOTE = Bilingual(
    "Text of a Word document, set on a page by the service",
    "Texte d'un document Word, mis en page par le service",
)
"""Pale, above every header, and no word of the page: the applicant's own layout differs."""
NOTE_LINE, NOTE_SIZE = 26, 15
BLACK, RULE = (20, 20, 20), (150, 150, 150)


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is written: height in pixels, weight 100 to 900."""

    size: int
    weight: int

    @property
    def line(self) -> int:
        """Pixels from one line to the next."""
        return round(self.size * LINE_HEIGHT)


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a line, with its distance from the line's left in pixels."""

    text: str
    left: int
    width: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text that fits its column."""

    pieces: tuple[Piece, ...]
    style: Style
    align: str

    @property
    def width(self) -> int:
        """Pixels from the first word to the end of the last."""
        return self.pieces[-1].left + self.pieces[-1].width if self.pieces else 0


def lines_of(paragraph: Paragraph, width: int, longest_word: int) -> Iterator[Line]:
    """Break a paragraph into lines of at most ``width`` pixels.

    Words of more than ``longest_word`` characters are cut, as those wider than a line are.
    """
    size = min(max(paragraph.size or USUAL_SIZE, SMALLEST_SIZE), LARGEST_SIZE)
    style = Style(round(size * SCALE), BOLD if paragraph.bold else REGULAR)
    space = _width(" ", style)
    for text in paragraph.text.split("\n"):
        pieces: list[Piece] = []
        place = 0
        for index, part in enumerate(text.split("\t")):
            if index:
                place = (place // TAB + 1) * TAB
            for word in _cut_words(part, style, width, longest_word):
                wide = _width(word, style)
                if pieces and place + wide > width:
                    yield Line(tuple(pieces), style, paragraph.align)
                    pieces, place = [], 0
                pieces.append(Piece(word, place, wide))
                place += wide + space
        yield Line(tuple(pieces), style, paragraph.align)


class TypesetPage:
    """A letter page that is filled from top to bottom.

    Words are placed and drawn only when the whole document is set, so that a document of too
    many pages costs neither.
    """

    def __init__(self) -> None:
        self.top = MARGIN
        self.bottom = HEIGHT - MARGIN
        self._written: list[tuple[Line, int, int]] = []
        self._frames: list[tuple[int, int, int, int]] = []
        self._pictures: list[tuple[Pixels, int, int]] = []

    @property
    def room(self) -> int:
        """Pixels left above the foot of the page."""
        return self.bottom - self.top

    def write(self, line: Line, left: int, width: int, top: int) -> None:
        """Write one line into a column."""
        if line.pieces:
            spare = max(0, width - line.width)
            start = left + {"center": spare // 2, "right": spare}.get(line.align, 0)
            self._written.append((line, start, top))

    def words(self, most: int) -> tuple[Word, ...]:
        """Return the first ``most`` words with their places.

        Lines are told by places as in every text layer: a row of a table reads across.
        """
        words = (
            Word(piece.text, _place(start + piece.left, top, piece.width, line.style.line), 1.0, 0,
                 TextSource.TEXT_LAYER)
            for line, start, top in self._written
            for piece in line.pieces
        )  # fmt: skip
        return numbered(tuple(islice(words, most)))

    def paste(self, picture: Pixels, left: int, top: int) -> None:
        """Show a small picture within the text."""
        self._pictures.append((picture, left, top))

    def frame(self, left: int, top: int, right: int, bottom: int) -> None:
        """Draw the border of a table's cell."""
        self._frames.append((left, top, right, bottom))

    def drawn(self) -> Pixels:
        """Return the page as RGB."""
        pixels = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
        note = f"{NOTE.en} / {NOTE.fr}"
        cv2.putText(pixels, note, (MARGIN, NOTE_LINE), RULE, _font(), NOTE_SIZE, REGULAR)
        for picture, left, top in self._pictures:
            height, width = picture.shape[:2]
            pixels[top : top + height, left : left + width] = picture
        for left, top, right, bottom in self._frames:
            cv2.rectangle(pixels, (left, top), (right, bottom), RULE, 1)
        for line, start, top in self._written:
            size, weight = line.style.size, line.style.weight
            for piece in line.pieces:
                origin = (start + piece.left, top + size)
                cv2.putText(pixels, piece.text, origin, BLACK, _font(), size, weight)
        return pixels


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell with its text broken into lines and its place across the page, pixels."""

    lines: tuple[Line, ...]
    left: int
    width: int

    @property
    def height(self) -> int:
        """Pixels that the cell needs with its borders."""
        return sum(line.style.line for line in self.lines) + 2 * CELL_SPACE


def rows_of(table: Table, longest_word: int) -> Iterator[tuple[SetCell, ...]]:
    """Break the cells of a table into lines, row by row."""
    full = WIDTH - 2 * MARGIN
    total = sum(table.columns)
    edges = [MARGIN]
    for column in table.columns:
        edges.append(edges[-1] + round(full * column / total))
    for row in table.rows:
        cells, column = [], 0
        for cell in row:
            end = min(column + cell.span, len(edges) - 1)
            left, right = edges[column], edges[end]
            cells.append(_set_cell(cell, left, right - left, longest_word))
            column = end
        yield tuple(cells)


def _set_cell(cell: Cell, left: int, width: int, longest_word: int) -> SetCell:
    inside = max(width - 2 * CELL_SPACE, 2 * CELL_SPACE)
    lines = [
        line for each in cell.paragraphs for line in lines_of(each, inside, longest_word)
    ]  # fmt: skip
    return SetCell(tuple(lines), left, width)


def _place(left: int, top: int, width: int, height: int) -> Box:
    return Box.clamped(left / WIDTH, top / HEIGHT, (left + width) / WIDTH, (top + height) / HEIGHT)


def _cut_words(text: str, style: Style, width: int, longest_word: int) -> Iterator[str]:
    for word in text.split():
        for start in range(0, len(word), longest_word):
            yield from _cut(word[start : start + longest_word], style, width)


def _cut(word: str, style: Style, width: int) -> Iterator[str]:
    """Cut a word that is wider than its column."""
    while (wide := _width(word, style)) > width and len(word) > 1:
        most = max(1, len(word) * width // wide - 1)
        yield word[:most]
        word = word[most:]
    yield word


@cache
def _font() -> cv2.FontFace:
    """The face inside OpenCV: the same on every machine, with every letter of Latin names."""
    return cv2.FontFace("sans")


@lru_cache(maxsize=20_000)
def _width(text: str, style: Style) -> int:
    """Return the pixels that ``text`` takes in a line."""
    if text == " ":
        return _width("a a", style) - 2 * _width("a", style)
    wide = cv2.getTextSize((WIDTH, HEIGHT), text, (0, 0), _font(), style.size, style.weight)[2]
    return int(wide)
