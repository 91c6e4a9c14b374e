"""Thresholds that bound how often a wrong type is taken without a person looking."""

import math

import numpy as np

from classifiers.page_types.combination import Array

MOST_WRONG = 0.005
"""Bound on the share of wrong types among those taken."""
CONFIDENCE = 0.95
_LEAST, _MOST = 0.5, 0.995
_FEWEST = 950
"""The first test has so many pages: with one error among them the bound still holds. From 600 on
it would hold without an error, but then one page drawn unluckily would leave nothing to take."""
_STEPS = 60


def acceptance_threshold(support: Array, wrong: Array) -> float:
    """Return the least probability from which on types may be taken.

    Fixed-sequence testing (Angelopoulos et al. 2021, "Learn then Test", section 3.2): ever lower
    thresholds are tested in an order that the errors do not decide, each by the exact binomial
    bound, and the last before the first failure is taken; so the bound :data:`MOST_WRONG` holds
    for the chosen threshold at :data:`CONFIDENCE`, though many were tried. The strictest
    threshold is returned if the first test fails.

    Args:
        support: ``(pages,)`` probabilities of the first candidates.
        wrong: ``(pages,)`` whether each first candidate is wrong.
    """
    ordered = np.sort(support)[::-1]
    first = ordered[min(_FEWEST, len(ordered)) - 1]
    chosen = _MOST
    for threshold in np.linspace(max(first, _LEAST), _LEAST, _STEPS):
        taken = support >= threshold
        if upper_bound(int(wrong[taken].sum()), int(taken.sum())) > MOST_WRONG:
            break
        chosen = min(_MOST, float(threshold))
    return round(chosen, 4)


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
