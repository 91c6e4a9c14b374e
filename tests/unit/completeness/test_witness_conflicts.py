"""The form's page, data and barcodes contradict each other: an officer settles which holds."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from classifiers.completeness.provenance import Maker
from classifiers.reporting import report_from_readings
from fixtures.papers import PLACE, made_upload
from models.application import Answer, Application, Dossier
from models.extraction import TextSource
from models.markers import Marker, Witness
from models.reading import BoxReading, UploadReading
from models.report import CompletenessReport, RequirementStatus
from tests.unit.completeness.applications import (
    A76,
    IMM1295,
    JOB,
    MODEL,
    OVERSEAS,
    RECEIVED,
    a76,
    codes,
    row,
)
from tests.unit.completeness.paper_variants import NO_FORM

S, M, U = RequirementStatus.SATISFIED, RequirementStatus.MISSING, RequirementStatus.UNCERTAIN
XFA, CODE, PRINT, SCAN = (
    TextSource.XFA,
    TextSource.BARCODE,
    TextSource.TEXT_LAYER,
    TextSource.OCR,
)
BOTH, COOK, EMPTY = (JOB, A76), ("Cook", "Prepares meals in a kitchen"), ("", "")
BARE_FORM = replace(IMM1295, boxes=None)

Seen = tuple[TextSource, tuple[str, str]]


def form_report(*forms: Iterable[Seen]) -> CompletenessReport:
    """Return the report on an application whose forms were read so, each by several witnesses."""
    papers = [[paper] for paper in NO_FORM] + [[BARE_FORM] for _ in forms]
    made = [made_upload(f"u{number}", upload) for number, upload in enumerate(papers, start=1)]
    readings: list[UploadReading] = []
    for (_, reading), seen in zip(
        made, [()] * len(NO_FORM) + [tuple(f) for f in forms], strict=True
    ):
        assert reading is not None
        boxes = tuple(
            BoxReading(marker, Witness(source, text, reading.upload, 1, PLACE, 0.95))
            for source, texts in seen
            for marker, text in zip(Marker, texts, strict=True)
        )
        readings.append(replace(reading, boxes=boxes))
    application = Application("W301234567", RECEIVED, Answer.UNKNOWN, Answer.UNKNOWN)
    dossier = Dossier(application, tuple(upload for upload, _ in made))
    maker = Maker("csq-intake", "1" * 64)
    return report_from_readings(dossier, tuple(readings), a76(RECEIVED.date()), MODEL, maker)


ONE_FORM = [
    # Pages of one form and the barcodes of another, either way round.
    ([(PRINT, BOTH), (CODE, COOK)], U, "marker_witnesses_conflict"),
    ([(PRINT, COOK), (CODE, BOTH)], U, "marker_witnesses_conflict"),
    ([(SCAN, BOTH), (CODE, COOK)], U, "marker_witnesses_conflict"),
    ([(SCAN, COOK), (CODE, BOTH)], U, "marker_witnesses_conflict"),
    # Data changed, or taken away, after the form was validated.
    ([(XFA, BOTH), (CODE, COOK)], U, "marker_witnesses_conflict"),
    ([(XFA, EMPTY), (CODE, BOTH)], U, "marker_witnesses_conflict"),
    ([(XFA, ("CSQ holder in Quebec - OWP", A76)), (CODE, BOTH)], U, "marker_witnesses_conflict"),
    # Agreement, in each other's box as well, and damage by OCR.
    ([(XFA, BOTH), (CODE, BOTH)], S, "form_with_both_markers"),
    ([(XFA, (A76, JOB)), (CODE, (A76, JOB))], S, "form_with_both_markers"),
    ([(SCAN, EMPTY), (CODE, BOTH)], S, "form_with_both_markers"),
    ([(SCAN, ("SQ holder ouside Quebec", "x76; lternational Mobility")), (CODE, BOTH)], S,
     "form_with_both_markers"),
    ([(XFA, COOK), (CODE, COOK)], M, "marker_absent"),
    # One entry in dispute, the other on no witness: the form lacks it whoever is right.
    ([(PRINT, (JOB, "Cooks")), (CODE, COOK)], M, "marker_absent"),
]  # fmt: skip


@pytest.mark.parametrize(("seen", "status", "code"), ONE_FORM)
def test_a_form_whose_witnesses_contradict_each_other_is_neither_missing_nor_satisfied(
    seen: list[Seen], status: RequirementStatus, code: str
) -> None:
    report = form_report(seen)
    reading = row(report, "application_form")
    assert (reading.status, reading.reason.code) == (status, code)
    if status is U:
        assert "witnesses_disagree" in codes(report)


def test_barcodes_on_a_page_of_their_own_speak_of_the_form_beside_them() -> None:
    reading = row(form_report([(PRINT, BOTH)], [(CODE, COOK)]), "application_form")
    assert (reading.status, reading.reason.code) == (U, "marker_witnesses_conflict")


def test_a_form_that_shows_both_entries_throughout_serves_beside_a_draft() -> None:
    report = form_report([(XFA, BOTH), (CODE, BOTH)], [(XFA, COOK)])
    assert row(report, "application_form").status is S
    assert "witnesses_disagree" in codes(report)


def test_nothing_is_missing_that_another_form_shows() -> None:
    reading = row(form_report([(XFA, COOK)], [(SCAN, BOTH)]), "application_form")
    assert reading.status is U


def test_the_complete_application_has_no_conflict() -> None:
    assert len(OVERSEAS) == len(NO_FORM) + 1
    assert row(form_report([(XFA, BOTH)]), "application_form").status is S
