"""What the formats hand to the reading of pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from extractors.decisions import Judgement
from models.bilingual import Reason
from models.extraction import Word
from models.geometry import Box

Pixels = NDArray[np.uint8]
"""An image: (height, width) grey or (height, width, 3) RGB, 0 black to 255 white."""


@dataclass(frozen=True, slots=True)
class LayerWord:
    """One word of a text layer, with what tells whether it can be trusted.

    Attributes:
        font: name of the font of its first character, as the file gives it.
        unmapped: its characters without a Unicode value.
        turn: clockwise degrees (0, 90, 180, 270) by which it is turned on the displayed page.
    """

    word: Word
    font: str
    unmapped: int
    turn: int


@dataclass(frozen=True, slots=True)
class TextLayer:
    """The text layer of one PDF page.

    Attributes:
        words: drawn so that they show unless something hides them; in reading order.
        hidden: drawn so that nobody sees them: invisibly, beneath an image, off the page or
            tiny; in reading order.
        images: places of the images of some size.
        rotation: clockwise degrees by which most of ``words`` are turned.
    """

    words: tuple[LayerWord, ...]
    hidden: tuple[Word, ...]
    images: tuple[Box, ...]
    rotation: int

    @property
    def image_cover(self) -> float:
        """Share of the displayed page under images, 0..1 (overlaps count twice, cut at 1)."""
        return min(1.0, sum(box.area for box in self.images))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page before it is read.

    Attributes:
        number: 1-based.
        width: displayed width in points.
        height: displayed height in points.
        pixels: RGB raster of the displayed page; None if the page could not be drawn.
        resolution: dots per inch of the page's main image; None for a page without one.
        layer: the text layer; None for an image file or if it could not be read.
        judgement: where the page's words come from; None if only the pixels can tell.
        extra: words that the page shows and the text layer lacks (AcroForm values).
        photo: whether the image may be a photograph of a page, with a background around it.
        drawn: whether the page is lines and letters that we drew, with no scan on it.
        codes: whether the page has anything that may be a barcode.
    """

    number: int
    width: float
    height: float
    pixels: Pixels | None
    resolution: float | None
    layer: TextLayer | None
    judgement: Judgement | None = None
    extra: tuple[Word, ...] = ()
    photo: bool = False
    drawn: bool = False
    codes: bool = True


class SheetSource(Protocol):
    """An opened upload that gives its pages one by one."""

    @property
    def problems(self) -> tuple[Reason, ...]:
        """What could not be read, known when all sheets were taken."""

    def sheets(self) -> Iterator[Sheet]:
        """Give the pages in order."""
