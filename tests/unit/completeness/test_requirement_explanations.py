"""What a reading says beside its status: the nearest document, both sides, who settles it."""

from dataclasses import replace

import pytest

from classifiers.completeness.settling import SETTLERS
from classifiers.completeness.texts import REASONS
from fixtures.papers import UNREAD
from models.application import Answer
from models.document_types import DocumentType as T
from models.report import RequirementStatus, Stance
from tests.unit.completeness.applications import (
    IMM1295,
    IN_CANADA,
    INVITATION,
    OTHER_LETTER,
    OVERSEAS,
    PASSPORT,
    QUEBEC_LEASE,
    judged,
    row,
    separate,
)
from tests.unit.completeness.paper_variants import (
    BLUR,
    CAQ,
    EXPIRED_CSQ,
    FEE_RECEIPT,
    HARDLY_PERMIT,
    MAYBE_PERMIT,
    NO_CSQ,
    NO_FORM,
    NO_LEASE,
    NO_STATUS,
    VISA,
    WORK_LETTER,
)


@pytest.mark.parametrize(
    ("papers", "requirement", "code"),
    [
        ((*NO_CSQ, CAQ), "csq", "quebec_acceptance_not_selection"),
        ((*NO_STATUS, VISA), "status_in_canada", "entry_document_not_status"),
        ((*NO_FORM, replace(IMM1295, boxes=("", ""))), "application_form", "marker_absent"),
        ((*NO_STATUS, HARDLY_PERMIT), "status_in_canada", "not_certain"),
    ],
)
def test_missing_names_the_closest_candidate_and_why_it_lost(papers, requirement, code):
    reading = row(judged(*separate(*papers)), requirement)
    assert reading.status is RequirementStatus.MISSING
    assert [candidate.why_not.code for candidate in reading.closest] == [code]


@pytest.mark.parametrize(
    ("decoy", "code"),
    [(WORK_LETTER, "acknowledges_work_permit"), (FEE_RECEIPT, "receipt_for_work_permit")],
)
def test_declared_pr_application_without_proof_is_missing(decoy, code):
    reading = row(judged(*separate(*OVERSEAS, decoy), pr_filed=Answer.YES), "pr_application_proof")
    assert reading.status is RequirementStatus.MISSING
    assert reading.closest[0].why_not.code == code
    assert (reading.looked_at.uploads, reading.looked_at.pages) == (5, 5)


def test_contradiction_shows_both_sides():
    reading = row(judged(*separate(*IN_CANADA, QUEBEC_LEASE)), "residence_outside_quebec")
    assert {evidence.text for evidence in reading.evidence} == {"ON", "QC"}
    assert len(reading.documents) == 2


def test_contradiction_between_lease_and_form_names_both_with_their_documents():
    papers = (*NO_LEASE, QUEBEC_LEASE)
    reading = row(judged(*separate(*papers)), "residence_outside_quebec")
    assert reading.status is RequirementStatus.CONTRADICTED
    sides = {(side.stance, side.document) for side in reading.sides}
    # The form gives Ontario, the lease Quebec.
    assert sides == {(Stance.FOR, "d3"), (Stance.AGAINST, "d6")}
    assert all(side.evidence for side in reading.sides)
    assert reading.reason.code == "form_and_document_disagree"


def test_missing_always_names_the_nearest_document_if_one_could_be_it_at_all():
    letter = replace(OTHER_LETTER, also=((T.CSQ, 0.001),))
    reading = row(judged(*separate(*NO_CSQ, letter)), "csq")
    assert reading.status is RequirementStatus.MISSING
    assert [(one.document, one.probability) for one in reading.closest] == [("d4", 0.001)]
    assert reading.closest[0].why_not.code == "another_type"


SETTLED = [
    # What could be the missing document is looked at by an officer.
    ((*NO_STATUS, MAYBE_PERMIT), "status_in_canada", {"officer"}),
    # A file that cannot be opened is sent again.
    ((*NO_CSQ, UNREAD), "csq", {"applicant"}),
    # A page that can hardly be read: either.
    ((*NO_CSQ, BLUR), "csq", {"officer", "applicant"}),
    # A fact that nobody stated is declared, or shown by what is sent.
    (
        (EXPIRED_CSQ, INVITATION, IMM1295, PASSPORT),
        "pr_application_proof",
        {"pipeline", "applicant"},
    ),
]


@pytest.mark.parametrize(("papers", "requirement", "by"), SETTLED)
def test_uncertain_says_who_can_settle_it(papers, requirement, by):
    reading = row(judged(*separate(*papers)), requirement)
    assert reading.status is RequirementStatus.UNCERTAIN
    assert set(reading.settled_by) == by


def test_every_reason_that_leaves_a_requirement_open_names_who_settles_it():
    open_codes = set(REASONS) - {
        # Of satisfied, missing and not applicable requirements, and of candidates and conditions.
        "document_found", "one_of_accepted_types", "form_with_both_markers",
        "none_of_accepted_types_found", "no_upload",
        "condition_does_not_hold", "waived", "not_needed_while_valid", "expired_rescued",
        "marker_absent", "form_names_place", "another_type", "type_not_certain",
        "sources_disagree", "not_known",
        # Its settlers stand with the condition in the programme file.
        "condition_unknown",
    }  # fmt: skip
    assert open_codes == set(SETTLERS)


def test_what_to_send_is_said_of_every_requirement_in_both_languages():
    for reading in judged(*separate(*IN_CANADA)).requirements:
        assert reading.ask is not None
        assert reading.ask.en != reading.ask.fr
