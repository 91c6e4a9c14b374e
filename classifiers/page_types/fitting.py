"""Small convex fits by gradient descent: the same numbers on every machine, no extra library."""

from collections.abc import Callable

import numpy as np

from classifiers.page_types.combination import Array

_STEPS = 600
_RATE = 0.05


def conditional_logit(tables: Array, truths: Array, *, ridge: float = 1e-3) -> Array:
    """Fit weights, shared by all types, to the evidence of pages; none may be negative.

    Args:
        tables: ``(pages, types, evidence)``.
        truths: ``(pages,)`` rows of the true types.
        ridge: weight of the penalty on large weights.

    Returns:
        ``(evidence,)`` weights. A negative one would make a type less probable for showing its
        own title, which chance correlations among few families can suggest.
    """
    truth = truths.astype(np.int64)
    true_rows = tables[np.arange(len(tables)), truth]

    def gradient(weights: Array) -> Array:
        probabilities = softmax(tables @ weights)
        expected = np.einsum("pt,pte->pe", probabilities, tables)
        return np.asarray((expected - true_rows).mean(axis=0) + ridge * weights)

    start = np.zeros(tables.shape[2])
    start[0] = 1.0
    return descend(gradient, start, least=0.0)


def logistic(rows: Array, truths: Array, *, ridge: float = 1e-3) -> Array:
    """Fit a logistic regression.

    Args:
        rows: ``(cases, evidence)``.
        truths: ``(cases,)`` of 0 and 1.
        ridge: weight of the penalty on large weights.
    """

    def gradient(weights: Array) -> Array:
        probabilities = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        return np.asarray(rows.T @ (probabilities - truths) / len(rows) + ridge * weights)

    return descend(gradient, np.zeros(rows.shape[1]), least=-np.inf)


def temperature(scores: Array, truths: Array) -> float:
    """Return the temperature, 0.5 to 4, under which ``scores`` are least surprised by the truth.

    Args:
        scores: ``(pages, types)`` before the softmax.
        truths: ``(pages,)`` columns of the true types.
    """
    truth = truths.astype(np.int64)
    tried = np.geomspace(0.5, 4.0, 61)
    losses = []
    for candidate in tried:
        probabilities = softmax(scores / candidate)
        picked = probabilities[np.arange(len(truth)), truth]
        losses.append(-np.log(np.maximum(picked, 1e-12)).mean())
    return float(tried[int(np.argmin(losses))])


def softmax(scores: Array) -> Array:
    """Return the softmax over the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def descend(gradient: Callable[[Array], Array], start: Array, *, least: float) -> Array:
    """Follow ``gradient`` down (Adam), keeping every weight at ``least`` or above."""
    weights = start.copy()
    mean, square = np.zeros_like(start), np.zeros_like(start)
    for step in range(1, _STEPS + 1):
        slope = gradient(weights)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        rate = _RATE * (1 - step / (_STEPS + 1))
        move = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        weights = np.maximum(least, weights - rate * move)
    return weights
