"""Stored report revisions, read back as the typed report."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from intake.store.database import Connection, fetch_all, fetch_one
from intake.store.statements import statements
from models.report import CompletenessReport

_SQL = statements("review")


@dataclass(frozen=True, slots=True)
class StoredReport:
    """One revision as it was delivered.

    Attributes:
        body: the canonical JSON, byte for byte.
        inputs_version: state of the application's inputs that the revision was made from.
        delivery: ``pending``, ``delivered`` or ``dead``; None if no receiver was set.
    """

    id: str
    revision: int
    inputs_version: int
    body: str
    created_at: datetime
    delivery: str | None

    def decoded(self) -> CompletenessReport:
        """Return the report as typed values.

        Raises:
            msgspec.ValidationError: the stored text is not a report of this schema.
        """
        return msgspec.json.decode(self.body, type=CompletenessReport)


async def revisions(connection: Connection, application: str) -> tuple[StoredReport, ...]:
    """Return every revision of an application, newest first; empty if there is none."""
    return await fetch_all(connection, StoredReport, _SQL["revisions"], application=application)


async def newest(connection: Connection, application: str) -> StoredReport | None:
    """Return the newest revision of an application; None if no report was made yet."""
    return await fetch_one(
        connection, StoredReport, _SQL["newest_revision"], application=application
    )
