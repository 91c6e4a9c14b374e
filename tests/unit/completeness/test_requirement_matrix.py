"""Each application, in one line of intent, and what the matrix must say of it."""

from dataclasses import replace

import pytest

from classifiers.reporting import canonical_json
from fixtures.papers import UNREAD, Paper
from models.document_types import DocumentType as T
from models.extraction import QualityTier
from models.report import Outcome, RequirementStatus
from tests.unit.completeness.applications import (
    A76,
    AOR,
    CSQ,
    IMM1295,
    IMM5710,
    IN_CANADA,
    JOB,
    LEASE,
    OTHER_LETTER,
    OVERSEAS,
    PASSPORT,
    QUEBEC_LEASE,
    WORK_PERMIT,
    judged,
    row,
    separate,
    statuses,
    without,
)
from tests.unit.completeness.paper_variants import (
    ADDRESSED_TO_ANOTHER,
    BLUR,
    CAQ,
    EXPIRED_CSQ,
    HARDLY_PERMIT,
    INVITATION_TO_NOBODY,
    MAINTAINED,
    MAYBE_PERMIT,
    NAMELESS_CSQ,
    NO_CSQ,
    NO_FORM,
    NO_INVITATION,
    NO_LEASE,
    NO_STATUS,
    PR_RECEIPT,
    SCANNED_1295,
    SIGNED,
    SIGNED_AND_ADDRESSED_TO_NOBODY,
    SPOUSES_CSQ,
    UNDATED_CSQ,
    VISA,
)

S, M, U = RequirementStatus.SATISFIED, RequirementStatus.MISSING, RequirementStatus.UNCERTAIN
C, N = RequirementStatus.CONTRADICTED, RequirementStatus.NOT_APPLICABLE
COMPLETE, INCOMPLETE, REVIEW = Outcome.COMPLETE, Outcome.INCOMPLETE, Outcome.NEEDS_REVIEW

