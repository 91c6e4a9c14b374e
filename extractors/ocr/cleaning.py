"""Steps that make a page image easier to read; each takes and gives a grey image of one size."""

import cv2
import numpy as np

from extractors.sheets import Pixels

LEAST_RANGE = 20
"""Grey levels between ink and paper below which there is nothing to stretch."""


def flattened(grey: Pixels) -> Pixels:
    """Divide by the local background, then stretch: takes away shadows and grey paper."""
    height, width = grey.shape
    factor = max(1, round(max(height, width) / 420))
    small = cv2.resize(grey, (width // factor, height // factor), interpolation=cv2.INTER_AREA)
    background = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    background = cv2.GaussianBlur(cv2.medianBlur(background, 9), (0, 0), 3)
    background = cv2.resize(background, (width, height), interpolation=cv2.INTER_LINEAR)
    return stretched(_pixels(cv2.divide(grey, background, scale=255)))


def stretched(grey: Pixels) -> Pixels:
    """Spread the grey levels from the darkest percent to the paper over the whole range."""
    counts = cv2.calcHist([grey], [0], None, [256], [0, 256]).ravel()
    shares = np.cumsum(counts) / max(1.0, counts.sum())
    black = int(np.searchsorted(shares, 0.01))
    white = int(np.argmax(counts[128:])) + 128
    if white - black < LEAST_RANGE:
        return grey
    table = np.clip((np.arange(256) - black) * (255.0 / (white - black)), 0, 255)
    return _pixels(cv2.LUT(grey, table.astype(np.uint8)))


def denoised(grey: Pixels) -> Pixels:
    """Take away salt, pepper and grain by a small median."""
    return _pixels(cv2.medianBlur(grey, 3))


def sharpened(grey: Pixels) -> Pixels:
    """Make soft edges steeper (unsharp mask)."""
    return _pixels(cv2.addWeighted(grey, 2.5, cv2.GaussianBlur(grey, (0, 0), 3.0), -1.5, 0))


def softened(grey: Pixels) -> Pixels:
    """Round the steps of a bilevel page, which the engine otherwise takes for letters' edges."""
    return _pixels(cv2.GaussianBlur(grey, (0, 0), 0.8))


def _pixels(image: object) -> Pixels:
    return np.asarray(image, dtype=np.uint8)
