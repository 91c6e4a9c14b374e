"""A second engine: lines found and read by the networks of rapidocr."""

import itertools
import re
import threading
from collections.abc import Iterable
from contextlib import suppress

import cv2
import numpy as np

from extractors.ends import OcrMissing
from extractors.ocr.engine import PAGE, EngineName, SeenWord
from extractors.ocr.rapid_detection import LEAST_SIDE, Detector
from extractors.ocr.rapid_recognition import Glyph, Recogniser
from extractors.ocr.rapid_weights import DETECTION, network
from extractors.ocr.rereading import Place
from extractors.ocr.text_lines import Line
from extractors.sheets import Pixels

LEAST_CONFIDENCE = 0.5
"""Mean confidence of a line, below which it is a picture or a stain."""
SAME_ROW = 0.5
"""Share of the lower line's height that two lines of one row share."""


Extent = tuple[float, float, float, float]
"""Left, top, right and bottom of a word as shares of its line."""

_ENGLISH = re.compile(r"\W*I['’](?:m|d|ve|ll|M|D|VE|LL)\W*")
_ELIDED = re.compile(r"^(\W*)[I|](['’]\w)")


class Rapid:
    """The networks of rapidocr (see :class:`extractors.ocr.engine.OcrEngine`).

    Slower than Tesseract on clean pages and far better on blurred, coarse and bilevel ones. Page
    segmentation modes mean nothing to it: it always looks for lines.
    """

    name = EngineName.RAPIDOCR

    def __init__(self) -> None:
        self._recogniser = Recogniser()
        self._opening = threading.Lock()
        self._opened: Detector | None = None

    @property
    def _detector(self) -> Detector:
        """Loaded when it is first needed: lines whose places are known are read without it."""
        with self._opening:
            if self._opened is None:
                self._opened = Detector()
            return self._opened

    def lines(self, image: Pixels) -> list[Line]:
        """Return the lines of text of a grey image, read or not, in no particular order."""
        return self._detector.lines(image)

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

    def warm(self, count: int) -> None:  # noqa: ARG002 - part of the interface
        """Load both networks, however many threads will use them."""
        with suppress(OcrMissing):
            network(DETECTION)

    def line_words(
        self, image: Pixels, place: Place, number: tuple[int, int, int]
    ) -> tuple[SeenWord, ...]:
        """Return the words of the one level line in a rectangle of an image."""
        height, width = image.shape
        right, bottom = min(place.right, width), min(place.bottom, height)
        if right - place.left < LEAST_SIDE or bottom - place.top < LEAST_SIDE:
            return ()
        corners = [(place.left, place.top), (right, place.top), (right, bottom),
                   (place.left, bottom)]  # fmt: skip
        line = Line(np.array(corners, np.float32), 1.0)
        return tuple(self._words(image, line, number, whitelist=""))

    def _words(
        self, image: Pixels, line: Line, number: tuple[int, int, int], whitelist: str
    ) -> list[SeenWord]:
        level = _levelled(image, line)
        glyphs = self._recogniser.glyphs(level, whitelist=whitelist)
        if not glyphs or _confidence(glyphs) < LEAST_CONFIDENCE:
            return []
        blank_or_word = itertools.groupby(glyphs, key=lambda glyph: glyph.text.isspace())
        words = [list(run) for blank, run in blank_or_word if not blank]
        extents = inked_extents(level, [(word[0].start, word[-1].end) for word in words])
        return [
            _word(word, extent, line, number) for word, extent in zip(words, extents, strict=True)
        ]


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


def inked_extents(level: Pixels, spans: list[tuple[float, float]]) -> list[Extent]:
    """Return where the words of a level line have their ink.

    The network tells about where each character stands, not where it begins and ends; the ink
    between the middles of the gaps on both sides does.

    Args:
        level: the line, dark on light.
        spans: about where each word starts and ends, as shares of the width, from the left; none
            where the network saw blanks alone, as on a photograph.
    """
    if not spans:
        return []
    height, width = level.shape
    _, light = cv2.threshold(level, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    ink = np.asarray(light) == 0
    middles = [(end + start) / 2 for (_, end), (start, _) in itertools.pairwise(spans)]
    extents = []
    for (start, end), least, most in zip(spans, (0.0, *middles), (*middles, 1.0), strict=True):
        first, last = round(least * width), max(round(most * width), round(least * width) + 1)
        columns = np.flatnonzero(ink[:, first:last].any(axis=0))
        if not len(columns):
            extents.append((start, 0.0, end, 1.0))
            continue
        left, right = first + columns[0], first + columns[-1] + 1
        rows = np.flatnonzero(ink[:, left:right].any(axis=1))
        extents.append((left / width, rows[0] / height, right / width, (rows[-1] + 1) / height))
    return extents


def _word(
    glyphs: list[Glyph], extent: Extent, line: Line, number: tuple[int, int, int]
) -> SeenWord:
    left, top, right, bottom = extent
    shares = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    upper, lower = line.corners[1] - line.corners[0], line.corners[2] - line.corners[3]
    along = line.corners[0] + shares[:, :1] * upper, line.corners[3] + shares[:, :1] * lower
    places = along[0] * (1 - shares[:, 1:]) + along[1] * shares[:, 1:]
    x0, y0 = np.floor(places.min(axis=0))
    x1, y1 = np.ceil(places.max(axis=0))
    text = with_elision("".join(glyph.text for glyph in glyphs))
    size = max(1, int(x1 - x0)), max(1, int(y1 - y0))
    return SeenWord(text, int(x0), int(y0), *size, _confidence(glyphs), number)


def with_elision(word: str) -> str:
    """Return a French word that lost the l of its elided article to a capital I.

    Both letters are one stroke in most sans-serif faces. What English writes after a capital I
    and an apostrophe is known, and is left alone.
    """
    return word if _ENGLISH.fullmatch(word) else _ELIDED.sub(r"\1l\2", word)


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
