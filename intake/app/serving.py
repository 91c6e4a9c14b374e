"""The whole service in one process tree."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from intake.app.processes import address, listen, start_logging, stop_on_signals
from intake.app.supervisor import Supervisor
from intake.settings import Settings
from intake.store import accounts, opening

POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Serving:
    """The service is ready.

    Attributes:
        url: where the API and the pages are reached.
        first_key: access key of the first account, if this start made it; shown once.
    """

    url: str
    first_key: str | None


def serve(settings: Settings, ready: Callable[[Serving], None]) -> None:
    """Run database, web process and worker until SIGTERM or SIGINT.

    Args:
        settings: also read by the processes, from the same environment.
        ready: called once, when the web process answers.

    Raises:
        StoreError: the database cannot be reached, started or migrated.
        OSError: the address to listen on is taken.
    """
    start_logging(settings)
    with (
        listen(settings.host, settings.port) as listening,
        opening.database_url(settings) as database,
    ):
        serving = Serving(
            address(listening, settings.host), asyncio.run(_first_key(settings, database))
        )
        roles = {
            "web": ("-m", "intake.app", "web", str(listening.fileno())),
            "worker": ("-m", "intake.app", "worker"),
        }
        asyncio.run(_supervise(Supervisor(roles, [listening.fileno()]), serving, ready))


async def _first_key(settings: Settings, database: str) -> str | None:
    async with (
        opening.opened(settings, database) as store,
        store.database.transaction() as connection,
    ):
        return await accounts.ensure_first_account(connection)


async def _supervise(
    supervisor: Supervisor, serving: Serving, ready: Callable[[Serving], None]
) -> None:
    stop = stop_on_signals()
    announcing = asyncio.create_task(_announce(serving, ready))
    try:
        await supervisor.run(stop)
    finally:
        announcing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await announcing


async def _announce(serving: Serving, ready: Callable[[Serving], None]) -> None:
    """Say that the service is ready, once the web process answers anything at all."""
    async with httpx.AsyncClient(trust_env=False, timeout=5.0) as http:
        while True:
            with contextlib.suppress(httpx.TransportError):
                await http.get(serving.url)
                break
            await asyncio.sleep(POLL_SECONDS)
    ready(serving)
