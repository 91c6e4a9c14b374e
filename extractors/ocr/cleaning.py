"""Steps that make a page image easier to read; each takes and gives a grey image of one size."""

import cv2
import numpy as np

from extractors.sheets import Pixels

PAPER = 240
"""Grey level that paper gets; a little room above it keeps light noise from being cut off."""


def flattened(grey: Pixels) -> Pixels:
    """Divide by the local background: takes away shadows and grey paper.

    The grey levels are not stretched after it. On a page with little text the darkest percent is
    noise, which a stretch turns into ink; and the engines find black and white by themselves.
    """
    height, width = grey.shape
    factor = max(1, round(max(height, width) / 420))
    small = cv2.resize(grey, (width // factor, height // factor), interpolation=cv2.INTER_AREA)
    background = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    background = cv2.GaussianBlur(cv2.medianBlur(background, 9), (0, 0), 3)
    background = cv2.resize(background, (width, height), interpolation=cv2.INTER_LINEAR)
    return _pixels(cv2.divide(grey, background, scale=PAPER))


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
