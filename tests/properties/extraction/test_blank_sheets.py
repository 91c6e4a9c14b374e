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
