"""The marks on a page image: what differs from the paper, and which of it is writing."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.sheets import Pixels

QUARTER = 4
FAINTEST_BAR = 9.0
ABOVE_NOISE = 4.5
LEAST_BAR = 6
RULE = 41
"""Pixels from which a thin straight run is a rule, a fold or a streak, and no letter."""
RULE_WEIGHT = 4.0
"""Thickness of a rule, one pixel more on either side, in pixels."""
STROKE = 4
"""Pixels across a rule from which a mark crosses it and is no part of it."""
EDGE = 0.016
"""Share of the longest side at the picture's edge where a scanner leaves its shadow."""
LEAST_MARK = 3
NEAR = 9
"""Marks nearer than this, pixels, belong together; the blanks between words are narrower."""
FEWEST_MARKS = 4
"""Marks together from which chance is no explanation: dust falls apart."""
LEAST_GROUP = 0.012
LARGE = 0.035
"""Share of the longest side from which a single mark is too large for dust."""
HOLE = (0.012, 0.045)
"""Sizes of punch holes, shares of the longest side."""
HOLE_EDGE = 0.1
SMALL_LETTER, LARGE_LETTER = 3, 46
ROW_OF_LETTERS = 5
SPECKS_APART = 15
"""Pixels between specks that may be what is left of one line of print."""
LEAST_ROW, HIGHEST_ROW = 40, 9
"""Length and height in pixels of what is left of a line."""
FEWEST_SPECKS = 6
FEWEST_ROWS = 4
NOT_BY_CHANCE = 2
"""Times as many rows one way as the other: grain and dust line up as often down as across."""

Mask = NDArray[np.bool_]
Whole = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Marks:
    """Connected dark parts, without those that a scanner or a table explains.

    Attributes:
        boxes: (marks, 4) left, top, width and height in pixels.
        areas: (marks,) in pixels.
        groups: (marks,) number of the group of neighbours to which each belongs.
    """

    boxes: Whole
    areas: Whole
    groups: Whole


def marked(differs: Pixels, faintest: float) -> tuple[Marks, Mask]:
    """Return the marks that differ by more than ``faintest``, and where the rules are."""
    dark = (differs > faintest).astype(np.uint8)
    rules = _rules(dark)
    dark[rules] = 0
    return _marks(dark), rules


def only(marks: Marks, where: Mask) -> Marks:
    """Return the marks whose middle lies in ``where``."""
    left, top, wide, high = marks.boxes.T
    kept = where[top + high // 2, left + wide // 2]
    return Marks(marks.boxes[kept], marks.areas[kept], marks.groups[kept])


def written_groups(marks: Marks, longest: int) -> int:
    """Return how many groups of marks, or single large ones, dust does not explain."""
    found = 0
    for group in np.unique(marks.groups):
        boxes = marks.boxes[marks.groups == group]
        least = LEAST_GROUP if len(boxes) >= FEWEST_MARKS else LARGE
        found += int(_extent(boxes) >= least * longest)
    return found


def grey_bars(quarter: Pixels) -> int:
    """Return how many grey bars remain where letters are too pale or soft to be told apart."""
    level = max(FAINTEST_BAR, ABOVE_NOISE * grain(quarter), 2.0 * float(np.median(quarter)))
    grey = cv2.morphologyEx((quarter > level).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3)))
    _, _, stats, _ = cv2.connectedComponentsWithStats(grey)
    boxes, areas = _boxes(stats)[1:], stats[1:, cv2.CC_STAT_AREA]
    longest = max(quarter.shape)
    large = (boxes[:, 2:].max(axis=1) >= LARGE * longest) & (areas >= LEAST_BAR)
    return int((large & ~_at_edge(boxes, quarter.shape)).sum())


def rows_of_specks(differs: Pixels, faintest: float) -> int:
    """Return how many rows of specks a copy has left of lines of print, across or down the page.

    Each speck is too small for a mark, and might be dust; rows that lie one way only are not.
    """
    dark = (differs > faintest).astype(np.uint8)
    dark[_rules(dark)] = 0
    count, parts, stats, _ = cv2.connectedComponentsWithStats(dark)
    kept = ~_at_edge(_boxes(stats), dark.shape)
    kept[0] = False
    specks = np.where(kept[parts], parts, 0)
    across, down = _speck_rows(specks, count), _speck_rows(np.ascontiguousarray(specks.T), count)
    more, fewer = max(across, down), min(across, down)
    return more if more >= FEWEST_ROWS and more >= NOT_BY_CHANCE * fewer else 0


