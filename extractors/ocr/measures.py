"""What is wrong with a page image: unevenness, noise, softness, measured cheaply."""

import cv2
import numpy as np

from extractors.sheets import Pixels

THUMBNAIL_SIDE = 110
NOISE_WINDOW = 800
LAPLACE = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
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
    """Return the steepest edges as a share of the contrast; about 0.3 is soft, 0.7 crisp."""
    steps = np.abs(np.diff(grey[::2].astype(np.int16), axis=1))[:, ::2]
    if steps.size == 0:
        return 0.0
    steepest = float(np.percentile(steps, 99.7))
    return steepest / max(8.0, contrast(grey))


def contrast(grey: Pixels) -> float:
    """Return the difference between paper and ink in grey levels, 0..255."""
    sample = grey[::3, ::3]
    if sample.size == 0:
        return 0.0
    return float(np.percentile(sample, 80) - np.percentile(sample, 0.7))


def ink_share(grey: Pixels) -> float:
    """Return the share of pixels clearly darker than their surroundings, 0..1."""
    height, width = grey.shape
    factor = max(1.0, max(height, width) / 1000)
    size = (max(1, int(width / factor)), max(1, int(height / factor)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    background = (
        cv2.medianBlur(small, BACKGROUND_WINDOW) if min(small.shape) > BACKGROUND_WINDOW else small
    )
    level = np.maximum(background, np.uint8(min(255, int(np.percentile(small, 90)))))
    return float(np.mean(small.astype(np.int16) < level.astype(np.int16) - DARK_MARGIN))


def is_bilevel(grey: Pixels) -> bool:
    """Whether nearly all pixels are black or white (fax, bilevel scan)."""
    counts = cv2.calcHist([grey], [0], None, [256], [0, 256]).ravel()
    return bool((counts[:8].sum() + counts[-8:].sum()) / max(1.0, counts.sum()) > BILEVEL_SHARE)
