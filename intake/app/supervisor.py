"""The supervisor: one process that keeps the others running and stops them all."""

import asyncio
import contextlib
import logging
import sys
import time
from asyncio.subprocess import Process
from collections.abc import Mapping, Sequence

_LOG = logging.getLogger(__name__)

FIRST_WAIT = 0.25
LONGEST_WAIT = 30.0
"""Seconds before a process that ended is started again: the first, doubled each time up to this."""

STEADY = 60.0
"""Seconds after which a process counts as well, and the next wait is the first again."""

STOP_SECONDS = 15.0
"""How long a process that is told to stop may take before it is killed."""


class Supervisor:
    """Keeps one process for each role.

    Args:
        roles: arguments of ``python`` for each role.
        descriptors: open files that every process inherits.
    """

    def __init__(self, roles: Mapping[str, Sequence[str]], descriptors: Sequence[int]) -> None:
        self._roles = roles
        self._descriptors = tuple(descriptors)

    async def run(self, stop: asyncio.Event) -> None:
        """Keep every process running until ``stop`` is set, then stop them all at once."""
        await asyncio.gather(*(self._keep(role, stop) for role in self._roles))

    async def _keep(self, role: str, stop: asyncio.Event) -> None:
        wait = FIRST_WAIT
        while not stop.is_set():
            began = time.monotonic()
            status = await self._lived(role, stop)
            if stop.is_set():
                return
            wait = FIRST_WAIT if time.monotonic() - began > STEADY else wait
            _LOG.warning("%s ended with status %s; started again in %.2f s", role, status, wait)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), wait)
            wait = min(2 * wait, LONGEST_WAIT)

    async def _lived(self, role: str, stop: asyncio.Event) -> int:
        """Run a process until it ends by itself or because ``stop`` is set; return its status."""
        process = await self._started(role)
        ended = asyncio.create_task(process.wait())
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({ended, stopped}, return_when=asyncio.FIRST_COMPLETED)
            return await _stopped(process, ended)
        finally:
            stopped.cancel()

    async def _started(self, role: str) -> Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *self._roles[role],
            # Nothing is ever written: it tells the process when this one has gone.
            stdin=asyncio.subprocess.PIPE,
            pass_fds=self._descriptors,
            # A Ctrl-C in a terminal is for this process, which stops the others in order.
            start_new_session=True,
        )


async def _stopped(process: Process, ended: "asyncio.Task[int]") -> int:
    """Stop a process that may have ended already; return its status."""
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        return await asyncio.wait_for(asyncio.shield(ended), STOP_SECONDS)
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        return await ended
