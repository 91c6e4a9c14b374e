"""Brings back work that would otherwise be lost: jobs of dead workers, and work without a job."""

import asyncio
import logging

import procrastinate
from procrastinate.exceptions import ConnectorException

from intake.store import jobs
from intake.store.database import Database, fetch_all
from intake.store.statements import statements

_LOG = logging.getLogger(__name__)
_SQL = statements("recovery")


async def bring_back(app: procrastinate.App, *, stalled: float, every: float) -> None:
    """Return the jobs of workers without a sign of life to the queue, for ever.

    How often a job may be begun is not counted here: the row that it works on counts, and a job
    whose row has ended does nothing.

    Args:
        app: open.
        stalled: seconds without a sign of life.
        every: seconds between two looks.
    """
    while True:
        await asyncio.sleep(every)
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=stalled):
            _LOG.warning("job %s of a dead worker goes back to the queue", job.id)
            try:
                await app.job_manager.retry_job(job)
            except ConnectorException:
                # Another worker was first; a database that is away shows at the next look.
                _LOG.info("job %s was brought back by another worker", job.id)


async def queue_owed_work(database: Database, *, delivers: bool) -> None:
    """Queue what the rows owe and no job does.

    Every change of a row queues its job in the same transaction, so that there is nothing to find
    unless a job failed for good or was taken away by hand.
    """
    async with database.transaction() as connection:
        for upload in await fetch_all(connection, int, _SQL["unread_uploads"], task=jobs.PROCESS):
            await jobs.defer_process(connection, upload)
        for application in await fetch_all(
            connection, str, _SQL["unreported_applications"], task=jobs.REPORT
        ):
            await jobs.defer_report(connection, application)
        if not delivers:
            return
        for delivery in await fetch_all(
            connection, int, _SQL["unattended_deliveries"], task=jobs.DELIVER
        ):
            await jobs.defer_deliver(connection, delivery)
