"""What is evaluated: one file with the truth about its pages."""

from dataclasses import dataclass

from models.document_types import DocumentType
from models.documents import FieldName
from models.markers import Marker


@dataclass(frozen=True, slots=True)
class TrueDocument:
    """One document as it was drawn.

    Attributes:
        layout: the template family that it was drawn in.
        pages: 1-based within the file, ascending.
        facts: normalised values that stand on the pages.
        markers: whether each marker counts as present; empty unless it is a work-permit form.
    """

    type: DocumentType
    kind: str
    language: str
    layout: str
    pages: tuple[int, ...]
    facts: tuple[tuple[FieldName, str], ...]
    markers: tuple[tuple[Marker, bool], ...]


@dataclass(frozen=True, slots=True)
class EvaluationCase:
    """One file to read.

    Attributes:
        population: the group that the figures are given for (``clean``, ``degraded``, ``printed``).
        recipe: the manner of the degradation, ``none`` for a born-digital file.
    """

    name: str
    population: str
    recipe: str
    content: bytes
    documents: tuple[TrueDocument, ...]