def _speck_rows(specks: Whole, count: int) -> int:
    """Return at how many heights specks, numbered below ``count``, lie in rows across."""
    joined = cv2.dilate((specks > 0).astype(np.uint8), np.ones((1, SPECKS_APART), np.uint8))
    rows, parts, stats, _ = cv2.connectedComponentsWithStats(joined)
    row_of = np.zeros(count, np.int32)
    row_of[specks.ravel()] = np.asarray(parts).ravel()
    held = np.bincount(row_of[np.unique(specks)], minlength=rows)
    long = (stats[:, cv2.CC_STAT_WIDTH] >= LEAST_ROW) & (
        stats[:, cv2.CC_STAT_HEIGHT] <= HIGHEST_ROW
    )
    long &= held >= FEWEST_SPECKS
    long[0] = False
    heights = np.sort(stats[long, cv2.CC_STAT_TOP])
    return int((np.diff(heights, prepend=-HIGHEST_ROW) >= HIGHEST_ROW // 2).sum())


def rows_of_letters(marks: Marks) -> int:
    """Return how many groups hold a row of marks of one height, as letters of a line are."""
    high = marks.boxes[:, 2:].max(axis=1) if len(marks.boxes) else np.zeros(0)
    lettered = (high >= SMALL_LETTER) & (high <= LARGE_LETTER)
    rows = 0
    for group in np.unique(marks.groups[lettered]):
        heights = high[lettered & (marks.groups == group)]
        alike = np.abs(heights - np.median(heights)) <= 0.35 * np.median(heights) + 1
        rows += int(alike.sum() >= ROW_OF_LETTERS)
    return rows


def quartered(image: Pixels) -> Pixels:
    """Return the image at a quarter of its size, where noise is averaged away."""
    size = (image.shape[1] // QUARTER, image.shape[0] // QUARTER)
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def grain(small: Pixels) -> float:
    """Return the standard deviation of the grain in grey levels (Immerkaer 1996, by medians)."""
    middle = small[:, ::2].astype(np.int16)
    steps = middle[2:] - 2 * middle[1:-1] + middle[:-2]
    return float(np.median(np.abs(steps))) / 0.6745 / 6**0.5


def _rules(dark: Pixels) -> Mask:
    """Return the thin straight runs (rules, folds, streaks of a feeder) but for what crosses them.

    A line of print may stand right on a ruled line, so that most of its letters lie in the rule.
    """
    across, down = _runs(dark, (1, RULE)), _runs(dark, (RULE, 1))
    found = across & ~_strokes(dark, (STROKE, 1), rules=down)
    return found | (down & ~_strokes(dark, (1, STROKE), rules=across))


def _runs(dark: Pixels, run: tuple[int, int]) -> Mask:
    """Return the thin runs of marks that are at least ``run`` (high, wide) pixels long."""
    beside = (3, 1) if run[0] == 1 else (1, 3)
    opened = cv2.morphologyEx(
        cv2.dilate(dark, np.ones(beside, np.uint8)), cv2.MORPH_OPEN, np.ones(run, np.uint8)
    )
    _, parts, stats, _ = cv2.connectedComponentsWithStats(opened)
    length = cv2.CC_STAT_WIDTH if run[0] == 1 else cv2.CC_STAT_HEIGHT
    thin = stats[:, cv2.CC_STAT_AREA] <= RULE_WEIGHT * stats[:, length]
    thin[0] = False
    return np.asarray(cv2.dilate(thin[parts].astype(np.uint8), np.ones((3, 3), np.uint8))) > 0


def _strokes(dark: Pixels, stroke: tuple[int, int], *, rules: Mask) -> Mask:
    """Return the marks other than ``rules`` that are ``stroke`` (high, wide) pixels large."""
    others = np.where(rules, 0, dark).astype(np.uint8)
    return np.asarray(cv2.morphologyEx(others, cv2.MORPH_OPEN, np.ones(stroke, np.uint8))) > 0


def _marks(dark: Pixels) -> Marks:
    count, parts, stats, _ = cv2.connectedComponentsWithStats(dark)
    boxes, areas = _boxes(stats), np.asarray(stats[:, cv2.CC_STAT_AREA], np.int32)
    kept = (boxes[:, 2:].max(axis=1) >= LEAST_MARK) & (areas >= LEAST_MARK)
    kept &= ~_at_edge(boxes, dark.shape) & ~_holes(boxes, areas, dark.shape)
    kept[0] = False
    if count == 1 or not kept.any():
        none = np.zeros(0, np.int32)
        return Marks(np.zeros((0, 4), np.int32), none, none)
    joined = cv2.dilate(kept[parts].astype(np.uint8), np.ones((NEAR, NEAR), np.uint8))
    _, groups = cv2.connectedComponents(joined)
    first = np.zeros(count, np.int32)
    first[parts.ravel()] = groups.ravel()
    return Marks(boxes[kept], areas[kept], first[kept])


def _boxes(stats: cv2.typing.MatLike) -> Whole:
    return np.asarray(stats[:, :4], np.int32)


def _at_edge(boxes: Whole, shape: tuple[int, ...]) -> Mask:
    """Tell which parts lie in the picture's edge, or come in from it and stay near."""
    height, width = shape
    edge = max(3, int(EDGE * max(shape)))
    left, top = boxes[:, 0], boxes[:, 1]
    right, bottom = width - left - boxes[:, 2], height - top - boxes[:, 3]
    nearest = np.minimum(np.minimum(left, right), np.minimum(top, bottom))
    within = (left + boxes[:, 2] <= 3 * edge) | (right + boxes[:, 2] <= 3 * edge)
    within |= (top + boxes[:, 3] <= 3 * edge) | (bottom + boxes[:, 3] <= 3 * edge)
    return np.asarray((nearest < edge) & within)


def _holes(boxes: Whole, areas: Whole, shape: tuple[int, ...]) -> Mask:
    """Tell which parts are as large, as round and as near the edge as a punch hole."""
    longest = max(shape)
    wide, high = boxes[:, 2], boxes[:, 3]
    sized = (wide >= HOLE[0] * longest) & (wide <= HOLE[1] * longest)
    round_ = np.abs(wide - high) <= np.maximum(2, 0.2 * wide)
    middle_x, middle_y = boxes[:, 0] + wide / 2, boxes[:, 1] + high / 2
    nearest = np.minimum(
        np.minimum(middle_x, shape[1] - middle_x), np.minimum(middle_y, shape[0] - middle_y)
    )
    full = areas >= 0.6 * wide * high
    return np.asarray(sized & round_ & full & (nearest < HOLE_EDGE * longest))


def _extent(boxes: Whole) -> float:
    low = boxes[:, :2].min(axis=0)
    high = (boxes[:, :2] + boxes[:, 2:]).max(axis=0)
    return float((high - low).max())
