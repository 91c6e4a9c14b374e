"""When no type may be taken, and why, in words for an officer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from classifiers.page_types.acceptance import certainty
from classifiers.page_types.combination import CATCH_ALL
from models.bilingual import Reason
from models.classification import Candidate
from models.document_types import TITLES, DocumentType
from models.extraction import QualityTier

FEWEST_LETTERS = 50
"""A page with fewer letters and digits says too little to be told from its text: the last line of
a letter and a page number, an address, a greeting. While such scraps counted among the pages from
which the thresholds are learned, they alone set the one of documents that nobody asks for."""

_KINDRED_LEAST = 0.97
"""What kindred types must reach together: their thresholds are learned for one type each, whose
certainty leaves room for its own kin."""

LOOK_ALIKES = (DocumentType.IMM1295, DocumentType.IMM5710)
"""Forms that ask mostly the same questions. A number in their margin, a code or form data tell
them apart; their text alone is mistaken for the other form's with certainty. So they have a bound
of their own: half of the errors on pages that read badly were theirs, and set the threshold of
everything else."""

KINDRED: tuple[frozenset[DocumentType], ...] = (
    frozenset(
        (
            DocumentType.WORK_PERMIT,
            DocumentType.STUDY_PERMIT,
            DocumentType.VISITOR_RECORD,
            DocumentType.TEMPORARY_RESIDENT_PERMIT,
        )
    ),
    frozenset((DocumentType.PR_ACKNOWLEDGMENT, DocumentType.PR_SUBMISSION_CONFIRMATION)),
)
"""Types that are printed alike and hold the same facts: the four papers of IMM 1442, and what
answers an application for permanent residence. A page that is surely one of a group, and not surely
which, serves wherever each of them would."""

TOO_LITTLE_TEXT = Reason(
    "too_little_text",
    "Too little text could be read to tell what this is. Look at the page.",
    "Trop peu de texte a pu être lu pour dire de quoi il s'agit. Regardez la page.",
)
UNLIKE_TRAINING = Reason(
    "unlike_training",
    "This is unlike any document that the model has learned. Look at the page.",
    "Ceci ne ressemble à aucun document que le modèle a appris. Regardez la page.",
)


@dataclass(frozen=True)
class Thresholds:
    """What a candidate must reach to be taken.

    Attributes:
        probability: least certainty of a type of its own, for each quality tier.
        catch_all: least certainty of the two catch-all types together, for each tier. They have
            a bound of their own, because a page that is wrongly called another document hides a
            required one from the report.
        look_alikes: least certainty of one of :data:`LOOK_ALIKES`, for each tier.
        margin: least distance between the first and the second candidate.
        familiarity: least share, 0..1, of the page's character n-grams met in training.
        trust: log-odds that a type's calibrated probability is given more or less than it says,
            see :func:`~.acceptance.certainty`; none for types that it does not name.
    """

    probability: Mapping[QualityTier, float]
    catch_all: Mapping[QualityTier, float]
    look_alikes: Mapping[QualityTier, float]
    margin: float
    familiarity: float
    trust: Mapping[DocumentType, float] = field(default_factory=dict)

    def least(self, type_: DocumentType, tier: QualityTier) -> float:
        """Return the certainty from which on the type may be taken on a page of the tier."""
        if type_ in CATCH_ALL:
            return self.catch_all[tier]
        return (self.look_alikes if type_ in LOOK_ALIKES else self.probability)[tier]


def abstention(
    candidates: tuple[Candidate, ...],
    *,
    letters: int,
    familiarity: float,
    tier: QualityTier,
    thresholds: Thresholds,
) -> Reason | None:
    """Return why the first candidate may not be taken; None if it may.

    Args:
        candidates: most probable first, at least one.
        letters: number of letters and digits that the decision rests on.
        familiarity: share of the text's n-grams met in training.
        tier: how well the page could be read.
        thresholds: what must be reached.
    """
    best = candidates[0]
    if letters < FEWEST_LETTERS:
        return TOO_LITTLE_TEXT
    if best.type not in CATCH_ALL and familiarity < thresholds.familiarity:
        return UNLIKE_TRAINING
    rival = _rival(candidates)
    if rival is not None and best.probability - rival.probability < thresholds.margin:
        return _too_close(best.type, rival.type)
    if _certainty(candidates, thresholds.trust) < thresholds.least(best.type, tier):
        return _below_threshold(best)
    return None


def kindred(
    candidates: tuple[Candidate, ...], tier: QualityTier, thresholds: Thresholds
) -> tuple[DocumentType, ...]:
    """Return the types of which a page or document is one, if which one alone is in doubt.

    Together they must be as certain as one of them would have to be.

    Args:
        candidates: most probable first, of which the first was not taken.
        tier: how well it could be read.
        thresholds: what must be reached.
    """
    best = candidates[0]
    group = next((group for group in KINDRED if best.type in group), frozenset())
    told = tuple(one for one in candidates if one.type in group)
    enough = max(thresholds.least(best.type, tier), _KINDRED_LEAST)
    if sum(one.probability for one in told) < enough:
        return ()
    return tuple(one.type for one in told)


def _rival(candidates: tuple[Candidate, ...]) -> Candidate | None:
    """Return the next candidate that would make a difference: not another catch-all."""
    best = candidates[0]
    for candidate in candidates[1:]:
        if not (best.type in CATCH_ALL and candidate.type in CATCH_ALL):
            return candidate
    return None


def _certainty(candidates: tuple[Candidate, ...], trust: Mapping[DocumentType, float]) -> float:
    support, trusted = _support(candidates), trust.get(candidates[0].type, 0.0)
    return float(certainty(np.asarray(support), np.asarray(trusted)))


def _support(candidates: tuple[Candidate, ...]) -> float:
    """Return the first candidate's probability; both catch-alls together if it is one of them."""
    best = candidates[0]
    if best.type not in CATCH_ALL:
        return best.probability
    return sum(c.probability for c in candidates if c.type in CATCH_ALL)


_CLOSE, _UNSURE = "types_too_close", "below_threshold"
BETWEEN_TYPES = frozenset((_CLOSE, _UNSURE))
"""Codes of abstentions between types that the text suggests, and not for want of text."""


def _too_close(first: DocumentType, second: DocumentType) -> Reason:
    return Reason(
        _CLOSE,
        f"Two types are nearly as probable: {TITLES[first].en}; {TITLES[second].en}.",
        f"Deux types sont presque aussi probables : {TITLES[first].fr}; {TITLES[second].fr}.",
    )


def _below_threshold(best: Candidate) -> Reason:
    title = TITLES[best.type]
    return Reason(
        _UNSURE,
        f"The most probable type ({title.en}) is not certain enough to be taken.",
        f"Le type le plus probable ({title.fr}) n'est pas assez certain pour être retenu.",
    )
