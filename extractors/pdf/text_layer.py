"""The text layer of one PDF page, read by pdfplumber."""

import re
from typing import Any

from pdfplumber.page import Page as PlumberPage

from extractors.limits import Limits
from extractors.lines import numbered
from extractors.pdf.geometry import PageFrame
from models.extraction import TextSource, Word

GAP_OF_WORDS = 0.17
"""Gap between two words as a share of the font size; narrower gaps are inside a word."""

_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


def read_words(page: PlumberPage, frame: PageFrame, limits: Limits) -> tuple[Word, ...]:
    """Return the words of the text layer that the displayed page shows, in reading order."""
    left, top = float(page.mediabox[0]), float(page.mediabox[1])
    # The layout of pdfplumber cuts at the MediaBox; words outside the CropBox are dropped below.
    found: list[dict[str, Any]] = page.extract_words(
        x_tolerance_ratio=GAP_OF_WORDS, y_tolerance=2, keep_blank_chars=False
    )
    words = []
    for item in found[: limits.words_per_page]:
        box = frame.place_displayed(
            float(item["x0"]) - left,
            float(item["top"]) - top,
            float(item["x1"]) - left,
            float(item["bottom"]) - top,
        )
        text = str(item["text"]).strip()[: limits.word_characters]
        if text and box.area > 0:
            words.append(Word(text, box, 1.0, 0, TextSource.TEXT_LAYER))
    return numbered(words)


def unmapped_share(page: PlumberPage) -> float:
    """Return the share of characters that have no Unicode value, 0..1."""
    characters = [str(char["text"]) for char in page.chars if str(char["text"]).strip()]
    if not characters:
        return 0.0
    return sum(1 for text in characters if _UNMAPPED.search(text)) / len(characters)


def turned_share(page: PlumberPage) -> float:
    """Return the share of characters that do not stand upright on the displayed page, 0..1."""
    characters = page.chars
    if not characters:
        return 0.0
    return sum(1 for char in characters if not char["upright"]) / len(characters)
