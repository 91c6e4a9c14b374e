"""Reading one line of text by a network with connectionist temporal classification.

Graves et al., "Connectionist Temporal Classification", ICML 2006: the network gives a class for
each narrow column of the line; equal neighbours are one character, and class 0 is none.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.rapid_weights import RECOGNITION, network
from extractors.sheets import Pixels

HEIGHT = 48
"""Height that the network takes, pixels."""
LEAST_WIDTH = 96
MOST_WIDTH = 3200
NONE = 0
OTHERS = frozenset("’‘“”–—«»…€£°§•№™®©œŒæÆßıİłŁøØđĐ")
"""Characters beyond ASCII and the accented Latin letters that such documents print."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character.

    Attributes:
        start: left end, as a share of the line's width, 0..1.
        end: right end.
        confidence: 0..1.
    """

    text: str
    start: float
    end: float
    confidence: float


class Recogniser:
    """Reads lines of text."""

    def __init__(self) -> None:
        self._network = network(RECOGNITION)
        self._characters = ("", *self._network.characters, " ")

    def glyphs(self, line: Pixels, *, whitelist: str = "") -> list[Glyph]:
        """Return the characters of a level grey line, blanks among them, from left to right."""
        height, width = line.shape
        wide = min(MOST_WIDTH, max(8, round(width * HEIGHT / height)))
        scaled = cv2.resize(line, (wide, HEIGHT), interpolation=cv2.INTER_LINEAR)
        tensor = np.zeros((1, 3, HEIGHT, max(LEAST_WIDTH, wide)), np.float32)
        tensor[0, :, :, :wide] = scaled.astype(np.float32) / 127.5 - 1.0
        scores = self._network.run(tensor)[0]
        classes = self._classes(whitelist)
        return self._decoded(scores[:, classes], classes, wide / tensor.shape[3])

    def _decoded(
        self, scores: NDArray[np.float32], classes: NDArray[np.int64], filled: float
    ) -> list[Glyph]:
        best = classes[scores.argmax(axis=1)]
        sure = scores.max(axis=1)
        columns = len(best) * filled
        glyphs: list[Glyph] = []
        start = 0
        while start < len(best):
            end = start + 1
            while end < len(best) and best[end] == best[start]:
                end += 1
            if best[start] != NONE:
                glyphs.append(
                    Glyph(
                        self._characters[best[start]],
                        min(1.0, start / columns),
                        min(1.0, end / columns),
                        float(sure[start:end].max()),
                    )
                )
            start = end
        return glyphs

    def _classes(self, whitelist: str) -> NDArray[np.int64]:
        return _wanted(self._characters, whitelist)


@lru_cache(maxsize=8)
def _wanted(characters: Sequence[str], whitelist: str) -> NDArray[np.int64]:
    """Return the classes that can occur; the network knows the scripts of the whole world."""
    wanted = [
        number
        for number, text in enumerate(characters)
        if number == NONE or (text in whitelist if whitelist else _is_latin(text))
    ]
    return np.array(wanted, np.int64)


def _is_latin(text: str) -> bool:
    base = unicodedata.normalize("NFD", text)[:1]
    return base.isascii() or text in OTHERS
