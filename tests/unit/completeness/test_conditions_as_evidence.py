"""Where the answer to a condition comes from, and that nothing is guessed."""

from dataclasses import replace

import pytest

from models.application import Answer
from models.extraction import TextSource
from tests.unit.completeness.applications import (
    AOR,
    CSQ,
    IMM1295,
    IMM5710,
    LEASE,
    WORK_PERMIT,
    codes,
    judged,
    row,
    separate,
)

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
SCANNED = replace(IMM1295, source=TextSource.OCR)
NO_COUNTRY = IMM1295.but(current_country="")
SPOUSES_FORM = IMM5710.but(family_name="CAMARA", given_name="Mamadou", birth_date="1988-02-02")
OLD_PERMIT = replace(WORK_PERMIT, text="Remarks / Remarques : CSQ HOLDERS - A76")

IN_CANADA = [
    # The form's data settles it.
    ((IMM1295,), UNKNOWN, NO, "form", "form_current_country_elsewhere"),
    ((IMM5710,), UNKNOWN, YES, "form", "form_current_country_canada"),
    # A permit in force abroad does not outweigh the form's data.
    ((IMM1295, WORK_PERMIT), UNKNOWN, NO, "form", "form_current_country_elsewhere"),
    # The form's data and the declaration disagree: nobody guesses.
    ((IMM1295,), YES, UNKNOWN, "form", "sources_disagree"),
    # A country read by OCR counts if the kind of form agrees, not if it disagrees.
    ((SCANNED,), UNKNOWN, NO, "form", "form_current_country_elsewhere"),
    ((SCANNED.but(current_country="CAN"),), UNKNOWN, UNKNOWN, "form", "sources_disagree"),
    # Without a country the kind of form suggests the answer, and a declaration outweighs it.
    ((NO_COUNTRY,), UNKNOWN, NO, "form", "form_imm1295"),
    ((NO_COUNTRY,), YES, YES, "declared", "declared_in_canada"),
    # A permit in force suggests; an expired one says nothing.
    ((WORK_PERMIT,), UNKNOWN, YES, "documents", "status_document_in_force"),
    ((WORK_PERMIT.but(expiry_date="2020-01-01"),), UNKNOWN, UNKNOWN, "nothing", "not_known"),
    ((), UNKNOWN, UNKNOWN, "nothing", "not_known"),
    # Two forms with different countries, both data, or one of them read by OCR.
    ((IMM1295, IMM5710), UNKNOWN, UNKNOWN, "form", "sources_disagree"),
    (
        (IMM1295, replace(IMM5710, source=TextSource.OCR)),
        UNKNOWN,
        UNKNOWN,
        "form",
        "sources_disagree",
    ),
    # A second form that says the same changes nothing.
    ((IMM1295, SCANNED), UNKNOWN, NO, "form", "form_current_country_elsewhere"),
    # Addresses suggest where nothing else speaks: at home on the form, and on a lease.
    ((LEASE,), UNKNOWN, YES, "documents", "residence_proof_in_canada"),
    ((NO_COUNTRY.but(residence_country="GIN"),), UNKNOWN, NO, "form", "form_imm1295"),
    ((NO_COUNTRY.but(residence_country="CAN"),), UNKNOWN, UNKNOWN, "form", "sources_disagree"),
    # What is another person's says nothing of the applicant.
    ((IMM1295, CSQ, SPOUSES_FORM), UNKNOWN, NO, "form", "form_current_country_elsewhere"),
]

PR_FILED = [
    ((AOR,), UNKNOWN, YES, "documents", "pr_document_found"),
    # A document proves more than a declaration.
    ((AOR,), NO, YES, "documents", "pr_document_found"),
    ((), YES, YES, "declared", "declared_pr_filed"),
    ((), NO, NO, "declared", "declared_pr_not_filed"),
    ((), UNKNOWN, UNKNOWN, "nothing", "not_known"),
]


def _condition(report, id_):
    return next(condition for condition in report.conditions if condition.id == id_)


@pytest.mark.parametrize(("papers", "declared", "answer", "basis", "code"), IN_CANADA)
def test_in_canada_is_known_from_the_most_trusted_source(papers, declared, answer, basis, code):
    condition = _condition(judged(*separate(*papers), in_canada=declared), "in_canada")
    assert (condition.answer, condition.basis, condition.reason.code) == (answer, basis, code)


@pytest.mark.parametrize(("papers", "declared", "answer", "basis", "code"), PR_FILED)
def test_pr_application_is_known_from_documents_or_declaration(
    papers, declared, answer, basis, code
):
    condition = _condition(judged(*separate(*papers), pr_filed=declared), "pr_application_filed")
    assert (condition.answer, condition.basis, condition.reason.code) == (answer, basis, code)


def test_unknown_condition_says_what_would_settle_it():
    reading = row(judged([CSQ]), "status_in_canada")
    assert reading.reason.code == "condition_unknown"
    assert "current country" in reading.reason.en
    assert "pays de résidence actuel" in reading.reason.fr


@pytest.mark.parametrize(
    ("papers", "pr_filed", "in_canada"),
    [((AOR,), NO, UNKNOWN), ((IMM1295,), UNKNOWN, YES), ((IMM5710,), UNKNOWN, NO)],
)
def test_declaration_against_what_was_read_is_a_finding(papers, pr_filed, in_canada):
    report = judged(*separate(*papers), pr_filed=pr_filed, in_canada=in_canada)
    assert "declaration_differs" in codes(report)


def test_unknown_condition_shows_what_every_source_said():
    condition = _condition(judged(*separate(IMM1295, IMM5710)), "in_canada")
    said = {(one.answer, one.basis, one.trust) for one in condition.statements}
    assert (YES, "form", "states") in said
    assert (NO, "form", "states") in said
    assert {evidence.upload for evidence in condition.evidence} == {"u1", "u2"}
    assert condition.title is not None


def test_statements_come_in_the_order_of_their_weight():
    condition = _condition(judged(*separate(IMM1295, WORK_PERMIT), in_canada=YES), "in_canada")
    weights = ["proves", "states", "suggests"]
    trusts = [weights.index(one.trust) for one in condition.statements]
    assert trusts == sorted(trusts)
    assert {one.basis for one in condition.statements} == {"form", "declared", "documents"}


@pytest.mark.parametrize(
    ("papers", "answer", "basis"),
    [
        ((WORK_PERMIT,), NO, "nothing"),
        ((OLD_PERMIT,), YES, "documents"),
        # Another document that quotes the code is no permit.
        ((replace(AOR, text="CSQ holders - A76"),), NO, "nothing"),
    ],
)
def test_extension_is_told_by_a_permit_of_the_same_category(papers, answer, basis):
    condition = _condition(judged(*separate(*papers)), "extension")
    assert (condition.answer, condition.basis) == (answer, basis)
