"""Lines that fall, spread or are spanned by noise, blanks as wide as letters: one row stays one."""

from dataclasses import replace

import pytest

from classifiers.fields import read_fields
from classifiers.fields.levelling import Line, Tilt, tilt_of
from classifiers.fields.setting_out import lay_out
from models.document_types import DocumentType as T
from models.documents import FieldName as F
from models.extraction import Page, Word
from models.geometry import Box
from tests.unit.fields.placed_pages import HEIGHT, WIDTH, Text, scanned_page


def moved(page: Page, falls: float, growth: float) -> Page:
    """Let the lines of a page fall to the right, those further down by more."""
    words = []
    for word in page.words:
        x, y = word.box.x0 * WIDTH, word.box.y0 * HEIGHT
        down = (falls + growth * y) * x / HEIGHT
        box = Box(word.box.x0, word.box.y0 + down, word.box.x1, word.box.y1 + down)
        words.append(replace(word, box=box))
    return replace(page, words=tuple(words))


LINES: tuple[Text, ...] = tuple(
    (50, 100 + 14 * n, f"A line of print of many words, and its number is {n} of all these lines")
    for n in range(12)
)


def texts(page: Page) -> list[str]:
    return [row.text for row in lay_out(page).rows]


def test_lines_that_fall_by_more_at_the_head_than_at_the_foot_are_one_row_each() -> None:
    upright = scanned_page(*LINES)
    assert texts(moved(upright, 0.2, -0.0004)) == texts(upright)


def test_a_page_of_equal_slopes_has_no_growth() -> None:
    lines = [Line(50, y + 5, 550, y + 15) for y in range(100, 300, 14)]
    assert tilt_of(lines, WIDTH) == Tilt(0.02)


SHORT_VALUES = [
    # Three lines of a certificate photographed from above, each an eighth off its place at most.
    ((-0.04, -0.02, 0.07), True),
    # The line between them falls as no line of a fan does.
    ((-0.04, 0.06, 0.07), False),
    # They differ by what a letter below the line makes.
    ((0.01, 0.02, 0.04), False),
]


@pytest.mark.parametrize(("slopes", "fans"), SHORT_VALUES)
def test_three_long_lines_tell_a_fan_if_they_spread_evenly_and_far(
    slopes: tuple[float, ...], *, fans: bool
) -> None:
    lines = [
        Line(0, y, WIDTH / 2, y + slope * WIDTH / 2)
        for y, slope in zip((200, 350, 750), slopes, strict=True)
    ]
    assert bool(tilt_of(lines, WIDTH).growth) is fans


def test_two_lines_tell_no_slope() -> None:
    assert tilt_of([Line(50, 100, 550, 130), Line(50, 120, 550, 150)], WIDTH) == Tilt()


def test_a_word_that_spans_two_lines_draws_no_word_from_either() -> None:
    page = scanned_page((100, 100, "775 Wellesley Ave"), (100, 114, "Victoria BC V5M 7W6"))
    noise = Word("7", Box(60 / WIDTH, 92 / HEIGHT, 90 / WIDTH, 130 / HEIGHT), 0.6, 9,
                 page.words[0].source)  # fmt: skip
    rows = texts(replace(page, words=(noise, *page.words)))
    assert "Victoria BC V5M 7W6" in rows
    assert any(row.endswith("775 Wellesley Ave") for row in rows)


def typewritten(*lines: Text) -> Page:
    """Set every word apart by a blank that is wider than the gap between other print's columns."""
    parts: list[Text] = []
    for x, y, text in lines:
        left = x
        for word in text.split():
            parts.append((left, y, word))
            left += 5.0 * len(word) + 12.0
    return scanned_page(*parts)


def test_blanks_as_wide_as_a_letter_part_no_columns_of_a_typewritten_page() -> None:
    page = typewritten(
        (50, 100, "I confirm that my tenant pays the rent of the house on time"),
        (50, 130, "Tenant: Ana Ruiz Costa"),
        (50, 160, "The keys of the house and of the mailbox were given to my tenant"),
    )
    read = read_fields(T.PROOF_OF_RESIDENCE, "u1", (page,), None)
    assert {field.name: field.value for field in read}[F.FULL_NAME] == "Ana Ruiz Costa"


def test_dots_of_a_leader_measure_no_row() -> None:
    """OCR measures dots as low as they are, so that every blank beside them seems a column's."""
    made = scanned_page((50, 100, "Nom . . . . . . . : NGUYEN"), (50, 112, "Sexe . . . . . . : F"))
    dots = tuple(
        replace(word, box=word.box._replace(y0=word.box.y1 - 0.002))
        if word.text in (".", ":")
        else word
        for word in made.words
    )
    read = read_fields(T.CSQ, "u1", (replace(made, words=dots),), None)
    assert {field.name: field.value for field in read} == {F.FAMILY_NAME: "NGUYEN", F.SEX: "F"}


def bent(page: Page, line: int, rises: float) -> Page:
    """Let every word of a line of OCR stand ``rises`` points higher than the one before it."""
    words = []
    for word in page.words:
        step = sum(w.line == line and w.box.x0 < word.box.x0 for w in page.words)
        up = rises * step / HEIGHT if word.line == line else 0.0
        box = Box(word.box.x0, word.box.y0 - up, word.box.x1, word.box.y1 - up)
        words.append(replace(word, box=box))
    return replace(page, words=tuple(words))


def test_a_line_that_bends_keeps_its_words_from_the_next_line_of_another_column() -> None:
    flat = scanned_page((60, 100, "Full legal name: Ayesha Hina Malik"), (352, 85, "To settle."))
    read = read_fields(T.INVITATION_LETTER, "u1", (bent(flat, 0, 3.0),), None)
    assert [field.value for field in read if field.name is F.FULL_NAME] == ["Ayesha Hina Malik"]
