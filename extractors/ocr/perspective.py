"""Finding the page in a photograph of it."""

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.mapping import Matrix
from extractors.sheets import Pixels

SEARCH_SIDE = 500
SMALLEST_PAGE = 0.3
"""A page fills at least this share of its photograph."""
CORNERS = 4
SIDES_NEEDED = 3
"""One side of the page may lie outside the picture or in the light."""
MISFIT = 0.15
"""Share by which the outline of a page may differ from four straight sides."""
MOSTLY = 0.5
STRONG_EDGE = 30
FAINT_EDGE = 12
"""Lower thresholds of the edge detector (Canny 1986), grey levels; the upper are three times."""
STEP = 20.0
"""Grey levels by which the page is lighter than the table, along a side that counts."""

Corners = NDArray[np.float32]
"""Four corners (x, y): top left, top right, bottom right, bottom left."""


def page_corners(grey: Pixels) -> Corners | None:
    """Return the corners of a light page on a darker ground, in pixels; None if there is none."""
    factor = max(grey.shape) / SEARCH_SIDE
    size = (max(1, int(grey.shape[1] / factor)), max(1, int(grey.shape[0] / factor)))
    small = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    smooth = np.asarray(cv2.GaussianBlur(closed, (5, 5), 0), np.uint8)
    quads = _quads(small, (_light(smooth), _edges(smooth, STRONG_EDGE)))
    # A shadow that falls on page and table alike leaves only faint edges between them.
    quads = quads or _quads(small, (_edges(smooth, FAINT_EDGE),))
    if not quads:
        return None
    scale = np.array([grey.shape[1] / size[0], grey.shape[0] / size[1]], np.float32)
    return _in_order(max(quads, key=cv2.contourArea) * scale)


def straightened(image: Pixels, corners: Corners) -> tuple[Pixels, Matrix]:
    """Return the page seen from straight above, and the forward matrix."""
    width = int(max(_length(corners[1] - corners[0]), _length(corners[2] - corners[3])))
    height = int(max(_length(corners[3] - corners[0]), _length(corners[2] - corners[1])))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(corners, target), np.float64)
    flat = cv2.warpPerspective(
        image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255)
    )
    return np.asarray(flat, np.uint8), matrix


def _quads(small: Pixels, masks: tuple[Pixels, ...]) -> list[Corners]:
    """Return the four-sided outlines in ``masks`` that are lighter inside than outside."""
    quads = []
    for mask in masks:
        closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
        contours, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:2]:
            quad = _quadrilateral(np.asarray(contour), small.shape)
            if quad is not None and _clear_sides(small, quad) >= SIDES_NEEDED:
                quads.append(quad)
    return quads


def _light(smooth: Pixels) -> Pixels:
    return np.asarray(cv2.threshold(smooth, 0, 255, cv2.THRESH_OTSU)[1], np.uint8)


def _edges(smooth: Pixels, step: int) -> Pixels:
    edges = cv2.Canny(smooth, step, 3 * step)
    return np.asarray(cv2.dilate(edges, np.ones((3, 3), np.uint8)), np.uint8)


def _quadrilateral(contour: NDArray[np.int32], shape: tuple[int, ...]) -> Corners | None:
    hull = cv2.convexHull(contour)
    area = cv2.contourArea(hull)
    if area < SMALLEST_PAGE * shape[0] * shape[1]:
        return None
    for tolerance in (0.015, 0.02, 0.03, 0.05):
        corners = cv2.approxPolyDP(hull, tolerance * cv2.arcLength(hull, closed=True), closed=True)
        if len(corners) == CORNERS:
            quad = np.asarray(corners, np.float32).reshape(4, 2)
            return quad if abs(area / max(1.0, cv2.contourArea(quad)) - 1) < MISFIT else None
    return None


def _clear_sides(small: Pixels, quad: Corners) -> int:
    """Count the sides along which the inside is clearly lighter than the outside."""
    height, width = small.shape
    middle = quad.mean(axis=0)
    limit = np.array([width - 1, height - 1])
    clear = 0
    for index in range(4):
        start, end = quad[index], quad[(index + 1) % 4]
        points = start + (end - start) * np.linspace(0.1, 0.9, 25)[:, None]
        normal = np.array([end[1] - start[1], start[0] - end[0]])
        normal = normal / (np.linalg.norm(normal) + 1e-6)
        if float((middle - (start + end) / 2) @ normal) < 0:
            normal = -normal
        inside = np.clip(points + normal * 5, 0, limit).astype(int)
        outside = points - normal * 5
        seen = float(((outside >= 0) & (outside <= limit)).all(axis=1).mean()) > MOSTLY
        outside = np.clip(outside, 0, limit).astype(int)
        step = small[inside[:, 1], inside[:, 0]].astype(float) - small[outside[:, 1], outside[:, 0]]
        clear += bool(seen and np.median(step) > STEP)
    return clear


def _in_order(quad: Corners) -> Corners:
    sums, differences = quad.sum(axis=1), quad[:, 0] - quad[:, 1]
    order = [sums.argmin(), differences.argmax(), sums.argmax(), differences.argmin()]
    return np.asarray(quad[order], np.float32)


def _length(vector: NDArray[np.float32]) -> float:
    return float(np.hypot(vector[0], vector[1]))
