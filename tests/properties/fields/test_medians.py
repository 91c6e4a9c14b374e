"""The median of a row agrees with that of the standard library."""

import statistics

from hypothesis import given
from hypothesis import strategies as st

from classifiers.fields.layout import median


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_the_median_is_that_of_the_standard_library(values: list[float]) -> None:
    assert median(values) == statistics.median(values)
