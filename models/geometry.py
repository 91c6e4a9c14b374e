"""Places on a page."""

import math
from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle on the *displayed* page (rotation applied), normalised 0..1, origin top left.

    ``x0 <= x1`` and ``y0 <= y1``. A tuple, so that JSON shows it as ``[x0, y0, x1, y1]``.
    """

    x0: float
    y0: float
    x1: float
    y1: float

    @classmethod
    def clamped(cls, x0: float, y0: float, x1: float, y1: float) -> "Box":
        """Build a box from any two corners, cut to the page, rounded to 1/100,000 of its side."""
        left, right = sorted((_unit(x0), _unit(x1)))
        top, bottom = sorted((_unit(y0), _unit(y1)))
        return cls(left, top, right, bottom)

    @property
    def is_valid(self) -> bool:
        """Whether all sides are finite, in order and on the page."""
        return 0.0 <= self.x0 <= self.x1 <= 1.0 and 0.0 <= self.y0 <= self.y1 <= 1.0

    @property
    def width(self) -> float:
        """Width as a share of the page's width."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height as a share of the page's height."""
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        """Area as a share of the page's area."""
        return self.width * self.height

    @property
    def centre(self) -> tuple[float, float]:
        """The middle point, (x, y)."""
        return ((self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2)

    def intersection_area(self, other: "Box") -> float:
        """Return the shared area as a share of the page's area."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.y1, other.y1) - max(self.y0, other.y0)
        return max(0.0, width) * max(0.0, height)

    def upright(self, rotation: int) -> "Box":
        """Return where the box stands once the page is turned so that its content is upright.

        Args:
            rotation: clockwise degrees by which the content is turned: 0, 90, 180 or 270.
        """
        match rotation:
            case 90:
                return Box(self.y0, 1 - self.x1, self.y1, 1 - self.x0)
            case 180:
                return Box(1 - self.x1, 1 - self.y1, 1 - self.x0, 1 - self.y0)
            case 270:
                return Box(1 - self.y1, self.x0, 1 - self.y0, self.x1)
            case _:
                return self


WHOLE_PAGE = Box(0.0, 0.0, 1.0, 1.0)


def enclosing(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around ``boxes``.

    Raises:
        ValueError: if there are no boxes.
    """
    listed = list(boxes)
    if not listed:
        raise ValueError("no boxes to enclose")
    return Box(
        min(box.x0 for box in listed),
        min(box.y0 for box in listed),
        max(box.x1 for box in listed),
        max(box.y1 for box in listed),
    )


def _unit(value: float) -> float:
    if math.isnan(value):
        return 0.0
    # Sides computed with numpy come as its own kind of float, which no report can be written with.
    return round(float(min(1.0, max(0.0, value))), 5)
