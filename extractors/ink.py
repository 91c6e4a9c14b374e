"""Whether a page shows ink where its text layer says that words stand."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.measures import DARK_MARGIN
from extractors.sheets import LayerWord, Pixels
from models.geometry import Box

CONTRAST = 30
"""Grey levels by which ink differs from the ground of its word."""
BAND = (0.25, 0.85)
"""Part of a word's height in which every letter has ink, and no underline."""
INKED_COLUMNS = 0.12
"""Share of the columns of a word (along its line) that must have ink."""
ANY_COLUMN = 0.001
WRITTEN_COLUMNS = 0.02
"""Share of the columns of a field that one short value has ink in."""
SPECK = 0.0025
"""Share of an image's area; less ink than this is no text."""
SIDE = 800
"""Longest side of the copy on which the rest of an image is looked at, pixels."""
DARK = 50


def drawn_ink_share(grey: Pixels) -> float:
    """Return the share of a page without shadows that is not its ground, 0..1.

    A scan needs its local background told first, which takes twenty times as long.
    """
    sample = np.ascontiguousarray(grey[::2, ::2])
    counts = cv2.calcHist([sample], [0], None, [256], [0, 256]).ravel().astype(np.int64)
    ground = max(0, int(_ninth_tenth(counts)) - DARK_MARGIN)
    return float(counts[:ground].sum() / sample.size)


def _ninth_tenth(counts: NDArray[np.int64]) -> float:
    """Return the 90th percentile of levels that are counted, between two of them as numpy does."""
    up_to = np.cumsum(counts)
    place = 0.9 * (int(up_to[-1]) - 1)
    lower, upper = (
        int(np.searchsorted(up_to, beside, side="right"))
        for beside in (int(place), int(np.ceil(place)))
    )
    return lower + (upper - lower) * (place % 1)


def inked(words: Sequence[LayerWord], grey: Pixels) -> list[bool]:
    """Tell of each word whether the displayed page shows ink along its line.

    A dash or a row of dots need only show any.
    """
    return [
        _inked_columns(_spot(each.word.box, grey, each.turn))
        >= (INKED_COLUMNS if any(sign.isalnum() for sign in each.word.text) else ANY_COLUMN)
        for each in words
    ]


def shows_ink(box: Box, grey: Pixels) -> bool:
    """Whether there is any writing in a box, such as a form's field; its frame does not count."""
    return _inked_columns(_spot(box, grey, 0)) >= WRITTEN_COLUMNS


def ink_beside(words: Sequence[LayerWord], images: Sequence[Box], grey: Pixels) -> bool:
    """Whether images show anything dark outside the words that stand on them.

    A letterhead's pale ground does not; a scan or a photograph beneath a line of text does.
    """
    factor = max(1, round(max(grey.shape) / SIDE))
    small = np.array(grey[::factor, ::factor])
    ground = int(np.percentile(small, 90))
    dark = small.astype(np.int16) < ground - DARK
    for each in words:
        rows, columns = _place(each.word.box, small, margin=2)
        dark[rows, columns] = False
    for box in images:
        rows, columns = _place(box, small)
        part = dark[rows, columns]
        if part.size and float(part.mean()) > SPECK:
            return True
    return False


def _inked_columns(spot: Pixels) -> float:
    """Return the share of the columns with ink in the middle of a line that runs across."""
    height = spot.shape[0]
    band = spot[int(BAND[0] * height) : max(1, int(np.ceil(BAND[1] * height)))]
    if band.size == 0:
        return 0.0
    ground = _median(spot)
    differs = band.min(axis=0) < max(0, ground - CONTRAST)
    differs |= band.max(axis=0) > min(255, ground + CONTRAST)
    return float(np.count_nonzero(differs) / differs.size)


def _median(spot: Pixels) -> int:
    """Return the median level, rounded down between two; numpy's own takes three times as long."""
    levels = spot.ravel()
    middle = levels.size // 2
    if levels.size % 2:
        return int(np.partition(levels, middle)[middle])
    parted = np.partition(levels, (middle - 1, middle))
    return (int(parted[middle - 1]) + int(parted[middle])) // 2


def _spot(box: Box, grey: Pixels, turn: int) -> Pixels:
    rows, columns = _place(box, grey)
    spot = grey[rows, columns]
    return spot if turn in {0, 180} else spot.T


def _place(box: Box, grey: Pixels, margin: int = 0) -> tuple[slice, slice]:
    height, width = grey.shape
    rows = slice(max(0, int(box.y0 * height) - margin), int(np.ceil(box.y1 * height)) + margin)
    columns = slice(max(0, int(box.x0 * width) - margin), int(np.ceil(box.x1 * width)) + margin)
    return rows, columns
