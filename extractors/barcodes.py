"""Barcodes of a page raster, by zxing-cpp, and a closer look at what looks like one."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from extractors.limits import Limits
from extractors.sheets import Pixels
from models.extraction import Barcode
from models.form_codes import decode_form_code
from models.geometry import Box

COMMON = (
    zxingcpp.BarcodeFormat.PDF417,
    zxingcpp.BarcodeFormat.QRCode,
    zxingcpp.BarcodeFormat.Code128,
)
"""What forms, certificates and receipts carry; fewer formats are faster and invent less."""
RARE = (zxingcpp.BarcodeFormat.Aztec, zxingcpp.BarcodeFormat.DataMatrix)
"""Looked for only where the page looks like a code: they take as long as all the others."""
ON_PAGE = zxingcpp.BarcodeFormats(COMMON)
IN_REGION = zxingcpp.BarcodeFormats((*COMMON, *RARE))

SEARCH_SIDE = 1000
"""Longest side, in pixels, of the raster in which regions are looked for."""
GRAIN = 15
"""Pixels over which ink is averaged there: more than a bar, less than a code."""
LEAST_INK, MOST_INK = 0.28, 0.8
"""Share of ink in a code; printed text has less, a picture's dark parts have more."""
LEAST_CONTRAST = 0.2
"""Standard deviation of the brightness in a code, as a share of the paper's."""
LEAST_AREA, LEAST_SIDE = 0.002, 30
LEAST_FILLING = 0.6
"""Share of its upright rectangle that a region fills."""
MOST_REGIONS = 8
QUIET = 0.08
"""Margin around a region, as a share of its longer side."""
READ_SIDES = (1400, 2200)
"""Pixels of a region's longer side at which it is read, one after the other."""
SAME_PLACE = 0.6
"""Share of the smaller of two codes under the other from which both are one symbol."""
KNOWN = 0.7
"""Share of a region under codes that are already read from which it holds no other."""