CASES = [
    # Each line: what is meant, papers, requirement, its status, its reason, the outcome.
    ("overseas with everything", OVERSEAS, "csq", S, "document_found", COMPLETE),
    ("in Canada with everything", IN_CANADA, "status_in_canada", S, "document_found", COMPLETE),
    # The selection certificate.
    ("no CSQ", NO_CSQ, "csq", M, "none_of_accepted_types_found", INCOMPLETE),
    ("a CAQ instead", (*NO_CSQ, CAQ), "csq", M, "none_of_accepted_types_found", INCOMPLETE),
    ("expired, no PR proof", (*NO_CSQ, EXPIRED_CSQ), "csq", U, "document_expired", REVIEW),
    ("expired, PR in time", (*NO_CSQ, EXPIRED_CSQ, AOR), "csq", S, "expired_rescued", COMPLETE),
    ("expired, PR proof without a date", (*NO_CSQ, EXPIRED_CSQ, PR_RECEIPT),
     "csq", U, "expired_rescue_date_not_read", REVIEW),
    ("expired, PR application after the expiry",
     (*NO_CSQ, EXPIRED_CSQ, AOR.but(received_date="2022-06-01")), "csq", U,
     "document_expired", REVIEW),
    ("expiry not read, in force by its date of issue", (*NO_CSQ, CSQ.but(expiry_date="")),
     "csq", S, "document_found", COMPLETE),
    ("expiry not read, 36 months by its date of issue before August 2018",
     (*NO_CSQ, CSQ.but(expiry_date="", issue_date="2018-08-01")), "csq", U,
     "document_expired", REVIEW),
    ("expiry misread as the date of issue", (*NO_CSQ, CSQ.but(expiry_date="2021-03-01")),
     "csq", S, "document_found", COMPLETE),
    ("issued after the application was received",
     (*NO_CSQ, CSQ.but(issue_date="2022-07-05", expiry_date="2024-07-05")), "csq", U,
     "issued_after_receipt", REVIEW),
    ("issued on the day of receipt",
     (*NO_CSQ, CSQ.but(issue_date="2022-07-04", expiry_date="2024-07-04")), "csq", S,
     "document_found", COMPLETE),
    ("an invitation of nobody, by its date alone", (*NO_INVITATION, INVITATION_TO_NOBODY),
     "invitation_letter", U, "no_particulars", REVIEW),
    ("an invitation whose number alone was read",
     (*NO_INVITATION, INVITATION_TO_NOBODY.but(reference_number="K6135709")),
     "invitation_letter", U, "applicant_not_named", REVIEW),
    ("its holder was not read", (*NO_CSQ, NAMELESS_CSQ), "csq", U, "applicant_not_named", REVIEW),
    ("its holder stands in its text alone",
     (*NO_CSQ, replace(NAMELESS_CSQ, text="Nom DIALLO Prénom A1cha")), "csq", S,
     "document_found", COMPLETE),
    ("a namesake's CSQ", (*NO_CSQ, CSQ.but(birth_date="1962-11-30")), "csq", U,
     "may_name_another_person", REVIEW),
    ("two misread digits make no namesake", (*NO_CSQ, CSQ.but(birth_date="1996-04-11")), "csq", S,
     "document_found", COMPLETE),
    ("a programme of which it is not settled", (*NO_CSQ, CSQ.but(category="PSTQ volet 1")), "csq",
     S, "document_found", REVIEW),
    ("a CAQ taken for the CSQ", (*NO_CSQ, replace(CSQ, text="Certificat d'acceptation")), "csq",
     U, "may_be_another_document", REVIEW),
    ("a CSQ that mentions a CAQ",
     (*NO_CSQ, replace(CSQ, text="Certificat de se1ection. Certificat d'acceptation antérieur")),
     "csq", S, "document_found", COMPLETE),
    ("a paper that the model took for a CAQ may be the CSQ",
     (*NO_CSQ, replace(CAQ, probability=0.85, also=((T.CSQ, 0.13),))), "csq", U,
     "could_be_mistaken", REVIEW),
    ("a page left out", (*NO_CSQ, replace(OTHER_LETTER, problem="page_not_drawn")), "csq", U,
     "upload_read_in_part", REVIEW),
    ("a page read by its picture is not left out",
     (*NO_CSQ, replace(OTHER_LETTER, problem="text_not_read")), "csq", M,
     "none_of_accepted_types_found", INCOMPLETE),
    ("an undecided page that was read once",
     (*NO_CSQ, replace(BLUR, tier=QualityTier.GOOD, pictured=True)), "csq", U,
     "second_look_not_taken", REVIEW),
    ("a page too dark to read, whatever the model took it for",
     (*NO_CSQ, Paper(T.FEE_RECEIPT, tier=QualityTier.UNREADABLE)), "csq", U, "pages_not_readable",
     REVIEW),
    ("no date at all", (*NO_CSQ, UNDATED_CSQ), "csq", U, "expiry_not_read", REVIEW),
    ("the spouse's CSQ", (*NO_CSQ, SPOUSES_CSQ), "csq", U, "names_another_person", REVIEW),
    ("both spouses' CSQ", (*OVERSEAS, SPOUSES_CSQ), "csq", S, "document_found", COMPLETE),
    ("an investor's CSQ", (*NO_CSQ, CSQ.but(category="Gens d'affaires - investisseur")),
     "csq", U, "category_not_accepted", REVIEW),
    ("a skilled worker's CSQ", (*NO_CSQ, CSQ.but(category="Travailleur qualifié")),
     "csq", S, "document_found", COMPLETE),
    # The invitation.
    ("no invitation", without(OVERSEAS, T.INVITATION_LETTER), "invitation_letter", M,
     "none_of_accepted_types_found", INCOMPLETE),
    ("an invitation whose signatory was read as its name", (*NO_INVITATION, SIGNED),
     "invitation_letter", S, "document_found", COMPLETE),
    ("an invitation that names its signatory alone",
     (*NO_INVITATION, SIGNED_AND_ADDRESSED_TO_NOBODY), "invitation_letter", U,
     "applicant_not_named", REVIEW),
    ("an invitation of another person", (*NO_INVITATION, ADDRESSED_TO_ANOTHER),
     "invitation_letter", U, "may_name_another_person", REVIEW),
    # What is above and what below is told along the content, whichever way the page lies.
    *(
        (f"an invitation of another person, turned by {turned} degrees",
         (*NO_INVITATION, replace(ADDRESSED_TO_ANOTHER, rotation=turned)),
         "invitation_letter", U, "may_name_another_person", REVIEW)
        for turned in (90, 180, 270)
    ),
    *(
        (f"an invitation that names its signatory alone, turned by {turned} degrees",
         (*NO_INVITATION, replace(SIGNED_AND_ADDRESSED_TO_NOBODY, rotation=turned)),
         "invitation_letter", U, "applicant_not_named", REVIEW)
        for turned in (90, 180, 270)
    ),
    # The PR application.
    ("PR unknown, CSQ in force", OVERSEAS, "pr_application_proof", N,
     "not_needed_while_valid", COMPLETE),
    ("PR unknown, no CSQ", NO_CSQ, "pr_application_proof", U, "condition_unknown", INCOMPLETE),
    ("PR unknown, CSQ expired", (*NO_CSQ, EXPIRED_CSQ), "pr_application_proof", U,
     "condition_unknown", REVIEW),
    ("PR proof there", (*OVERSEAS, AOR), "pr_application_proof", S, "document_found", COMPLETE),
    ("PR fee receipt", (*OVERSEAS, PR_RECEIPT), "pr_application_proof", S, "document_found",
     COMPLETE),
    # Status in Canada.
    ("no status", NO_STATUS, "status_in_canada", M, "none_of_accepted_types_found", INCOMPLETE),
    ("a visa is no status", (*NO_STATUS, VISA), "status_in_canada", M,
     "none_of_accepted_types_found", INCOMPLETE),
    ("expired permit", (*NO_STATUS, WORK_PERMIT.but(expiry_date="2022-07-03")),
     "status_in_canada", U, "document_expired", REVIEW),
    ("expires on the day of receipt", (*NO_STATUS, WORK_PERMIT.but(expiry_date="2022-07-04")),
     "status_in_canada", S, "document_found", COMPLETE),
    ("expired permit and a letter on maintained status",
     (*NO_STATUS, WORK_PERMIT.but(expiry_date="2022-07-03"), MAINTAINED), "status_in_canada", S,
     "document_found", COMPLETE),
    ("an abstained page could be a permit", (*NO_STATUS, MAYBE_PERMIT), "status_in_canada", U,
     "could_be_abstained_document", REVIEW),
    ("an abstained page is hardly a permit", (*NO_STATUS, HARDLY_PERMIT), "status_in_canada", M,
     "none_of_accepted_types_found", INCOMPLETE),
    ("an unreadable page", (*NO_STATUS, BLUR), "status_in_canada", U, "pages_not_readable",
     REVIEW),
    ("an unread upload", (*NO_STATUS, UNREAD), "status_in_canada", U, "upload_not_read", REVIEW),
    ("overseas needs no status", OVERSEAS, "status_in_canada", N, "condition_does_not_hold",
     COMPLETE),
    # Residence outside Quebec.
    ("no proof of residence", NO_LEASE, "residence_outside_quebec", M,
     "none_of_accepted_types_found", INCOMPLETE),
    ("a Quebec lease", (*NO_LEASE, QUEBEC_LEASE), "residence_outside_quebec", C,
     "form_and_document_disagree", REVIEW),
    ("leases in Ontario and Quebec", (*IN_CANADA, QUEBEC_LEASE), "residence_outside_quebec", C,
     "documents_disagree", REVIEW),
    ("the form says Quebec",
     (*without(IN_CANADA, T.IMM5710), IMM5710.but(residence_province="QC")),
     "residence_outside_quebec", C, "form_and_document_disagree", REVIEW),
    ("province not read", (*NO_LEASE, LEASE.but(province="")), "residence_outside_quebec", U,
     "place_not_read", REVIEW),
    ("the form says Quebec, and the lease cannot be read",
     (*without(IN_CANADA, T.IMM5710, T.PROOF_OF_RESIDENCE), IMM5710.but(residence_province="QC"),
      LEASE.but(province="")), "residence_outside_quebec", U, "place_not_read", REVIEW),
    # The form and its markers.
    ("no form", NO_FORM, "application_form", M, "none_of_accepted_types_found", INCOMPLETE),
    ("markers absent in data", (*NO_FORM, replace(IMM1295, boxes=("Cook", "Cooks meals"))),
     "application_form", M, "marker_absent", INCOMPLETE),
    ("one marker absent in data", (*NO_FORM, replace(IMM1295, boxes=(JOB, ""))),
     "application_form", M, "marker_absent", INCOMPLETE),
    ("markers absent, but an upload is unread",
     (*NO_FORM, replace(IMM1295, boxes=("", "")), UNREAD), "application_form", U,
     "upload_not_read", REVIEW),
    ("scanned form with markers", (*NO_FORM, SCANNED_1295), "application_form", S,
     "form_with_both_markers", COMPLETE),
    ("scanned form, another job read well", (*NO_FORM, replace(SCANNED_1295, boxes=("Cook", A76))),
     "application_form", M, "marker_absent", INCOMPLETE),
    ("scanned form, box seen empty", (*NO_FORM, replace(SCANNED_1295, boxes=("", A76))),
     "application_form", U, "marker_not_certain", REVIEW),
    ("form without any reading of its boxes", (*NO_FORM, replace(IMM1295, boxes=None)),
     "application_form", U, "marker_unreadable", REVIEW),
    ("boxes swapped", (*NO_FORM, replace(IMM1295, boxes=(A76, JOB))), "application_form", S,
     "form_with_both_markers", COMPLETE),
    # The passport.
    ("no passport", without(OVERSEAS, T.PASSPORT), "passport", M, "none_of_accepted_types_found",
     INCOMPLETE),
    ("passport without a date", (*without(OVERSEAS, T.PASSPORT), PASSPORT.but(expiry_date="")),
     "passport", S, "document_found", COMPLETE),
]  # fmt: skip


@pytest.mark.parametrize(
    ("papers", "requirement", "status", "code", "outcome"),
    [pytest.param(*case[1:], id=case[0]) for case in CASES],
)
def test_matrix_says_what_the_papers_show(papers, requirement, status, code, outcome):
    report = judged(*separate(*papers))
    assert canonical_json(report)
    reading = row(report, requirement)
    assert (reading.status, reading.reason.code) == (status, code)
    assert report.outcome is outcome
    assert (reading.looked_at is not None) == (status is M)


def test_application_without_uploads_lacks_everything_that_surely_applies():
    report = judged()
    assert canonical_json(report)
    assert statuses(report) == {
        "csq": M,
        "invitation_letter": M,
        "pr_application_proof": U,
        "status_in_canada": U,
        "residence_outside_quebec": U,
        "application_form": M,
        "passport": M,
    }


def test_one_merged_upload_says_the_same_as_separate_ones():
    merged, apart = judged(list(IN_CANADA)), judged(*separate(*IN_CANADA))
    assert statuses(merged) == statuses(apart)
    assert merged.outcome is apart.outcome is COMPLETE
