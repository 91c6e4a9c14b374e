"""Reviews are added and never overwrite; each raises the inputs and has one report made."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar

import msgspec
import psycopg
import pytest

from intake.review.differences import DocumentChange, DocumentState, compare
from intake.review.errors import (
    ReportChangedError,
    ReviewedDocumentUnknownError,
    ReviewedPagesError,
)
from intake.review.recording import (
    RecordedReview,
    ReviewRequest,
    record_review,
    recorded_review,
    reviews_of_pages,
)
from intake.review.uncertainty import Selection, UncertainDocument, uncertain_documents
from intake.store import applications, reports, uploads
from intake.store.database import Connection, Database
from intake.store.reports import DocumentRow, NewReport
from intake.store.uploads import NewUpload
from models.application import Application, ReviewKind
from models.bilingual import Reason
from models.classification import Candidate, DecidedBy, PageLanguage
from models.document_types import DocumentType
from models.documents import DocumentQuality
from models.extraction import QualityTier, ReadStatus
from models.media_types import MediaType
from models.report import (
    SCHEMA_ID,
    Applicant,
    CompletenessReport,
    ModelRef,
    Outcome,
    ProgrammeRef,
    Provenance,
    ReportedApplication,
    ReportedDocument,
    ReportedUpload,
    Route,
)

pytestmark = pytest.mark.service

NUMBER = "W301234567"
RECEIVED = datetime(2025, 3, 3, 9, tzinfo=UTC)
REASON = Reason("low", "Not certain enough.", "Pas assez certain.")
Result = TypeVar("Result")


def _document(
    identifier: str, pages: tuple[int, ...], type_: DocumentType | None, probability: float
) -> ReportedDocument:
    best = type_ or DocumentType.CSQ
    return ReportedDocument(
        id=identifier,
        upload="u1",
        pages=pages,
        type=type_,
        language=PageLanguage.FR,
        probability=probability,
        decided_by=DecidedBy.MODEL,
        candidates=(
            Candidate(best, probability),
            Candidate(DocumentType.CAQ, round(1 - probability, 2)),
        ),
        abstained=None if type_ else REASON,
        quality=DocumentQuality(QualityTier.GOOD, 0.9),
        fields=(),
    )


REPORT = CompletenessReport(
    schema=SCHEMA_ID,
    report_id="R1",
    revision=1,
    supersedes=None,
    application=ReportedApplication(
        NUMBER,
        RECEIVED,
        ProgrammeRef("a76", "1", "0" * 64, date(2025, 3, 3)),
        Applicant("TREMBLAY", None, None, None),
    ),
    outcome=Outcome.NEEDS_REVIEW,
    route=Route(None, None, REASON),
    conditions=(),
    markers=(),
    requirements=(),
    documents=(
        _document("d1", (1, 2), DocumentType.CSQ, 0.97),
        _document("d2", (3,), DocumentType.OTHER_LETTER, 0.61),
        _document("d3", (4,), None, 0.55),
    ),
    uploads=(
        ReportedUpload("u1", "0" * 64, "scan.pdf", "application/pdf", 4, ReadStatus.READ, ()),
    ),
    findings=(),
    provenance=Provenance("csq-intake", ModelRef("page-types", "1", "0" * 64), None, "0" * 64),
)


@pytest.fixture
def database_url(server: object) -> str:
    """A fresh database with one submitted, reported application."""
    url: str = server.create_database()  # type: ignore[attr-defined]
    _in(url, _fill)
    return url


def _in(url: str, work: Callable[[Connection], Awaitable[Result]]) -> Result:
    async def run() -> Result:
        async with Database.opened(url) as database, database.transaction() as connection:
            return await work(connection)

    return asyncio.run(run())


async def _fill(connection: Connection) -> None:
    await applications.insert(connection, Application(NUMBER, RECEIVED))
    await uploads.insert(
        connection,
        NewUpload(NUMBER, 1, "0" * 64, "scan.pdf", 10, MediaType.PDF, "client_information"),
    )
    await applications.submit(connection, NUMBER)
    await _issue(connection, REPORT, inputs_version=1)


async def _issue(connection: Connection, report: CompletenessReport, inputs_version: int) -> None:
    await reports.insert(
        connection,
        NewReport(
            report.report_id,
            NUMBER,
            report.revision,
            report.supersedes,
            inputs_version,
            report.outcome,
            msgspec.json.encode(report).decode(),
            "0" * 64,
        ),
        [
            DocumentRow(
                document.id,
                1,
                document.pages,
                document.type,
                document.probability,
                document.candidates[0].probability - document.candidates[1].probability,
                document.abstained and document.abstained.code,
                document.decided_by,
            )
            for document in report.documents
        ],
    )


def _request(**changes: object) -> ReviewRequest:
    request = ReviewRequest(NUMBER, "u1", (3,), DocumentType.INVITATION_LETTER, "qa-1", "R1")
    return replace(request, **changes)  # type: ignore[arg-type]


def _record(url: str, request: ReviewRequest) -> RecordedReview:
    async def run() -> RecordedReview:
        async with Database.opened(url) as database:
            review = await record_review(database, request)
            async with database.transaction() as connection:
                found = await recorded_review(connection, review)
            assert found is not None
            return found

    return asyncio.run(run())


def _counts(url: str) -> tuple[int, int, int, int]:
    """Return how many reviews, jobs and audit rows there are, and the inputs' version."""
    query = """
        select (select count(*) from review), (select count(*) from procrastinate_jobs),
          (select count(*) from audit where action = 'document_reviewed'),
          (select inputs_version from application)
    """
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return (row[0], row[1], row[2], row[3])


