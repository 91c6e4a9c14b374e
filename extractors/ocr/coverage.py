"""Text that an engine overlooked: ink as tall as letters under none of its words."""

from collections.abc import Sequence

from extractors.ocr import layout
from extractors.ocr.preparation import Prepared
from models.extraction import Word

SLACK = 2
"""Pixels of the small copy by which ink may stand out from its word's box."""


def overlooked_share(prepared: Prepared, words: Sequence[Word]) -> float:
    """Return the share of the text-like ink of a page that lies under no word, 0..1.

    An engine can be sure of every word that it read and have read half of the page.

    Args:
        prepared: the image that was read.
        words: that were read on it, on the displayed page.
    """
    ink = layout.small_ink(prepared.image)
    whole = int(ink.sum())
    if whole == 0:
        return 0.0
    scale = ink.shape[0] / prepared.image.shape[0]
    for word in words:
        left, top, right, bottom = (
            int(side * scale) for side in prepared.mapping.rectangle(word.box)
        )
        rows = slice(max(0, top - SLACK), bottom + SLACK + 1)
        ink[rows, max(0, left - SLACK) : right + SLACK + 1] = 0
    return int(ink.sum()) / whole
