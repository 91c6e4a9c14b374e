"""Cutting a word's box down to its ink.

Tesseract gives the words of a line whose baselines differ boxes that reach up to the highest of
them, over the empty paper between; and now and then a word a box over those that follow it.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from extractors.ocr.engine import SeenWord
from extractors.sheets import Pixels

LEAST_CONTRAST = 40
"""Grey levels within a box below which ink cannot be told from paper."""


def trimmed(word: SeenWord, image: Pixels) -> SeenWord:
    """Return a word whose box has no rows or columns of bare paper at its sides.

    Args:
        word: as the engine saw it.
        image: that the engine saw, dark on light.
    """
    top, left = max(0, word.top), max(0, word.left)
    spot = image[top : word.top + word.height, left : word.left + word.width]
    if spot.size == 0:
        return word
    lowest, highest = int(spot.min()), int(spot.max())
    if highest - lowest < LEAST_CONTRAST:
        return word
    ink = spot < (lowest + highest) // 2
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return replace(
        word,
        left=left + int(columns[0]),
        top=top + int(rows[0]),
        width=int(columns[-1] - columns[0]) + 1,
        height=int(rows[-1] - rows[0]) + 1,
    )


def parted(words: Iterable[SeenWord]) -> list[SeenWord]:
    """Return words of which none reaches over its neighbour on the line.

    Of two that overlap the one is cut whose letters would be the wider.

    Args:
        words: in the engine's order, from left to right on each line.
    """
    apart: list[SeenWord] = []
    for word in words:
        if apart and apart[-1].line == word.line and apart[-1].left < word.left:
            apart[-1:] = _apart(apart[-1], word)
        else:
            apart.append(word)
    return apart


def _apart(before: SeenWord, word: SeenWord) -> tuple[SeenWord, SeenWord]:
    overlap = before.left + before.width - word.left
    if overlap <= 0:
        return before, word
    follows_wider = word.width * len(before.text) > before.width * len(word.text)
    if follows_wider and overlap < word.width:
        return before, replace(word, left=word.left + overlap, width=word.width - overlap)
    return replace(before, width=before.width - overlap), word
