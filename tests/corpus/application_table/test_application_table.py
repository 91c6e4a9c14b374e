"""A hundred small applications: each shows what it is meant to, and its report is kept whole."""

from datetime import date

import pytest

from classifiers.completeness.finding_texts import FINDINGS
from classifiers.completeness.programme import load_nearest
from classifiers.completeness.settling import SETTLERS
from fixtures.applications import TableApplication, applications
from models.classification import PageLanguage
from models.document_types import DocumentType
from models.report import RequirementStatus
from tests.corpus.application_table.table import REPORTS, golden, report_of, shown

RULES = load_nearest("a76", as_of=date(2022, 7, 4)).rules
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


def test_the_table_shows_every_decoy_of_the_rules() -> None:
    seen = {
        (requirement.id, candidate.why_not.code)
        for one in applications()
        for requirement in report_of(one).requirements
        for candidate in requirement.closest
    }
    for requirement in RULES.requirements:
        for decoy in requirement.decoys:
            assert (requirement.id, decoy.reason.code) in seen


def test_the_table_shows_every_accepted_type_satisfying_its_requirement() -> None:
    seen = set()
    for one in applications():
        report = report_of(one)
        types = {document.id: document.type for document in report.documents}
        for requirement in report.requirements:
            if requirement.status is RequirementStatus.SATISFIED:
                seen |= {(requirement.id, types[document]) for document in requirement.documents}
    for rule in RULES.requirements:
        for accepted in rule.accepts:
            assert (rule.id, accepted.type) in seen


def test_the_table_shows_every_source_of_every_condition() -> None:
    seen = {
        statement.reason.code
        for one in applications()
        for condition in report_of(one).conditions
        for statement in condition.statements
    }
    told = {
        reason.code
        for condition in RULES.conditions
        for source in condition.sources
        for reason in (source.yes, source.no)
        if reason is not None
    }
    assert told == seen


def test_the_table_shows_every_doubt_with_who_can_settle_it() -> None:
    seen = {
        requirement.reason.code
        for one in applications()
        for requirement in report_of(one).requirements
        if requirement.settled_by
    }
    assert set(SETTLERS) <= seen


def test_every_finding_points_to_its_place_unless_there_is_no_page_to_point_to() -> None:
    # A file or a part that cannot be opened has no page, and a day of receipt stands on none.
    nowhere = {"unreadable_upload", "upload_read_in_part", "rules_not_in_effect"}
    for one in applications():
        for finding in report_of(one).findings:
            assert bool(finding.evidence) is (finding.code not in nowhere), (one.id, finding.code)


def test_a_missing_document_names_what_came_closest_unless_every_other_is_accounted_for() -> None:
    asked = {accepted.type for rule in RULES.requirements for accepted in rule.accepts}
    for one in applications():
        report = report_of(one)
        spare = [d for d in report.documents if d.type not in asked and d.type != "blank"]
        for requirement in report.requirements:
            if requirement.status is RequirementStatus.MISSING and spare:
                assert requirement.closest, (one.id, requirement.id)
