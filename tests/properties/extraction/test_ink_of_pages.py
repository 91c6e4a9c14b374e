"""What a page's ink is measured by agrees with numpy's own, slower statistics on any page."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from extractors.ink import BAND, CONTRAST, drawn_ink_share, inked
from extractors.ocr.measures import DARK_MARGIN
from extractors.sheets import LayerWord, Pixels
from models.extraction import TextSource, Word
from models.geometry import Box

PAGES = arrays(np.uint8, array_shapes(min_dims=2, max_dims=2, max_side=40)) | arrays(
    np.uint8, array_shapes(min_dims=2, max_dims=2, max_side=40), elements=st.integers(0, 60)
)
WHOLE = LayerWord(Word("mot", Box(0, 0, 1, 1), 1.0, 0, TextSource.TEXT_LAYER), "f", 0, 0)


@given(PAGES)
def test_ink_is_what_is_darker_than_nine_tenths_of_a_page(grey: Pixels) -> None:
    sample = grey[::2, ::2]
    darker = sample < max(0, int(np.percentile(sample, 90)) - DARK_MARGIN)
    assert drawn_ink_share(grey) == float(darker.mean())


@given(PAGES)
def test_a_word_has_ink_where_its_columns_differ_from_its_median(grey: Pixels) -> None:
    height = grey.shape[0]
    band = grey[int(BAND[0] * height) : max(1, int(np.ceil(BAND[1] * height)))]
    differs = np.abs(band.astype(int) - int(np.median(grey))) > CONTRAST
    assert inked([WHOLE], grey) == [bool(differs.any(axis=0).mean() >= 0.12)]
