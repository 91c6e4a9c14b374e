"""Ninety small applications: each shows what it is meant to show, and its report is kept whole."""

import pytest

from classifiers.completeness.finding_texts import FINDINGS
from fixtures.applications import TableApplication, applications
from models.classification import PageLanguage
from models.document_types import DocumentType
from models.report import RequirementStatus
from tests.corpus.application_table.table import REPORTS, golden, report_of, shown

EVERY = [pytest.param(one, id=one.id) for one in applications()]


@pytest.mark.parametrize("application", EVERY)
def test_the_report_shows_what_the_application_is_meant_to_show(
    application: TableApplication,
) -> None:
    report = report_of(application)
    statuses = {f"{one.id} = {one.status.value}" for one in report.requirements}
    told = statuses | {finding.code for finding in report.findings}
    assert set(application.tells) <= told, application.intent
    if application.outcome is not None:
        assert report.outcome is application.outcome, application.intent


@pytest.mark.parametrize("application", EVERY)
def test_the_report_is_the_kept_one(application: TableApplication) -> None:
    assert shown(report_of(application)) == golden(application).read_text("utf-8")


def test_every_kept_report_is_of_an_application_of_the_table() -> None:
    assert {path.stem for path in REPORTS.glob("*.json")} == {one.id for one in applications()}


def test_the_table_shows_every_finding() -> None:
    told = {finding.code for one in applications() for finding in report_of(one).findings}
    assert told == set(FINDINGS)


def test_the_table_shows_every_requirement_satisfied_and_not() -> None:
    seen: dict[str, set[RequirementStatus]] = {}
    for one in applications():
        for requirement in report_of(one).requirements:
            seen.setdefault(requirement.id, set()).add(requirement.status)
    for requirement, statuses in seen.items():
        assert RequirementStatus.SATISFIED in statuses, requirement
        assert RequirementStatus.MISSING in statuses, requirement
    assert set().union(*seen.values()) == set(RequirementStatus)


def test_the_table_has_both_forms_both_languages_and_merged_and_separate_files() -> None:
    documents = [d for one in applications() for reading in one.readings for d in reading.documents]
    forms = {(d.type, d.language) for d in documents}
    for form in (DocumentType.IMM1295, DocumentType.IMM5710):
        assert {(form, PageLanguage.EN), (form, PageLanguage.FR)} <= forms
    sizes = {len(reading.documents) for one in applications() for reading in one.readings}
    assert 1 in sizes
    assert max(sizes) >= 4
