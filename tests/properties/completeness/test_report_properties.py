"""What holds for any application: order, names and additions never make things worse."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifiers.completeness.names import Likeness, likeness
from classifiers.completeness.programme import load_nearest
from classifiers.reporting import canonical_json, parse
from fixtures import applications as table
from fixtures.papers import UNREAD, Paper
from intake.letter.contents import letter_of
from intake.letter.writing import as_html
from models.application import Answer
from models.bilingual import Language
from models.document_types import DocumentType
from models.documents import FieldName
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
    row,
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
ACCEPTED = {
    requirement.id: requirement.accepted_types(date(2022, 7, 4))
    for requirement in load_nearest("a76", as_of=date(2022, 7, 4)).rules.requirements
}
RANK = {
    RequirementStatus.MISSING: 0,
    RequirementStatus.UNCERTAIN: 1,
    RequirementStatus.CONTRADICTED: 1,
    RequirementStatus.NOT_APPLICABLE: 2,
    RequirementStatus.SATISFIED: 2,
}
NAMES = ("DIALLO", "Diallo", "SARR", "DIALLO BARRY", "D?ALLO", "")
DAYS = ("1990-04-17", "1988-02-02", "2020-05-01", "2022-07-03", "2022-07-04", "2023-01-31", "never")
VALUES = {
    FieldName.FAMILY_NAME: NAMES,
    FieldName.GIVEN_NAME: ("Aïcha", "AICHA", "Mamadou", ""),
    FieldName.FULL_NAME: ("Aïcha DIALLO", "Harriet MacLeod"),
    FieldName.UCI: ("1122334455", "9988776655"),
    FieldName.PASSPORT_NUMBER: ("P1234567", "P1234561"),
    FieldName.PROVINCE: ("ON", "QC", "FR", ""),
    FieldName.RESIDENCE_PROVINCE: ("ON", "QC"),
    FieldName.RESIDENCE_COUNTRY: ("CAN", "GIN"),
    FieldName.CURRENT_COUNTRY: ("CAN", "GIN"),
    FieldName.CATEGORY: ("Travailleur qualifié", "Regroupement familial", "PSTQ", "?"),
    **dict.fromkeys(
        (
            FieldName.BIRTH_DATE,
            FieldName.ISSUE_DATE,
            FieldName.EXPIRY_DATE,
            FieldName.LETTER_DATE,
            FieldName.RECEIVED_DATE,
            FieldName.DEADLINE,
        ),
        DAYS,
    ),
}
TEXTS = (
    "",
    "work permit",
    "sélection permanente",
    "certificat d'acceptation",
    "CSQ holders – A76",
    "Votre demande de résidence permanente a été refusée.",
    "Aïcha DIALLO",
    "CSQ holder outside Quebec – OWP A76: International Mobility Program Plus",
)
PROBLEMS = ("", "", "", "text_not_read", "page_not_drawn", "file_inside")
FROM_TABLE = tuple(paper for _, paper in sorted(table.papers().items()))
FIELDS = st.dictionaries(st.sampled_from(list(VALUES)), st.integers(0, 5), max_size=6).map(
    lambda drawn: {name: VALUES[name][n % len(VALUES[name])] for name, n in drawn.items()}
)


@st.composite
def worn(draw):
    """A paper of the table, read worse, otherwise or by another means than the table has it."""
    paper = draw(st.sampled_from([one for one in FROM_TABLE if isinstance(one, Paper)]))
    fields = {**paper.fields, **draw(FIELDS)}
    return replace(
        paper,
        fields={name: value for name, value in fields.items() if value},
        probability=draw(st.sampled_from([paper.probability, 0.3, 0.6])),
        abstained=draw(st.booleans()) or paper.abstained,
        tier=draw(st.sampled_from([paper.tier, *QualityTier])),
        source=draw(st.sampled_from([paper.source, TextSource.OCR, TextSource.TEXT_LAYER])),
        also=draw(st.sampled_from([(), ((DocumentType.CSQ, 0.2),), ((DocumentType.CAQ, 0.02),)])),
        text=draw(st.sampled_from([paper.text, *TEXTS])),
        problem=draw(st.sampled_from(PROBLEMS)),
        pictured=draw(st.booleans()),
    )


any_paper = st.one_of(
    st.sampled_from([*SATISFYING.values(), IMM1295, QUEBEC_LEASE, *FROM_TABLE, UNREAD]),
    worn(),
    st.builds(
        Paper,
        type=st.sampled_from(list(DocumentType)),
        fields=FIELDS.map(lambda drawn: {name: value for name, value in drawn.items() if value}),
        probability=st.floats(0, 0.8),
        abstained=st.booleans(),
        tier=st.sampled_from(list(QualityTier)),
        source=st.sampled_from(list(TextSource)),
        boxes=st.none() | st.tuples(st.sampled_from(["", JOB, A76, "Cook"]), st.text(max_size=30)),
        text=st.sampled_from(TEXTS),
        problem=st.sampled_from(PROBLEMS),
    ),
)
applications = st.lists(any_paper, max_size=8)
answers = st.sampled_from(list(Answer))
quick = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


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


@quick
@given(applications, st.sampled_from(["page_not_drawn", "rest_not_read", "file_inside"]))
def test_part_left_out_never_lets_anything_be_called_missing(papers, problem):
    left_out = Paper(DocumentType.OTHER, problem=problem)
    report = judged(*separate(*papers, left_out))
    assert RequirementStatus.MISSING not in statuses(report).values()


@quick
@given(applications, st.sampled_from(["csq", "status_in_canada", "passport"]))
def test_document_of_another_person_never_satisfies_anything(papers, requirement):
    other = SATISFYING[requirement].but(
        family_name="NGUYEN", given_name="Quang", birth_date="1971-12-30", passport_number=""
    )
    papers = [one for one in papers if isinstance(one, Paper)]
    own = [IMM1295, *(paper for paper in papers if paper.type not in ACCEPTED[requirement])]
    report = judged(*separate(*own, replace(other, source=TextSource.TEXT_LAYER)))
    reading = row(report, requirement)
    assert reading.status is not RequirementStatus.SATISFIED
