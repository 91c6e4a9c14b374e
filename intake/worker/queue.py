"""The tasks that a worker knows, and when a failed one is tried again."""

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import procrastinate
from procrastinate.jobs import Job

from intake.delivery.delivering import Post, deliver
from intake.pipeline.failures import described
from intake.pipeline.processing import process_upload
from intake.pipeline.reporting import report_application
from intake.pipeline.workbench import Workbench
from intake.store import audit, jobs, orphans
from intake.store.opening import Store
from intake.worker import recovery

_LOG = logging.getLogger(__name__)

LONGEST_WAIT = timedelta(minutes=1)
REPORT_ATTEMPTS = 3
"""At one report, before it is left for ten minutes (see ``recovery.sql``)."""

TEND = "tend"
EVERY_MINUTE = "* * * * *"

TIDY = "tidy"
EVERY_NIGHT = "40 3 * * *"
"""At an hour when few applications come in; by the clock of the machine in UTC."""


class Backoff(procrastinate.BaseRetryStrategy):
    """Tries a failed job again, waiting twice as long each time, up to :data:`LONGEST_WAIT`.

    Args:
        first: seconds before the second attempt.
        most: attempts in all; None for as many as it takes, where a row counts the attempts or
            only the store can fail.
    """

    def __init__(self, first: float, most: int | None = None) -> None:
        self._first = first
        self._most = most

    def get_retry_decision(
        self, *, exception: BaseException, job: Job
    ) -> procrastinate.RetryDecision | None:
        """Return when to try again; None after the last attempt."""
        if not isinstance(exception, Exception):
            # The worker stops: the job is somebody else's at once.
            return procrastinate.RetryDecision(retry_at=datetime.now(UTC))
        if self._most is not None and job.attempts + 1 >= self._most:
            return None
        # The exponent is bounded only so that the number stays one.
        wait = timedelta(seconds=self._first * 2 ** min(job.attempts, 16))
        return procrastinate.RetryDecision(retry_at=datetime.now(UTC) + min(wait, LONGEST_WAIT))


def application(bench: Workbench, post: Post | None, *, first_wait: float) -> procrastinate.App:
    """Return the queue with its tasks.

    Args:
        bench: what uploads and reports are made with.
        post: what deliveries are made with; None if no receiver is configured.
        first_wait: seconds before a failed job is tried again.
    """
    app = procrastinate.App(connector=procrastinate.PsycopgConnector())

    @app.task(name=jobs.PROCESS, queue=jobs.PROCESS_QUEUE, retry=Backoff(first_wait))
    async def process(upload: int) -> None:
        await _told(jobs.PROCESS, lambda: process_upload(bench, upload))

    @app.task(
        name=jobs.REPORT, queue=jobs.PROCESS_QUEUE, retry=Backoff(first_wait, REPORT_ATTEMPTS)
    )
    async def report(application: str) -> None:
        await _told(jobs.REPORT, lambda: report_application(bench, application))

    @app.task(name=jobs.DELIVER, queue=jobs.DELIVER_QUEUE, retry=Backoff(first_wait))
    async def deliver_report(delivery: int) -> None:
        # Without a receiver the row stays pending, and is found again when there is one.
        if post is not None:
            await _told(jobs.DELIVER, lambda: deliver(post, delivery))

    # A worker without any periodic task does not notice that its signs of life have stopped.
    @app.periodic(cron=EVERY_MINUTE)
    @app.task(name=TEND, queue=jobs.DELIVER_QUEUE)
    async def tend(timestamp: int) -> None:  # noqa: ARG001 - the queue passes it by this name.
        await recovery.queue_owed_work(bench.store.database, delivers=post is not None)

    @app.periodic(cron=EVERY_NIGHT)
    @app.task(name=TIDY, queue=jobs.DELIVER_QUEUE)
    async def tidy(timestamp: int) -> None:  # noqa: ARG001 - the queue passes it by this name.
        await _told(TIDY, lambda: _remove_orphans(bench.store))

    return app


async def _remove_orphans(store: Store) -> None:
    removed = await orphans.remove(store, await orphans.find(store), actor=audit.SERVICE)
    if removed:
        _LOG.info("%d blobs without a row were removed", removed)


async def _told(task: str, work: Callable[[], Awaitable[None]]) -> None:
    """Run a job and log how it failed, without what the exception quotes."""
    try:
        await work()
    except Exception as error:
        _LOG.warning("%s failed: %s", task, described(error))
        raise
