"""The text layer of one PDF page, read by pdfplumber."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pdfminer.layout import LTChar, LTContainer, LTItem, LTPage
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.text import extract_words

from extractors.limits import Limits
from extractors.lines import numbered
from extractors.pdf.geometry import PageFrame
from models.extraction import TextSource, Word

GAP_OF_WORDS = 0.17
"""Gap between two words as a share of the font size; narrower gaps are inside a word."""
MAX_CHARACTERS = 200_000
"""Characters of one page beyond which the rest is not looked at."""

_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")

Character = dict[str, str | float | bool]
"""One character in the shape that pdfplumber's word extraction reads."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The text layer of one page.

    Attributes:
        words: in reading order, boxes on the displayed page.
        unmapped: share of the characters without a Unicode value.
        turned: share of the characters that do not stand upright on the displayed page.
    """

    words: tuple[Word, ...]
    unmapped: float
    turned: float


def read_layer(page: PlumberPage, frame: PageFrame, limits: Limits) -> Layer:
    """Read the text layer; words outside the displayed page are dropped."""
    characters = list(_characters(page.layout, float(page.layout.height)))
    found = extract_words(characters, x_tolerance_ratio=GAP_OF_WORDS, y_tolerance=2)
    words = []
    for item in found[: limits.words_per_page]:
        box = frame.place_displayed(item["x0"], item["top"], item["x1"], item["bottom"])
        text = str(item["text"]).strip()[: limits.word_characters]
        if text and box.area > 0:
            words.append(Word(text, box, 1.0, 0, TextSource.TEXT_LAYER))
    visible = [each for each in characters if str(each["text"]).strip()]
    total = max(1, len(visible))
    unmapped = sum(1 for each in visible if _UNMAPPED.search(str(each["text"]))) / total
    turned = sum(1 for each in visible if not each["upright"]) / total
    return Layer(numbered(words), unmapped, turned)


def _characters(page: LTPage, height: float) -> Iterator[Character]:
    """Give the characters from the top left of the displayed MediaBox.

    They are taken from the layout rather than from pdfplumber's own list, whose building costs
    more than all the rest of the reading of a born-digital page.
    """
    given = 0
    waiting: list[Iterator[LTItem]] = [iter(page)]
    while waiting and given < MAX_CHARACTERS:
        item = next(waiting[-1], None)
        if item is None:
            waiting.pop()
        elif isinstance(item, LTChar):
            given += 1
            yield {
                "text": item.get_text(),
                "x0": float(item.x0),
                "x1": float(item.x1),
                "top": height - float(item.y1),
                "bottom": height - float(item.y0),
                "doctop": height - float(item.y1),
                "upright": bool(item.upright),
                "size": float(item.size),
            }
        elif isinstance(item, LTContainer):
            waiting.append(iter(item))
