"""Form data as a plain list, for a form without geometry and for what its pages do not show."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

import cv2
import numpy as np

from extractors.sheets import Pixels
from extractors.xfa.content import Datum
from extractors.xfa.facsimile import NOWHERE, Facsimile, Placed, facsimile
from models.bilingual import Bilingual
from models.extraction import TextSource, Word
from models.geometry import Box

WIDTH, HEIGHT = 1236, 1600
"""Pixels of a letter page."""
MARGIN = 56
GUTTER = 28
LINE = 30
CAPTION_LINE = 21
HEADING_SPACE = 50
CAPTION_SIZE, VALUE_SIZE, HEADING_SIZE, TITLE_SIZE = 15, 21, 19, 26
REGULAR, BOLD = 400, 700
WIDE_VALUE = 44
"""Longer values, and fields whose caption is longer than a column, take the full width."""
WIDE_CAPTION = 70
POINTS = 612.0
"""Width of a letter page."""

BLACK, GREY, DARK, PALE = 20, 85, 50, 230
NOTE = Bilingual(
    "Data stored in the form file", "Données enregistrées dans le fichier du formulaire"
)
HIDDEN = Bilingual("STORED BUT NOT DISPLAYED", "ENREGISTRÉ MAIS NON AFFICHÉ")
NOT_SHOWN = Bilingual(
    "STORED, BUT NOT SHOWN (OR NOT IN FULL) ON THE PAGES OF THE FORM",
    "ENREGISTRÉ, MAIS NON AFFICHÉ (OU PAS EN ENTIER) SUR LES PAGES DU FORMULAIRE",
)
MOST_LETTERS = 8
"""Letter pages of height up to which a list is drawn; what is below is cut."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is written: height in pixels, weight 100 to 900, brightness 0 to 255."""

    size: int
    weight: int
    brightness: int


CAPTION = Style(CAPTION_SIZE, REGULAR, GREY)
VALUE = Style(VALUE_SIZE, REGULAR, BLACK)


def list_part(title: str, part: str, data: tuple[Datum, ...]) -> Facsimile:
    """List one page of a form that has no geometry to be drawn by.

    Args:
        title: of the form, above the fields.
        part: name of the form's page (``Page3``).
        data: the fields of that page in order.
    """

    def write(drawing: _Drawing) -> None:
        drawing.head(title, part)
        section = ""
        for datum in (each for each in data if each.shown):
            if datum.section and datum.section != section:
                section = datum.section
                drawing.heading(section, HEADING_SIZE)
            drawing.field(datum, datum.caption or _name_of(datum.path))
        drawing.remaining(HIDDEN, tuple(datum for datum in data if not datum.shown))

    return _drawn(write)


def list_remaining(title: str, data: tuple[Datum, ...]) -> Facsimile:
    """List what the drawn pages of a form do not show, or not in full."""

    def write(drawing: _Drawing) -> None:
        drawing.head(title, "")
        drawing.remaining(NOT_SHOWN, data)

    return _drawn(write)


def _drawn(write: Callable[["_Drawing"], None]) -> Facsimile:
    """Draw twice: once to learn the height that is needed, once on a page of that height."""
    needed = _Drawing(HEIGHT * MOST_LETTERS)
    write(needed)
    height = max(HEIGHT, needed.bottom + MARGIN)
    drawing = _Drawing(height)
    write(drawing)
    size = (POINTS, round(POINTS * height / WIDTH, 2))
    return facsimile(size, drawing.pixels, drawing.words, drawing.placed)


