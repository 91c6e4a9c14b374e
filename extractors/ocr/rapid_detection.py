"""Finding lines of text by a network that tells for each pixel whether it belongs to one.

Differentiable binarisation: Liao et al., "Real-time Scene Text Detection with Differentiable
Binarization", AAAI 2020; the network was taught shrunken lines, which are grown back here.
"""

import threading

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.rapid_weights import DETECTION, network
from extractors.ocr.text_lines import Line
from extractors.sheets import Pixels

LONG_SIDE = 1200
"""Longest side at which lines are looked for, pixels; more finds no more lines of a page."""
STRIP = 608
"""Rows given to the network at once, which bounds its memory to 250 MB a strip."""
AT_ONCE = 2
"""Strips in the network at the same time, so that memory does not grow with the processor."""
STEP = 32
"""The network takes sides that are multiples of this, pixels."""
INSIDE = 0.3
"""Probability from which a pixel belongs to a line."""
LEAST_PROBABILITY = 0.5
"""Mean probability of a line, below which it is none."""
GROWTH = 1.6
"""Area over circumference, times this, is the width that the teaching took from each side."""
LEAST_SIDE = 3.0


class Detector:
    """Finds the lines of text of a page."""

    def __init__(self) -> None:
        self._network = network(DETECTION)
        self._free = threading.BoundedSemaphore(AT_ONCE)

    def lines(self, image: Pixels) -> list[Line]:
        """Return the lines of a grey image, in no particular order."""
        factor = min(1.0, LONG_SIDE / max(image.shape))
        size = (max(1, round(image.shape[1] * factor)), max(1, round(image.shape[0] * factor)))
        small = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
        scale = np.array([image.shape[1] / size[0], image.shape[0] / size[1]], np.float32)
        found = []
        top = 0
        for strip in strips(small):
            above = np.array([0, top], np.float32)
            for corners, probability in _outlines(self._map(strip)):
                found.append(Line((corners + above) * scale, probability))
            top += strip.shape[0]
        return found

    def _map(self, strip: Pixels) -> NDArray[np.float32]:
        height, width = strip.shape
        tall, wide = -(-height // STEP) * STEP, -(-width // STEP) * STEP
        padded = cv2.copyMakeBorder(
            strip, 0, tall - height, 0, wide - width, cv2.BORDER_REPLICATE
        ).astype(np.float32)
        grey = padded / 127.5 - 1.0
        tensor = np.broadcast_to(grey, (1, 3, tall, wide))
        with self._free:
            return self._network.run(np.ascontiguousarray(tensor))[0, 0, :height, :width]


def strips(image: Pixels) -> list[Pixels]:
    """Cut an image across into strips of at most :data:`STRIP` rows, between lines of text."""
    unrest = image.astype(np.float32).std(axis=1)
    cut = []
    top, height = 0, image.shape[0]
    while height - top > STRIP:
        # The calmest row of the strip's lower part has no text, or as little as there is.
        first = top + STRIP // 2
        bottom = first + int(np.argmin(unrest[first : top + STRIP]))
        bottom = max(bottom, top + 1)
        cut.append(image[top:bottom])
        top = bottom
    cut.append(image[top:])
    return cut


def _outlines(probabilities: NDArray[np.float32]) -> list[tuple[NDArray[np.float32], float]]:
    inside = (probabilities > INSIDE).astype(np.uint8)
    inside = np.asarray(cv2.dilate(inside, np.ones((2, 2), np.uint8)), np.uint8)
    contours, _ = cv2.findContours(inside, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    outlines = []
    for contour in contours:
        middle, (width, height), angle = cv2.minAreaRect(contour)
        if min(width, height) < LEAST_SIDE:
            continue
        corners = cv2.boxPoints((middle, (width, height), angle))
        probability = _mean_within(probabilities, np.asarray(corners, np.float32))
        if probability < LEAST_PROBABILITY:
            continue
        growth = 2 * GROWTH * width * height / (2 * (width + height))
        grown = cv2.boxPoints((middle, (width + growth, height + growth), angle))
        outlines.append((_in_order(np.asarray(grown, np.float32)), probability))
    return outlines


def _mean_within(probabilities: NDArray[np.float32], corners: NDArray[np.float32]) -> float:
    height, width = probabilities.shape
    left, top = np.clip(np.floor(corners.min(axis=0)), 0, (width - 1, height - 1)).astype(int)
    right, bottom = np.clip(np.ceil(corners.max(axis=0)), 0, (width - 1, height - 1)).astype(int)
    mask = np.zeros((bottom - top + 1, right - left + 1), np.uint8)
    cv2.fillPoly(mask, [(corners - (left, top)).astype(np.int32)], 1)
    return float(cv2.mean(probabilities[top : bottom + 1, left : right + 1], mask)[0])


def _in_order(corners: NDArray[np.float32]) -> NDArray[np.float32]:
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left = by_x[:2][np.argsort(by_x[:2, 1], kind="stable")]
    right = by_x[2:][np.argsort(by_x[2:, 1], kind="stable")]
    return np.array([left[0], right[0], right[1], left[1]], np.float32)
