"""Which pages are read again before a report says that something is missing."""

from dataclasses import replace

import pytest

from classifiers.completeness.second_look import MOST_PAGES, pages_to_look_at_again
from fixtures.papers import Paper, made_upload
from models.application import ReadUpload
from models.document_types import DocumentType as T
from models.extraction import ImageRef, OcrEngineName, Page, QualityTier, TextSource
from models.report import CompletenessReport
from tests.unit.completeness.applications import (
    CSQ,
    OTHER_LETTER,
    OVERSEAS,
    judged,
    separate,
    without,
)
from tests.unit.completeness.paper_variants import EXPIRED_CSQ

PICTURE = ImageRef("c" * 64, "image/png", 100, 100)
NO_CSQ = without(OVERSEAS, T.CSQ)
NOTHING_ELSE = without(NO_CSQ, T.PASSPORT)
POOR = replace(OTHER_LETTER, tier=QualityTier.POOR)
UNDECIDED = replace(OTHER_LETTER, abstained=True, probability=0.4)


def report_and_uploads(
    *papers: Paper, **changes: object
) -> tuple[CompletenessReport, tuple[ReadUpload, ...]]:
    """The report on papers that have pictures; ``changes`` are made to every page."""
    uploads = tuple(made_upload(f"u{n}", [paper])[0] for n, paper in enumerate(papers, start=1))
    return judged(*separate(*papers)), tuple(_pictured(upload, changes) for upload in uploads)


def _pictured(upload: ReadUpload, changes: dict[str, object]) -> ReadUpload:
    assert upload.extraction is not None
    pages = tuple(_with(page, changes) for page in upload.extraction.pages)
    return replace(upload, extraction=replace(upload.extraction, pages=pages))


def _with(page: Page, changes: dict[str, object]) -> Page:
    return replace(page, **({"image": PICTURE} | changes))


# The papers of an application, and the uploads whose page is worth another look.
WORTH = [
    ((*NO_CSQ, POOR), {"u4"}),  # something is missing, and a page was read poorly
    ((*NO_CSQ, UNDECIDED), {"u4"}),  # ... or its type is not certain
    ((*NO_CSQ, OTHER_LETTER), set()),  # ... or every page was read well
    ((*OVERSEAS, POOR), set()),  # nothing is missing
    ((*NOTHING_ELSE, replace(CSQ, tier=QualityTier.POOR)), set()),  # the page proves something
    # ... or it is of the right type, and proves nothing yet
    ((*NOTHING_ELSE, replace(EXPIRED_CSQ, tier=QualityTier.POOR)), {"u3"}),
]


@pytest.mark.parametrize(("papers", "expected"), WORTH)
def test_only_what_may_change_the_report_is_looked_at_again(papers, expected):
    assert set(pages_to_look_at_again(*report_and_uploads(*papers))) == expected


# What a page must not be.
NEVER = [
    {"second_look": OcrEngineName.RAPIDOCR},  # read by both engines already
    {"text_source": TextSource.TEXT_LAYER},  # never read by OCR
    {"image": None},  # no picture to read
]


@pytest.mark.parametrize("changes", NEVER)
def test_no_page_is_looked_at_in_vain(changes):
    assert pages_to_look_at_again(*report_and_uploads(*NO_CSQ, POOR, **changes)) == {}


def test_of_too_many_pages_the_worst_are_taken():
    worst = replace(POOR, tier=QualityTier.UNREADABLE)
    report, uploads = report_and_uploads(*[POOR] * MOST_PAGES, worst)
    chosen = pages_to_look_at_again(report, uploads)
    assert sum(map(len, chosen.values())) == MOST_PAGES
    assert f"u{MOST_PAGES + 1}" in chosen


def test_a_certificate_that_was_found_asks_for_nothing():
    assert pages_to_look_at_again(*report_and_uploads(*OVERSEAS, CSQ)) == {}
