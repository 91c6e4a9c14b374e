"""A paper of which no field tells the holder must name the applicant somewhere in its text."""

from dataclasses import replace

import pytest

from fixtures.papers import Paper
from models.document_types import DocumentType as T
from models.documents import FieldName
from models.geometry import Box
from models.report import Outcome, RequirementStatus
from tests.unit.completeness.applications import (
    CSQ,
    IN_CANADA,
    LEASE,
    OVERSEAS,
    PASSPORT,
    judged,
    row,
    separate,
    without,
)
from tests.unit.completeness.paper_variants import (
    EXPIRED_CSQ,
    INVITATION_TO_NOBODY,
    NO_CSQ,
    NO_INVITATION,
    NO_LEASE,
    PR_RECEIPT,
)

OTHERS = Paper(
    T.PR_ACKNOWLEDGMENT,
    {FieldName.APPLICATION_NUMBER: "E001234567", FieldName.RECEIVED_DATE: "2022-02-01"},
    text="Haddad, Nadia; Haddad, Omar",
)
ROOMMATE = replace(
    LEASE.but(full_name="Jonathan Peters"),
    place=Box(0.1, 0.8, 0.6, 0.85),
    text="Maria Luisa Reyes has shared this apartment with me. Jonathan Peters",
)
NAMELESS_PASSPORT = PASSPORT.but(family_name="", given_name="", birth_date="", passport_number="")
NUMBERED = INVITATION_TO_NOBODY.but(reference_number="K 613-5709")

UNNAMED = [
    ("a letter about another person", NO_LEASE, replace(LEASE, text="Maria Luisa Reyes lives here"),
     "residence_outside_quebec"),
    ("a letter read as its signatory's", NO_LEASE, ROOMMATE, "residence_outside_quebec"),
    ("a later page of a lease", NO_LEASE, replace(LEASE, text="12. The tenant keeps it clean."),
     "residence_outside_quebec"),
    ("the family name alone", NO_LEASE, replace(LEASE, text="Madame Diallo et ses enfants"),
     "residence_outside_quebec"),
    ("a relative", NO_LEASE, replace(LEASE, text="Mamadou Diallo, tenant"),
     "residence_outside_quebec"),
    ("an acknowledgment of others", OVERSEAS, OTHERS, "pr_application_proof"),
    ("a receipt without a payer", OVERSEAS, replace(PR_RECEIPT, text="Paid: 1085.00"),
     "pr_application_proof"),
    ("a passport of which nothing tells the holder", without(OVERSEAS, T.PASSPORT),
     NAMELESS_PASSPORT, "passport"),
    ("a number that no paper of the applicant has", NO_INVITATION, NUMBERED, "invitation_letter"),
]  # fmt: skip

NAMED = [
    ("an initial and the family name", NO_LEASE, replace(LEASE, text="Tenant: A. DIALLO")),
    ("a second given name", NO_LEASE, replace(LEASE, text="Diallo Aicha Fatou, compte 12")),
    ("letters misread", NO_LEASE, replace(LEASE, text="Bell Canada MME A1CHA DIALL0")),
    ("one tenant of two", NO_LEASE, replace(LEASE, text="Mamadou and Aïcha Diallo, tenants")),
]


@pytest.mark.parametrize(
    ("others", "paper", "requirement"), [pytest.param(*case[1:], id=case[0]) for case in UNNAMED]
)
def test_a_paper_that_nowhere_names_the_applicant_is_left_to_an_officer(
    others: tuple[Paper, ...], paper: Paper, requirement: str
) -> None:
    report = judged(*separate(*others, paper))
    reading = row(report, requirement)
    assert reading.status is RequirementStatus.UNCERTAIN
    assert reading.reason.code == "applicant_not_named"
    assert report.outcome is Outcome.NEEDS_REVIEW


@pytest.mark.parametrize(
    ("others", "paper"), [pytest.param(*case[1:], id=case[0]) for case in NAMED]
)
def test_a_paper_that_names_the_applicant_anywhere_serves_and_shows_where(
    others: tuple[Paper, ...], paper: Paper
) -> None:
    reading = row(judged(*separate(*others, paper)), "residence_outside_quebec")
    assert reading.status is RequirementStatus.SATISFIED
    assert "diall" in reading.evidence[-1].text.lower()


def test_a_number_of_the_applicants_own_papers_tells_the_applicant_as_a_name_does() -> None:
    papers = (*without(NO_INVITATION, T.CSQ), CSQ.but(reference_number="K6135709"), NUMBERED)
    assert judged(*separate(*papers)).outcome is Outcome.COMPLETE


def test_the_name_on_any_paper_of_the_applicant_is_looked_for() -> None:
    married = PASSPORT.but(family_name="BARRY")
    papers = without(IN_CANADA, T.PASSPORT, T.PROOF_OF_RESIDENCE)
    lease = replace(LEASE, text="Lets to Aïcha Barry")
    reading = row(judged(*separate(*papers, married, lease)), "residence_outside_quebec")
    assert reading.status is RequirementStatus.SATISFIED


def test_an_application_of_others_makes_up_for_no_expired_certificate() -> None:
    reading = row(judged(*separate(*NO_CSQ, EXPIRED_CSQ, OTHERS)), "csq")
    assert reading.status is RequirementStatus.UNCERTAIN
