"""The trained model's word and the anchors' words, combined into calibrated probabilities.

A conditional logit: every type gets a score from its own log-probability and its own anchors,
with weights shared by all types, so that a type with few examples is weighed as any other. The
score is divided by a temperature of the page's quality tier. Which of the two catch-all types gets
the greater of their two shares is then told by a logit of its own, which reads the signs of a
letter: among the weights of all types those signs cost required ones more than they told apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifiers.page_types.anchors import AnchorHit, AnchorKind
from classifiers.page_types.essentials import has_essentials
from classifiers.page_types.letter_signs import LETTER_SIGNS
from models.document_types import DocumentType
from models.extraction import QualityTier

Array = NDArray[np.float64]

TEXT_TYPES: tuple[DocumentType, ...] = tuple(
    type_ for type_ in DocumentType if type_ not in (DocumentType.BLANK, DocumentType.PHOTO)
)
"""The types that text tells; a format witness alone tells the others."""

WEIGHED = (AnchorKind.TITLE, AnchorKind.FORM_NUMBER, AnchorKind.LABEL, AnchorKind.AMOUNT)
"""Anchors that speak for a type. Statements show an officer why; beside the text classifiers, which
read the same sentences, their fitted weight was none."""
EVIDENCE: tuple[str, ...] = ("model", "spelling", *(kind.value for kind in WEIGHED), "essentials")
"""Names of the columns of :func:`evidence`.

``model`` and ``spelling`` are the log-probabilities of the two text classifiers. ``essentials`` is
1 for every type that lacks nothing, see :mod:`~.essentials`.
"""

CATCH_ALL = (DocumentType.OTHER, DocumentType.OTHER_LETTER)
"""The types of documents that no requirement asks for."""
_CATCH_ALL_ROWS = [TEXT_TYPES.index(type_) for type_ in CATCH_ALL]
LETTER_EVIDENCE: tuple[str, ...] = ("letter", "model", "spelling", *LETTER_SIGNS)
"""Names of the weights that tell a letter from another paper that nobody asks for.

``letter`` is 1 always; ``model`` and ``spelling`` are how much more probable the letter is to each
of the text classifiers, as differences of logarithms.
"""
_ENOUGH = {AnchorKind.LABEL: 4.0}
"""Number of hits from which more of the kind add nothing."""
_LEAST_PROBABILITY = 1e-4


@dataclass(frozen=True)
class PageEvidence:
    """What speaks for each text type on one page.

    Attributes:
        by_type: ``(types, evidence)``, the columns as in :data:`EVIDENCE`.
        letter: ``(letter evidence,)``, as in :data:`LETTER_EVIDENCE`.
    """

    by_type: Array
    letter: Array


@dataclass(frozen=True)
class Combination:
    """Weights of the evidence, and temperatures.

    Attributes:
        weights: one for each of :data:`EVIDENCE`.
        letter: one for each of :data:`LETTER_EVIDENCE`.
        temperatures: for each quality tier; above 1 where the pages deserve less certainty.
    """

    weights: tuple[float, ...]
    letter: tuple[float, ...]
    temperatures: Mapping[QualityTier, float]

    def probabilities(self, seen: PageEvidence, tier: QualityTier) -> Array:
        """Return the calibrated probability of every text type.

        Args:
            seen: as :func:`evidence` returns it.
            tier: how well the page could be read.
        """
        scores = seen.by_type @ np.asarray(self.weights) / self.temperatures[tier]
        raised = np.exp(scores - scores.max())
        return np.asarray(raised / raised.sum())

    def letter_told(self, probabilities: Array, seen: PageEvidence) -> Array:
        """Give the greater of the shares of the two catch-all types to the one that the form tells.

        Args:
            probabilities: as :meth:`probabilities` returns them; what both have together stays.
            seen: of the same page.
        """
        is_letter = float(seen.letter @ np.asarray(self.letter)) > 0
        shares = np.sort(probabilities[_CATCH_ALL_ROWS])
        told = probabilities.copy()
        told[_CATCH_ALL_ROWS] = shares if is_letter else shares[::-1]
        return told


def evidence(
    by_type: Mapping[DocumentType, float],
    by_spelling: Mapping[DocumentType, float],
    hits: tuple[AnchorHit, ...],
    concepts: frozenset[str],
    signs: tuple[float, ...],
) -> PageEvidence:
    """Return what speaks for each text type.

    Args:
        by_type: the probabilities by what the page says.
        by_spelling: the probabilities by the spelling of its words.
        hits: the anchors found on the page.
        concepts: what the page speaks of.
        signs: of a letter, as :func:`~.letter_signs.letter_signs` returns them.
    """
    table = np.zeros((len(TEXT_TYPES), len(EVIDENCE)))
    for row, type_ in enumerate(TEXT_TYPES):
        for column, told in enumerate((by_type, by_spelling)):
            table[row, column] = np.log(max(told.get(type_, 0.0), _LEAST_PROBABILITY))
        own = [hit for hit in hits if hit.anchor.type is type_]
        for column, kind in enumerate(WEIGHED, start=EVIDENCE.index("spelling") + 1):
            table[row, column] = _amount(kind, [h.strength for h in own if h.anchor.kind is kind])
        table[row, EVIDENCE.index("essentials")] = has_essentials(type_, concepts)
    other, letter = _CATCH_ALL_ROWS
    return PageEvidence(table, np.asarray((1.0, *(table[letter, :2] - table[other, :2]), *signs)))


def _amount(kind: AnchorKind, strengths: list[float]) -> float:
    if kind in _ENOUGH:
        return min(1.0, sum(strengths) / _ENOUGH[kind])
    return max(strengths, default=0.0)
