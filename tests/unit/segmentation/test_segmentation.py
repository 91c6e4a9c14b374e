"""Pages into documents: numbering, identity, joint decoding, runs."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from classifiers.segmentation.decoding import REPEATS, DecodedPage, decode, start_posteriors
from classifiers.segmentation.identity import PagePlace, identifiers, page_place

PROBABILITY = st.floats(0.01, 0.99)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Page 2 of 3", PagePlace(2, 3)),
        ("Nom\nPage 1 de 4", PagePlace(1, 4)),
        ("page 2 sur 2", PagePlace(2, 2)),
        ("text\n- 3 / 5 -", PagePlace(3, 5)),
        ("Page 7", PagePlace(7, None)),
        # A date and a page beyond the last are no places.
        ("delivered 3/5 of them", None),
        ("Page 9 of 3", None),
    ],
)
def test_a_page_says_its_place(text: str, place: PagePlace | None) -> None:
    assert page_place(text) == place


def test_identifiers_are_numbers_of_persons_and_cases_only() -> None:
    found = identifiers("UCI 11-2233-4455, E301234567, 20240131, 1 800 555 1234, 12 345")
    assert found == {"1122334455", "E301234567"}


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.tuples(
            arrays(np.float64, (n, 3), elements=PROBABILITY),
            arrays(np.float64, (n,), elements=PROBABILITY),
        )
    )
)
def test_decoding_finds_the_best_of_all_sequences(tables: tuple[np.ndarray, np.ndarray]) -> None:
    types, starts = tables
    best = max(_score(path, types, starts) for path in _paths(len(types)))
    assert _score(decode(types, starts), types, starts) == pytest.approx(best)


def _paths(length: int) -> list[tuple[DecodedPage, ...]]:
    states = [DecodedPage(t, s) for t in range(3) for s in (True, False)]
    return [
        path
        for path in itertools.product(states, repeat=length)
        if path[0].starts and all(b.starts or a.type == b.type for a, b in itertools.pairwise(path))
    ]


def _score(path: tuple[DecodedPage, ...], types: np.ndarray, starts: np.ndarray) -> float:
    score = math.log(types[0][path[0].type])
    for page in range(1, len(path)):
        begun = starts[page] if path[page].starts else 1 - starts[page]
        score += math.log(types[page][path[page].type]) + math.log(begun)
        if path[page].starts:
            repeats = path[page].type == path[page - 1].type
            score += math.log(REPEATS if repeats else (1 - REPEATS) / (types.shape[1] - 1))
    return score


def test_a_boundary_is_as_probable_as_all_sequences_with_it_together() -> None:
    types = np.asarray([[0.7, 0.2, 0.1], [0.3, 0.3, 0.4], [0.6, 0.1, 0.3]])
    starts = np.asarray([0.99, 0.4, 0.7])
    weights = {path: math.exp(_score(path, types, starts)) for path in _paths(3)}
    whole = sum(weights.values())
    for page in range(3):
        begun = sum(weight for path, weight in weights.items() if path[page].starts)
        assert start_posteriors(types, starts)[page] == pytest.approx(begun / whole)
