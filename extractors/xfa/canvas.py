"""A grey page raster that is drawn on in points, and remembers the place of each word."""

import cv2
import numpy as np
import zxingcpp

from extractors.sheets import Pixels
from extractors.xfa.layout import Rect
from extractors.xfa.measures import Colour
from extractors.xfa.nodes import Border, Edge, Style
from extractors.xfa.typesetting import (
    BOLD,
    PIXELS_PER_POINT,
    REGULAR,
    SetText,
    face,
    pixels_of,
)
from models.extraction import TextSource, Word
from models.geometry import Box

CAPITAL, ACCENT, DESCENDER = 0.6, 0.74, 0.2
"""Heights in sizes: of a capital letter, with an accent on it, and below the base line."""
LIGHT = 200
_MIDDLE, _END = frozenset({"center", "middle"}), frozenset({"right", "bottom"})


class Canvas:
    """One page of ``width`` by ``height`` points, white at first."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        shape = (
            max(1, round(height * PIXELS_PER_POINT)),
            max(1, round(width * PIXELS_PER_POINT)),
        )
        self.pixels: Pixels = np.full(shape, 255, np.uint8)
        self.words: list[Word] = []

    def border(self, rect: Rect, border: Border) -> None:
        """Fill a rectangle and draw the sides that its border has."""
        left, top = _pixel(rect.x), _pixel(rect.y)
        right, bottom = _pixel(rect.x + rect.width), _pixel(rect.y + rect.height)
        if border.fill is not None:
            cv2.rectangle(self.pixels, (left, top), (right, bottom), _grey(border.fill), cv2.FILLED)
        corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
        for start, end, edge in zip(corners, corners[1:], border.edges, strict=False):
            if edge is not None:
                self._line(start, end, edge)

    def line(self, rect: Rect, edge: Edge | None, *, rising: bool) -> None:
        """Draw the line from the top left to the bottom right of ``rect``, or the rising one."""
        left, top = _pixel(rect.x), _pixel(rect.y)
        right, bottom = _pixel(rect.x + rect.width), _pixel(rect.y + rect.height)
        if edge is not None:
            start, end = (
                ((left, bottom), (right, top)) if rising else ((left, top), (right, bottom))
            )
            self._line(start, end, edge)

    def tick(self, rect: Rect) -> None:
        """Draw a cross into a square."""
        inset = rect.width * 0.22
        left, top = _pixel(rect.x + inset), _pixel(rect.y + inset)
        right, bottom = _pixel(rect.x + rect.width - inset), _pixel(rect.y + rect.height - inset)
        for start, end in (((left, top), (right, bottom)), ((left, bottom), (right, top))):
            cv2.line(self.pixels, start, end, 0, 2, cv2.LINE_AA)

    def code(self, rect: Rect, payload: str) -> None:
        """Draw the PDF417 code of ``payload``; nothing if it is no text that a code can hold."""
        try:
            code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.PDF417)
        except (ValueError, RuntimeError):
            return
        drawn: Pixels = np.array(code.to_image(scale=1), np.uint8)
        high, wide = drawn.shape
        scale = int(min(rect.width / wide, rect.height / high) * PIXELS_PER_POINT)
        left, top = _pixel(rect.x), _pixel(rect.y)
        drawn = drawn.repeat(max(1, scale), axis=0).repeat(max(1, scale), axis=1)
        part = self.pixels[max(0, top) : top + len(drawn), max(0, left) : left + drawn.shape[1]]
        part[:] = drawn[: part.shape[0], : part.shape[1]]

    def text(self, rect: Rect, text: SetText, style: Style) -> list[Word]:
        """Write a set text into ``rect``, aligned as its style says; return its words."""
        top = rect.y + _offset(style.down, rect.height, text.height)
        words: list[Word] = []
        for line in text.lines:
            middle = top + line.height / 2
            across = line.across or style.across
            left = rect.x + _offset(across, rect.width, line.width) + line.indent
            for number, piece in enumerate(line.pieces):
                left += piece.space if number else 0.0
                base = middle + CAPITAL * piece.size / 2
                self._word(piece.text, left, base, piece.size, style.colour, bold=piece.bold)
                box = Box.clamped(
                    left / self.width,
                    (base - ACCENT * piece.size) / self.height,
                    (left + piece.width) / self.width,
                    (base + DESCENDER * piece.size) / self.height,
                )
                words.append(Word(piece.text, box, 1.0, 0, TextSource.XFA))
                left += piece.width
            top += line.height
        self.words.extend(words)
        return words

    def is_light(self, rect: Rect) -> bool:
        """Whether the middle of ``rect`` is nearly white so far."""
        height, width = self.pixels.shape[:2]
        across = min(width - 1, max(0, _pixel(rect.x + rect.width / 2)))
        down = min(height - 1, max(0, _pixel(rect.y + rect.height / 2)))
        return int(self.pixels[down, across]) > LIGHT

    def box(self, rect: Rect) -> Box:
        """Return the place of ``rect`` on the page."""
        return Box.clamped(
            rect.x / self.width,
            rect.y / self.height,
            (rect.x + rect.width) / self.width,
            (rect.y + rect.height) / self.height,
        )

    def _word(
        self, text: str, left: float, base: float, size: float, colour: Colour, *, bold: bool
    ) -> None:
        place = (_pixel(left), _pixel(base))
        cv2.putText(
            self.pixels, text, place, colour, face(), pixels_of(size), BOLD if bold else REGULAR
        )

    def _line(self, start: tuple[int, int], end: tuple[int, int], edge: Edge) -> None:
        thickness = max(1, round(edge.thickness * PIXELS_PER_POINT * 0.8))
        cv2.line(self.pixels, start, end, _grey(edge.colour), thickness)


def _grey(colour: Colour) -> int:
    """Return the brightness of a colour (ITU-R BT.601), 0 black to 255 white."""
    return round(0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2])


def _offset(align: str, room: float, taken: float) -> float:
    """Return how far a text begins from the start of its room; never before it."""
    free = max(0.0, room - taken)
    return free / 2 if align in _MIDDLE else free if align in _END else 0.0


def _pixel(points: float) -> int:
    return round(max(-100.0, min(points, 10_000.0)) * PIXELS_PER_POINT)
