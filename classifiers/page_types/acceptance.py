"""Thresholds that bound how often a wrong type is taken without a person looking."""

import math

import numpy as np

from classifiers.page_types.combination import Array

MOST_WRONG = 0.005
"""Bound on the share of wrong types among those taken."""
CONFIDENCE = 0.95
_LEAST, _MOST = 0.6, 0.995


def acceptance_threshold(support: Array, wrong: Array) -> float:
    """Return the least probability from which on types may be taken.

    The smallest threshold for which the exact binomial upper bound of the share of wrong types
    among those at or above it is at most :data:`MOST_WRONG`; the strictest one if none is.

    Args:
        support: ``(pages,)`` probabilities of the first candidates.
        wrong: ``(pages,)`` whether each first candidate is wrong.
    """
    for threshold in np.arange(_LEAST, _MOST, 0.005):
        taken = support >= threshold
        if upper_bound(int(wrong[taken].sum()), int(taken.sum())) <= MOST_WRONG:
            return round(float(threshold), 4)
    return _MOST


def upper_bound(wrong: int, taken: int) -> float:
    """Return the one-sided Clopper-Pearson upper bound of a share at :data:`CONFIDENCE`."""
    if taken == 0 or wrong >= taken:
        return 1.0
    low, high = wrong / taken, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if _at_most(wrong, taken, middle) > 1 - CONFIDENCE:
            low = middle
        else:
            high = middle
    return high


def _at_most(wrong: int, taken: int, share: float) -> float:
    """Return the binomial probability of at most ``wrong`` of ``taken``."""
    if share <= 0.0:
        return 1.0
    terms = (
        math.lgamma(taken + 1)
        - math.lgamma(k + 1)
        - math.lgamma(taken - k + 1)
        + k * math.log(share)
        + (taken - k) * math.log1p(-share)
        for k in range(wrong + 1)
    )
    return math.fsum(math.exp(term) for term in terms)
