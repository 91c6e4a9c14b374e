"""Thresholds that bound how often a wrong type is taken without a person looking."""

import math

import numpy as np

from classifiers.page_types.combination import Array
from classifiers.page_types.fitting import logistic

MOST_WRONG = 0.005
"""Bound on the share of wrong types among those taken."""
MOST_WRONG_CAUGHT = 0.01
"""The same among pages taken for a document that nobody asks for, which are the lesser part: what a
report says is missing names the pages that came closest, and a person finds the mistake there."""
CONFIDENCE = 0.95
_LEAST, _MOST = 0.5, 0.995
_ONE_ERROR = 4.75
"""The first test has so many pages, in units of the bound's inverse: with one error among them the
bound still holds. From three on it would hold without an error, but then one page drawn unluckily
would leave nothing to take."""
_STEPS = 60
_NEARLY = 1e-6
"""Probabilities are kept so far from 0 and 1 that their odds are finite."""
_LEAST_SLOPE = 0.2
"""Support speaks for being right; chance among few pages may not turn that round."""


def certainty(support: Array, trust: Array) -> Array:
    """Return how certain first candidates are, 0..1, given how far their types are to be trusted.

    Args:
        support: ``(pages,)`` probabilities of the first candidates.
        trust: ``(pages,)`` of their types, in units of log-odds; 0 leaves the support as it is.
    """
    bounded = np.clip(support, _NEARLY, 1 - _NEARLY)
    return np.asarray(1 / (1 + np.exp(-(np.log(bounded / (1 - bounded)) + trust))))


def fit_trust(support: Array, types: Array, wrong: Array, *, count: int) -> Array:
    """Return how far the first candidates of each type are to be trusted: ``(count,)`` log-odds.

    A logistic regression of being right on the log-odds of the support and on the type, shrunk
    towards no difference between types. Without it one pair of types that noise makes alike (two
    forms, two receipts) sets the threshold of all the others.

    Args:
        support: ``(pages,)`` probabilities of the first candidates.
        types: ``(pages,)`` numbers of their types, below ``count``.
        wrong: ``(pages,)`` whether each first candidate is wrong.
        count: of types.
    """
    bounded = np.clip(support, _NEARLY, 1 - _NEARLY)
    odds = np.log(bounded / (1 - bounded))
    own = types[:, None] == np.arange(count)
    rows = np.column_stack((odds, np.ones(len(odds)), own))
    weights = logistic(rows, 1.0 - wrong)
    return np.asarray(weights[2:] / max(_LEAST_SLOPE, float(weights[0])))


def acceptance_threshold(support: Array, wrong: Array, most_wrong: float = MOST_WRONG) -> float:
    """Return the least probability from which on types may be taken.

    Fixed-sequence testing (Angelopoulos et al. 2021, "Learn then Test", section 3.2): ever lower
    thresholds are tested in an order that the errors do not decide, each by the exact binomial
    bound, and the last before the first failure is taken; so the bound holds for
    the chosen threshold at :data:`CONFIDENCE`, though many were tried. The strictest
    threshold is returned if the first test fails, or if there are no pages.

    Args:
        support: ``(pages,)`` probabilities of the first candidates.
        wrong: ``(pages,)`` whether each first candidate is wrong.
        most_wrong: bound on the share of wrong types among those taken.
    """
    if not len(support):
        return _MOST
    fewest = round(_ONE_ERROR / most_wrong)
    ordered = np.sort(support)[::-1]
    first = ordered[min(fewest, len(ordered)) - 1]
    chosen = _MOST
    for threshold in np.linspace(max(first, _LEAST), _LEAST, _STEPS):
        taken = support >= threshold
        if upper_bound(int(wrong[taken].sum()), int(taken.sum())) > most_wrong:
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
