"""What a page image shows apart from its words: writing, surroundings, tones, pictures.

Measured on a copy of at most 800 pixels, in two sizes: letters are told in the copy, and
lines of print that are too pale or too soft for that in a quarter of it, where noise is averaged
away and print leaves grey bars.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.marks import (
    ABOVE_NOISE,
    grain,
    grey_bars,
    marked,
    quartered,
    rows_of_letters,
    rows_of_specks,
    written_groups,
)
from extractors.ocr.perspective import Corners, straightened
from extractors.pictured import pictures_of, shares_of_tones
from extractors.sheets import Pixels
from models.page_look import PageLook

SIDE = 800
"""Longest side of the copy; 10-point letters on a letter page are five pixels high."""
LEAST_SIDE = 100
WINDOW = 17
"""Side of the median that tells the background, pixels of the quarter: 8 % of a page."""
THUMB = 8
SURROUNDINGS = 0.62
"""A part that reaches the picture's edge is the table or the lid if it is darker than this share
of the paper's level."""
FAINTEST = 16.0
"""Grey levels by which a mark differs from its ground; print that shines through differs less."""
FAINTEST_TRACE = 45.0
"""The same for single pixels at the resolution of the picture."""
RIM = 0.02
"""Share of the longest side by which the outline of a photographed page may be off."""

Mask = NDArray[np.bool_]


def look_at(grey: Pixels, outline: Corners | None = None) -> PageLook | None:
    """Return what the displayed page shows; None if the picture is too small to tell.

    Args:
        grey: the displayed page.
        outline: of the page in a photograph of it, pixels; None if the picture is the page.
            Writing is looked for inside it alone, as OCR does; tones in all of the picture.
    """
    factor = max(1.0, max(grey.shape) / SIDE)
    size = (round(grey.shape[1] / factor), round(grey.shape[0] / factor))
    if min(size) < LEAST_SIDE:
        return None
    small = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)
    contours, plateau = shares_of_tones(quartered(small))
    page = small if outline is None else _inside(small, outline / factor)
    outside = _surroundings(page) if outline is None else np.zeros(page.shape, np.bool_)
    differs = _differences(page, _ground(page), outside)
    faintest = max(FAINTEST, ABOVE_NOISE * grain(page))
    marks, rules = marked(differs, faintest)
    differs[rules] = 0
    pictures = pictures_of(page, outside, marks, differs)
    writing, bars = written_groups(marks, max(page.shape)), grey_bars(quartered(differs))
    if not writing and not bars:
        darkest = _darkest(grey, size)
        darkest = darkest if outline is None else _inside(darkest, outline / factor)
        left = _differences(darkest, _ground(page), outside)
        traces, _ = marked(left, FAINTEST_TRACE)
        writing = written_groups(traces, max(page.shape)) or rows_of_specks(left, FAINTEST_TRACE)
    return PageLook(
        writing=writing,
        bars=bars,
        letter_rows=rows_of_letters(marks),
        faintest=round(faintest, 1),
        surroundings=round(float(outside.mean()), 4),
        contours=round(contours, 4),
        plateau=round(plateau, 4),
        pictures=pictures,
        side=max(small.shape),
    )


def _ground(page: Pixels) -> Pixels:
    """Return the paper behind the print, as even as it is."""
    ground = cv2.medianBlur(quartered(page), WINDOW)
    return np.asarray(cv2.resize(ground, page.shape[::-1]), np.uint8)


def _differences(page: Pixels, ground: Pixels, outside: Mask) -> Pixels:
    differs = np.asarray(cv2.absdiff(page, ground), np.uint8)
    differs[outside] = 0
    return differs


def _darkest(grey: Pixels, size: tuple[int, int]) -> Pixels:
    """Return a copy of the darkest pixels: of pale copies only dots of the print are left."""
    across, down = (-(-whole // part) for whole, part in zip(grey.shape[::-1], size, strict=True))
    darkest = cv2.erode(grey, np.ones((down, across), np.uint8))
    return np.asarray(cv2.resize(darkest, size, interpolation=cv2.INTER_NEAREST), np.uint8)


def _inside(small: Pixels, outline: NDArray[np.floating]) -> Pixels:
    """Return the photographed page without its rim, where the table still shows."""
    page, _ = straightened(small, np.asarray(outline, np.float32))
    rim = max(1, round(RIM * max(page.shape)))
    return np.ascontiguousarray(page[rim:-rim, rim:-rim])


def _surroundings(small: Pixels) -> Mask:
    """Return where the picture shows what lies around the page: a table, a scanner's lid."""
    height, width = small.shape
    size = (width // THUMB, height // THUMB)
    thumb = np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_AREA), np.uint8)
    dark = (thumb < SURROUNDINGS * float(np.percentile(thumb, 90))).astype(np.uint8)
    framed = np.pad(dark, 1, constant_values=1)
    _, parts = cv2.connectedComponents(framed, connectivity=4)
    outside = (np.asarray(parts) == parts[0, 0])[1:-1, 1:-1].astype(np.uint8)
    wider = cv2.dilate(np.pad(outside, 1, constant_values=1), np.ones((3, 3), np.uint8))[1:-1, 1:-1]
    return np.asarray(cv2.resize(wider, (width, height), interpolation=cv2.INTER_NEAREST)) > 0
