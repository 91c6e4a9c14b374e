"""Findings on what could not be read, or hardly."""

from collections.abc import Iterator

from classifiers.completeness.case import Case, whole_page
from classifiers.completeness.findings.note import Note, note
from classifiers.completeness.requirements import Known
from models.extraction import QualityTier
from models.report import RequirementReading

_CODES = {QualityTier.POOR: "poor_page", QualityTier.UNREADABLE: "unreadable_page"}


def reading_findings(
    case: Case, _known: Known, _: tuple[RequirementReading, ...]
) -> Iterator[Note]:
    """Name uploads that were not read and pages that are hard to read."""
    for unread in case.unread:
        yield note("unreadable_upload", upload=unread.id)
    for upload, page in case.pages:
        code = _CODES.get(page.quality.tier)
        if code is not None:
            evidence = (whole_page(upload, page.number),)
            yield note(code, evidence, upload=upload, page=page.number)
