"""What went wrong in one long upload: boundaries and types, and what was left to a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from bench.evaluation.cases import TrueDocument
from bench.evaluation.tally import misleads
from models.document_types import TITLES, DocumentType
from models.documents import Document
from models.reading import UploadReading


class ErrorKind(StrEnum):
    """How an upload may be misread."""

    MISSED_BOUNDARY = "missed boundary"
    FALSE_BOUNDARY = "false boundary"
    WRONG_TYPE = "wrong type taken"


@dataclass(frozen=True, slots=True)
class StreamError:
    """One error.

    Attributes:
        page: 1-based page after which or on which it stands.
        told: the true and the found types, in words.
        left_to_a_person: whether no type was taken of any document that it touches, so that a
            person looks before anything rests on it.
    """

    kind: ErrorKind
    page: int
    told: str
    left_to_a_person: bool


@dataclass(frozen=True, slots=True)
class JudgedStream:
    """How one upload was read.

    Attributes:
        right: documents whose pages and type are right and were taken.
        abstained: true documents of whose pages at least one was given no type, and none a wrong
            one.
        wrong: true documents of whose pages at least one was given a wrong type.
        documents: true documents, blank pages left aside.
    """

    errors: tuple[StreamError, ...]
    right: int
    abstained: int
    wrong: int
    documents: int

    @property
    def taken_errors(self) -> tuple[StreamError, ...]:
        """Errors that no abstention covers."""
        return tuple(each for each in self.errors if not each.left_to_a_person)


def judged(truth: Sequence[TrueDocument], reading: UploadReading) -> JudgedStream:
    """Compare what was found with the truth; blank pages are nobody's.

    A *missed boundary* joins pages of two documents, a *false boundary* parts two successive pages
    of one. Both look at the pages that follow one another within a document, so that documents
    whose pages alternate are judged as others are.
    """
    inked = [true for true in truth if true.type is not DocumentType.BLANK]
    of_page = {page: true for true in inked for page in true.pages}
    found = {page: document for document in reading.documents for page in document.pages}
    errors = [
        *_missed(reading.documents, of_page),
        *_false(inked, found),
        *_wrong(reading.documents, of_page),
    ]
    states = [_state(true, found) for true in inked]
    return JudgedStream(
        tuple(sorted(errors, key=lambda error: error.page)),
        states.count("right"),
        states.count("abstained"),
        states.count("wrong"),
        len(inked),
    )


def _missed(documents: Sequence[Document], of_page: dict[int, TrueDocument]) -> list[StreamError]:
    return [
        StreamError(
            ErrorKind.MISSED_BOUNDARY,
            second,
            f"{_named(of_page[first])}, then {_named(of_page[second])}: {_taken(document)}",
            document.type is None or second in document.doubts,
        )
        for document in documents
        for first, second in pairwise(page for page in document.pages if page in of_page)
        if of_page[first] is not of_page[second]
    ]


def _false(inked: Sequence[TrueDocument], found: dict[int, Document]) -> list[StreamError]:
    return [
        StreamError(
            ErrorKind.FALSE_BOUNDARY,
            second,
            f"{_named(true)}: {_taken(found[first])} | {_taken(found[second])}",
            (found[first].type is None and found[second].type is None)
            or second in found[second].doubts,
        )
        for true in inked
        for first, second in pairwise(true.pages)
        if found[first] is not found[second]
    ]


def _wrong(documents: Sequence[Document], of_page: dict[int, TrueDocument]) -> list[StreamError]:
    """Tell of each document taken wrongly, once, and of inked pages taken for blank ones."""
    errors = []
    for document in documents:
        wrong = [
            page
            for page in document.pages
            if page in of_page
            and document.type is not None
            and misleads(document.type, of_page[page].type)
        ]
        if wrong:
            told = f"{_named(of_page[wrong[0]])}: {_taken(document)}"
            errors.append(StreamError(ErrorKind.WRONG_TYPE, wrong[0], told, left_to_a_person=False))
    return errors


def _state(true: TrueDocument, found: dict[int, Document]) -> str:
    documents = [found[page] for page in true.pages]
    if any(d.type is not None and misleads(d.type, true.type) for d in documents):
        return "wrong"
    if any(document.type is None for document in documents):
        return "abstained"
    exact = all(document is documents[0] for document in documents)
    if exact:
        return "right"
    return "abstained" if any(document.doubts for document in documents) else "split"


def _named(true: TrueDocument) -> str:
    return f"{true.kind} ({true.language}, {true.layout})"


def _taken(document: Document) -> str:
    best = document.classification.best
    title = TITLES[best.type].en
    if document.classification.abstained is None:
        return f"taken for “{title}” ({best.probability:.3f})"
    reason = document.classification.abstained.code
    return f"left to a person ({reason}; “{title}” {best.probability:.3f})"
