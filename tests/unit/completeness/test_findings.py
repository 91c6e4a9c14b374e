"""Each finding in an application that has it, and its absence under honest variation."""

from dataclasses import replace

import pytest

from classifiers.completeness.texts import FINDINGS
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
    OVERSEAS,
    PASSPORT,
    QUEBEC_LEASE,
    UNREAD,
    WORK_PERMIT,
    codes,
    judged,
    separate,
    without,
)

NO_CSQ = without(OVERSEAS, T.CSQ)
NO_FORM = without(OVERSEAS, T.IMM1295)
NO_PASSPORT = without(OVERSEAS, T.PASSPORT)
EXPIRED = CSQ.but(expiry_date="2022-05-01")
SCAN = replace(IMM1295, source=TextSource.OCR, boxes=("Cook", "Cooks meals"))
FORM_DATA = replace(IMM1295, fields={**IMM1295.fields, FieldName.FORM_VALIDATED: "not_validated"})

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
    ("duplicate_document", (*IN_CANADA, WORK_PERMIT)),
    ("unreadable_upload", (*OVERSEAS, UNREAD)),
    ("unreadable_page", (*NO_PASSPORT, replace(PASSPORT, tier=QualityTier.UNREADABLE))),
    ("poor_page", (*NO_PASSPORT, replace(PASSPORT, tier=QualityTier.POOR))),
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
    # One digit of a date misread by OCR.
    ("birth_date_differs", CSQ.but(birth_date="1990-04-11")),
    # A UCI with the two zeros that longer identifiers carry.
    ("uci_differs", CSQ.but(uci="0011223344")),
    # A passport that lasts exactly as long as a permit may.
    ("passport_short", PASSPORT.but(expiry_date="2025-07-04")),
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


def test_every_finding_is_tried_or_belongs_to_conditions():
    assert {code for code, _ in FOUND} | {"declaration_differs"} == set(FINDINGS)
