"""Where a point of a prepared image lies on the displayed page: one matrix for all steps."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.geometry import Box

Matrix = NDArray[np.float64]
"""A 3 by 3 projective transformation of pixel coordinates (column vectors)."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """The way back from the prepared image to the displayed page.

    Attributes:
        back: takes pixels of the prepared image to pixels of the page raster.
        width: of the page raster, pixels.
        height: of the page raster, pixels.
    """

    back: Matrix
    width: int
    height: int

    @classmethod
    def identity(cls, width: int, height: int) -> "Mapping":
        """The mapping of a raster that nothing was done to."""
        return cls(np.eye(3), width, height)

    def then(self, forward: Matrix) -> "Mapping":
        """Return the mapping after one more step whose *forward* matrix is given."""
        return Mapping(self.back @ np.linalg.inv(forward), self.width, self.height)

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Return the place on the displayed page of a rectangle of the prepared image."""
        corners = np.array(
            [[left, right, right, left], [top, top, bottom, bottom], [1.0, 1.0, 1.0, 1.0]]
        )
        x, y, w = self.back @ corners
        x, y = x / w / self.width, y / w / self.height
        return Box.clamped(float(x.min()), float(y.min()), float(x.max()), float(y.max()))

    def rectangle(self, box: Box) -> tuple[float, float, float, float]:
        """Return the upright rectangle of the prepared image around a place on the page."""
        xs = [box.x0 * self.width, box.x1 * self.width]
        ys = [box.y0 * self.height, box.y1 * self.height]
        corners = np.array([[xs[0], xs[1], xs[1], xs[0]], [ys[0], ys[0], ys[1], ys[1]], [1.0] * 4])
        x, y, w = np.linalg.inv(self.back) @ corners
        x, y = x / w, y / w
        return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def scaled(x: float, y: float) -> Matrix:
    """Return the matrix of a change of size; pixel areas, not pixel centres, are mapped."""
    return np.diag([x, y, 1.0])


def quarter_turned(width: int, height: int, quarters: int) -> Matrix:
    """Return the matrix of ``quarters`` anticlockwise quarter turns of an image of that size."""
    matrix = np.eye(3)
    for _ in range(quarters % 4):
        matrix = np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, float(width)], [0.0, 0.0, 1.0]]) @ matrix
        width, height = height, width
    return matrix
