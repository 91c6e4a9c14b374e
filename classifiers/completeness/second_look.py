"""Which pages another reading may change the report by: the last step before saying "missing"."""

from collections.abc import Iterator
from typing import Final

from models.application import ReadUpload
from models.extraction import Page, QualityTier, TextSource
from models.report import CompletenessReport, ReportedDocument, RequirementStatus

MOST_PAGES: Final = 30
"""Pages of one application that are read again; a second look costs seconds a page."""

_OPEN = frozenset({RequirementStatus.MISSING, RequirementStatus.UNCERTAIN})
_CLEAR = frozenset({QualityTier.DIGITAL, QualityTier.GOOD})
_WORST_FIRST = tuple(reversed(QualityTier))


def is_poorly_read(page: Page) -> bool:
    """Whether a page was read by OCR from a picture that is less than good."""
    return page.text_source is not TextSource.TEXT_LAYER and page.quality.tier not in _CLEAR


def pages_to_look_at_again(
    report: CompletenessReport, uploads: tuple[ReadUpload, ...]
) -> dict[str, tuple[int, ...]]:
    """Return pages worth a second look, ascending, by upload; none if no requirement is open.

    Worth it are pages that were read once by OCR and were read poorly, or belong to a document
    whose type is not certain. Of too many, the worst are taken. Pages that prove something already
    are left as they are: another reading can gain nothing there, and has lost a marker and a name.
    What cannot be read at all may hide another document, whatever it is taken for.
    """
    if not any(requirement.status in _OPEN for requirement in report.requirements):
        return {}
    undecided = {
        (document.upload, page) for document in _undecided(report) for page in document.pages
    }
    proven = set(_proving(report))
    worth = [
        (upload.id, page)
        for upload in uploads
        if upload.extraction is not None
        for page in upload.extraction.pages
        if is_read_once(page)
        and (is_poorly_read(page) or (upload.id, page.number) in undecided)
        and (page.quality.tier is QualityTier.UNREADABLE or (upload.id, page.number) not in proven)
    ]
    worth.sort(key=lambda one: _WORST_FIRST.index(one[1].quality.tier))
    chosen: dict[str, list[int]] = {}
    for upload_id, page in worth[:MOST_PAGES]:
        chosen.setdefault(upload_id, []).append(page.number)
    return {upload_id: tuple(sorted(pages)) for upload_id, pages in chosen.items()}


def is_read_once(page: Page) -> bool:
    """Whether a page has a picture with ink that one OCR engine alone has read."""
    by_ocr = page.text_source in (TextSource.OCR, None)
    return by_ocr and page.second_look is None and page.image is not None


def _proving(report: CompletenessReport) -> Iterator[tuple[str, int]]:
    """Yield the uploads and pages of documents that satisfy a requirement."""
    proofs = {
        document
        for requirement in report.requirements
        if requirement.status is RequirementStatus.SATISFIED
        for document in requirement.documents
    }
    for document in report.documents:
        if document.id in proofs:
            yield from ((document.upload, page) for page in document.pages)


def _undecided(report: CompletenessReport) -> Iterator[ReportedDocument]:
    return (document for document in report.documents if document.type is None)
