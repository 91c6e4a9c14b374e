"""What is fitted on pages of families that the text model did not see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from classifiers.page_types.abstention import FEWEST_LETTERS, LOOK_ALIKES, Thresholds
from classifiers.page_types.acceptance import (
    MOST_WRONG_CAUGHT,
    acceptance_threshold,
    certainty,
    fit_trust,
)
from classifiers.page_types.anchors import find_anchors
from classifiers.page_types.combination import (
    CATCH_ALL,
    EVIDENCE,
    LETTER_EVIDENCE,
    TEXT_TYPES,
    Array,
    Combination,
    PageEvidence,
)
from classifiers.page_types.examination import ANCHORS, masked_page, page_evidence
from classifiers.page_types.familiarity import Familiarity
from classifiers.page_types.fitting import conditional_logit, logistic, temperature
from classifiers.page_types.model import TextScores
from classifiers.page_types.text import PageText
from models.document_types import DocumentType
from models.extraction import Page, QualityTier

IS_CATCH_ALL = np.asarray([type_ in CATCH_ALL for type_ in TEXT_TYPES])
IS_LOOK_ALIKE = np.asarray([type_ in LOOK_ALIKES for type_ in TEXT_TYPES])
"""For each of ``TEXT_TYPES``."""
MARGIN = 0.3
"""Two types nearer than this are too close to choose between."""
STRAY_SHARE = 0.3
"""Share of the pages of an upload that no requirement asks for: assumed, since no upload is public.
"""
UNKNOWN_SHARE = 0.05
"""Share of those strays that are of a kind which nobody taught: assumed as well. Without any of
them in the mix the thresholds sank so far that twice as many papers of unknown kinds passed for
required ones."""
_FAMILIAR_SHARE = 0.002
"""Share of known pages that may be called unlike anything seen."""
_READ_WELL = (QualityTier.DIGITAL, QualityTier.GOOD)
_READ_BADLY = (QualityTier.FAIR, QualityTier.POOR, QualityTier.UNREADABLE)
_POOLS: Mapping[QualityTier, tuple[QualityTier, ...]] = {
    QualityTier.DIGITAL: _READ_WELL,
    QualityTier.GOOD: _READ_WELL,
    QualityTier.FAIR: (*_READ_WELL, QualityTier.FAIR),
    QualityTier.POOR: _READ_BADLY,
    QualityTier.UNREADABLE: _READ_BADLY,
}
"""Tiers on whose pages the threshold of each is tested: their temperatures have made them
comparable, and a bound on half a percent needs many pages. Where poor pages, which are few in an
upload, made up half of what set the threshold of fair ones, two of five strays that could be read
were left to people."""
_FEWEST_PAGES = 50
"""A tier with fewer pages takes the temperature and the threshold of all pages together."""


@dataclass(frozen=True)
class HeldBackPage:
    """One page with what the evidence says of it and what it truly is.

    Attributes:
        seen: what speaks for each type.
        truth: row of the true type in ``TEXT_TYPES``.
        letters: letters and digits on the page.
        stranger: whether no document of its kind was learned.
        fold: number of the fold that held it back.
    """

    seen: PageEvidence
    truth: int
    letters: int
    tier: QualityTier
    familiarity: float
    stranger: bool
    fold: int


def held_back_page(
    page: Page,
    type_: DocumentType,
    scores: TextScores,
    familiarity: Familiarity,
    *,
    stranger: bool,
    fold: int,
) -> HeldBackPage:
    """Gather the evidence of one page."""
    text = PageText.of(page)
    return HeldBackPage(
        page_evidence(text, scores, find_anchors(text, ANCHORS)),
        TEXT_TYPES.index(type_),
        text.letters,
        page.quality.tier,
        familiarity.share(masked_page(page)),
        stranger,
        fold,
    )


def as_uploaded(pages: Sequence[HeldBackPage], seed: int) -> tuple[HeldBackPage, ...]:
    """Return the pages in the mix in which applicants upload them, in the same order.

    More kinds are taught that nobody asks for than others, since they differ more. Of pages in
    the slot for proof they are the lesser part, and some are of kinds that nobody taught; a bound
    on the share of errors holds for a mix.
    """
    strays = [number for number, page in enumerate(pages) if IS_CATCH_ALL[page.truth]]
    wanted = len(pages) - len(strays)
    most = round(wanted * STRAY_SHARE / (1 - STRAY_SHARE))
    strangers = [number for number in strays if pages[number].stranger]
    known = [number for number in strays if not pages[number].stranger]
    rng = Random(seed)  # noqa: S311
    few = min(round(most * UNKNOWN_SHARE), len(strangers))
    kept = {*rng.sample(strangers, few), *rng.sample(known, min(most - few, len(known)))}
    return tuple(
        page for number, page in enumerate(pages) if number in kept or not IS_CATCH_ALL[page.truth]
    )


def fit_combination(pages: Sequence[HeldBackPage]) -> Combination:
    """Fit the weights on all pages, and a temperature on those of each tier."""
    weights = conditional_logit(_tables(pages), _truths(pages))
    temperatures = {
        tier: round(temperature(_tables(group) @ weights, _truths(group)), 4)
        for tier, group in _tiers(pages).items()
    }
    return Combination(_rounded(weights), _rounded(_letter_weights(pages)), temperatures)


def _letter_weights(pages: Sequence[HeldBackPage]) -> Array:
    """Fit what tells a letter among the papers that nobody asks for."""
    strays = [page for page in pages if IS_CATCH_ALL[page.truth]]
    if not strays:
        return np.zeros(len(LETTER_EVIDENCE))
    letters = [TEXT_TYPES[page.truth] is DocumentType.OTHER_LETTER for page in strays]
    rows = np.stack([page.seen.letter for page in strays])
    return logistic(rows, np.asarray(letters, dtype=np.float64))


def _rounded(weights: Array) -> tuple[float, ...]:
    return tuple(round(float(weight), 4) for weight in weights)


def fit_thresholds(pages: Sequence[HeldBackPage], combination: Combination) -> Thresholds:
    """Choose the least probabilities that hold the bound on wrong types.

    The bound is held for types of their own, forms that look alike and catch-alls, each by itself,
    on the pool of pages of each tier. It is one for the mix of kinds in ``pages``, and for pages
    with enough text to be told by it; scraps are left out.
    How far each type is to be trusted is learned first. The thresholds are tested on certainties
    that each fold's pages get from the trust that the other folds' pages taught.
    """
    pages = [page for page in pages if page.letters >= FEWEST_LETTERS]
    tables = np.stack([combination.probabilities(page.seen, page.tier) for page in pages])
    support, wrong = support_and_wrong(tables, _truths(pages))
    best = tables.argmax(axis=1)
    certain = _cross_fitted(support, best, wrong, np.asarray([page.fold for page in pages]))
    caught, alike = IS_CATCH_ALL[best], IS_LOOK_ALIKE[best]
    probability, catch_all, look_alikes = {}, {}, {}
    for tier, pool in _POOLS.items():
        here = np.asarray([page.tier in pool for page in pages])
        here = here if here.any() else ~here
        own, other, form = here & ~caught & ~alike, here & caught, here & alike
        probability[tier] = acceptance_threshold(certain[own], wrong[own])
        catch_all[tier] = acceptance_threshold(certain[other], wrong[other], MOST_WRONG_CAUGHT)
        look_alikes[tier] = acceptance_threshold(certain[form], wrong[form])
    familiar = np.quantile([page.familiarity for page in pages], _FAMILIAR_SHARE)
    trust = fit_trust(support, best, wrong, count=len(TEXT_TYPES))
    return Thresholds(
        probability,
        catch_all,
        look_alikes,
        MARGIN,
        round(float(familiar), 4),
        {type_: round(float(t), 4) for type_, t in zip(TEXT_TYPES, trust, strict=True)},
    )


def taken(
    calibrated: Array, pages: Sequence[HeldBackPage], thresholds: Thresholds
) -> NDArray[np.bool_]:
    """Return which pages say enough, and reach their thresholds of certainty.

    Args:
        calibrated: ``(pages, types)`` probabilities.
        pages: that have them.
        thresholds: what must be reached; margin and familiarity are not looked at.
    """
    best = calibrated.argmax(axis=1)
    support, _ = support_and_wrong(calibrated, best.astype(np.float64))
    trust = np.asarray([thresholds.trust.get(type_, 0.0) for type_ in TEXT_TYPES])
    least = [
        thresholds.least(TEXT_TYPES[row], page.tier) for row, page in zip(best, pages, strict=True)
    ]
    enough = np.asarray([page.letters >= FEWEST_LETTERS for page in pages])
    return np.asarray(enough & (certainty(support, trust[best]) >= np.asarray(least)))


def _cross_fitted(
    support: Array, best: NDArray[np.int64], wrong: Array, folds: NDArray[np.int64]
) -> Array:
    """Return the certainty of every page, its type trusted as the pages of other folds teach."""
    certain = support.copy()
    for fold in np.unique(folds):
        here = folds == fold
        if here.all():
            return certain
        trust = fit_trust(support[~here], best[~here], wrong[~here], count=len(TEXT_TYPES))
        certain[here] = certainty(support[here], trust[best[here]])
    return certain


def support_and_wrong(calibrated: Array, truths: Array) -> tuple[Array, Array]:
    """Return the support of each page's first candidate, and whether it is wrong.

    The two catch-all types stand for one another: confusing them misleads nobody.
    """
    catch_all = IS_CATCH_ALL
    best, truth = calibrated.argmax(axis=1), truths.astype(np.int64)
    support = np.where(
        catch_all[best], calibrated[:, catch_all].sum(axis=1), calibrated.max(axis=1)
    )
    return support, (best != truth) & ~(catch_all[best] & catch_all[truth])


def named_weights(combination: Combination) -> dict[str, float]:
    """Return the weights by the names of the evidence."""
    return dict(zip(EVIDENCE, combination.weights, strict=True))


def named_letter_weights(combination: Combination) -> dict[str, float]:
    """Return the weights that tell a letter by the names of their evidence."""
    return dict(zip(LETTER_EVIDENCE, combination.letter, strict=True))


def _tables(pages: Sequence[HeldBackPage]) -> Array:
    return np.stack([page.seen.by_type for page in pages])


def _truths(pages: Sequence[HeldBackPage]) -> Array:
    return np.asarray([page.truth for page in pages], dtype=np.float64)


def _tiers(pages: Sequence[HeldBackPage]) -> dict[QualityTier, Sequence[HeldBackPage]]:
    groups: dict[QualityTier, Sequence[HeldBackPage]] = {}
    for tier in QualityTier:
        own = [page for page in pages if page.tier is tier]
        groups[tier] = own if len(own) >= _FEWEST_PAGES else pages
    # An unreadable page deserves no more trust than a poor one.
    groups[QualityTier.UNREADABLE] = groups[QualityTier.POOR]
    return groups
