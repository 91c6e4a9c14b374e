"""Registers applications and submits them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from intake.store import applications, audit, jobs
from intake.store.applications import ApplicationRow
from intake.store.audit import Action
from intake.store.database import Database
from intake.submission.errors import (
    ApplicationExistsError,
    NothingUploadedError,
    ReceivedInFutureError,
    ReceivedTooEarlyError,
    UnknownApplicationError,
)
from models.application import Application

EARLIEST_RECEIPT = datetime(2000, 1, 1, tzinfo=UTC)
"""Twenty years before the programme: what lies earlier is a lost digit or a clock that was never
set (1970), and the first hours of year 1 are in no year that the database's driver can read."""

AHEAD = timedelta(days=1)
"""How far a time of receipt may lie ahead: clocks differ, and local time is sent as UTC by some."""


@dataclass(frozen=True, slots=True)
class Registration:
    """``created`` is False for a repeated registration of the same particulars."""

    application: ApplicationRow
    created: bool


async def register(database: Database, application: Application, *, actor: str) -> Registration:
    """Register an application; the same again changes nothing.

    Raises:
        ApplicationExistsError: it is registered with other particulars.
        ReceivedTooEarlyError: the time of receipt cannot be one.
        ReceivedInFutureError: neither can this.
    """
    _ensure_plausible(application.received_at)
    async with database.transaction() as connection:
        row = await applications.insert(connection, application)
        if row is not None:
            await audit.record(
                connection, actor, Action.APPLICATION_REGISTERED, application=row.number
            )
            return Registration(row, created=True)
        found = await applications.find(connection, application.number)
        if found is None or found.application != application:
            raise ApplicationExistsError
        return Registration(found, created=False)


def _ensure_plausible(received_at: datetime) -> None:
    if received_at < EARLIEST_RECEIPT:
        raise ReceivedTooEarlyError(earliest=f"{EARLIEST_RECEIPT:%Y-%m-%d}")
    if received_at > datetime.now(UTC) + AHEAD:
        raise ReceivedInFutureError(hours=AHEAD // timedelta(hours=1))


async def submit(database: Database, number: str, *, actor: str) -> ApplicationRow:
    """Say that the uploads are all there, so that a report is made; again changes nothing.

    Raises:
        UnknownApplicationError: there is no such application.
        NothingUploadedError: it has no files.
    """
    async with database.transaction() as connection:
        found = await applications.locked(connection, number)
        if found is None:
            raise UnknownApplicationError
        if found.uploads_count == 0:
            raise NothingUploadedError
        submitted = await applications.submit(connection, number)
        if submitted is None:
            return found
        await audit.record(connection, actor, Action.APPLICATION_SUBMITTED, application=number)
        # The job does nothing while uploads are still read; the last of them defers another.
        await jobs.defer_report(connection, number)
        return submitted
