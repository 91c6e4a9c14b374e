"""Small steps of reading a page image, each by its own rule."""

import cv2
import numpy as np
import pytest

from extractors.ocr import layout
from extractors.ocr.engine import SeenWord
from extractors.ocr.rapid import inked_extents, with_elision
from extractors.ocr.rapid_detection import STRIP, strips
from extractors.ocr.trimming import parted, trimmed
from extractors.sheets import Pixels


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("I'Immigration", "l'Immigration"),
        ("I’article", "l’article"),
        ("(I'un", "(l'un"),
        ("|'Ontario", "l'Ontario"),
        # English writes these after a capital I.
        ("I'm", "I'm"),
        ("I'll", "I'll"),
        ("I've,", "I've,"),
        # Nothing is elided without an apostrophe, or within a word.
        ("Immigration", "Immigration"),
        ("VI'e", "VI'e"),
    ],
)
def test_an_elided_article_gets_its_letter_back(read: str, written: str) -> None:
    assert with_elision(read) == written


def table(rows: int = 30, columns: int = 4) -> Pixels:
    """Return a page of short words in straight columns, far apart across and close down."""
    page = np.full((1100, 850), 245, np.uint8)
    for row in range(rows):
        for column in range(columns):
            place = (60 + 200 * column, 80 + 33 * row)
            cv2.putText(page, "12345.00", place, 0, 0.7, (20,), 2, cv2.LINE_AA)
    return page


def test_a_table_lies_as_its_words_do_and_not_as_its_columns_do() -> None:
    upright = layout.small_ink(table())
    assert not layout.is_sideways(upright)
    assert layout.is_sideways(np.ascontiguousarray(np.rot90(upright)))


def test_a_page_is_cut_into_strips_between_its_lines() -> None:
    page = np.full((1500, 400), 255, np.uint8)
    for top in range(20, 1480, 50):
        page[top : top + 30, 40:360:7] = 0
    cut = strips(page)
    assert np.array_equal(np.vstack(cut), page)
    for strip in cut:
        assert strip.shape[0] <= STRIP
        assert (strip[0] == 255).all()


def test_words_of_a_line_reach_from_gap_to_gap() -> None:
    line = np.full((40, 200), 255, np.uint8)
    line[10:30, 20:80] = 0
    line[12:34, 100:190] = 0
    # The network saw both words about a character too narrow.
    extents = inked_extents(line, [(0.15, 0.35), (0.55, 0.9)])
    assert extents == [(0.1, 0.25, 0.4, 0.75), (0.5, 0.3, 0.95, 0.85)]


def test_a_line_of_blanks_alone_has_no_word_and_is_no_failure() -> None:
    assert inked_extents(np.full((20, 200), 255, np.uint8), []) == []


def test_a_box_that_reaches_over_bare_paper_is_cut_down_to_its_ink() -> None:
    page = np.full((100, 100), 240, np.uint8)
    page[60:70, 30:50] = 20
    word = SeenWord("mot", 20, 10, 60, 70, 0.9, (1, 1, 1))
    cut = trimmed(word, page)
    assert (cut.left, cut.top, cut.width, cut.height) == (30, 60, 20, 10)


def test_a_box_on_bare_paper_is_left_alone() -> None:
    word = SeenWord("mot", 20, 10, 60, 70, 0.9, (1, 1, 1))
    assert trimmed(word, np.full((100, 100), 240, np.uint8)) == word


def spanning(text: str, left: int, right: int, line: int = 0) -> SeenWord:
    """A word from one place of a line to another."""
    return SeenWord(text, left, 0, right - left, 20, 0.9, (0, 0, line))


@pytest.mark.parametrize(
    ("words", "apart"),
    [
        # Words that keep their distance stay as they are.
        ([("A76:", 0, 40), ("Plus", 50, 90)], [(0, 40), (50, 90)]),
        # A box that reaches over the words that follow it.
        ([("International", 0, 400), ("Mobility", 140, 210), ("Plus", 220, 260)],
         [(0, 140), (140, 210), (220, 260)]),
        # A box that begins under the word before it.
        ([("Program", 0, 70), ("Plus", 20, 110)], [(0, 70), (70, 110)]),
        # Slanted letters reach a little over one another.
        ([("of", 0, 21), ("Quebec", 20, 80)], [(0, 20), (20, 80)]),
    ],
)  # fmt: skip
def test_no_word_reaches_over_its_neighbour(
    words: list[tuple[str, int, int]], apart: list[tuple[int, int]]
) -> None:
    cut = parted(spanning(*word) for word in words)
    assert [(word.left, word.left + word.width) for word in cut] == apart
    assert [word.text for word in cut] == [text for text, _, _ in words]


def test_words_of_different_lines_are_not_cut() -> None:
    words = [spanning("International", 0, 400, line=1), spanning("Mobility", 140, 210, line=2)]
    assert parted(words) == words
