"""The evidence of a requirement shows the facts that decide it; a whole page is the last resort."""

from dataclasses import replace

import pytest

from classifiers.completeness.case import case_of
from classifiers.completeness.quotes import phrase_evidence
from fixtures.papers import Paper, made_upload
from models.application import Answer, Application, Dossier
from models.document_types import DocumentType as T
from models.documents import FieldName
from models.extraction import QualityTier, TextSource
from models.geometry import WHOLE_PAGE, Box
from models.report import CompletenessReport
from tests.unit.completeness.applications import (
    IMM1295,
    IN_CANADA,
    LEASE,
    OTHER_LETTER,
    OVERSEAS,
    RECEIVED,
    WORK_PERMIT,
    a76,
    judged,
    row,
    separate,
    without,
)
from tests.unit.completeness.paper_variants import NO_FORM

NO_PLACE = Box(0.0, 1.0, 0.0, 1.0)
SHOWN = [
    ("csq", {"DIALLO", "Aïcha", "Travailleur qualifié", "2023-03-01"}),
    ("invitation_letter", {"DIALLO", "Aïcha"}),
    ("status_in_canada", {"DIALLO", "Aïcha", "2023-01-31"}),
    ("residence_outside_quebec", {"ON", "12 King Street", "Aïcha Diallo"}),
    ("passport", {"DIALLO", "Aïcha", "P1234567", "2030-01-01"}),
]


@pytest.mark.parametrize(("requirement", "facts"), SHOWN)
def test_a_satisfied_requirement_quotes_its_heading_and_then_the_facts_that_decide_it(
    requirement: str, facts: set[str]
) -> None:
    lease = LEASE.but(address="12 King Street")
    papers = (*without(IN_CANADA, T.PROOF_OF_RESIDENCE), lease)
    heading, *others = row(judged(*separate(*papers)), requirement).evidence
    assert heading.text in {type_.value for type_ in T}
    assert {one.text for one in others} == facts


def test_an_expiry_that_was_worked_out_is_shown_by_the_date_of_issue() -> None:
    papers = [paper.but(expiry_date="") if paper.type is T.CSQ else paper for paper in OVERSEAS]
    texts = {one.text for one in row(judged(*separate(*papers)), "csq").evidence}
    assert "2021-03-01" in texts


def evidence_of_form_finding(form: Paper) -> CompletenessReport:
    """Return the report on an application with this form."""
    return judged(*separate(*NO_FORM, form))


def test_a_form_that_was_not_validated_is_pointed_to_where_it_can_be_seen() -> None:
    fields = {**IMM1295.fields, FieldName.FORM_VALIDATED: "not_validated"}
    report = evidence_of_form_finding(replace(IMM1295, fields=fields, place=NO_PLACE))
    finding = next(one for one in report.findings if one.code == "form_not_validated")
    assert [one.text for one in finding.evidence] == ["imm1295"]
    assert all(one.box.area > 0 for one in finding.evidence)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("Permanent residence. We are returning your application", "pr_application_returned",
         ["Permanent residence.", "are returning your"]),
        ("Votre demande de résidence permanente a été refusée.", "pr_application_refused",
         ["demande de résidence permanente", "a été refusée."]),
    ],
)  # fmt: skip
def test_bad_news_in_a_letter_is_pointed_to_by_its_words(
    text: str, code: str, words: list[str]
) -> None:
    report = judged(*separate(*OVERSEAS, replace(OTHER_LETTER, text=text)))
    finding = next(one for one in report.findings if one.code == code)
    assert [one.text for one in finding.evidence] == words
    assert all(0 < one.box.area < 1 for one in finding.evidence)


def test_an_earlier_permit_is_told_by_its_remark() -> None:
    old = replace(WORK_PERMIT, text="Remarks: CSQ holders – A76")
    report = judged(*separate(*without(IN_CANADA, T.WORK_PERMIT), old))
    extension = next(one for one in report.conditions if one.id == "extension")
    assert [one.text for one in extension.evidence] == ["CSQ holders"]


@pytest.mark.parametrize("source", [TextSource.TEXT_LAYER, TextSource.OCR, None])
def test_a_page_as_a_whole_tells_how_it_was_read(source: TextSource | None) -> None:
    upload, reading = made_upload("u1", [Paper(T.OTHER_LETTER, tier=QualityTier.DIGITAL)])
    assert upload.extraction is not None
    assert reading is not None
    page = replace(upload.extraction.pages[0], text_source=source)
    read = replace(upload, extraction=replace(upload.extraction, pages=(page,)))
    application = Application("W301234567", RECEIVED, Answer.UNKNOWN, Answer.UNKNOWN)
    case = case_of(Dossier(application, (read,)), (reading,), a76(RECEIVED.date()))
    seen = case.whole_page("u1", 1)
    assert (seen.box, seen.source) == (WHOLE_PAGE, source or TextSource.OCR)
    assert phrase_evidence(case.documents[0], ("permanent residence",), case) == ()
