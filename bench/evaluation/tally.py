"""Counts right and wrong over evaluation cases."""

import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from bench.evaluation.cases import EvaluationCase, TrueDocument
from bench.evaluation.proportions import Proportion
from classifiers.completeness.holders import name_of
from classifiers.markers import judge
from classifiers.page_types.combination import CATCH_ALL
from models.document_types import DocumentType
from models.documents import Document, FieldName
from models.reading import UploadReading

ABSTAINED = "abstained"

WITHOUT_FIELDS = frozenset({DocumentType.OTHER, DocumentType.OTHER_LETTER, DocumentType.CAQ})
"""Types from which no requirement and no check takes a field."""

_STROKES = str.maketrans("\u0131\u0142\u0111\u00f8", "ildo")
"""Letters whose dot or stroke is lost in capitals without accents: dotless i, and l, d, o."""
DIMENSIONS = ("type", "language", "degradation", "template family")
"""What pages are grouped by."""


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """How one page was typed.

    Attributes:
        probability: of the first candidate of its document.
        right: whether the first candidate is the true type, taken or not.
    """

    probability: float
    right: bool
    taken: bool


@dataclass(slots=True)
class Tally:
    """The figures of one population.

    Attributes:
        pages_right: among pages that were given a type, those given the right one.
        pages_abstained: pages without a type, among all.
        pages_misled: pages given a wrong type, among those given one, where the two types of other
            documents stand for one another.
        documents_wrong: auto-accepted documents whose type is wrong, among auto-accepted ones.
        files_split: files whose documents are exactly the true page sets (blanks left aside).
        groups: by dimension and value: pages right among those taken, and abstentions.
        judged: every page, for curves.
        confusion: (true type, taken type or ``abstained``) of every page.
    """

    files: int = 0
    unread: int = 0
    pages_right: Proportion = field(default_factory=Proportion)
    pages_abstained: Proportion = field(default_factory=Proportion)
    pages_misled: Proportion = field(default_factory=Proportion)
    documents_wrong: Proportion = field(default_factory=Proportion)
    files_split: Proportion = field(default_factory=Proportion)
    marker_recall: Proportion = field(default_factory=Proportion)
    marker_false: Proportion = field(default_factory=Proportion)
    fields_exact: Proportion = field(default_factory=Proportion)
    fields_wrong: Proportion = field(default_factory=Proportion)
    by_field: dict[tuple[DocumentType, FieldName], Proportion] = field(
        default_factory=lambda: defaultdict(Proportion)
    )
    groups: dict[tuple[str, str], tuple[Proportion, Proportion]] = field(
        default_factory=lambda: defaultdict(lambda: (Proportion(), Proportion()))
    )
    judged: list[JudgedPage] = field(default_factory=list)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, case: EvaluationCase, reading: UploadReading | None) -> None:
        """Count one file; ``reading`` is None if the file could not be read."""
        self.files += 1
        if reading is None:
            self.unread += 1
            return
        self._add_pages(case, reading)
        self._add_documents(case, reading)
        for true in case.documents:
            self._add_markers(true, reading)
            self._add_fields(true, reading)

    def _add_pages(self, case: EvaluationCase, reading: UploadReading) -> None:
        documents = {page: document for document in reading.documents for page in document.pages}
        for true in case.documents:
            names = (true.type.value, true.language, case.recipe, true.layout)
            groups = [self.groups[pair] for pair in zip(DIMENSIONS, names, strict=True)]
            for page in true.pages:
                document = documents[page]
                type_, best = document.type, document.classification.best
                for right, abstained in ((self.pages_right, self.pages_abstained), *groups):
                    abstained.count(success=type_ is None)
                    if type_ is not None:
                        right.count(success=type_ is true.type)
                if type_ is not None:
                    self.pages_misled.count(success=misleads(type_, true.type))
                self.judged.append(
                    JudgedPage(best.probability, best.type is true.type, type_ is not None)
                )
                self.confusion[true.type.value, type_.value if type_ else ABSTAINED] += 1

    def _add_documents(self, case: EvaluationCase, reading: UploadReading) -> None:
        types = {page: true.type for true in case.documents for page in true.pages}
        for document in reading.documents:
            if document.type is not None:
                wrong = any(types.get(page) is not document.type for page in document.pages)
                self.documents_wrong.count(success=wrong)
        blank = DocumentType.BLANK
        true_runs = {true.pages for true in case.documents if true.type is not blank}
        found = {d.pages for d in reading.documents if not _is_blank(d, types)}
        if len(case.documents) > 1:
            self.files_split.count(success=found == true_runs)

    def _add_markers(self, true: TrueDocument, reading: UploadReading) -> None:
        for marker, counts in true.markers:
            witnesses = tuple(
                box.witness
                for box in reading.boxes
                if box.marker is marker and box.witness.page in true.pages
            )
            found = judge(marker, witnesses).status.counts
            (self.marker_recall if counts else self.marker_false).count(success=found)

    def _add_fields(self, true: TrueDocument, reading: UploadReading) -> None:
        document = _overlapping(true, reading)
        if document is None or true.type in WITHOUT_FIELDS:
            return
        for name, value in true.facts:
            read = document.value(name)
            if read is None and name is FieldName.FULL_NAME:
                # A form that asks for a name in parts tells it whole to whoever compares names.
                read = name_of(document)
            exact = read is not None and comparable(read) == comparable(value)
            self.fields_exact.count(success=exact)
            self.fields_wrong.count(success=read is not None and not exact)
            self.by_field[true.type, name].count(success=exact)


def misleads(taken: DocumentType, true: DocumentType) -> bool:
    """Whether a type taken is wrong in a way that changes what a report says."""
    return taken is not true and not (taken in CATCH_ALL and true in CATCH_ALL)


def comparable(value: str) -> str:
    """Fold case, accents and punctuation: names stand in capitals without accents on papers."""
    decomposed = unicodedata.normalize("NFKD", value.casefold().translate(_STROKES))
    kept = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def _is_blank(document: Document, types: dict[int, DocumentType]) -> bool:
    return all(types.get(page) is DocumentType.BLANK for page in document.pages)


def _overlapping(true: TrueDocument, reading: UploadReading) -> Document | None:
    """The document of the right type that shares most pages with the true one."""
    shared = [
        (len(set(d.pages) & set(true.pages)), d) for d in reading.documents if d.type is true.type
    ]
    best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None
