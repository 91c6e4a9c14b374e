"""Findings on what could not be read, or hardly."""

from collections.abc import Iterator

from classifiers.completeness.absence import left_out
from classifiers.completeness.case import Case
from classifiers.completeness.findings.note import Note, note, note_in_words
from classifiers.completeness.requirements import Known
from models.bilingual import Bilingual
from models.document_types import DocumentType
from models.extraction import QualityTier
from models.report import RequirementReading

_WORDLESS = frozenset({DocumentType.BLANK, DocumentType.PHOTO})
_UNASKED = frozenset({DocumentType.OTHER, DocumentType.OTHER_LETTER})
"""Types of which it makes no difference how many papers there are."""
_CODES = {QualityTier.POOR: "poor_page", QualityTier.UNREADABLE: "unreadable_page"}


def reading_findings(
    case: Case, _known: Known, _: tuple[RequirementReading, ...]
) -> Iterator[Note]:
    """Name uploads that were not read, pages that are hard to read and boundaries in doubt."""
    for unread in case.unread:
        yield note("unreadable_upload", upload=unread.id)
    for upload_read in case.uploads:
        for problem in left_out(upload_read):
            told = {"problem": Bilingual(problem.en, problem.fr)}
            yield note_in_words("upload_read_in_part", (), told, upload=upload_read.id)
    wordless = {
        (document.upload, number)
        for document in case.documents
        if document.type in _WORDLESS
        for number in document.pages
    }
    for upload, page in case.pages:
        code = _CODES.get(page.quality.tier)
        # A page without words is no loss where none can be, or where its codes say what it holds.
        nothing_lost = (upload, page.number) in wordless or bool(page.barcodes)
        if code is not None and not nothing_lost:
            evidence = (case.whole_page(upload, page.number),)
            yield note(code, evidence, upload=upload, page=page.number)
    yield from _doubtful_boundaries(case)


def _doubtful_boundaries(case: Case) -> Iterator[Note]:
    """Name the pages at which a document may end; one without a type says so already."""
    for document in case.documents:
        if document.type is None or document.type in _UNASKED:
            continue
        for page in document.doubts:
            evidence = (case.whole_page(document.upload, page),)
            yield note("boundary_in_doubt", evidence, upload=document.upload, page=page)
