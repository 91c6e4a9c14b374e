"""What the formats hand to the reading of pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from models.bilingual import Reason
from models.extraction import Word

Pixels = NDArray[np.uint8]
"""An image: (height, width) grey or (height, width, 3) RGB, 0 black to 255 white."""


@dataclass(frozen=True, slots=True)
class TextLayer:
    """The text layer of one PDF page, with what tells whether it can be trusted.

    Attributes:
        words: in reading order, boxes on the displayed page.
        unmapped: share of the characters without a Unicode value.
        turned: share of the characters that do not stand upright on the displayed page.
        invisible: share of the text objects that are drawn invisibly.
        image_cover: share of the displayed page that images cover, 0..1.
    """

    words: tuple[Word, ...]
    unmapped: float
    turned: float
    invisible: float
    image_cover: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page before it is read.

    Attributes:
        number: 1-based.
        width: displayed width in points.
        height: displayed height in points.
        pixels: RGB raster of the displayed page; None if the page could not be drawn.
        resolution: dots per inch of the page's main image; None for a page without one.
        layer: the text layer; None for an image file.
        extra: words that the page shows and the text layer lacks (AcroForm values).
        photo: whether the image may be a photograph of a page, with a background around it.
    """

    number: int
    width: float
    height: float
    pixels: Pixels | None
    resolution: float | None
    layer: TextLayer | None
    extra: tuple[Word, ...] = ()
    photo: bool = False


class SheetSource(Protocol):
    """An opened upload that gives its pages one by one."""

    @property
    def problems(self) -> tuple[Reason, ...]:
        """What could not be read, known when all sheets were taken."""

    def sheets(self) -> Iterator[Sheet]:
        """Give the pages in order."""
