"""Records what a reviewer says about one document, and has the next revision made."""

from dataclasses import dataclass
from datetime import datetime

from ulid import ULID

from intake.review import stored_reports
from intake.review.errors import (
    ReportChangedError,
    ReviewedDocumentUnknownError,
    ReviewedPagesError,
)
from intake.store import applications, audit, jobs
from intake.store.applications import ApplicationState
from intake.store.audit import Action
from intake.store.database import Connection, Database, execute, fetch_all, fetch_one
from intake.store.statements import statements
from models.application import ReviewKind
from models.document_types import DocumentType
from models.report import ReportedDocument

_SQL = statements("review")


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What a reviewer decided about one document.

    Attributes:
        upload: identifier within the application (``u1``).
        pages: 1-based pages of that upload that form the document.
        report_id: the revision that the reviewer looked at.
    """

    application: str
    upload: str
    pages: tuple[int, ...]
    type: DocumentType
    reviewer: str
    report_id: str


@dataclass(frozen=True, slots=True)
class RecordedReview:
    """One review as it is kept.

    Attributes:
        upload: identifier within the application (``u1``).
        previous_type: what the document was taken for; None if its type was not decided, or if
            the pages were no document of their own.
    """

    id: str
    application: str
    upload: str
    pages: tuple[int, ...]
    type: DocumentType
    kind: ReviewKind
    previous_type: DocumentType | None
    reviewer: str
    made_at: datetime


async def record_review(database: Database, request: ReviewRequest) -> str:
    """Keep a review, and have a new revision made and delivered; all in one transaction.

    Returns:
        The identifier of the review.

    Raises:
        ReviewedDocumentUnknownError: no report on the application, or no such upload.
        ReportChangedError: a newer revision exists than the one the reviewer looked at.
        ReviewedPagesError: no page, or a page that the upload does not have.
    """
    async with database.transaction() as connection:
        await _lock(connection, request.application)
        previous = await _reviewed_document(connection, request)
        review = str(ULID())
        await execute(
            connection,
            _SQL["insert_review"],
            id=review,
            application=request.application,
            upload_ordinal=_ordinal(request.upload),
            pages=sorted(set(request.pages)),
            type=request.type,
            kind=_kind(request, previous),
            previous_type=None if previous is None else previous.type,
            reviewer=request.reviewer,
        )
        await audit.record(
            connection,
            request.reviewer,
            Action.DOCUMENT_REVIEWED,
            application=request.application,
            review=review,
            report=request.report_id,
        )
        await applications.raise_inputs_version(connection, request.application)
        await jobs.defer_report(connection, request.application)
        return review


async def recorded_review(connection: Connection, review: str) -> RecordedReview | None:
    """Return one review; None if there is no such review."""
    return await fetch_one(connection, RecordedReview, _SQL["one_review"], review=review)


async def reviews_of_pages(
    connection: Connection, application: str, upload: str, pages: tuple[int, ...]
) -> tuple[RecordedReview, ...]:
    """Return the reviews that name any of these pages, newest first."""
    return await fetch_all(
        connection,
        RecordedReview,
        _SQL["reviews_of_pages"],
        application=application,
        upload_ordinal=_ordinal(upload),
        pages=list(pages),
    )


async def _lock(connection: Connection, number: str) -> None:
    """Let one review at a time change an application, so that none sees half of another."""
    application = await applications.locked(connection, number)
    if application is None or application.state is not ApplicationState.SUBMITTED:
        raise ReviewedDocumentUnknownError


async def _reviewed_document(
    connection: Connection, request: ReviewRequest
) -> ReportedDocument | None:
    """Return the document that holds the first of the pages now; None if none does."""
    stored = await stored_reports.newest(connection, request.application)
    if stored is None:
        raise ReviewedDocumentUnknownError
    if stored.id != request.report_id:
        raise ReportChangedError
    report = stored.decoded()
    upload = next((upload for upload in report.uploads if upload.id == request.upload), None)
    if upload is None:
        raise ReviewedDocumentUnknownError
    if not request.pages or not all(1 <= page <= upload.pages for page in request.pages):
        raise ReviewedPagesError
    return document_with_page(report.documents, request.upload, min(request.pages))


def document_with_page(
    documents: tuple[ReportedDocument, ...], upload: str, page: int
) -> ReportedDocument | None:
    """Return the document of ``upload`` that holds ``page``; None if none does."""
    return next((d for d in documents if d.upload == upload and page in d.pages), None)


def _kind(request: ReviewRequest, previous: ReportedDocument | None) -> ReviewKind:
    unchanged = (
        previous is not None
        and previous.type is request.type
        and previous.pages == tuple(sorted(set(request.pages)))
    )
    return ReviewKind.CONFIRMATION if unchanged else ReviewKind.CORRECTION


def _ordinal(upload: str) -> int:
    """Return 3 for ``u3``."""
    digits = upload.removeprefix("u")
    if not digits.isdecimal() or not digits.isascii():
        raise ReviewedDocumentUnknownError
    return int(digits)
