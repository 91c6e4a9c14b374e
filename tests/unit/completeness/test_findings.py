"""Each finding in an application that has it, and its absence under honest variation."""

from dataclasses import replace

import pytest

from classifiers.completeness.finding_texts import FINDINGS
from fixtures.papers import UNREAD
from models.application import SeenElsewhere
from models.document_types import DocumentType as T
from models.documents import FieldName
from models.extraction import QualityTier, TextSource
from tests.unit.completeness.applications import (
    A76,
    AOR,
    CSQ,
    IMM1295,
    IMM5710,
    IN_CANADA,
    INVITATION,
    JOB,
    LEASE,
    OTHER_LETTER,
    OVERSEAS,
    PASSPORT,
    PHOTO,
    QUEBEC_LEASE,
    WORK_PERMIT,
    codes,
    judged,
    row,
    separate,
    without,
)

NO_CSQ = without(OVERSEAS, T.CSQ)
NO_FORM = without(OVERSEAS, T.IMM1295)
NO_PASSPORT = without(OVERSEAS, T.PASSPORT)
EXPIRED = CSQ.but(expiry_date="2022-05-01")
SCAN = replace(IMM1295, source=TextSource.OCR, boxes=("Cook", "Cooks meals"))
FORM_DATA = replace(IMM1295, fields={**IMM1295.fields, FieldName.FORM_VALIDATED: "not_validated"})

RETURNED = replace(OTHER_LETTER, text="Permanent residence. We are returning your application")
REFUSED = replace(OTHER_LETTER, text="Votre demande de résidence permanente a été refusée.")
DECIDED = replace(OTHER_LETTER, text="CONFIRMATION OF PERMANENT RESIDENCE IMM 5292")
OLD_PERMIT = replace(
    WORK_PERMIT.but(document_number="U987654321"), text="Remarks: CSQ holders – A76"
)

FOUND = [
    ("name_differs", (*NO_CSQ, CSQ.but(family_name="TREMBLAY"))),
    ("birth_date_differs", (*NO_CSQ, CSQ.but(birth_date="1991-11-23"))),
    ("passport_number_differs", (*OVERSEAS, WORK_PERMIT.but(passport_number="X7654321"))),
    ("uci_differs", (*NO_FORM, IMM1295.but(uci="11223344"), AOR.but(uci="99887766"))),
    (
        "document_of_another_person",
        (*OVERSEAS, CSQ.but(given_name="Mamadou", birth_date="1988-02-02")),
    ),
    ("csq_expired", (*NO_CSQ, EXPIRED)),
    ("csq_expired_pr_in_time", (*NO_CSQ, EXPIRED, AOR)),
    ("csq_category_not_skilled_worker", (*NO_CSQ, CSQ.but(category="Regroupement familial"))),
    ("csq_category_not_established", (*NO_CSQ, CSQ.but(category="Programme PSTQ, volet 2"))),
    ("csq_category_not_established", (*NO_CSQ, CSQ.but(category="Talents d'exception"))),
    ("csq_category_not_read", (*NO_CSQ, CSQ.but(category=""))),
    ("issued_after_receipt", (*NO_CSQ, CSQ.but(issue_date="2022-07-05"))),
    ("issued_after_receipt", (*OVERSEAS, INVITATION.but(letter_date="2022-07-05"))),
    ("form_and_residence_disagree", (*NO_FORM, IMM1295.but(current_country="CAN"))),
    ("form_and_residence_disagree", (*NO_FORM, IMM5710.but(current_country="FRA"))),
    ("residence_in_quebec", (*OVERSEAS, QUEBEC_LEASE)),
    ("several_forms", (*OVERSEAS, IMM5710)),
    ("one_marker_box_filled", (*NO_FORM, replace(IMM1295, boxes=(JOB, "")))),
    ("marker_boxes_swapped", (*NO_FORM, replace(IMM1295, boxes=(A76, JOB)))),
    ("witnesses_disagree", (*OVERSEAS, SCAN)),
    ("form_not_validated", (*NO_FORM, FORM_DATA)),
    (
        "permit_expired",
        (*without(IN_CANADA, T.WORK_PERMIT), WORK_PERMIT.but(expiry_date="2022-01-01")),
    ),
    ("passport_expired", (*NO_PASSPORT, PASSPORT.but(expiry_date="2022-07-03"))),
    ("passport_short", (*NO_PASSPORT, PASSPORT.but(expiry_date="2025-07-03"))),
    (
        "invitation_window",
        (*without(OVERSEAS, T.INVITATION_LETTER), INVITATION.but(letter_date="2022-03-01")),
    ),
    (
        "residence_proof_old",
        (*without(IN_CANADA, T.PROOF_OF_RESIDENCE), LEASE.but(issue_date="2021-07-03")),
    ),
    ("pr_application_returned", (*OVERSEAS, RETURNED)),
    ("pr_application_refused", (*OVERSEAS, REFUSED)),
    # A letter whose type was not decided may hold the bad news as well.
    ("pr_application_refused", (*OVERSEAS, replace(REFUSED, abstained=True))),
    ("pr_application_decided", (*OVERSEAS, DECIDED)),
    ("extension_of_permit", (*IN_CANADA, OLD_PERMIT)),
    ("duplicate_document", (*IN_CANADA, WORK_PERMIT)),
    ("unreadable_upload", (*OVERSEAS, UNREAD)),
    ("upload_read_in_part", (*OVERSEAS, replace(OTHER_LETTER, problem="rest_not_read"))),
    ("unreadable_page", (*NO_PASSPORT, replace(PASSPORT, tier=QualityTier.UNREADABLE))),
    ("poor_page", (*NO_PASSPORT, replace(PASSPORT, tier=QualityTier.POOR))),
    ("boundary_in_doubt", (*IN_CANADA, replace(LEASE, doubtful=True))),
]

