"""What is on a sheet decides whether it is blank; how it was scanned does not."""

from random import Random

import cv2
import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractors.look import look_at
from extractors.sheets import Pixels
from fixtures.sheets_and_scenes import blank_sheet, with_line

SEEDS = st.integers(0, 10_000)
TURNS = st.floats(-3, 3)
NOISE = st.floats(0, 7)


def scanned(sheet: Pixels, seed: int, degrees: float, noise: float) -> Pixels:
    """The sheet as a grey scan: turned a little, with grain."""
    grey = cv2.cvtColor(sheet, cv2.COLOR_RGB2GRAY)
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned = cv2.warpAffine(grey, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)
    grain = np.random.default_rng(seed).normal(0, noise, grey.shape)
    return np.asarray(np.clip(turned + grain, 0, 255), np.uint8)


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.sampled_from(["plain", "tinted", "holes", "dusty"]), TURNS, NOISE)
def test_noise_and_turning_keep_a_blank_sheet_blank(seed, manner, degrees, noise):
    look = look_at(scanned(blank_sheet(Random(seed), manner), seed, degrees, noise))
    assert look is not None
    assert look.is_empty


@settings(max_examples=40, deadline=None)
@given(
    SEEDS,
    st.sampled_from(["plain", "tinted", "holes", "dusty", "ruled", "squared"]),
    TURNS,
    NOISE,
    st.integers(60, 220),
)
@example(229, "ruled", 0.0, 0.0, 60)  # Pale letters that stand right in a ruled line.
@example(582097, "squared", 1.2367515948681298, 0.0, 60)
def test_one_line_of_small_text_makes_a_sheet_not_blank(seed, manner, degrees, noise, contrast):
    sheet = with_line(blank_sheet(Random(seed), manner), Random(seed), contrast=contrast)
    look = look_at(scanned(sheet, seed, degrees, noise))
    assert look is not None
    assert not look.is_empty
    assert not look.is_photograph


ROWS, SPECKS_A_ROW, LEADING, GREY = 6, 30, 14, 160


def with_specks(sheet: Pixels, places: list[tuple[int, int]]) -> Pixels:
    """Put grey dots of two pixels on a sheet, at places in pixels."""
    marked = sheet.copy()
    for left, top in places:
        marked[top : top + 2, left : left + 2] = GREY
    return marked


def specks_of_lines(sheet: Pixels, rng: Random) -> list[tuple[int, int]]:
    """Return where dots are left of lines of print of which a copy of a copy lost the rest."""
    scale = max(sheet.shape[:2]) / 800
    tops = [round(scale * (80 + LEADING * row)) for row in range(ROWS)]
    return [
        (round(scale * (70 + 13 * dot + rng.uniform(0, 2))), top + rng.randrange(3))
        for top in tops
        for dot in range(SPECKS_A_ROW)
    ]


@settings(max_examples=20, deadline=None)
@given(SEEDS, st.sampled_from(["plain", "tinted", "holes"]), st.booleans())
def test_specks_in_rows_are_what_is_left_of_print(seed, manner, sideways):
    sheet = blank_sheet(Random(seed), manner)
    worn = with_specks(sheet, specks_of_lines(sheet, Random(seed)))
    turned = np.ascontiguousarray(np.rot90(worn)) if sideways else worn
    look = look_at(scanned(turned, seed, 0.0, 0.0))
    assert look is not None
    assert not look.is_empty


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_as_many_specks_anywhere_leave_a_sheet_blank(seed):
    rng = Random(seed)
    sheet = blank_sheet(rng, "plain")
    high, wide = sheet.shape[:2]
    places = [
        (rng.randrange(wide // 10, wide * 9 // 10), rng.randrange(high // 10, high * 9 // 10))
        for _ in range(ROWS * SPECKS_A_ROW)
    ]
    look = look_at(scanned(with_specks(sheet, places), seed, 0.0, 0.0))
    assert look is not None
    assert look.is_empty
