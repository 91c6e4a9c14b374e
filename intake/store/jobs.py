"""Puts jobs on the queue in the transaction of the rows that they concern.

The names here are the contract between whoever defers a job and the worker that runs it.
"""

from datetime import datetime
from typing import Final

from procrastinate import App, PsycopgConnector

from intake.store.database import Connection

PROCESS: Final = "process"
"""Task: read one upload. Argument ``upload``: its row's id."""

REPORT: Final = "report"
"""Task: make the next report of one application. Argument ``application``: its number."""

DELIVER: Final = "deliver"
"""Task: post one report. Argument ``delivery``: its row's id."""

PROCESS_QUEUE: Final = "process"
"""Lane of work that fills a processor core."""

DELIVER_QUEUE: Final = "deliver"
"""Lane of work that waits for the network, so that a slow receiver never holds a core."""

REPORT_PRIORITY: Final = 1
"""An application whose uploads are read is finished before another one is begun."""

_queue = App(connector=PsycopgConnector())
"""Never opened: every job is written on a connection of ours."""


async def defer_process(connection: Connection, upload: int) -> None:
    """Have one upload read after this transaction commits."""
    deferrer = _queue.configure_task(
        PROCESS, queue=PROCESS_QUEUE, allow_unknown=True, connection=connection
    )
    await deferrer.defer_async(upload=upload)


async def defer_report(connection: Connection, application: str) -> None:
    """Have a report made after this transaction commits; reports of one application queue up."""
    deferrer = _queue.configure_task(
        REPORT,
        queue=PROCESS_QUEUE,
        lock=f"report:{application}",
        priority=REPORT_PRIORITY,
        allow_unknown=True,
        connection=connection,
    )
    await deferrer.defer_async(application=application)


async def defer_deliver(
    connection: Connection, delivery: int, *, at: datetime | None = None
) -> None:
    """Have one report delivered after this transaction commits, and not before ``at``."""
    deferrer = _queue.configure_task(
        DELIVER,
        queue=DELIVER_QUEUE,
        schedule_at=at,
        allow_unknown=True,
        connection=connection,
    )
    await deferrer.defer_async(delivery=delivery)
