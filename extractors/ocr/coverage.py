"""Text that an engine overlooked: ink as tall as letters under none of its words."""

from collections.abc import Iterable

from extractors.ocr.engine import SeenWord
from extractors.ocr.preparation import Prepared
from extractors.sheets import Pixels

SLACK = 2
"""Pixels of the small copy by which ink may stand out from its word's box."""


def overlooked_share(prepared: Prepared, seen: Iterable[SeenWord]) -> float:
    """Return the share of the text-like ink of a page that lies under no word, 0..1.

    An engine can be sure of every word that it read and have read half of the page.

    Args:
        prepared: the image that was read.
        seen: the words that were read on it.
    """
    whole = int(prepared.ink.sum())
    return int(overlooked_ink(prepared, seen).sum()) / whole if whole else 0.0


def overlooked_ink(prepared: Prepared, seen: Iterable[SeenWord]) -> Pixels:
    """Return the small copy of a page without the ink under its words."""
    ink = prepared.ink.copy()
    scale = ink.shape[0] / prepared.image.shape[0]
    for word in seen:
        left, right = int(word.left * scale), int((word.left + word.width) * scale)
        top, bottom = int(word.top * scale), int((word.top + word.height) * scale)
        rows = slice(max(0, top - SLACK), bottom + SLACK + 1)
        ink[rows, max(0, left - SLACK) : right + SLACK + 1] = 0
    return ink
