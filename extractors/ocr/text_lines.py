"""How many lines of text a picture holds, whether or not any engine can read them."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from extractors.sheets import Pixels

TALLEST = 0.06
"""Height of a line as a share of the longest side. The network sees one large line in bare paper,
in a wall and in a cheek; a line as tall on a page is read."""
LEAST_LENGTH = 1.3
"""Length over height; an eye is about as long as high."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text.

    Attributes:
        corners: top left, top right, bottom right, bottom left; pixels (x, y) of the image given.
        probability: 0..1, of being text.
    """

    corners: NDArray[np.float32]
    probability: float


@runtime_checkable
class LineFinder(Protocol):
    """An engine that finds lines of text before it reads them."""

    def lines(self, image: Pixels) -> list[Line]:
        """Return the lines of a grey image, in no particular order."""


def count_text_lines(image: Pixels, finder: LineFinder) -> int:
    """Return how many lines of text ``finder`` sees in a prepared page image."""
    return sum(_has_shape_of_text(line, max(image.shape)) for line in finder.lines(image))


def _has_shape_of_text(line: Line, longest: int) -> bool:
    across, down = line.corners[1] - line.corners[0], line.corners[3] - line.corners[0]
    sides = float(np.hypot(*across)), float(np.hypot(*down))
    return min(sides) <= TALLEST * longest and max(sides) >= LEAST_LENGTH * min(sides)