def test_a_correction_keeps_the_type_it_replaces_and_has_one_report_made(
    database_url: str,
) -> None:
    review = _record(database_url, _request())
    assert review.kind is ReviewKind.CORRECTION
    assert review.previous_type is DocumentType.OTHER_LETTER
    assert review.type is DocumentType.INVITATION_LETTER
    assert _counts(database_url) == (1, 1, 1, 2)


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"type": DocumentType.OTHER_LETTER}, ReviewKind.CONFIRMATION),  # same type, same pages
        ({"type": DocumentType.OTHER_LETTER, "pages": (3, 4)}, ReviewKind.CORRECTION),  # joined
        ({"pages": (4,)}, ReviewKind.CORRECTION),  # an abstention is decided
        ({"type": DocumentType.CSQ, "pages": (2, 1, 2)}, ReviewKind.CONFIRMATION),  # any order
    ],
)
def test_only_the_same_type_on_the_same_pages_confirms(
    database_url: str, changes: dict[str, object], kind: ReviewKind
) -> None:
    assert _record(database_url, _request(**changes)).kind is kind


def test_reviews_of_one_document_pile_up_newest_first(database_url: str) -> None:
    first = _record(database_url, _request())
    second = _record(database_url, _request(type=DocumentType.CAQ, reviewer="qa-2"))
    found = _in(database_url, lambda c: reviews_of_pages(c, NUMBER, "u1", (3,)))
    assert found == (second, first)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"pages": ()}, ReviewedPagesError),
        ({"pages": (3, 5)}, ReviewedPagesError),  # the file has four pages
        ({"pages": (0,)}, ReviewedPagesError),
        ({"report_id": "R0"}, ReportChangedError),  # looked at an older revision
        ({"upload": "u2"}, ReviewedDocumentUnknownError),
        ({"upload": "1; drop"}, ReviewedDocumentUnknownError),
        ({"application": "W000000000"}, ReviewedDocumentUnknownError),
    ],
)
def test_a_refused_review_leaves_nothing_behind(
    database_url: str, changes: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        _record(database_url, _request(**changes))
    assert _counts(database_url) == (0, 0, 0, 1)


def test_abstentions_come_first_then_the_smallest_margin(database_url: str) -> None:
    def listed(selection: Selection) -> list[tuple[int, ...]]:
        async def work(connection: Connection) -> tuple[UncertainDocument, ...]:
            return await uncertain_documents(connection, selection, limit=10)

        return [row.pages for row in _in(database_url, work)]

    assert listed(Selection()) == [(4,), (3,)]
    assert listed(Selection(everything=True)) == [(4,), (3,), (1, 2)]
    assert listed(Selection(undecided=True)) == [(4,)]
    assert listed(Selection(type=DocumentType.CSQ, everything=True)) == [(1, 2)]


def test_an_abstention_is_listed_with_its_best_candidate(database_url: str) -> None:
    rows = _in(database_url, lambda c: uncertain_documents(c, Selection(), limit=1))
    assert (rows[0].type, rows[0].best) == (None, DocumentType.CSQ)


def test_the_difference_names_what_changed_and_nothing_else() -> None:
    changed = replace(REPORT.documents[1], id="d9", type=DocumentType.INVITATION_LETTER)
    after = replace(
        REPORT,
        revision=2,
        outcome=Outcome.COMPLETE,
        documents=(REPORT.documents[0], changed, REPORT.documents[2]),
    )
    difference = compare(REPORT, after)
    assert difference.documents == (
        DocumentChange(
            "u1",
            (3,),
            DocumentState(DocumentType.OTHER_LETTER),
            DocumentState(DocumentType.INVITATION_LETTER),
        ),
    )
    assert difference.outcome is not None
    assert not difference.requirements
    assert compare(REPORT, replace(REPORT, revision=2)).is_empty
