"""Makes the next report of one application and hands it over for delivery."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

import msgspec

from intake.delivery.event import message_id
from intake.pipeline.processing import ACTOR
from intake.pipeline.workbench import DocumentRow, MadeReport, Workbench
from intake.store import jobs
from intake.store.database import Connection, execute, fetch_all, fetch_one
from intake.store.statements import statements
from models.application import (
    Answer,
    Application,
    Dossier,
    ReadUpload,
    Review,
    ReviewKind,
)
from models.bilingual import Reason
from models.document_types import DocumentType
from models.extraction import Extraction, ReadStatus

_SQL = statements("reporting")


@dataclass(frozen=True, slots=True)
class CaseRow:
    """An application that is owed a report, as its row tells it."""

    number: str
    received_at: datetime
    declared_pr_filed: Answer
    declared_in_canada: Answer
    inputs_version: int


@dataclass(frozen=True, slots=True)
class UploadRow:
    """One finished upload, as its row tells it."""

    ordinal: int
    sha256: str
    name: str
    media_type: str | None
    state: ReadStatus
    reason: Reason | None
    extraction_blob: str | None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review, as its row tells it."""

    id: str
    kind: ReviewKind
    upload_ordinal: int
    pages: tuple[int, ...]
    type: DocumentType
    reviewer: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Issued:
    """The newest report so far."""

    id: str
    revision: int


@dataclass(frozen=True, slots=True)
class Case:
    """Every input of one report, as it stood at one moment; ``newest`` None before the first."""

    application: CaseRow
    uploads: tuple[UploadRow, ...]
    reviews: tuple[ReviewRow, ...]
    newest: Issued | None

    @property
    def revision(self) -> int:
        """Number of the report to make."""
        return 1 if self.newest is None else self.newest.revision + 1

    @property
    def supersedes(self) -> str | None:
        """Identifier of the report that it supersedes."""
        return None if self.newest is None else self.newest.id


async def report_application(bench: Workbench, number: str) -> None:
    """Make and issue the report that an application is owed, if it is owed one.

    Runs at the same time and runs whose inputs changed meanwhile commit nothing: whoever changed
    an input has queued the job that makes the next report.
    """
    case = await _read_case(bench, number)
    if case is None:
        return
    dossier = await _open_dossier(bench, case)
    made = await bench.computation.report(dossier)
    await _issue(bench, case, made)


async def _read_case(bench: Workbench, number: str) -> Case | None:
    """Return the inputs; None if uploads are unfinished or this state has its report."""
    async with bench.store.database.transaction() as connection:
        row = await fetch_one(connection, CaseRow, _SQL["read_case"], application=number)
        if row is None:
            return None
        return Case(
            row,
            await fetch_all(connection, UploadRow, _SQL["read_uploads"], application=number),
            await fetch_all(connection, ReviewRow, _SQL["read_reviews"], application=number),
            await fetch_one(connection, Issued, _SQL["read_newest"], application=number),
        )


async def _open_dossier(bench: Workbench, case: Case) -> Dossier:
    row = case.application
    application = Application(
        row.number, row.received_at, row.declared_pr_filed, row.declared_in_canada
    )
    uploads = [await _open_upload(bench, upload) for upload in case.uploads]
    return Dossier(
        application,
        tuple(uploads),
        tuple(_as_review(review) for review in case.reviews),
        case.revision,
        case.supersedes,
    )


async def _open_upload(bench: Workbench, row: UploadRow) -> ReadUpload:
    extraction = None
    if row.extraction_blob is not None:
        stored = await bench.store.blobs.get(row.extraction_blob)
        extraction = msgspec.json.decode(stored, type=Extraction)
    return ReadUpload(
        f"u{row.ordinal}", row.sha256, row.name, row.media_type, row.state, extraction, row.reason
    )


def _as_review(row: ReviewRow) -> Review:
    return Review(
        row.id,
        row.kind,
        f"u{row.upload_ordinal}",
        row.pages,
        row.type,
        row.reviewer,
        row.made_at,
    )


async def _issue(bench: Workbench, case: Case, made: MadeReport) -> None:
    number = case.application.number
    async with bench.store.database.transaction() as connection:
        unchanged = await fetch_one(
            connection,
            str,
            _SQL["lock_unchanged"],
            application=number,
            inputs_version=case.application.inputs_version,
        )
        if unchanged is None:
            return
        await _write_report(connection, case, made)
        await _replace_documents(connection, number, made.documents)
        if bench.delivers:
            await _queue_delivery(connection, made.report_id)


async def _write_report(connection: Connection, case: Case, made: MadeReport) -> None:
    body = bytes(made.body)
    await execute(
        connection,
        _SQL["add_report"],
        id=made.report_id,
        application=case.application.number,
        revision=case.revision,
        supersedes=case.supersedes,
        inputs_version=case.application.inputs_version,
        outcome=made.outcome.value,
        body=body.decode(),
        sha256=hashlib.sha256(body).hexdigest(),
    )
    subject = {
        "report": made.report_id,
        "revision": case.revision,
        "outcome": made.outcome.value,
    }
    await execute(
        connection,
        statements("processing")["add_audit"],
        actor=ACTOR,
        action="report_issued",
        application=case.application.number,
        subject=msgspec.json.encode(subject).decode(),
    )


async def _replace_documents(
    connection: Connection, number: str, documents: tuple[DocumentRow, ...]
) -> None:
    await execute(connection, _SQL["clear_documents"], application=number)
    async with connection.cursor() as cursor:
        rows = [_document_row(number, document) for document in documents]
        await cursor.executemany(_SQL["add_document"], rows)


def _document_row(number: str, document: DocumentRow) -> dict[str, object]:
    return {
        "application": number,
        "document": document.document,
        "upload_ordinal": int(document.upload.removeprefix("u")),
        "pages": list(document.pages),
        "type": document.type and document.type.value,
        "probability": document.probability,
        "margin": document.margin,
        "abstained": document.abstained,
        "decided_by": document.decided_by.value,
    }


async def _queue_delivery(connection: Connection, report_id: str) -> None:
    delivery = await fetch_one(
        connection, int, _SQL["add_delivery"], report=report_id, message_id=message_id(report_id)
    )
    if delivery is not None:
        await jobs.defer_deliver(connection, delivery)
