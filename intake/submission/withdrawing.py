"""Takes an upload back: it stays on record, and the next report does without it."""

from intake.store import applications, audit, jobs, uploads
from intake.store.applications import ApplicationState
from intake.store.audit import Action
from intake.store.database import Database
from intake.store.uploads import UploadRow
from intake.submission.errors import UnknownApplicationError, UnknownUploadError


async def withdraw(database: Database, number: str, ordinal: int, *, actor: str) -> UploadRow:
    """Withdraw one upload; again changes nothing.

    Raises:
        UnknownApplicationError: there is no such application.
        UnknownUploadError: it has no such upload.
    """
    async with database.transaction() as connection:
        application = await applications.locked(connection, number)
        if application is None:
            raise UnknownApplicationError
        before = await uploads.of_application(connection, number)
        withdrawn = await uploads.withdraw(connection, number, ordinal)
        if withdrawn is None:
            raise UnknownUploadError
        if withdrawn in before:
            return withdrawn
        await applications.raise_inputs_version(connection, number)
        await audit.record(
            connection,
            actor,
            Action.UPLOAD_WITHDRAWN,
            application=number,
            upload=withdrawn.label,
            sha256=withdrawn.sha256,
        )
        if application.state is ApplicationState.SUBMITTED:
            await jobs.defer_report(connection, number)
        return withdrawn
