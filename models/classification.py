"""Types with probabilities, or an abstention with its reason."""

from dataclasses import dataclass
from enum import StrEnum

from models.bilingual import Reason
from models.document_types import DocumentType


class DecidedBy(StrEnum):
    """What settled a document's type."""

    MODEL = "model"
    FORMAT = "format"
    REVIEW = "review"


class PageLanguage(StrEnum):
    """The language of a page's text; ``unknown`` if there is too little text."""

    EN = "en"
    FR = "fr"
    MIXED = "mixed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible type with its calibrated probability, 0..1."""

    type: DocumentType
    probability: float


@dataclass(frozen=True, slots=True)
class Classification:
    """Ranked candidates, and an abstention where none may be taken.

    Attributes:
        candidates: highest probability first; never empty; probabilities sum to at most 1.
        abstained: why no type was taken; None if the first candidate was.
    """

    candidates: tuple[Candidate, ...]
    decided_by: DecidedBy
    abstained: Reason | None

    @property
    def best(self) -> Candidate:
        """The most probable candidate, taken or not."""
        return self.candidates[0]

    @property
    def type(self) -> DocumentType | None:
        """The type that was taken; None after an abstention."""
        return None if self.abstained else self.best.type

    def probability_of(self, type_: DocumentType) -> float:
        """Return the probability of ``type_``; 0.0 if it is not among the candidates."""
        return next((c.probability for c in self.candidates if c.type is type_), 0.0)


@dataclass(frozen=True, slots=True)
class PageReading:
    """One page's own classification, before pages are joined into documents.

    Attributes:
        starts_document: probability 0..1 that a document begins with this page.
    """

    number: int
    classification: Classification
    language: PageLanguage
    starts_document: float
