"""The hashed features that the two text classifiers read."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from classifiers.page_types.features import LINE_END, Keys, page_features, spelling_features

WORDS = st.lists(st.text("abcdefgh0", min_size=1, max_size=9), min_size=1, max_size=40)
Read = Callable[[list[str]], tuple[Keys, NDArray[np.float32]]]


def _pieces(*tokens: str) -> frozenset[int]:
    return frozenset(int(key) for key in spelling_features(list(tokens))[0])


def _value(tokens: list[str]) -> float:
    keys, values = spelling_features(tokens)
    (most,) = np.flatnonzero(keys == max(_pieces("ab") & set(map(int, keys))))
    return float(values[most] / values.min())


@given(WORDS)
def test_the_features_of_a_page_have_unit_length_and_do_not_repeat(words: list[str]) -> None:
    keys, values = spelling_features(words)
    assert len(keys) == len(set(map(int, keys))) == len(values)
    assert np.linalg.norm(values) == pytest.approx(1.0, abs=1e-5)


@given(WORDS, WORDS)
def test_pieces_lie_within_words_so_that_the_order_of_words_changes_nothing(
    first: list[str], second: list[str]
) -> None:
    assert _pieces(*first, *second) == _pieces(*second, *first)
    assert _pieces(*first, LINE_END, *second) == _pieces(*first, *second)
    assert _pieces(*first, *second) >= _pieces(*first) | _pieces(*second)


def test_a_misread_letter_leaves_the_pieces_that_do_not_hold_it() -> None:
    whole, misread = _pieces("residence"), _pieces("resid3nce")
    assert len(whole & misread) > len(whole) / 3
    assert not whole & _pieces("0000")


def test_a_piece_counts_more_the_oftener_it_stands_there_but_ever_less() -> None:
    once, twice, often = (_value(["ab"] * times + ["cd"]) for times in (1, 2, 8))
    assert once == pytest.approx(1.0, abs=1e-5)
    assert twice == pytest.approx(1 + np.log(2), abs=1e-5)
    assert often == pytest.approx(1 + np.log(8), abs=1e-5)


@pytest.mark.parametrize("read", [page_features, spelling_features])
@pytest.mark.parametrize(
    "tokens",
    [
        # A page on which nothing is left but the end of a line.
        [LINE_END],
        # One letter: shorter than every window but that of two characters.
        ["a"],
        # No letter that the features know.
        ["日本"],
    ],
)
def test_a_page_with_next_to_no_text_has_features_nevertheless_or_none(
    read: Read, tokens: list[str]
) -> None:
    keys, values = read(tokens)
    assert len(keys) == len(values)
    assert np.isfinite(values).all()
