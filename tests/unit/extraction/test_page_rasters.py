"""What a page raster is sent as: grey where it is grey, with a palette where that holds it."""

import io

import numpy as np
import pytest
from PIL import Image

from extractors.images.pictures import PALETTE, Look, encoded
from extractors.images.rasters import NEARLY_GREY, drawn
from extractors.sheets import Pixels

RANDOM = np.random.default_rng(11)


def _in_colours(count: int) -> Pixels:
    """Return pixels in so many colours that stay different at 5 bits."""
    few = RANDOM.permutation(32**3)[:count]
    channels = np.stack([few >> 10, few >> 5 & 31, few & 31], axis=1) * 8
    return channels[np.arange(40 * 50) % count].reshape(40, 50, 3).astype(np.uint8)


def _shown(pixels: Pixels) -> Pixels:
    return np.asarray(Image.open(io.BytesIO(encoded(drawn(pixels)).content)).convert("RGB"))


def test_a_page_in_few_colours_is_shown_in_them_to_five_bits() -> None:
    pixels = RANDOM.integers(0, 256, (6, 6, 3), np.uint8).repeat(7, axis=0).repeat(9, axis=1)
    raster = drawn(pixels)
    assert (raster.look, len(raster.palette)) == (Look.PAINTED, PALETTE)
    shown = (pixels.astype(np.int64) >> 3) * 255 // 31
    assert np.array_equal(_shown(pixels), shown)


@pytest.mark.parametrize(
    ("count", "look"), [(2, Look.PAINTED), (256, Look.PAINTED), (257, Look.PHOTOGRAPHED)]
)
def test_a_palette_holds_256_colours(count: int, look: Look) -> None:
    assert drawn(_in_colours(count)).look is look


def test_a_single_coloured_pixel_keeps_a_page_in_colour() -> None:
    pixels = np.full((40, 50, 3), 255, np.uint8)
    pixels[3, 5] = (200, 30, 30)
    assert drawn(pixels).look is Look.PAINTED
    assert tuple(_shown(pixels)[3, 5]) == (205, 24, 24)


@pytest.mark.parametrize(("off", "grey"), [(NEARLY_GREY, True), (NEARLY_GREY + 1, False)])
def test_channels_that_differ_by_little_are_grey(off: int, *, grey: bool) -> None:
    pixels = np.full((40, 50, 3), 100, np.uint8)
    pixels[17, 21, 2] += off
    assert (drawn(pixels).look is Look.DRAWN) == grey
