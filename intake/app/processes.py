"""The two processes of the service, each to be run alone or by the supervisor."""

import asyncio
import logging
import signal
import socket
from contextlib import ExitStack
from types import FrameType
from typing import NoReturn

import uvicorn

from intake.settings import Settings
from models.bilingual import Bilingual
from models.errors import IntakeError

GRACE_SECONDS = 5
"""How long a web process that stops lets running requests end."""

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)
"""What tells a process to stop: a supervisor's word, and Ctrl-C."""


class AddressTakenError(IntakeError):
    """The address to listen on is used by another program, or is not this machine's."""

    code = "address_taken"
    text = Bilingual(
        "Another program listens on {host}, port {port}, or the address is not this machine's. "
        "Stop that program, or set INTAKE_PORT to another port (0 takes any free one).",
        "Un autre programme écoute à {host}, port {port}, ou l'adresse n'est pas celle de cet "
        "ordinateur. Arrêtez ce programme, ou donnez un autre port à INTAKE_PORT (0 prend "
        "n'importe quel port libre).",
    )


def listen(host: str, port: int) -> socket.socket:
    """Bind and listen; connections wait in line until a web process accepts them.

    Raises:
        AddressTakenError: the address is taken or not ours.
    """
    try:
        listening = socket.create_server((host, port), backlog=512, reuse_port=False)
    except OSError as error:
        raise AddressTakenError(host=host, port=port) from error
    listening.set_inheritable(True)
    return listening


def address(listening: socket.socket, host: str) -> str:
    """Return the address under which a listening socket is reached."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listening.getsockname()[1]}"


def run_web(settings: Settings, listening: socket.socket) -> None:
    """Serve the API and the pages until SIGTERM or SIGINT.

    Raises:
        StoreError: the database cannot be reached, started or migrated.
    """
    # The worker must load neither the web framework nor the other way round.
    from intake.store import opening  # noqa: PLC0415
    from intake.web.application import create_application  # noqa: PLC0415

    start_logging(settings)
    for number in STOP_SIGNALS:
        signal.signal(number, _leave_in_order)
    with ExitStack() as stack:
        url = stack.enter_context(opening.database_url(settings))
        config = uvicorn.Config(
            create_application(settings, url),
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        uvicorn.Server(config).run(sockets=[listening])


def _leave_in_order(_number: int, _frame: FrameType | None) -> NoReturn:
    """Unwind the web process, so that the last user of the embedded database stops it.

    The web server raises the signal that stopped it again once it has ended. The signal's default
    action would end the process there, before it has left the database.
    """
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise SystemExit(0)


def run_worker(settings: Settings) -> None:
    """Work until SIGTERM or SIGINT."""
    start_logging(settings)
    asyncio.run(_work(settings))


async def _work(settings: Settings) -> None:
    # As in run_web: only this process loads the pipeline.
    from intake.worker import running  # noqa: PLC0415

    await running.run(settings, stop_on_signals())


def stop_on_signals() -> asyncio.Event:
    """Return an event that SIGTERM or SIGINT sets; call it in a running loop."""
    stop = asyncio.Event()
    for number in STOP_SIGNALS:
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def start_logging(settings: Settings) -> None:
    """Log to standard error, one line an event, without arguments of jobs or requests."""
    logging.basicConfig(
        level=settings.log_level.upper(),
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        force=True,
    )
    # These name their arguments (application numbers, addresses) at a lower level.
    for name in ("procrastinate", "httpx", "httpcore", "alembic", "uvicorn"):
        logging.getLogger(name).setLevel(logging.WARNING)
