"""Who did what and when; written in the transaction of the act itself."""

import json
from enum import StrEnum
from typing import Final

from intake.store.database import Connection, execute
from intake.store.statements import statements

SERVICE: Final = "service"
"""The actor of what no account asked for."""

OPERATOR: Final = "operator"
"""The actor of what was done on the command line of the machine itself."""

_SQL = statements("audit")


class Action(StrEnum):
    """The closed list of acts that are recorded."""

    ACCOUNT_ADDED = "account_added"
    ACCOUNT_REVOKED = "account_revoked"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    APPLICATION_REGISTERED = "application_registered"
    UPLOAD_RECEIVED = "upload_received"
    UPLOAD_WITHDRAWN = "upload_withdrawn"
    APPLICATION_SUBMITTED = "application_submitted"
    UPLOAD_READ = "upload_read"
    UPLOAD_NOT_READ = "upload_not_read"
    UPLOAD_LOOKED_AT_AGAIN = "upload_looked_at_again"
    REPORT_MADE = "report_made"
    REPORT_REISSUED = "report_reissued"
    REPORT_DELIVERED = "report_delivered"
    DELIVERY_DEAD = "delivery_dead"
    DELIVERY_REPLAYED = "delivery_replayed"
    DOCUMENT_REVIEWED = "document_reviewed"
    APPLICATION_VIEWED = "application_viewed"
    REPORT_VIEWED = "report_viewed"
    PAGE_VIEWED = "page_viewed"
    LETTER_MADE = "letter_made"
    BLOBS_REMOVED = "blobs_removed"


async def record(
    connection: Connection,
    actor: str,
    action: Action,
    *,
    application: str | None = None,
    **subject: str | int,
) -> None:
    """Add one row.

    Args:
        connection: the transaction of the act.
        actor: an account's name, or :data:`SERVICE`.
        action: what was done.
        application: the application's number, if the act concerns one.
        subject: what else names the thing acted on; never personal data.
    """
    await execute(
        connection,
        _SQL["insert"],
        actor=actor,
        action=action,
        application=application,
        subject=json.dumps(subject),
    )
