"""A second engine: lines found and read by the networks of rapidocr."""

import itertools
from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.engine import PAGE, EngineName, SeenWord
from extractors.ocr.rapid_detection import Detector, Line
from extractors.ocr.rapid_recognition import Glyph, Recogniser
from extractors.sheets import Pixels

LEAST_CONFIDENCE = 0.5
"""Mean confidence of a line, below which it is a picture or a stain."""
SAME_ROW = 0.5
"""Share of the lower line's height that two lines of one row share."""


class Rapid:
    """The networks of rapidocr (see :class:`extractors.ocr.engine.OcrEngine`).

    Slower than Tesseract on clean pages and far better on blurred, coarse and bilevel ones. Page
    segmentation modes mean nothing to it: it always looks for lines.
    """

    name = EngineName.RAPIDOCR

    def __init__(self) -> None:
        self._detector = Detector()
        self._recogniser = Recogniser()

    def words(
        self,
        image: Pixels,
        *,
        mode: int = PAGE,  # noqa: ARG002 - part of the interface
        whitelist: str = "",
    ) -> tuple[SeenWord, ...]:
        """Return the words of an upright grey image."""
        words: list[SeenWord] = []
        for row, members in enumerate(_rows(self._detector.lines(image))):
            for place, line in enumerate(members):
                words.extend(self._words(image, line, (row, place, 0), whitelist))
        return tuple(words)

    def _words(
        self, image: Pixels, line: Line, number: tuple[int, int, int], whitelist: str
    ) -> list[SeenWord]:
        glyphs = self._recogniser.glyphs(_levelled(image, line), whitelist=whitelist)
        if not glyphs or _confidence(glyphs) < LEAST_CONFIDENCE:
            return []
        words = []
        for blank, run in itertools.groupby(glyphs, key=lambda glyph: glyph.text.isspace()):
            if not blank:
                words.append(_word(list(run), line, number))
        return words


def _levelled(image: Pixels, line: Line) -> Pixels:
    top, right = line.corners[1] - line.corners[0], line.corners[3] - line.corners[0]
    width, height = max(4, round(float(np.hypot(*top)))), max(4, round(float(np.hypot(*right))))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(line.corners, target)
    return np.asarray(
        cv2.warpPerspective(
            image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        ),
        np.uint8,
    )


def _word(glyphs: list[Glyph], line: Line, number: tuple[int, int, int]) -> SeenWord:
    corners = line.corners
    ends = [glyphs[0].start, glyphs[-1].end]
    places: NDArray[np.float32] = np.array(
        [
            corner + share * (other - corner)
            for corner, other in ((corners[0], corners[1]), (corners[3], corners[2]))
            for share in ends
        ]
    )
    left, top = places.min(axis=0)
    right, bottom = places.max(axis=0)
    return SeenWord(
        "".join(glyph.text for glyph in glyphs),
        round(float(left)),
        round(float(top)),
        max(1, round(float(right - left))),
        max(1, round(float(bottom - top))),
        _confidence(glyphs),
        number,
    )


def _confidence(glyphs: list[Glyph]) -> float:
    return sum(glyph.confidence for glyph in glyphs) / len(glyphs)


def _rows(lines: Iterable[Line]) -> list[list[Line]]:
    """Return the lines in rows from the top, each from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: float(each.corners[:, 1].mean())):
        if rows and _same_row(rows[-1][-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda each: float(each.corners[0, 0])) for row in rows]


def _same_row(upper: Line, lower: Line) -> bool:
    tops = [float(line.corners[:2, 1].mean()) for line in (upper, lower)]
    bottoms = [float(line.corners[2:, 1].mean()) for line in (upper, lower)]
    shared = min(bottoms) - max(tops)
    least = min(bottom - top for top, bottom in zip(tops, bottoms, strict=True))
    return shared > SAME_ROW * least
