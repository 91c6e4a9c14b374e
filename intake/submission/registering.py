"""Registers applications and submits them."""

from dataclasses import dataclass

from intake.store import applications, audit, jobs
from intake.store.applications import ApplicationRow
from intake.store.audit import Action
from intake.store.database import Database
from intake.submission.errors import (
    ApplicationExistsError,
    NothingUploadedError,
    UnknownApplicationError,
)
from models.application import Application


@dataclass(frozen=True, slots=True)
class Registration:
    """``created`` is False for a repeated registration of the same particulars."""

    application: ApplicationRow
    created: bool


async def register(database: Database, application: Application, *, actor: str) -> Registration:
    """Register an application; the same again changes nothing.

    Raises:
        ApplicationExistsError: it is registered with other particulars.
    """
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
