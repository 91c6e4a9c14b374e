"""Which words stand on one line, whichever way the content is turned on the page."""

import pytest

from extractors.lines import numbered
from models.extraction import TextSource, Word
from models.geometry import Box

UPRIGHT = (
    ("Given", Box(0.10, 0.10, 0.16, 0.12)),
    ("name:", Box(0.17, 0.10, 0.24, 0.12)),
    ("Aïcha", Box(0.50, 0.102, 0.56, 0.122)),
    ("Born", Box(0.10, 0.14, 0.15, 0.16)),
    ("1990", Box(0.50, 0.139, 0.55, 0.159)),
)


def turned(box: Box, degrees: int) -> Box:
    """Where a box of an upright page stands when the page is turned clockwise."""
    for _ in range(degrees // 90):
        box = Box(1 - box.y1, box.x0, 1 - box.y0, box.x1)
    return box


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_words_are_read_along_their_lines_on_a_turned_page(degrees: int) -> None:
    words = [Word(text, turned(box, degrees), 0.9, 0, TextSource.OCR) for text, box in UPRIGHT]
    read = numbered(words[::-1], rotation=degrees)
    assert [word.text for word in read] == [text for text, _ in UPRIGHT]
    assert [word.line for word in read] == [0, 0, 0, 1, 1]
    assert {word.box for word in read} == {word.box for word in words}
