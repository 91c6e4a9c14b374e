"""Our own pages for a form that only its maker's viewer can display."""

import hashlib
import io
from dataclasses import dataclass

import numpy as np
from PIL import Image

from extractors.lines import numbered
from extractors.sheets import Pixels
from extractors.xfa.content import Datum
from models.extraction import ImageRef, PageImage, Word
from models.geometry import Box

INKED = 200
"""Brightness below which a pixel is ink."""
EFFORT = 4
"""Effort 0 to 9 of packing a picture."""
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
        words: all words on it, captions and values, in reading order.
    """

    width: float
    height: float
    image: PageImage
    words: tuple[Word, ...]
    placed: tuple[Placed, ...]
    ink: float


def facsimile(
    size: tuple[float, float], pixels: Pixels, words: list[Word], placed: list[Placed]
) -> Facsimile:
    """Build a page of ``size`` points from the grey raster that was drawn."""
    ink = float(np.count_nonzero(pixels < INKED)) / pixels.size
    return Facsimile(*size, _picture(pixels), numbered(words), tuple(placed), round(ink, 5))


def _picture(grey: Pixels) -> PageImage:
    """Return the raster as a PNG of sixteen greys: small, quick, and sharp."""
    image = Image.fromarray(grey >> 4, "P")
    image.putpalette([level * 17 for level in range(16) for _ in "RGB"])
    target = io.BytesIO()
    image.save(target, "PNG", compress_level=EFFORT)
    content = target.getvalue()
    ref = ImageRef(hashlib.sha256(content).hexdigest(), "image/png", image.width, image.height)
    return PageImage(ref, content)