HONEST = [
    # Order, case and accents.
    ("birth_date_differs", CSQ.but(family_name="Diallo", given_name="AICHA")),
    ("name_differs", CSQ.but(family_name="AÏCHA", given_name="Diallo")),
    # A second surname and a second given name.
    ("name_differs", CSQ.but(family_name="DIALLO BARRY", given_name="Aïcha Fatou")),
    # Letters misread by OCR, a title, an initial.
    ("name_differs", CSQ.but(family_name="DIALL0", given_name="Mme A1cha")),
    ("name_differs", CSQ.but(given_name="A.")),
    # Letters that a barcode's character set does not have.
    ("name_differs", CSQ.but(family_name="DIALL?", given_name="A?cha")),
    # A category in capitals, misread; a certificate and a proof of the day of receipt itself.
    ("csq_category_not_established", CSQ.but(category="TRAVAILLEUR OUALIFIÉ")),
    ("issued_after_receipt", CSQ.but(issue_date="2022-07-04")),
    # An acknowledgment may well be sent after the application.
    ("issued_after_receipt", AOR.but(received_date="2022-07-20", letter_date="2022-07-20")),
    # The text of a page was damaged and its picture was read instead.
    ("upload_read_in_part", replace(OTHER_LETTER, problem="text_not_read")),
    # How many papers there are that nobody asks for makes no difference.
    ("boundary_in_doubt", replace(OTHER_LETTER, doubtful=True)),
    # A photograph holds no words that could be lost.
    ("unreadable_page", replace(PHOTO, tier=QualityTier.UNREADABLE)),
    # One digit of a date misread by OCR.
    ("birth_date_differs", CSQ.but(birth_date="1990-04-11")),
    # A UCI with the two zeros that longer identifiers carry.
    ("uci_differs", CSQ.but(uci="0011223344")),
    # A passport that lasts exactly as long as a permit may.
    ("passport_short", PASSPORT.but(expiry_date="2025-07-04")),
    # A proof of residence that is exactly as old as it may be.
    ("residence_proof_old", LEASE.but(issue_date="2021-07-04")),
    # An acknowledgment says what happens to applications that are incomplete.
    (
        "pr_application_returned",
        replace(AOR, text="permanent residence: if it is incomplete it may be returned to you"),
    ),
    # A visa was refused once; that is no permanent residence application.
    ("pr_application_refused", replace(OTHER_LETTER, text="Your visitor visa was refused.")),
]


