"""What of a page raster becomes its picture: reduced, and without colour where it has none."""

import cv2
import numpy as np

from extractors.images.pictures import PALETTE, Look, Raster
from extractors.limits import Limits
from extractors.sheets import Pixels

NEARLY_GREY = 2
"""Levels by which the channels of a page drawn in grey may differ."""

SOME = 8
"""Every so many rows and columns are looked at before the whole page is."""
GREY_AXES = 2
LEVELS = 32
"""Levels of red, green and blue that a palette tells apart."""
CODES = 2 * LEVELS**3


def photographed(pixels: Pixels, limits: Limits) -> Raster:
    """Return an RGB page raster reduced to at most the picture side."""
    # Most scans are grey, and one channel is scaled in a third of the time of three.
    return Raster(within(_without_colour(pixels, 0), limits.picture_side), Look.PHOTOGRAPHED)


def drawn(pixels: Pixels) -> Raster:
    """Return the RGB raster of a page that we drew ourselves, in grey or in few colours.

    One with more colours than a palette holds has a photograph on it, and is taken for one.
    """
    plain = _without_colour(pixels, NEARLY_GREY)
    if plain.ndim == GREY_AXES:
        return Raster(plain, Look.DRAWN)
    return _few_colours(pixels) or Raster(pixels, Look.PHOTOGRAPHED)


def _few_colours(pixels: Pixels) -> Raster | None:
    """Return the raster with a palette of its colours, each to 5 bits; None with too many."""
    code = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR565).view(np.uint16)
    counts = cv2.calcHist([code], [0], None, [CODES], [0, CODES])
    # Such a code has a sixth bit of green, of which nothing is kept.
    used = counts.reshape(LEVELS, LEVELS, 2, LEVELS).any(axis=2)
    colours = np.argwhere(used)
    if len(colours) > PALETTE // 3:
        return None
    place = np.zeros((LEVELS, LEVELS, 1, LEVELS), np.uint8)
    place[:, :, 0][used] = np.arange(len(colours))
    table = np.broadcast_to(place, (LEVELS, LEVELS, 2, LEVELS)).reshape(1, CODES)
    places = np.asarray(cv2.LUT(code, table), np.uint8)
    palette = (colours * 255 // (LEVELS - 1)).astype(np.uint8).tobytes()
    return Raster(places, Look.PAINTED, palette.ljust(PALETTE, b"\0"))


def _without_colour(pixels: Pixels, difference: int) -> Pixels:
    """Return one channel where the others differ from it by no more; a third of the bytes."""
    # A page in colour mostly shows it in any few of its pixels.
    few = pixels[::SOME, ::SOME].astype(np.int16)
    if int(np.abs(few[:, :, ::2] - few[:, :, 1:2]).max()) > difference:
        return pixels
    red, green, blue = cv2.split(pixels)
    if any(cv2.norm(green, other, cv2.NORM_INF) > difference for other in (red, blue)):
        return pixels
    return np.asarray(green, np.uint8)


def within(pixels: Pixels, side: int) -> Pixels:
    """Return a raster reduced to at most ``side`` pixels; a smaller one as it is."""
    height, width = pixels.shape[:2]
    factor = side / max(height, width)
    if factor >= 1:
        return pixels
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
