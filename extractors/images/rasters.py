"""What of a page raster becomes its picture: reduced, and without colour where it has none."""

import cv2
import numpy as np

from extractors.images.pictures import Look, Raster
from extractors.limits import Limits
from extractors.sheets import Pixels

NEARLY_GREY = 2
"""Levels by which the channels of a page drawn in grey may differ."""


def photographed(pixels: Pixels, limits: Limits) -> Raster:
    """Return an RGB page raster reduced to at most the picture side."""
    # Most scans are grey, and one channel is scaled in a third of the time of three.
    return Raster(_scaled(_without_colour(pixels, 0), limits.picture_side), Look.PHOTOGRAPHED)


def drawn(pixels: Pixels) -> Raster:
    """Return the RGB raster of a page that we drew ourselves."""
    return Raster(_without_colour(pixels, NEARLY_GREY), Look.DRAWN)


def _without_colour(pixels: Pixels, difference: int) -> Pixels:
    """Return one channel where the others differ from it by no more; a third of the bytes."""
    red, green, blue = cv2.split(pixels)
    if any(cv2.norm(green, other, cv2.NORM_INF) > difference for other in (red, blue)):
        return pixels
    return np.asarray(green, np.uint8)


def _scaled(pixels: Pixels, side: int) -> Pixels:
    height, width = pixels.shape[:2]
    factor = side / max(height, width)
    if factor >= 1:
        return pixels
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