@pytest.mark.parametrize(("code", "papers"), FOUND)
def test_finding_is_reported(code, papers):
    assert code in codes(judged(*separate(*papers)))


@pytest.mark.parametrize(("code", "paper"), HONEST)
def test_honest_variation_does_not_alarm(code, paper):
    papers = (*without(OVERSEAS, paper.type, T.IMM1295), IMM1295.but(uci="11223344"), paper)
    report = judged(*separate(*papers))
    assert code not in codes(report)
    assert report.outcome == "complete"


def test_applications_in_order_have_no_findings():
    assert codes(judged(*separate(*OVERSEAS))) == set()
    assert codes(judged(*separate(*IN_CANADA))) == set()


def test_extension_needs_the_acknowledgment_and_no_second_invitation():
    papers = (*without(IN_CANADA, T.INVITATION_LETTER, T.WORK_PERMIT), OLD_PERMIT)
    report = judged(*separate(*papers))
    assert row(report, "invitation_letter").status == "not_applicable"
    assert row(report, "pr_application_proof").status == "missing"
    assert report.facts is not None
    assert report.facts.extension is not None
    assert report.facts.extension.months == 12
    with_proof = judged(*separate(*papers, AOR))
    # Its terms are decided case by case, so that an officer looks at it all the same.
    assert with_proof.outcome == "needs_review"


def test_files_and_pages_of_other_applications_are_named():
    elsewhere = (
        SeenElsewhere("u1", None, ("W100000001", "W100000002")),
        SeenElsewhere("u2", 1, ("W100000001",)),
        # The form, an upload without facts and a page that is not there tell nothing.
        SeenElsewhere("u3", 1, ("W100000001",)),
        SeenElsewhere("u5", None, ("W100000001",)),
        SeenElsewhere("u2", 9, ("W100000001",)),
    )
    report = judged(*separate(*OVERSEAS, OTHER_LETTER), elsewhere=elsewhere)
    found = [f for f in report.findings if f.code == "seen_in_other_applications"]
    assert [f.en for f in found] == [
        "The whole content of upload u1 is also in other applications: W100000001, W100000002.",
        "Page 1 of upload u2 is also in other applications: W100000001.",
    ]
    assert report.inputs is not None
    assert report.inputs.elsewhere == elsewhere


BOXES = [
    # One box filled and the other empty, whatever stands in the one.
    ((JOB, ""), True),
    (("Cook", ""), True),
    (("", A76), True),
    # Both filled or both empty.
    ((JOB, A76), False),
    (("", ""), False),
    # Another text in the other box: that entry is missing, but no box is empty.
    (("Cook", A76), False),
    # Both entries in one box are an accepted writing.
    ((f"{JOB} {A76}", ""), False),
]


@pytest.mark.parametrize(("boxes", "found"), BOXES)
def test_one_box_filled_and_the_other_empty(boxes, found):
    report = judged(*separate(*NO_FORM, replace(IMM1295, boxes=boxes)))
    assert ("one_marker_box_filled" in codes(report)) is found


def test_every_finding_is_tried_somewhere():
    elsewhere = {
        "declaration_differs",  # test_conditions_as_evidence.py
        "form_changed_after_validation",  # test_form_codes.py
        "rules_not_in_effect",  # test_programme_files.py
        "seen_in_other_applications",
    }
    assert {code for code, _ in FOUND} | elsewhere == set(FINDINGS)
