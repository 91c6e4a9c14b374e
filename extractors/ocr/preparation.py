"""From a page raster to an image that the OCR engine reads well, with the way back."""

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors.ocr import cleaning, layout, measures, perspective
from extractors.ocr.mapping import Mapping, Matrix, quarter_turned, scaled
from extractors.sheets import Pixels

LONG_SIDE = 2200
"""Longest side at which the engine reads best for its time, pixels."""
SHORTEST_LONG_SIDE = 1700
"""Smaller pages are enlarged to this."""
UNEVEN = 40.0
NOISY = 8.0
SOFT = 0.6
LEAST_SKEW = 0.25
"""Skew in degrees below which turning costs more sharpness than it gains."""
MOST_ENLARGED = 3.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of a page image before it was cleaned.

    Attributes:
        sharpness: see :func:`measures.sharpness`.
        contrast: grey levels between ink and paper.
        noise: standard deviation, grey levels.
        unevenness: spread of the background, grey levels.
        skew: degrees.
        glare: share of the page, 0..1.
        bilevel: whether there is nothing between black and white.
    """

    sharpness: float
    contrast: float
    noise: float
    unevenness: float
    skew: float
    glare: float = 0.0
    bilevel: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page image ready to be read; its lines run across, but it may stand on its head.

    Attributes:
        image: grey.
        ink: its small bilevel copy (:func:`layout.small_ink`).
        mapping: from this image back to the displayed page.
        sideways: whether it was turned by a quarter anticlockwise.
    """

    image: Pixels
    ink: Pixels
    mapping: Mapping
    sideways: bool
    measured: Measured


def prepare(grey: Pixels, *, photo: bool) -> Prepared:
    """Prepare a page raster: flatten, scale, clean, level.

    Args:
        grey: the displayed page.
        photo: whether a background around the page is to be looked for.
    """
    mapping = Mapping.identity(grey.shape[1], grey.shape[0])
    corners = perspective.page_corners(grey) if photo else None
    if corners is not None:
        grey, forward = perspective.straightened(grey, corners)
        mapping = mapping.then(forward)
    grey, forward = _sized(grey)
    mapping = mapping.then(forward)
    grey, measured = _cleaned(grey)
    ink = layout.small_ink(grey)
    sideways = layout.is_sideways(ink)
    if sideways:
        mapping = mapping.then(quarter_turned(grey.shape[1], grey.shape[0], 1))
        grey = np.ascontiguousarray(np.rot90(grey))
        ink = np.ascontiguousarray(np.rot90(ink))
    angle = layout.skew(ink)
    if abs(angle) >= LEAST_SKEW:
        grey, forward = turned(grey, -angle)
        mapping = mapping.then(forward)
        ink = layout.small_ink(grey)
    return Prepared(grey, ink, mapping, sideways, replace(measured, skew=angle))


def upside_down(prepared: Prepared) -> Prepared:
    """Return the same page turned by half."""
    height, width = prepared.image.shape
    mapping = prepared.mapping.then(quarter_turned(width, height, 2))
    image, ink = (
        np.ascontiguousarray(np.rot90(each, 2)) for each in (prepared.image, prepared.ink)
    )
    return Prepared(image, ink, mapping, prepared.sideways, prepared.measured)


def turned(grey: Pixels, degrees: float) -> tuple[Pixels, Matrix]:
    """Return the image turned anticlockwise on a larger white ground, and the forward matrix."""
    height, width = grey.shape
    radians = math.radians(degrees)
    cosine, sine = abs(math.cos(radians)), abs(math.sin(radians))
    wide, tall = int(height * sine + width * cosine), int(height * cosine + width * sine)
    rotation = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    rotation[0, 2] += (wide - width) / 2
    rotation[1, 2] += (tall - height) / 2
    image = cv2.warpAffine(
        grey, rotation, (wide, tall), flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255)
    )
    return np.asarray(image, np.uint8), np.vstack([rotation, [0.0, 0.0, 1.0]])


def _sized(grey: Pixels) -> tuple[Pixels, Matrix]:
    height, width = grey.shape
    longest = max(height, width)
    factor = 1.0
    if longest > LONG_SIDE * 1.08:
        factor = LONG_SIDE / longest
    elif longest < SHORTEST_LONG_SIDE:
        factor = min(MOST_ENLARGED, SHORTEST_LONG_SIDE / longest)
    if factor == 1.0:
        return grey, np.eye(3)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    image = np.asarray(cv2.resize(grey, size, interpolation=way), np.uint8)
    return image, scaled(size[0] / width, size[1] / height)


def _cleaned(grey: Pixels) -> tuple[Pixels, Measured]:
    measured = Measured(
        measures.sharpness(grey),
        measures.contrast(grey),
        measures.noise(grey),
        measures.unevenness(grey),
        0.0,
        measures.glare(grey),
        measures.is_bilevel(grey),
    )
    if measured.noise > NOISY:
        grey = cleaning.denoised(grey)
    if measured.unevenness > UNEVEN:
        grey = cleaning.flattened(grey)
    if measured.bilevel:
        grey = cleaning.softened(grey)
    elif measured.sharpness < SOFT:
        grey = cleaning.sharpened(grey)
    return grey, measured