Affine = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the page that looks like a code: its middle, size and slope, page pixels."""

    centre: tuple[float, float]
    size: tuple[float, float]
    degrees: float

    @property
    def corners(self) -> Affine:
        """The four corners, shape (4, 2)."""
        return np.asarray(cv2.boxPoints((self.centre, self.size, self.degrees)), np.float64)


def read_barcodes(grey: Pixels, limits: Limits) -> tuple[Barcode, ...]:
    """Return the barcodes of a displayed page, top to bottom, left to right.

    The library misses codes that stand askew by more than about two degrees, and codes of few
    pixels; so each region that looks like a code and gave none is set upright, scaled and read
    again.

    Args:
        grey: the page, shape (height, width).
        limits: how many codes, and how much of each, are kept.
    """
    codes = [_barcode(code, None, grey, limits) for code in _decoded(grey, ON_PAGE)]
    for region in _regions(grey):
        if len(codes) >= limits.barcodes_per_page:
            break
        if not _is_known(region, codes, grey):
            codes.extend(_closer(region, grey, limits))
    kept = _without_doubles(codes)[: limits.barcodes_per_page]
    kept.sort(key=lambda each: (round(each.box.y0, 2), each.box.x0))
    return tuple(kept)


def _decoded(grey: Pixels, formats: zxingcpp.BarcodeFormats) -> list[zxingcpp.Barcode]:
    return list(zxingcpp.read_barcodes(grey, formats=formats, text_mode=zxingcpp.TextMode.Plain))


def _barcode(code: zxingcpp.Barcode, back: Affine | None, grey: Pixels, limits: Limits) -> Barcode:
    """Place a code on the page; ``back`` leads from the raster that was read to the page's."""
    place = code.position
    found = np.array(
        [
            (corner.x, corner.y)
            for corner in (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
        ],
        np.float64,
    )
    corners = found if back is None else found @ back[:, :2].T + back[:, 2]
    height, width = grey.shape
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    text = code.text[: limits.barcode_characters].replace("\x00", "")
    box = Box.clamped(left / width, top / height, right / width, bottom / height)
    return Barcode(code.format.name, text, box, decode_form_code(text))


def _regions(grey: Pixels) -> Iterator[Region]:
    """Give the parts of the page that look like a code, the largest first."""
    mask, factor = _finely_mixed(grey)
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for outline in sorted(outlines, key=cv2.contourArea, reverse=True)[:MOST_REGIONS]:
        (x, y), (across, down), degrees = cv2.minAreaRect(outline)
        filled = cv2.contourArea(outline) > LEAST_FILLING * across * down
        large = across * down > LEAST_AREA * mask.size and max(across, down) > LEAST_SIDE
        if filled and large:
            yield Region((x / factor, y / factor), (across / factor, down / factor), float(degrees))


def _finely_mixed(grey: Pixels) -> tuple[Pixels, float]:
    """Mark where there is as much ink, as finely mixed with paper, as in a code.

    Returns:
        1 for such pixels and 0 for others, in a raster of the search side, and its scale.
    """
    height, width = grey.shape
    factor = min(1.0, SEARCH_SIDE / max(height, width))
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    # The squares are averaged from all pixels: bars finer than the small raster still count.
    squared = cv2.multiply(grey, grey, dtype=cv2.CV_32F)
    squares = cv2.resize(squared, size, interpolation=cv2.INTER_AREA)
    paper = cv2.blur(cv2.dilate(small, np.ones((GRAIN, GRAIN), np.uint8)), (4 * GRAIN, 4 * GRAIN))
    paper = np.maximum(paper, 1.0)
    mean = cv2.blur(small, (GRAIN, GRAIN))
    variance = np.maximum(cv2.blur(squares, (GRAIN, GRAIN)) - mean * mean, 0.0)
    ink = 1.0 - mean / paper
    mixed = (ink > LEAST_INK) & (ink < MOST_INK) & (np.sqrt(variance) > LEAST_CONTRAST * paper)
    kernel = np.ones((GRAIN // 3, GRAIN // 3), np.uint8)
    opened = cv2.morphologyEx(mixed.astype(np.uint8), cv2.MORPH_OPEN, kernel)
    return np.asarray(opened, np.uint8), factor


def _is_known(region: Region, codes: list[Barcode], grey: Pixels) -> bool:
    height, width = grey.shape
    corners = region.corners / (width, height)
    box = Box.clamped(*corners.min(axis=0), *corners.max(axis=0))
    shared = sum(box.intersection_area(code.box) for code in codes)
    return shared > KNOWN * box.area


def _without_doubles(codes: list[Barcode]) -> list[Barcode]:
    """Keep one code at each place: now and then the library reads one twice, once as nonsense."""
    ranked = sorted(codes, key=_weight, reverse=True)
    kept: list[Barcode] = []
    for code in ranked:
        if not any(_same_place(code.box, other.box) for other in kept):
            kept.append(code)
    return kept


def _weight(code: Barcode) -> tuple[bool, bool, int]:
    form = code.form_code
    return form is not None and form.known, form is not None, len(code.text)


def _same_place(one: Box, other: Box) -> bool:
    smaller = min(one.area, other.area)
    return smaller > 0 and one.intersection_area(other) > SAME_PLACE * smaller


def _closer(region: Region, grey: Pixels, limits: Limits) -> list[Barcode]:
    """Read a region again, set upright and at other sizes."""
    longer = max(region.size)
    for side in READ_SIDES:
        scale = side / (longer * (1 + 2 * QUIET))
        upright, back = _upright(region, grey, scale)
        found = _decoded(upright, IN_REGION)
        if found:
            return [_barcode(code, back, grey, limits) for code in found]
    return []


def _upright(region: Region, grey: Pixels, scale: float) -> tuple[Pixels, Affine]:
    """Cut a region out, turned upright and scaled; return it with the way back to the page."""
    margin = QUIET * max(region.size)
    width = max(1, round((region.size[0] + 2 * margin) * scale))
    height = max(1, round((region.size[1] + 2 * margin) * scale))
    there = cv2.getRotationMatrix2D(region.centre, region.degrees, scale)
    there[0, 2] += width / 2 - region.centre[0]
    there[1, 2] += height / 2 - region.centre[1]
    method = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    upright = cv2.warpAffine(grey, there, (width, height), flags=method, borderValue=255)
    return np.asarray(upright, np.uint8), np.asarray(cv2.invertAffineTransform(there), np.float64)
