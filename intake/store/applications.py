"""Rows of applications."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from intake.store.database import Connection, execute, fetch_all, fetch_one
from intake.store.statements import statements
from models.application import Answer, Application

_SQL = statements("applications")


class ApplicationState(StrEnum):
    """``submitted``: the pipeline has said that the uploads are all there; more may follow."""

    OPEN = "open"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application as stored.

    Attributes:
        received_at: when IRCC received it; ``registered_at`` is when this service was told.
        uploads_count: its uploads, duplicates not counted; also the last upload's ordinal.
        inputs_version: rises with every change that a report depends on.
    """

    number: str
    received_at: datetime
    declared_pr_filed: Answer
    declared_in_canada: Answer
    state: ApplicationState
    registered_at: datetime
    submitted_at: datetime | None
    uploads_count: int
    inputs_version: int

    @property
    def application(self) -> Application:
        """The application as a report sees it."""
        return Application(
            number=self.number,
            received_at=self.received_at,
            declared_pr_filed=self.declared_pr_filed,
            declared_in_canada=self.declared_in_canada,
        )


async def insert(connection: Connection, application: Application) -> ApplicationRow | None:
    """Add an application; return None if there is one of this number."""
    return await fetch_one(
        connection,
        ApplicationRow,
        _SQL["insert"],
        number=application.number,
        received_at=application.received_at,
        declared_pr_filed=application.declared_pr_filed,
        declared_in_canada=application.declared_in_canada,
    )


async def find(connection: Connection, number: str) -> ApplicationRow | None:
    """Return the application, or None."""
    return await fetch_one(connection, ApplicationRow, _SQL["find"], number=number)


async def locked(connection: Connection, number: str) -> ApplicationRow | None:
    """Return the application, or None; nobody else changes it until this transaction ends.

    Whoever ends the reading of an upload and whoever submits must both take this lock: else each
    may miss what the other is about to commit, and no report is ever made.
    """
    return await fetch_one(connection, ApplicationRow, _SQL["lock"], number=number)


async def newest(
    connection: Connection, *, limit: int, after: str | None = None
) -> tuple[ApplicationRow, ...]:
    """Return applications, the latest registered first, beginning behind number ``after``."""
    if after is None:
        return await fetch_all(connection, ApplicationRow, _SQL["newest"], limit=limit)
    return await fetch_all(
        connection, ApplicationRow, _SQL["newest_after"], limit=limit, after=after
    )


async def place_in_year(connection: Connection, number: str) -> int:
    """Return which one of its calendar year an application is, by time of receipt, from 1.

    Exact for what is registered at this moment: an application that is registered later but was
    received earlier moves this one back. 0 if there is no such application.
    """
    return await fetch_one(connection, int, _SQL["place_in_year"], number=number) or 0


async def submit(connection: Connection, number: str) -> ApplicationRow | None:
    """Mark an open application as submitted; return None if it was not open."""
    return await fetch_one(connection, ApplicationRow, _SQL["submit"], number=number)


async def add_uploads(connection: Connection, number: str, count: int) -> None:
    """Count new uploads, which also makes a new version of the inputs."""
    await execute(connection, _SQL["add_uploads"], number=number, count=count)


async def raise_inputs_version(connection: Connection, number: str) -> int | None:
    """Say that something changed that a report depends on; return the new version."""
    return await fetch_one(connection, int, _SQL["raise_inputs_version"], number=number)
