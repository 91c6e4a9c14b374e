"""What is wrong with a page image: unevenness, noise, softness, measured cheaply."""

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.sheets import Pixels

THUMBNAIL_SIDE = 110
BURNT_OUT = 250
GLARE_STEP = 30
"""Grey levels by which glare is lighter than the paper around it."""
NOISE_WINDOW = 800
LAPLACE = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
TILE = 32
"""Side of the squares in which sharpness and contrast are measured, pixels."""
LEAST_TILES = 4
NOISE_OF_TILE = 6.0
"""Standard deviations of the noise in the largest difference of neighbours within a tile."""
FAINTEST_INK = 20.0
"""Grey levels within a tile from which it may hold ink."""
BACKGROUND_WINDOW = 31
BILEVEL_SHARE = 0.985
DARK_MARGIN = 40
"""Grey levels below the background at which a pixel counts as ink."""


def unevenness(grey: Pixels) -> float:
    """Return the spread of the local background level, 0..255 (shadows, vignettes)."""
    height, width = grey.shape
    factor = max(height, width) / THUMBNAIL_SIDE
    size = (max(8, int(width / factor)), max(8, int(height / factor)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    small = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    small = cv2.medianBlur(small, 5)
    return float(np.percentile(small, 95) - np.percentile(small, 5))


def glare(grey: Pixels) -> float:
    """Return the share of the page on which a light outshines the print, 0..1.

    White paper is no glare: only what is burnt out and far lighter than the rest of the paper.
    """
    height, width = grey.shape
    factor = max(height, width) / THUMBNAIL_SIDE
    size = (max(8, int(width / factor)), max(8, int(height / factor)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    paper = float(np.median(small))
    return float(np.mean((small >= BURNT_OUT) & (small > paper + GLARE_STEP)))


def noise(grey: Pixels) -> float:
    """Return the standard deviation of the noise in grey levels (Immerkaer 1996, by medians)."""
    height, width = grey.shape
    middle = grey[height // 6 : height * 5 // 6, width // 6 : width * 5 // 6]
    middle = middle[:NOISE_WINDOW, :NOISE_WINDOW].astype(np.float32)
    if min(middle.shape) < len(LAPLACE):
        return 0.0
    response = cv2.filter2D(middle, -1, LAPLACE)[1:-1, 1:-1]
    return float(np.median(np.abs(response)) / 0.6745 / 6)


def sharpness(grey: Pixels) -> float:
    """Return the steepest step between neighbours as a share of the contrast, where text stands.

    The median over the tiles with ink, so that a page with little text is not taken for a blurred
    one; 0.2 is blurred, 0.35 soft, 0.6 crisp. 1 for a page without ink.
    """
    spans = _spans(grey)
    inked = spans > _least_span(spans)
    if int(inked.sum()) < LEAST_TILES:
        return 1.0
    across = _steepest(cv2.absdiff(grey[:, 1:], grey[:, :-1]), spans.shape)
    down = _steepest(cv2.absdiff(grey[1:], grey[:-1]), spans.shape)
    return float(np.median(np.maximum(across, down)[inked] / spans[inked]))


def sharpness_within(grey: Pixels, where: NDArray[np.bool_], noise: float) -> float:
    """Return the sharpness of a part of the page; 0 if that is too small to tell.

    Unlike :func:`sharpness` it takes away what ``noise`` alone would be in the steepest step of a
    tile, since a blurred picture must not pass for a sharp one by its grain.

    Args:
        grey: the page.
        where: the part of it.
        noise: standard deviation, grey levels.
    """
    spans = _spans(grey)
    within = _tile_extremes(where.astype(np.uint8), np.maximum) > 0
    inked = within & (spans > (_least_span(spans[within]) if within.any() else 0.0))
    if int(inked.sum()) < LEAST_TILES:
        return 0.0
    across = _steepest(cv2.absdiff(grey[:, 1:], grey[:, :-1]), spans.shape)
    down = _steepest(cv2.absdiff(grey[1:], grey[:-1]), spans.shape)
    steepest = np.maximum(across, down) - NOISE_OF_TILE * noise
    return max(0.0, float(np.median(steepest[inked] / spans[inked])))


def contrast(grey: Pixels) -> float:
    """Return the difference between paper and ink in grey levels, 0..255, where text stands.

    The median over the tiles with ink; 0 for a page without ink.
    """
    spans = _spans(grey)
    inked = spans > _least_span(spans)
    if int(inked.sum()) < LEAST_TILES:
        return 0.0
    return float(np.median(spans[inked]))


def _spans(grey: Pixels) -> NDArray[np.float32]:
    """Return the difference between the highest and the lowest grey level of each tile."""
    return _tile_extremes(grey, np.maximum) - _tile_extremes(grey, np.minimum)


def _least_span(spans: NDArray[np.float32]) -> float:
    """Return the contrast from which a tile holds ink; noise spans far less than print."""
    if spans.size == 0:
        return FAINTEST_INK
    return max(FAINTEST_INK, 0.5 * float(np.percentile(spans, 99)))


def _steepest(steps: object, shape: tuple[int, ...]) -> NDArray[np.float32]:
    image = np.asarray(steps, np.uint8)
    rows, columns = shape[0] * TILE - image.shape[0], shape[1] * TILE - image.shape[1]
    padded = np.pad(image, ((0, max(0, rows)), (0, max(0, columns))))
    return _tile_extremes(padded, np.maximum)


def _tile_extremes(grey: Pixels, extreme: np.ufunc) -> NDArray[np.float32]:
    """Return the highest or lowest grey level of each whole tile."""
    rows, columns = grey.shape[0] // TILE, grey.shape[1] // TILE
    whole = grey[: rows * TILE, : columns * TILE]
    # Whole rows first: that runs along the memory, and is five times as fast as both at once.
    of_rows = extreme.reduce(whole.reshape(rows, TILE, columns * TILE), axis=1)
    return np.asarray(extreme.reduce(of_rows.reshape(rows, columns, TILE), axis=2), np.float32)


def ink_share(grey: Pixels) -> float:
    """Return the share of pixels clearly darker than their surroundings, 0..1."""
    height, width = grey.shape
    factor = max(1.0, max(height, width) / 1000)
    size = (max(1, int(width / factor)), max(1, int(height / factor)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    background = _background(np.asarray(small, np.uint8))
    level = np.maximum(background, np.uint8(_light_level(np.asarray(small, np.uint8))))
    return float(np.mean(cv2.subtract(level, small) > DARK_MARGIN))


def _background(grey: Pixels) -> Pixels:
    """Return the median around each pixel, told on half the size: a fifth of the time."""
    height, width = grey.shape
    half = grey[::2, ::2]
    window = BACKGROUND_WINDOW // 2
    if min(half.shape) <= window:
        return grey
    around = cv2.medianBlur(np.ascontiguousarray(half), window)
    return np.asarray(cv2.resize(around, (width, height)), np.uint8)


def _light_level(grey: Pixels) -> int:
    """Return the grey level that nine tenths of the pixels do not exceed."""
    counts = cv2.calcHist([grey], [0], None, [256], [0, 256]).ravel()
    return int(np.searchsorted(np.cumsum(counts), 0.9 * (grey.size - 1), side="right"))


def is_bilevel(grey: Pixels) -> bool:
    """Whether nearly all pixels are black or white (fax, bilevel scan)."""
    counts = cv2.calcHist([grey], [0], None, [256], [0, 256]).ravel()
    return bool((counts[:8].sum() + counts[-8:].sum()) / max(1.0, counts.sum()) > BILEVEL_SHARE)
