"""What is fitted on pages of families that the text model did not see."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from classifiers.page_types.abstention import Thresholds
from classifiers.page_types.acceptance import acceptance_threshold
from classifiers.page_types.anchors import find_anchors
from classifiers.page_types.combination import (
    CATCH_ALL,
    EVIDENCE,
    TEXT_TYPES,
    Array,
    Combination,
    evidence,
)
from classifiers.page_types.concepts import concepts_on
from classifiers.page_types.examination import ANCHORS, masked_page
from classifiers.page_types.familiarity import Familiarity
from classifiers.page_types.fitting import conditional_logit, temperature
from classifiers.page_types.model import TextScores
from classifiers.page_types.text import PageText
from models.document_types import DocumentType
from models.extraction import Page, QualityTier

IS_CATCH_ALL = np.asarray([type_ in CATCH_ALL for type_ in TEXT_TYPES])
"""For each of ``TEXT_TYPES``."""
MARGIN = 0.3
"""Two types nearer than this are too close to choose between."""
_FAMILIAR_SHARE = 0.002
"""Share of known pages that may be called unlike anything seen."""
_TIER_GROUPS = (
    (QualityTier.DIGITAL, QualityTier.GOOD),
    (QualityTier.FAIR, QualityTier.POOR, QualityTier.UNREADABLE),
)
"""Tiers that share their thresholds: their temperatures have made them comparable, and a bound on
half a percent needs many pages."""
_FEWEST_PAGES = 50
"""A tier with fewer pages takes the temperature and the threshold of all pages together."""


@dataclass(frozen=True)
class HeldBackPage:
    """One page with what the evidence says of it and what it truly is.

    Attributes:
        seen: ``(types, evidence)``.
        truth: row of the true type in ``TEXT_TYPES``.
        stranger: whether no document of its kind was learned.
    """

    seen: Array
    truth: int
    tier: QualityTier
    familiarity: float
    stranger: bool


def held_back_page(
    page: Page,
    type_: DocumentType,
    scores: TextScores,
    familiarity: Familiarity,
    *,
    stranger: bool,
) -> HeldBackPage:
    """Gather the evidence of one page."""
    text = PageText.of(page)
    hits = find_anchors(text, ANCHORS)
    return HeldBackPage(
        evidence(scores.by_type, hits, concepts_on(text.joined.split())),
        TEXT_TYPES.index(type_),
        page.quality.tier,
        familiarity.share(masked_page(page)),
        stranger,
    )


def fit_combination(pages: Sequence[HeldBackPage]) -> Combination:
    """Fit the weights on all pages, and a temperature on those of each tier."""
    weights = conditional_logit(_tables(pages), _truths(pages))
    temperatures = {
        tier: round(temperature(_tables(group) @ weights, _truths(group)), 4)
        for tier, group in _tiers(pages).items()
    }
    return Combination(tuple(round(float(w), 4) for w in weights), temperatures)


def fit_thresholds(pages: Sequence[HeldBackPage], combination: Combination) -> Thresholds:
    """Choose the least probabilities that hold the bound on wrong types.

    The bound is held in four groups, each by itself: types of their own and catch-alls, on pages
    that read well and on others. It is one for kinds that were learned; strangers are left out.
    """
    pages = [page for page in pages if not page.stranger]
    probability, catch_all = {}, {}
    for tiers in _TIER_GROUPS:
        group = [page for page in pages if page.tier in tiers] or pages
        calibrated = np.stack([combination.probabilities(p.seen, p.tier) for p in group])
        support, wrong = support_and_wrong(calibrated, _truths(group))
        caught = IS_CATCH_ALL[calibrated.argmax(axis=1)]
        for tier in tiers:
            probability[tier] = acceptance_threshold(support[~caught], wrong[~caught])
            catch_all[tier] = acceptance_threshold(support[caught], wrong[caught])
    familiar = np.quantile([page.familiarity for page in pages], _FAMILIAR_SHARE)
    return Thresholds(probability, catch_all, MARGIN, round(float(familiar), 4))


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


def _tables(pages: Sequence[HeldBackPage]) -> Array:
    return np.stack([page.seen for page in pages])


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
