"""Our own pages for a form that only its maker's viewer can display."""

from dataclasses import dataclass

import numpy as np

from extractors.images.pictures import Look, Raster
from extractors.lines import numbered
from extractors.sheets import Pixels
from extractors.xfa.content import Datum
from models.extraction import Word
from models.geometry import Box

INKED = 200
"""Brightness below which a pixel is ink."""
NOWHERE = Box(0.0, 1.0, 0.0, 1.0)
"""The place of a field that the page does not show: its foot."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A datum and the place of its value on the facsimile page."""

    datum: Datum
    box: Box


@dataclass(frozen=True, slots=True)
class Facsimile:
    """One drawn page.

    Attributes:
        width: of the page as it is displayed, points.
        height: in points.
        raster: what it looks like, grey.
        words: all words on it, captions and values, in reading order.
    """

    width: float
    height: float
    raster: Raster
    words: tuple[Word, ...]
    placed: tuple[Placed, ...]
    ink: float


def facsimile(
    size: tuple[float, float], pixels: Pixels, words: list[Word], placed: list[Placed]
) -> Facsimile:
    """Build a page of ``size`` points from the grey raster that was drawn."""
    ink = float(np.count_nonzero(pixels < INKED)) / pixels.size
    raster = Raster(pixels, Look.FACSIMILE)
    return Facsimile(*size, raster, numbered(words), tuple(placed), round(ink, 5))
