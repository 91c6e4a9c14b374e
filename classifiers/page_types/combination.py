"""The trained model's word and the anchors' words, combined into calibrated probabilities.

A conditional logit: every type gets a score from its own log-probability and its own anchors,
with weights shared by all types, so that a type with few examples is weighed as any other. The
score is divided by a temperature of the page's quality tier.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifiers.page_types.anchors import AnchorHit, AnchorKind
from classifiers.page_types.essentials import has_essentials
from models.document_types import DocumentType
from models.extraction import QualityTier

Array = NDArray[np.float64]

TEXT_TYPES: tuple[DocumentType, ...] = tuple(
    type_ for type_ in DocumentType if type_ not in (DocumentType.BLANK, DocumentType.PHOTO)
)
"""The types that text tells; a format witness alone tells the others."""

EVIDENCE: tuple[str, ...] = (
    "model",
    "spelling",
    *(kind.value for kind in AnchorKind),
    "unknown",
    "catch_all",
    "essentials",
)
"""Names of the columns of :func:`evidence`.

``model`` and ``spelling`` are the log-probabilities of the two text classifiers. ``unknown`` is 1
for the two catch-all types on a page without any anchor; ``catch_all`` is 1 for them on every page,
so that its weight tells how much rarer they are among uploads than among the documents that the
classifiers learned; ``essentials`` is 1 for every type that lacks nothing, see
:mod:`~.essentials`.
"""

CATCH_ALL = (DocumentType.OTHER, DocumentType.OTHER_LETTER)
"""The types of documents that no requirement asks for."""
_ENOUGH = {AnchorKind.LABEL: 4.0, AnchorKind.STATEMENT: 2.0}
"""Number of hits from which more of the kind add nothing."""
_LEAST_PROBABILITY = 1e-4


@dataclass(frozen=True)
class Combination:
    """Weights of the evidence, and temperatures.

    Attributes:
        weights: one for each of :data:`EVIDENCE`.
        temperatures: for each quality tier; above 1 where the pages deserve less certainty.
    """

    weights: tuple[float, ...]
    temperatures: Mapping[QualityTier, float]

    def probabilities(self, seen: Array, tier: QualityTier) -> Array:
        """Return the calibrated probability of every text type.

        Args:
            seen: ``(types, evidence)`` as :func:`evidence` returns it.
            tier: how well the page could be read.
        """
        scores = seen @ np.asarray(self.weights) / self.temperatures[tier]
        raised = np.exp(scores - scores.max())
        return np.asarray(raised / raised.sum())


def evidence(
    by_type: Mapping[DocumentType, float],
    by_spelling: Mapping[DocumentType, float],
    hits: tuple[AnchorHit, ...],
    concepts: frozenset[str],
) -> Array:
    """Return what speaks for each text type: shape ``(types, evidence)``.

    Args:
        by_type: the probabilities by what the page says.
        by_spelling: the probabilities by the spelling of its words.
        hits: the anchors found on the page.
        concepts: what the page speaks of.
    """
    table = np.zeros((len(TEXT_TYPES), len(EVIDENCE)))
    for row, type_ in enumerate(TEXT_TYPES):
        for column, told in enumerate((by_type, by_spelling)):
            table[row, column] = np.log(max(told.get(type_, 0.0), _LEAST_PROBABILITY))
        own = [hit for hit in hits if hit.anchor.type is type_]
        for column, kind in enumerate(AnchorKind, start=EVIDENCE.index("spelling") + 1):
            table[row, column] = _amount(kind, [h.strength for h in own if h.anchor.kind is kind])
        table[row, EVIDENCE.index("catch_all")] = type_ in CATCH_ALL
        table[row, EVIDENCE.index("unknown")] = type_ in CATCH_ALL and not hits
        table[row, EVIDENCE.index("essentials")] = has_essentials(type_, concepts)
    return table


def _amount(kind: AnchorKind, strengths: list[float]) -> float:
    if kind in _ENOUGH:
        return min(1.0, sum(strengths) / _ENOUGH[kind])
    return max(strengths, default=0.0)
