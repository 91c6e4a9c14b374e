"""Direction, skew and way up of the text of a page, told on a small bilevel copy."""

import math

import cv2
import numpy as np

from extractors.sheets import Pixels

SMALL_SIDE = 900
SKEW_LIMIT = 12.0
"""Largest skew looked for, degrees."""
LINE_HEIGHTS = (4, 40)
"""Heights of a line of text in the small copy, pixels."""
LEAST_INK = 30
"""Pixels of ink, or of width, below which a line says nothing."""
SPECK = 4
"""Pixels below which a component is dust."""
WORD_GAP = 5
"""Pixels of the small copy by which letters of a word stand apart, and lines do not."""
WORD_LENGTH = 1.8
"""Length over height from which a blob is a word and not a letter."""


def small_ink(grey: Pixels) -> Pixels:
    """Return a small copy with 1 for ink of text size; rules, borders and dust removed."""
    height, width = grey.shape
    factor = max(height, width) / SMALL_SIDE
    if factor > 1:
        size = (max(1, int(width / factor)), max(1, int(height / factor)))
        grey = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)
    background = cv2.blur(grey, (31, 31))
    ink = (grey.astype(np.int16) < background.astype(np.int16) - 12).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    tall, wide = ink.shape
    longest = max(tall, wide)
    # Text stands either way, so both sides are held against the same share of the page.
    long_side = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    short_side = np.minimum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    dropped = (long_side > 0.3 * longest) | (short_side > 0.05 * longest)
    dropped |= stats[:, cv2.CC_STAT_AREA] < SPECK
    dropped[0] = False
    ink[dropped[labels]] = 0
    return ink


def profile(ink: Pixels, degrees: float) -> float:
    """Return how sharply rows of text and gaps alternate when sheared by ``degrees``."""
    height, width = ink.shape
    slope = math.tan(math.radians(degrees))
    shear = np.array([[1, 0, 0], [slope, 1, -slope * width / 2]], np.float32)
    sheared = cv2.warpAffine(ink, shear, (width, height), flags=cv2.INTER_NEAREST)
    steps = np.diff(sheared.sum(axis=1, dtype=np.float32))
    return float((steps * steps).sum())


def is_sideways(ink: Pixels) -> bool:
    """Whether the words run up and down rather than across.

    Words tell it and lines do not: the columns of a table are as straight as lines of text.
    """
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((WORD_GAP, WORD_GAP), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    width, height = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    long_side, short_side = np.maximum(width, height), np.minimum(width, height)
    wordlike = (short_side >= LINE_HEIGHTS[0]) & (short_side <= LINE_HEIGHTS[1])
    wordlike &= long_side > WORD_LENGTH * short_side
    # A rule that was not dropped must not outweigh a paragraph.
    weight = np.minimum(long_side, 5 * LINE_HEIGHTS[1]) * wordlike
    return float(weight[height > width].sum()) > float(weight[width > height].sum())


def skew(ink: Pixels) -> float:
    """Return the angle in degrees by which lines fall to the left (shear that levels them)."""
    # The direction shows on half the size as well, in a quarter of the time.
    half = np.asarray(
        cv2.resize(ink * np.uint8(4), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8
    )
    best = _steepest(half, np.arange(-SKEW_LIMIT, SKEW_LIMIT + 0.01, 1.0))
    best = _steepest(ink, np.arange(best - 0.75, best + 0.76, 0.25))
    return _steepest(ink, np.arange(best - 0.2, best + 0.21, 0.08))


def ascender_lead(ink: Pixels) -> tuple[float, int]:
    """Compare the ink above and below the bodies of the letters, line by line.

    Returns:
        The median over the lines of (above - below) / all, positive for an upright page, and
        the number of lines that were looked at.
    """
    rows = np.convolve(ink.sum(axis=1, dtype=np.float32), [0.25, 0.5, 0.25], "same")
    if not rows.any():
        return 0.0, 0
    threshold = max(1.5, 0.08 * float(np.percentile(rows[rows > 0], 95)))
    edges = np.flatnonzero(np.diff(np.concatenate(([0], (rows > threshold).astype(np.int8), [0]))))
    votes = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        line = rows[start:end]
        if not LINE_HEIGHTS[0] < len(line) <= LINE_HEIGHTS[1] or line.sum() <= LEAST_INK:
            continue
        body = np.flatnonzero(line > 0.5 * line.max())
        above, below = line[: body[0]].sum(), line[body[-1] + 1 :].sum()
        votes.append(float(above - below) / float(line.sum()))
    return (float(np.median(votes)), len(votes)) if votes else (0.0, 0)


def line_places(ink: Pixels, most: int) -> list[tuple[int, int, int, int]]:
    """Return up to ``most`` long text lines as (left, top, width, height) in the small copy."""
    joined = cv2.dilate(ink, np.ones((1, max(5, ink.shape[1] // 70)), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    ranked = []
    for left, top, width, height, area in stats[1:].tolist():
        if LINE_HEIGHTS[0] <= height <= LINE_HEIGHTS[1] and width >= max(3.5 * height, LEAST_INK):
            ranked.append(
                (min(width / height, 14.0) * area / (width * height), (left, top, width, height))
            )
    ranked.sort(reverse=True)
    return [place for _, place in ranked[:most]]


def _steepest(ink: Pixels, angles: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float:
    scores = [profile(ink, float(angle)) for angle in angles]
    return float(angles[int(np.argmax(scores))])
