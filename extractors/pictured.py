"""Where the tones of a page image change: its pictures, and what stands beside them.

Told on a quarter of the copy without its print. Print takes few grey levels, a shadow many without
a contour; a picture has both, contours and many levels.
"""

import cv2
import numpy as np

from extractors.marks import (
    Marks,
    Mask,
    grain,
    grey_bars,
    only,
    quartered,
    written_groups,
)
from extractors.ocr.measures import sharpness_within
from extractors.sheets import Pixels
from models.page_look import Pictures

WITHOUT_PRINT = 9
"""Side of the median that takes print off the quarter and leaves things, pixels."""
AROUND = 5
EVEN, CHANGED = 8, 16
"""Grey levels within :data:`AROUND` pixels of the quarter below which it is even, above which it
is not."""
TOGETHER = 7
"""Contours nearer than this, pixels of the quarter, are of one picture."""
LEAST_DENSITY = 0.3
"""Share of contours in what they enclose, from which that is a picture with a sky or a backdrop;
the edge of a sheet of paper encloses little but the paper."""
LEAST_PICTURE = 0.004
"""Share of the page; a passport photo on a letter page has 0.026."""
LEVELS = 16
LEAST_VARIETY = 2.0
"""Entropy of the grey levels in bits, of :data:`LEVELS`; print and stamps on paper have less."""
BORDER = 25
"""Pixels twice as far from a picture as its own pale edge may reach."""


def shares_of_tones(quarter: Pixels) -> tuple[float, float]:
    """Return where tones change and how large the largest even part is, shares of the picture."""
    change = _change(_without_print(quarter))
    even = (change <= EVEN).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(even)
    largest = int(stats[1:, cv2.CC_STAT_AREA].max(initial=0))
    return float((change > CHANGED).mean()), largest / quarter.size


def pictures_of(page: Pixels, outside: Mask, marks: Marks, differs: Pixels) -> Pictures:
    """Return what pictures the page has and how much stands beside them.

    Args:
        page: its copy of at most 800 pixels.
        outside: what of the copy is not the page.
        marks: on the page.
        differs: by how much its pixels differ from the paper, without rules.
    """
    pictured = _pictured(page, outside)
    share = float(pictured.mean())
    wide = cv2.dilate(pictured.astype(np.uint8), np.ones((BORDER, BORDER), np.uint8)) > 0
    beside = only(marks, ~np.asarray(wide))
    left = differs.copy()
    left[wide] = 0
    return Pictures(
        share=round(share, 4),
        beside=written_groups(beside, max(page.shape)) + grey_bars(quartered(left)),
        sharpness=round(sharpness_within(page, pictured, grain(page)), 3),
    )


def _without_print(quarter: Pixels) -> Pixels:
    return np.asarray(cv2.medianBlur(quarter, WITHOUT_PRINT), np.uint8)


def _change(smooth: Pixels) -> Pixels:
    """Return by how many grey levels a picture without its print changes around each pixel."""
    around = np.ones((AROUND, AROUND), np.uint8)
    return np.asarray(cv2.subtract(cv2.dilate(smooth, around), cv2.erode(smooth, around)), np.uint8)


def _pictured(page: Pixels, outside: Mask) -> Mask:
    """Return where the page has pictures: contours together, of many grey levels."""
    quarter = quartered(page)
    away = cv2.resize(
        outside.astype(np.uint8), quarter.shape[::-1], interpolation=cv2.INTER_NEAREST
    )
    away = cv2.dilate(away, np.ones((AROUND, AROUND), np.uint8))
    smooth = _without_print(quarter)
    changed = ((_change(smooth) > CHANGED) & (np.asarray(away) == 0)).astype(np.uint8)
    joined = cv2.morphologyEx(changed, cv2.MORPH_CLOSE, np.ones((TOGETHER, TOGETHER), np.uint8))
    _, parts, stats, _ = cv2.connectedComponentsWithStats(_filled(np.asarray(joined, np.uint8)))
    large = np.flatnonzero(stats[:, cv2.CC_STAT_AREA] >= LEAST_PICTURE * quarter.size)
    found = np.zeros(quarter.shape, np.bool_)
    for part in large[large > 0]:
        place = np.asarray(parts) == part
        if _variety(smooth[place]) >= LEAST_VARIETY:
            found |= place
    whole = cv2.resize(found.astype(np.uint8), page.shape[::-1], interpolation=cv2.INTER_NEAREST)
    return np.asarray(whole) > 0


def _filled(joined: Pixels) -> Pixels:
    """Return the contours with what they enclose, where they are dense enough for a picture."""
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    filled = joined.copy()
    for outline in outlines:
        inside = np.zeros_like(joined)
        cv2.drawContours(inside, [outline], -1, 1, cv2.FILLED)
        if joined[inside > 0].mean() >= LEAST_DENSITY:
            filled |= inside
    return filled


def _variety(levels: Pixels) -> float:
    shares = np.bincount(levels // (256 // LEVELS), minlength=LEVELS) / max(1, levels.size)
    shares = shares[shares > 0]
    return float(-(shares * np.log2(shares)).sum())
