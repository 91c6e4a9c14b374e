"""Runs a worker: two lanes on one queue, opened again whenever the database went away."""

import asyncio
import contextlib
import functools
import logging
import time
from collections.abc import AsyncIterator

import procrastinate
import psycopg
from procrastinate.exceptions import ConnectorException

from intake.delivery import keys, sending
from intake.delivery.delivering import Post
from intake.pipeline.failures import described
from intake.pipeline.threads import in_thread
from intake.pipeline.workbench import Workbench
from intake.settings import Settings
from intake.store import jobs, opening
from intake.store.errors import StoreError
from intake.store.opening import Store
from intake.worker import containment, queue, recovery
from intake.worker.computation import Children
from models.containment import Containment

_LOG = logging.getLogger(__name__)

DELIVERIES_AT_ONCE = 8
FIRST_WAIT = 0.5
LONGEST_WAIT = 15.0
"""Seconds before the worker is opened again: the first, and twice as long each time up to this."""

STEADY = 60.0
"""Seconds after which a worker that ran counts as well, and the next wait is the first again."""


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """Work until ``stop`` is set, whatever the database does meanwhile.

    Raises:
        NotContainedError: in production, if what holds the readers is not what it must be.
        ReaderNotStartedError: no reader can be started here.
    """
    found = await containment.ensure(settings)
    wait = FIRST_WAIT
    while not stop.is_set():
        began = time.monotonic()
        try:
            await _run_once(settings, found, stop)
        except (StoreError, ConnectorException, psycopg.Error, OSError) as error:
            _LOG.warning("the worker is opened again: %s", described(error))
        if time.monotonic() - began > STEADY:
            wait = FIRST_WAIT
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), wait)
        wait = min(2 * wait, LONGEST_WAIT)


async def _run_once(settings: Settings, found: Containment, stop: asyncio.Event) -> None:
    """Work until ``stop`` is set or a lane ends, as it does when the database goes away."""
    async with _opened_store(settings) as store, _opened_queue(settings, store) as app:
        _LOG.info("the worker is ready")
        if settings.delivery_url is None:
            _LOG.warning("INTAKE_DELIVERY_URL is not set: reports are kept and none is sent")
        parts = [
            asyncio.create_task(
                containment.tell(store.database, found, delivers=settings.delivery_url is not None)
            ),
            asyncio.create_task(_lane(app, settings, jobs.PROCESS_QUEUE, settings.worker_slots)),
            asyncio.create_task(_lane(app, settings, jobs.DELIVER_QUEUE, DELIVERIES_AT_ONCE)),
            asyncio.create_task(
                recovery.bring_back(
                    app,
                    stalled=settings.worker_stalled_seconds,
                    every=settings.worker_heartbeat_seconds,
                )
            ),
        ]
        waiting = asyncio.create_task(stop.wait())
        try:
            done, _ = await asyncio.wait([waiting, *parts], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (waiting, *parts):
                task.cancel()
            await asyncio.gather(waiting, *parts, return_exceptions=True)
        for task in done - {waiting}:
            task.result()


async def _lane(
    app: procrastinate.App, settings: Settings, queue_name: str, concurrency: int
) -> None:
    await app.run_worker_async(
        queues=[queue_name],
        name=queue_name,
        concurrency=concurrency,
        update_heartbeat_interval=settings.worker_heartbeat_seconds,
        stalled_worker_timeout=settings.worker_stalled_seconds,
        shutdown_graceful_timeout=settings.worker_stop_seconds,
        delete_jobs="successful",
        install_signal_handlers=False,
    )


@contextlib.asynccontextmanager
async def _opened_store(settings: Settings) -> AsyncIterator[Store]:
    # Starting, migrating and stopping a database block.
    with contextlib.ExitStack() as stack:
        url = await in_thread(stack.enter_context, opening.database_url(settings))
        leaving = stack.pop_all()
    try:
        async with opening.opened(settings, url) as store:
            yield store
    finally:
        await in_thread(leaving.close)


@contextlib.asynccontextmanager
async def _opened_queue(settings: Settings, store: Store) -> AsyncIterator[procrastinate.App]:
    async with (
        Children.opened(settings.worker_slots, settings.computation_seconds) as children,
        sending.client() as http,
    ):
        bench = Workbench(
            store,
            children,
            settings.worker_attempts,
            delivers=settings.delivery_url is not None,
            ocr_engine=settings.ocr_engine,
        )
        post = None
        if settings.delivery_url is not None:
            # The first start makes a key; from then on the file is read before each attempt.
            keys.load(settings.secrets_folder)
            post = Post(
                store.database,
                http,
                sending.Receiver(str(settings.delivery_url), settings.delivery_seconds),
                functools.partial(keys.standing, settings.secrets_folder),
                settings.delivery_schedule,
            )
        app = queue.application(bench, post, first_wait=settings.worker_retry_seconds)
        async with app.open_async(store.database.pool):
            yield app
