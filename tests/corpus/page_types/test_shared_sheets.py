"""Drawn sheets with two papers, read as files: what either of them proves is never missing."""

import hashlib
from datetime import UTC, datetime
from random import Random

import pytest

from classifiers.completeness.programme import load as load_programme
from classifiers.page_types import PageTypeModel, load
from classifiers.reporting import report
from extractors.reading import read
from fixtures.invention.cases import Case, invent_case
from fixtures.shared_sheets import Arrangement, one_sheet
from fixtures.specimens import draw_kind
from models.application import Answer, Application, Dossier, ReadUpload
from models.bilingual import Language
from models.extraction import ReadStatus
from models.media_types import MediaType
from models.report import CompletenessReport, RequirementStatus

RECEIVED = datetime(2024, 5, 10, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def model() -> PageTypeModel:
    return load()


def drawn(paper: str, language: Language, *, seed: int, case: Case | None = None) -> bytes:
    kind, _, layout = paper.partition("/")
    return draw_kind(kind, language, layout, seed, case=case).pdf


def reported(pdf: bytes, model: PageTypeModel) -> CompletenessReport:
    extraction = read(pdf).extraction
    assert extraction is not None
    digest = hashlib.sha256(pdf).hexdigest()
    media = MediaType.PDF.value
    upload = ReadUpload("u1", digest, "a.pdf", media, ReadStatus.READ, extraction, None)
    application = Application("W301234567", RECEIVED, Answer.YES, Answer.YES)
    programme = load_programme(as_of=application.received_on)
    return report(Dossier(application, (upload,)), programme, model)


@pytest.mark.parametrize("arrangement", Arrangement)
@pytest.mark.parametrize(
    ("papers", "requirements"),
    [
        # Kinds with their layouts, and the requirements that they prove.
        (("work_permit/grid", "passport/card"), ("status_in_canada", "passport")),
        (("passport/card", "csq/certificate"), ("passport", "csq")),
        (("csq/grid", "pr_acknowledgment/letter"), ("csq", "pr_application_proof")),
        (
            ("study_permit/certificate", "drivers_licence/card"),
            ("status_in_canada", "residence_outside_quebec"),
        ),
    ],
)
def test_what_two_papers_on_a_sheet_prove_is_uncertain_and_not_missing(
    model: PageTypeModel,
    papers: tuple[str, str],
    requirements: tuple[str, str],
    arrangement: Arrangement,
) -> None:
    case = invent_case(Random("one sheet"), province="ON")
    first, second = (drawn(paper, Language.FR, seed=7, case=case) for paper in papers)
    made = reported(one_sheet(first, second, arrangement), model)
    (document,) = made.documents
    assert document.abstained is not None
    assert document.abstained.code == "several_documents_on_page"
    statuses = {reading.id: reading.status for reading in made.requirements}
    assert {statuses[one] for one in requirements} == {RequirementStatus.UNCERTAIN}


@pytest.mark.parametrize(
    "paper",
    [
        "lease/grid",  # boxes in two columns
        "utility_bill/ledger",  # amounts far right of their captions
        "work_permit/grid",  # captions in two languages, in cells
        "passport/card",  # a picture left of its captions, a zone below
        "csq/grid",  # boxes
        "pr_submission_confirmation/web",  # a column of links
        "marriage_certificate/certificate",  # much air between its lines
    ],
)
def test_a_paper_with_gutters_of_its_own_stays_one(model: PageTypeModel, paper: str) -> None:
    for language in Language:
        made = reported(drawn(paper, language, seed=8), model)
        reasons = {one.abstained.code for one in made.documents if one.abstained is not None}
        assert "several_documents_on_page" not in reasons
