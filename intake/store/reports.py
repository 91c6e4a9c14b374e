"""Rows of completeness reports, and of the documents of each application's newest one."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from intake.store.database import Connection, execute, fetch_all, fetch_one
from intake.store.statements import statements
from models.classification import DecidedBy
from models.document_types import DocumentType
from models.report import Outcome

_SQL = statements("reports")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One revision of an application's report.

    Attributes:
        id: the ``report_id`` of the report itself.
        inputs_version: the application's version of inputs that the report was made from.
        body: canonical JSON, byte for byte as delivered.
        sha256: of ``body``.
    """

    id: str
    application: str
    revision: int
    supersedes: str | None
    inputs_version: int
    outcome: Outcome
    body: str
    sha256: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report to be added; attributes as in :class:`ReportRow`."""

    id: str
    application: str
    revision: int
    supersedes: str | None
    inputs_version: int
    outcome: Outcome
    body: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One revision without its body; attributes as in :class:`ReportRow`."""

    revision: int
    id: str
    outcome: Outcome
    sha256: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document of the newest report.

    Attributes:
        document: its identifier in the report (``d1``).
        upload_ordinal: the upload's place in the application (1 for ``u1``).
        pages: 1-based, ascending.
        type: None after an abstention.
        margin: best probability less the second best, 0..1; small means uncertain.
        abstained: code of the abstention, or None.
    """

    document: str
    upload_ordinal: int
    pages: tuple[int, ...]
    type: DocumentType | None
    probability: float
    margin: float
    abstained: str | None
    decided_by: DecidedBy


async def latest(connection: Connection, application: str) -> ReportRow | None:
    """Return the newest revision, or None if no report was made yet."""
    return await fetch_one(connection, ReportRow, _SQL["latest"], application=application)


async def find(connection: Connection, application: str, revision: int) -> ReportRow | None:
    """Return one revision, or None."""
    return await fetch_one(
        connection, ReportRow, _SQL["find"], application=application, revision=revision
    )


async def by_id(connection: Connection, report: str) -> ReportRow | None:
    """Return the report of this identifier, or None."""
    return await fetch_one(connection, ReportRow, _SQL["by_id"], id=report)


async def revisions(connection: Connection, application: str) -> tuple[RevisionRow, ...]:
    """Return all revisions, the first first."""
    return await fetch_all(connection, RevisionRow, _SQL["revisions"], application=application)


async def insert(
    connection: Connection, report: NewReport, documents: Iterable[DocumentRow]
) -> bool:
    """Add a revision, and make its documents the application's.

    Returns:
        False if there is a report of the same inputs; then nothing was changed.
    """
    if await execute(connection, _SQL["insert"], **asdict(report)) == 0:
        return False
    await execute(connection, _SQL["delete_documents"], application=report.application)
    for document in documents:
        values = asdict(document) | {"pages": list(document.pages)}
        await execute(connection, _SQL["insert_document"], application=report.application, **values)
    return True


async def documents(connection: Connection, application: str) -> tuple[DocumentRow, ...]:
    """Return the documents of the newest report, by upload and first page."""
    return await fetch_all(connection, DocumentRow, _SQL["documents"], application=application)
