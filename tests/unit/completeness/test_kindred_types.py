"""A paper that is surely one of several kindred types serves wherever each of them would."""

from dataclasses import replace

import pytest

from fixtures.papers import Paper
from models.document_types import DocumentType as T
from models.report import RequirementStatus as S
from tests.unit.completeness.applications import (
    AOR,
    IN_CANADA,
    OVERSEAS,
    WORK_PERMIT,
    codes,
    judged,
    row,
    separate,
)
from tests.unit.completeness.paper_variants import NO_STATUS

PERMITS = (T.WORK_PERMIT, T.VISITOR_RECORD)
ANSWERS = (T.PR_ACKNOWLEDGMENT, T.PR_SUBMISSION_CONFIRMATION)
OLD_PERMIT = replace(WORK_PERMIT, text="Remarks: CSQ HOLDERS - A76")
SOME_PERMIT = replace(WORK_PERMIT, abstained=True, one_of=PERMITS)
SOME_ANSWER = replace(AOR, abstained=True, one_of=ANSWERS)

CASES = [
    ("either permit proves status", NO_STATUS, SOME_PERMIT, "status_in_canada", S.SATISFIED,
     "one_of_accepted_types"),
    ("either answer proves the application", OVERSEAS, SOME_ANSWER, "pr_application_proof",
     S.SATISFIED, "one_of_accepted_types"),
    ("one of them is no permit", NO_STATUS, replace(SOME_PERMIT, one_of=(T.WORK_PERMIT, T.CAQ)),
     "status_in_canada", S.UNCERTAIN, "could_be_abstained_document"),
    ("nothing is certain of it", NO_STATUS, replace(SOME_PERMIT, one_of=()),
     "status_in_canada", S.UNCERTAIN, "could_be_abstained_document"),
    ("whichever it is, it has expired", NO_STATUS, SOME_PERMIT.but(expiry_date="2022-01-31"),
     "status_in_canada", S.UNCERTAIN, "document_expired"),
    ("whichever it is, it is another person's", NO_STATUS,
     SOME_PERMIT.but(family_name="SARR", given_name="Ousmane", birth_date="1988-02-02"),
     "status_in_canada", S.UNCERTAIN, "names_another_person"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("others", "paper", "requirement", "status", "code"),
    [pytest.param(*case[1:], id=case[0]) for case in CASES],
)
def test_a_paper_between_types_serves_only_where_each_of_them_would(
    others: tuple[Paper, ...], paper: Paper, requirement: str, status: S, code: str
) -> None:
    reading = row(judged(*separate(*others, paper)), requirement)
    assert reading.status is status
    assert reading.reason.code == code


def test_what_asks_for_one_of_the_types_itself_is_not_settled_by_a_paper_between_them() -> None:
    extension = (*(paper for paper in IN_CANADA if paper is not WORK_PERMIT), OLD_PERMIT)
    taken = row(judged(*separate(*extension, AOR)), "pr_application_proof")
    between = row(judged(*separate(*extension, SOME_ANSWER)), "pr_application_proof")
    assert taken.status is S.SATISFIED
    assert between.status is S.UNCERTAIN


def test_a_paper_between_kindred_types_hides_no_other_document() -> None:
    papers = [replace(paper, pictured=True) for paper in (*NO_STATUS, SOME_PERMIT)]
    report = judged(*separate(*(paper for paper in papers if paper.type is not T.CSQ)))
    assert row(report, "status_in_canada").status is S.SATISFIED
    assert row(report, "csq").status is S.MISSING


def test_a_permit_between_types_that_ends_soon_is_told_as_any_other() -> None:
    expired = SOME_PERMIT.but(expiry_date="2022-01-31")
    assert "permit_expired" in codes(judged(*separate(*NO_STATUS, expired)))
