"""What holds for any application: order, names and additions never make things worse."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifiers.completeness.names import Likeness, likeness
from classifiers.completeness.programme import load_nearest
from classifiers.reporting import canonical_json, parse
from fixtures.papers import UNREAD, Paper
from intake.letter.contents import letter_of
from intake.letter.writing import as_html
from models.application import Answer
from models.bilingual import Language
from models.document_types import DocumentType
from models.extraction import QualityTier, TextSource
from models.report import Outcome, RequirementStatus
from tests.unit.completeness.applications import (
    A76,
    AOR,
    CSQ,
    IMM1295,
    IMM5710,
    INVITATION,
    JOB,
    LEASE,
    PASSPORT,
    QUEBEC_LEASE,
    WORK_PERMIT,
    codes,
    judged,
    separate,
    statuses,
)

SATISFYING = {
    "csq": CSQ,
    "invitation_letter": INVITATION,
    "pr_application_proof": AOR,
    "status_in_canada": WORK_PERMIT,
    "residence_outside_quebec": LEASE,
    "application_form": IMM5710,
    "passport": PASSPORT,
}
RANK = {
    RequirementStatus.MISSING: 0,
    RequirementStatus.UNCERTAIN: 1,
    RequirementStatus.CONTRADICTED: 1,
    RequirementStatus.NOT_APPLICABLE: 2,
    RequirementStatus.SATISFIED: 2,
}
any_paper = st.one_of(
    st.sampled_from([*SATISFYING.values(), IMM1295, QUEBEC_LEASE]),
    st.builds(
        Paper,
        type=st.sampled_from(list(DocumentType)),
        probability=st.floats(0, 1),
        abstained=st.booleans(),
        tier=st.sampled_from(list(QualityTier)),
        source=st.sampled_from(list(TextSource)),
        boxes=st.none() | st.tuples(st.sampled_from(["", JOB, A76, "Cook"]), st.text(max_size=30)),
        text=st.sampled_from(["", "work permit", "sélection permanente"]),
    ),
    st.sampled_from(
        [
            CSQ.but(expiry_date="2022-01-01"),
            CSQ.but(expiry_date="never"),
            CSQ.but(given_name="Mamadou", birth_date="1988-02-02"),
            replace(IMM1295, source=TextSource.OCR, boxes=("", A76)),
            UNREAD,
        ]
    ),
)
applications = st.lists(any_paper, max_size=8)
answers = st.sampled_from(list(Answer))
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(applications, answers, answers)
def test_every_application_gives_a_report_of_the_published_shape(papers, pr_filed, in_canada):
    report = judged(*separate(*papers), pr_filed=pr_filed, in_canada=in_canada)
    content = canonical_json(report)
    assert canonical_json(parse(content)) == content


@quick
@given(applications, answers, st.data())
def test_order_of_uploads_never_changes_the_outcome(papers, pr_filed, data):
    shuffled = data.draw(st.permutations(papers))
    one = judged(*separate(*papers), pr_filed=pr_filed)
    other = judged(*separate(*shuffled), pr_filed=pr_filed)
    assert (statuses(one), one.outcome, codes(one)) == (
        statuses(other),
        other.outcome,
        codes(other),
    )


@quick
@given(applications, st.sampled_from(list(SATISFYING)), answers, answers)
def test_satisfying_document_never_makes_its_requirement_worse(
    papers, requirement, pr_filed, in_canada
):
    declared = {"pr_filed": pr_filed, "in_canada": in_canada}
    before = statuses(judged(*separate(*papers), **declared))[requirement]
    added = SATISFYING[requirement]
    after = statuses(judged(*separate(*papers, added), **declared))[requirement]
    assert RANK[after] >= RANK[before]


@quick
@given(applications, answers, st.data())
def test_order_of_documents_in_a_merged_file_never_changes_the_outcome(papers, in_canada, data):
    readable = [paper for paper in papers if isinstance(paper, Paper)]
    shuffled = data.draw(st.permutations(readable))
    one = judged(readable, in_canada=in_canada)
    other = judged(shuffled, in_canada=in_canada)
    assert (statuses(one), one.outcome, codes(one)) == (
        statuses(other),
        other.outcome,
        codes(other),
    )


@quick
@given(applications, st.lists(st.text(min_size=1, max_size=30), min_size=8, max_size=8))
def test_names_of_files_never_change_the_outcome(papers, names):
    one = judged(*separate(*papers))
    other = judged(*separate(*papers), names=names)
    assert [upload.name for upload in other.uploads] == names[: len(papers)]
    assert replace(one, report_id="", uploads=()) == replace(other, report_id="", uploads=())


@quick
@given(applications, answers, answers, st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_no_day_of_receipt_gives_an_outcome_outside_the_schema(papers, pr_filed, in_canada, day):
    programme = load_nearest("a76", as_of=day)
    report = judged(
        *separate(*papers),
        pr_filed=pr_filed,
        in_canada=in_canada,
        received=datetime(day.year, day.month, day.day, tzinfo=UTC),
        programme=programme,
    )
    assert canonical_json(report)
    assert programme.in_effect or report.outcome is Outcome.NEEDS_REVIEW
    for reading in report.requirements:
        is_open = reading.status in (RequirementStatus.UNCERTAIN, RequirementStatus.CONTRADICTED)
        assert bool(reading.settled_by) is is_open
        assert bool(reading.sides) is (reading.status is RequirementStatus.CONTRADICTED)
        if reading.status in (RequirementStatus.SATISFIED, RequirementStatus.CONTRADICTED):
            assert reading.evidence


@quick
@given(applications, answers)
def test_letter_asks_of_every_application_without_fail_and_only_where_something_is_open(
    papers, pr_filed
):
    report = judged(*separate(*papers), pr_filed=pr_filed)
    for language in Language:
        letter = letter_of(report, language)
        assert as_html(letter)
        missing = [r for r in report.requirements if r.status is RequirementStatus.MISSING]
        assert len(letter.missing) == len(missing)


@quick
@given(applications)
def test_unread_upload_never_lets_anything_be_called_missing_or_complete(papers):
    report = judged(*separate(*papers, UNREAD))
    assert RequirementStatus.MISSING not in statuses(report).values()
    assert report.outcome is Outcome.NEEDS_REVIEW


@quick
@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_symmetric(first, second):
    assert likeness(first, second) is likeness(second, first)
    assert likeness(first, first) in (Likeness.EQUAL, Likeness.OTHER)
