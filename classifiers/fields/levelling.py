"""How far the lines of a page fall to the right, so that they can be set level.

A scan is skewed as a whole. A photograph taken from one side shows lines that spread like a fan:
those at the head of the page may fall by two line heights more than those at its foot, and no one
slope sets both level.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from statistics import median

_MOST_SLOPE = 0.25
"""Points by which a line falls per point to the right at most; more is a diagonal, not a line."""
_LEAST_SLOPE = 0.001
_LEAST_LINES = 3
_LEAST_BASE = 0.15
"""Share of the page's width that a line spans at least: the fall of a short one is chance."""
_LEAST_FAN_LINES = 8
_LEAST_LONG_BASE = 0.3
"""The same of lines of which three are enough to tell a fan, as on a form with short values."""
_LEAST_LONG_SPREAD = 0.05
"""Difference of slope between the first and the last such line; a slip of one is 0.01."""
_STRAY = 0.25
"""Share of that difference by which a line between them may stray from an even spread."""
_LEAST_APART = 0.08
"""Share of the page's width between two lines at least whose slopes are compared."""
_LEAST_SPREAD = 0.02
"""Difference of slope over a page's width from which its lines spread and are not merely skewed."""
_MOST_SPREAD = 0.5
"""The same of the widest fan: its lines stand twice as far apart at one edge as at the other.

Lines close to each other can spread by chance so much that they would cross on the page, and that
its right edge would be set upside down.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """Where the first and the last word of a line of print stand on their base, in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def slope(self) -> float:
        """Points by which the line falls per point to the right."""
        return (self.y1 - self.y0) / (self.x1 - self.x0)

    @property
    def start(self) -> float:
        """Height at which the line meets the left edge of the page."""
        return self.y0 - self.slope * self.x0


@dataclass(frozen=True, slots=True)
class Tilt:
    """The slope of a page's lines: ``slope`` at its head, and by how much it grows a point down."""

    slope: float = 0.0
    growth: float = 0.0

    def level(self, x: float, y: float) -> float:
        """Return the height at which the line through a place meets the left edge."""
        return (y - self.slope * x) / (1.0 + self.growth * x)


def tilt_of(lines: Iterable[Line], width: float) -> Tilt:
    """Tell from lines of print how a page of a certain width is tilted."""
    wide = [line for line in lines if line.x1 - line.x0 > _LEAST_BASE * width]
    if len(wide) < _LEAST_LINES:
        return Tilt()
    growth = _growth(wide, width)
    slope = median(line.slope - growth * line.start for line in wide)
    steepest = max(abs(slope + growth * line.start) for line in wide)
    if growth and steepest < _MOST_SLOPE:
        return Tilt(slope, growth)
    slope = median(line.slope for line in wide)
    return Tilt(slope) if _LEAST_SLOPE <= abs(slope) < _MOST_SLOPE else Tilt()


def _growth(lines: list[Line], width: float) -> float:
    """Return by how much slopes grow a point down the page; 0.0 where they do not spread so.

    The median over all pairs of lines is right even where a third of the slopes are chance.
    """
    if len(lines) < _LEAST_FAN_LINES:
        lines = _evenly_spread(
            [line for line in lines if line.x1 - line.x0 > _LEAST_LONG_BASE * width]
        )
    found = [
        (two.slope - one.slope) / (two.start - one.start)
        for one, two in combinations(lines, 2)
        if abs(two.start - one.start) > _LEAST_APART * width
    ]
    growth = median(found) if found else 0.0
    return growth if _LEAST_SPREAD < abs(growth) * width < _MOST_SPREAD else 0.0


def _evenly_spread(lines: list[Line]) -> list[Line]:
    """Return lines that spread far, each by its place between the outer ones; else none."""
    if len(lines) < _LEAST_LINES:
        return []
    ordered = sorted(lines, key=lambda line: line.start)
    first, last = ordered[0], ordered[-1]
    spread, height = last.slope - first.slope, last.start - first.start
    if abs(spread) < _LEAST_LONG_SPREAD or height <= 0.0:
        return []
    expected = (first.slope + spread * (line.start - first.start) / height for line in ordered)
    strays = (abs(line.slope - slope) for line, slope in zip(ordered, expected, strict=True))
    return ordered if max(strays) <= _STRAY * abs(spread) else []