class _Drawing:
    """A page that is filled from top to bottom, in two columns."""

    def __init__(self, height: int) -> None:
        self.pixels: Pixels = np.full((height, WIDTH), 255, np.uint8)
        self.words: list[Word] = []
        self.placed: list[Placed] = []
        self._top = MARGIN
        self._row_bottom = MARGIN
        self._column = 0
        self._line = 0

    @property
    def bottom(self) -> int:
        """The lowest pixel used."""
        return max(self._top, self._row_bottom)

    def heading(self, text: str, size: int) -> None:
        """Write a title or a section's title over the full width."""
        self._end_row()
        self._top += HEADING_SPACE - LINE
        lines = self._wrapped(text, size, BOLD, WIDTH - 2 * MARGIN)
        for line in lines:
            self._write(line, MARGIN, self._top, Style(size, BOLD, DARK))
            self._top += int(size * 1.4)
        cv2.line(self.pixels, (MARGIN, self._top), (WIDTH - MARGIN, self._top), DARK, 1)
        self._top += 12
        self._row_bottom = self._top

    def note(self, text: str) -> None:
        """Write one small line."""
        self._write(text, MARGIN, self._top, CAPTION)
        self._top += LINE
        self._row_bottom = self._top

    def field(self, datum: Datum, caption: str) -> None:
        """Write a caption with its value below."""
        if self._top > self.pixels.shape[0]:
            self.placed.append(Placed(datum, NOWHERE))
            return
        shown = datum.shown_value
        wide = len(shown) > WIDE_VALUE or len(caption) > WIDE_CAPTION
        width = WIDTH - 2 * MARGIN if wide else (WIDTH - 2 * MARGIN - GUTTER) // 2
        if wide and self._column:
            self._end_row()
        left = MARGIN + self._column * (width + GUTTER)
        top = self._top
        for line in self._wrapped(caption, CAPTION_SIZE, REGULAR, width):
            self._write(line, left, top, CAPTION)
            top += CAPTION_LINE
        first = top
        for line in self._wrapped(shown, VALUE_SIZE, REGULAR, width - 12) or [""]:
            self._write(line, left + 6, top + 3, VALUE)
            top += LINE
        cv2.rectangle(self.pixels, (left, first), (left + width, top), PALE, 1)
        height = self.pixels.shape[0]
        box = Box.clamped(left / WIDTH, first / height, (left + width) / WIDTH, top / height)
        self.placed.append(Placed(datum, box))
        self._row_bottom = max(self._row_bottom, top + 12)
        self._column = 0 if wide or self._column else 1
        if self._column == 0:
            self._end_row()

    def head(self, title: str, part: str) -> None:
        """Write the title of the form, and what the page is."""
        self.heading(title, TITLE_SIZE)
        self.note(f"{part}   {NOTE.en} / {NOTE.fr}".strip())

    def remaining(self, heading: Bilingual, data: tuple[Datum, ...]) -> None:
        """List what is stored; what is neither displayed nor filled stands nowhere."""
        stored = [datum for datum in data if datum.value]
        if stored:
            self.heading(f"{heading.en} / {heading.fr}", HEADING_SIZE)
        for datum in stored:
            self.field(datum, datum.caption or datum.path)
        self.placed.extend(Placed(datum, NOWHERE) for datum in data if not datum.value)

    def _end_row(self) -> None:
        self._top = self._row_bottom
        self._column = 0

    def _write(self, text: str, left: int, top: int, style: Style) -> None:
        """Write one line with its top at ``top``, and note the place of each word."""
        if not text:
            return
        size, weight = style.size, style.weight
        origin = (left, top + size)
        cv2.putText(self.pixels, text, origin, style.brightness, _font(), size, weight)
        height = self.pixels.shape[0]
        start = 0
        for part in text.split(" "):
            if part:
                before = _width(text[:start], size, weight)
                after = _width(text[: start + len(part)], size, weight)
                box = Box.clamped(
                    (left + before) / WIDTH,
                    top / height,
                    (left + after) / WIDTH,
                    (top + size * 1.3) / height,
                )
                self.words.append(Word(part, box, 1.0, self._line, TextSource.XFA))
            start += len(part) + 1
        self._line += 1

    def _wrapped(self, text: str, size: int, weight: int, width: int) -> list[str]:
        lines: list[str] = []
        for part in text.split():
            longer = f"{lines[-1]} {part}" if lines else part
            if lines and _width(longer, size, weight) <= width:
                lines[-1] = longer
            else:
                lines.extend(self._cut(part, size, weight, width))
        return lines

    def _cut(self, part: str, size: int, weight: int, width: int) -> list[str]:
        """Cut a word that is wider than its field (a barcode's payload)."""
        pieces = []
        while _width(part, size, weight) > width and len(part) > 1:
            most = max(1, len(part) * width // _width(part, size, weight) - 1)
            pieces.append(part[:most])
            part = part[most:]
        return [*pieces, part]


@cache
def _font() -> cv2.FontFace:
    """The face inside OpenCV: the same on every machine, with every letter of Latin names."""
    return cv2.FontFace("sans")


@lru_cache(maxsize=20_000)
def _width(text: str, size: int, weight: int) -> int:
    """Return the pixels that ``text`` takes in a line, trailing spaces included."""
    if not text:
        return 0
    # A trailing space has no ink and would not be counted; a full stop after it ends it.
    wide = cv2.getTextSize((WIDTH, HEIGHT), text + ".", (0, 0), _font(), size, weight)[2]
    stop = cv2.getTextSize((WIDTH, HEIGHT), ".", (0, 0), _font(), size, weight)[2]
    return int(wide - stop)


def _name_of(path: str) -> str:
    """Return a readable name for a field without a caption: the last two steps of its path."""
    steps = path.split("/")[-2:]
    return " / ".join(dict.fromkeys(steps))
