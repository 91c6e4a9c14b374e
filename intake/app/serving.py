"""The whole service in one process tree."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass

import httpx
import psycopg

from intake.app.processes import address, listen, start_logging, stop_on_signals
from intake.app.supervisor import Supervisor
from intake.pipeline.failures import described
from intake.pipeline.threads import in_thread
from intake.settings import Mode, Settings
from intake.store import accounts, embedded_postgres, opening
from intake.store.errors import StoreError

_LOG = logging.getLogger(__name__)

POLL_SECONDS = 0.05
DATABASE_POLL_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Serving:
    """The service is ready; ``url`` is where the API and the pages are reached."""

    url: str


def serve(
    settings: Settings, ready: Callable[[Serving], None], first_key: Callable[[str], None]
) -> None:
    """Run database, web process and worker until SIGTERM or SIGINT.

    Args:
        settings: also read by the processes, from the same environment.
        ready: called once, when the web process answers.
        first_key: called with the access key of the first account, if this start makes it; long
            before the web process answers, and never again.

    Raises:
        NotContainedError: production lacks a layer around its readers that is not waived.
        StoreError: the database cannot be reached, started or migrated.
        AddressTakenError: the address to listen on is taken.
    """
    start_logging(settings)
    _ensure_contained(settings)
    with (
        listen(settings.host, settings.port) as listening,
        opening.database_url(settings) as database,
    ):
        asyncio.run(_ensure_first_account(settings, database, first_key))
        serving = Serving(address(listening, settings.host))
        roles = {
            "web": ("-m", "intake.app", "web", str(listening.fileno())),
            "worker": ("-m", "intake.app", "worker"),
        }
        supervisor = Supervisor(roles, [listening.fileno()])
        asyncio.run(_supervise(settings, supervisor, lambda: _announce(serving, ready)))


def _ensure_contained(settings: Settings) -> None:
    """Refuse to start where the worker would refuse, which nobody would see but in its log."""
    if settings.mode is not Mode.PRODUCTION:
        return
    # Loaded here, so that the web process, which imports this package, never has the readers.
    from extractors.contained import keeper_of  # noqa: PLC0415
    from intake.worker import containment  # noqa: PLC0415

    asyncio.run(containment.ensure(settings))
    # The worker has a fork server of its own; this process reads nothing.
    keeper_of(settings.ocr_engine).close()


async def _ensure_first_account(
    settings: Settings, database: str, show: Callable[[str], None]
) -> None:
    """Make the first account if there is none.

    Its key is shown before it is committed: a start that is stopped in between leaves a key that
    opens nothing and the next start makes another, whereas a committed key that nobody saw would
    lock everybody out.
    """
    async with (
        opening.opened(settings, database) as store,
        store.database.transaction() as connection,
    ):
        if key := await accounts.ensure_first_account(connection):
            show(key)


async def _supervise(
    settings: Settings,
    supervisor: Supervisor,
    announce: Callable[[], Coroutine[None, None, None]],
) -> None:
    stop = stop_on_signals()
    beside = [asyncio.create_task(announce())]
    if settings.database_url is None:
        beside.append(asyncio.create_task(_keep_database(settings)))
    try:
        await supervisor.run(stop)
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)


async def _keep_database(settings: Settings) -> None:
    """Start the embedded database again whenever it has gone."""
    while True:
        await asyncio.sleep(DATABASE_POLL_SECONDS)
        try:
            await in_thread(_ensure_database, settings)
        except (StoreError, psycopg.Error, OSError) as error:
            _LOG.warning("the database cannot be started: %s", described(error))


def _ensure_database(settings: Settings) -> None:
    # This process has joined the server already, so that leaving it here does not stop it.
    with embedded_postgres.running(settings.postgres_folder):
        return


async def _announce(serving: Serving, ready: Callable[[Serving], None]) -> None:
    """Say that the service is ready, once the web process answers anything at all."""
    async with httpx.AsyncClient(trust_env=False, timeout=5.0) as http:
        while True:
            with contextlib.suppress(httpx.TransportError):
                await http.get(serving.url)
                break
            await asyncio.sleep(POLL_SECONDS)
    ready(serving)
