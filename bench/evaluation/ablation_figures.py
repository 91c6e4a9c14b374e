"""The figures of one variant of the page type model, with intervals and next to the whole."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from bench.evaluation.proportions import Proportion
from classifiers.page_types.combination import Array

MOST_WRONG = 0.005
HEADS = (
    "| Variant | clean, right | with reading errors, right | log loss | "
    "pages taken at 0.5 % wrong | unknown kinds, right | against the whole model |"
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One variant on the judged pages of all folds; every array is ``(pages,)``.

    Attributes:
        loss: negative log probability of the true type.
        strange: whether the page is of a kind that was not learned.
        clean: whether it was read without errors.
    """

    support: Array
    wrong: NDArray[np.bool_]
    loss: Array
    strange: NDArray[np.bool_]
    clean: NDArray[np.bool_]


def pooled(folds: Sequence[Judged]) -> Judged:
    """Put the pages of several folds together."""
    return Judged(
        np.concatenate([fold.support for fold in folds]),
        np.concatenate([fold.wrong for fold in folds]),
        np.concatenate([fold.loss for fold in folds]),
        np.concatenate([fold.strange for fold in folds]),
        np.concatenate([fold.clean for fold in folds]),
    )


def figures(found: Judged, whole: Judged) -> tuple[str, ...]:
    """Return the cells of one row of the table."""
    known = ~found.strange
    return (
        _right(found.wrong[known & found.clean]),
        _right(found.wrong[known & ~found.clean]),
        f"{found.loss[known].mean():.3f}",
        f"{100 * _coverage(found.support[known], found.wrong[known]):.1f} %",
        _right(found.wrong[found.strange]),
        _against(found, whole),
    )


def _right(wrong: NDArray[np.bool_]) -> str:
    return Proportion(int((~wrong).sum()), len(wrong)).bounded


def _against(found: Judged, whole: Judged) -> str:
    better = int((~found.wrong & whole.wrong).sum())
    worse = int((found.wrong & ~whole.wrong).sum())
    if not better + worse:
        return "the same"
    chance = float(binomtest(better, better + worse).pvalue)
    return f"+{better} −{worse} (p {chance:.3f})"


def _coverage(support: Array, wrong: NDArray[np.bool_]) -> float:
    """Return the largest share of pages, most certain first, with at most MOST_WRONG errors."""
    ordered = wrong[np.argsort(-support)]
    shares = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    held = np.flatnonzero(shares <= MOST_WRONG)
    return float((held.max() + 1) / len(ordered)) if len(held) else 0.0
