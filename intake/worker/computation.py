"""Computation children: one long-lived process for each slot, with a wall limit.

Work that fills a processor core never runs in the worker's own process: it would hold the
interpreter, the worker's signs of life would stop, and another worker would take the same job.
"""

import asyncio
import contextlib
import logging
import sys
from collections.abc import AsyncIterator
from typing import TypeVar

import msgspec

from intake.pipeline.requests import Done, Failed, Report, Request, Understand
from intake.pipeline.workbench import MadeReport
from intake.worker import frames
from models.application import Dossier
from models.bilingual import Bilingual
from models.errors import IntakeError
from models.extraction import Extraction
from models.reading import UploadReading

_LOG = logging.getLogger(__name__)

MODULE = "intake.worker.computation_child"
START_SECONDS = 120.0
"""Until a child has loaded its model; a cold disk is slow."""

Given = TypeVar("Given")


class ComputationError(IntakeError):
    """The root of everything that can go wrong in a computation child."""

    code = "computation_error"


class ComputationFailedError(ComputationError):
    """The child answered that the work failed; it can be asked again."""

    code = "computation_failed"
    text = Bilingual(
        "Classifying or reporting failed ({error}). It is tried again; if it goes on, report it.",
        "La classification ou le rapport a échoué ({error}). L'essai sera repris ; si cela "
        "persiste, signalez-le.",
    )


class ComputationTimeoutError(ComputationError):
    """The child did not answer within the wall limit and was ended."""

    code = "computation_timeout"
    text = Bilingual(
        "Classifying or reporting took longer than {seconds} s and was ended. Raise "
        "INTAKE_COMPUTATION_SECONDS if the machine is slow.",
        "La classification ou le rapport a pris plus de {seconds} s et a été interrompu. "
        "Augmentez INTAKE_COMPUTATION_SECONDS si la machine est lente.",
    )


class ComputationDiedError(ComputationError):
    """The child ended before it answered."""

    code = "computation_died"
    text = Bilingual(
        "The process that classifies and reports ended unexpectedly. It is started again.",
        "Le processus qui classe et fait les rapports s'est terminé de façon inattendue. Il "
        "est relancé.",
    )


class Child:
    """One process that answers one request at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        if process.stdin is None or process.stdout is None:
            raise TypeError("a computation child needs both pipes")
        self._process = process
        self._requests = process.stdin
        self._answers = process.stdout

    @classmethod
    async def started(cls) -> "Child":
        """Start a child and wait until it has loaded its model.

        Raises:
            ComputationError: it did not get ready.
        """
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            MODULE,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            # A Ctrl-C in a terminal is for the service, which then ends its children.
            start_new_session=True,
        )
        child = cls(process)
        try:
            await child.answered(START_SECONDS)
        except BaseException:
            await child.end()
            raise
        return child

    @property
    def alive(self) -> bool:
        """Whether the process has not ended."""
        return self._process.returncode is None

    async def ask(self, request: Request, answer: type[Given], seconds: float) -> Given:
        """Return the answer to a request.

        Raises:
            ComputationError: the work failed, took too long, or ended the child.
            msgspec.ValidationError: the answer is not of the type asked for.
        """
        with contextlib.suppress(ConnectionError):
            # A child that has gone shows when its answer is read.
            await frames.send(self._requests, msgspec.json.encode(request))
        return msgspec.json.decode(await self.answered(seconds), type=answer)

    async def answered(self, seconds: float) -> msgspec.Raw:
        """Return the next answer's JSON.

        Raises:
            ComputationError: as :meth:`ask`.
        """
        try:
            async with asyncio.timeout(seconds):
                received = await frames.receive(self._answers)
        except TimeoutError:
            raise ComputationTimeoutError(seconds=round(seconds)) from None
        except asyncio.IncompleteReadError:
            raise ComputationDiedError from None
        answer = msgspec.json.decode(received, type=Done | Failed)
        if isinstance(answer, Failed):
            _LOG.error("computation failed: %s at %s", answer.error, "; ".join(answer.places))
            raise ComputationFailedError(error=answer.error)
        return answer.answer

    async def end(self) -> None:
        """End the process, whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()


class Children:
    """As many children as there are slots: the worker's computation."""

    def __init__(self, slots: int, seconds: float) -> None:
        self._seconds = seconds
        # None stands for a slot whose child is still to be started.
        self._free: asyncio.LifoQueue[Child | None] = asyncio.LifoQueue()
        for _ in range(slots):
            self._free.put_nowait(None)

    @classmethod
    @contextlib.asynccontextmanager
    async def opened(cls, slots: int, seconds: float) -> AsyncIterator["Children"]:
        """Keep children for the time of the block; the first one starts at once.

        Args:
            slots: most children at one time.
            seconds: wall limit of one request.
        """
        children = cls(slots, seconds)
        warming = asyncio.create_task(children.warm())
        try:
            yield children
        finally:
            warming.cancel()
            await asyncio.gather(warming, return_exceptions=True)
            await children._end()

    async def warm(self) -> None:
        """Start one child ahead of the first request.

        Raises:
            ComputationError: it did not get ready.
        """
        async with self._lent():
            return

    async def understand(self, upload: str, extraction: Extraction) -> UploadReading:
        """Classify the pages of one upload and read its documents.

        Raises:
            ComputationError: it failed.
        """
        return await self._ask(Understand(upload, extraction), UploadReading)

    async def report(self, dossier: Dossier) -> MadeReport:
        """Make the completeness report on one application.

        Raises:
            ComputationError: it failed.
        """
        return await self._ask(Report(dossier), MadeReport)

    async def _ask(self, request: Request, answer: type[Given]) -> Given:
        async with self._lent() as child:
            return await child.ask(request, answer, self._seconds)

    @contextlib.asynccontextmanager
    async def _lent(self) -> AsyncIterator[Child]:
        """Lend a child; one whose request did not end in an answer is ended, and replaced."""
        child = await self._free.get()
        kept: Child | None = None
        try:
            if child is None or not child.alive:
                child = await Child.started()
            yield child
            kept = child
        except ComputationFailedError:
            kept = child
            raise
        finally:
            if kept is None and child is not None:
                await child.end()
            self._free.put_nowait(kept)

    async def _end(self) -> None:
        while not self._free.empty():
            child = self._free.get_nowait()
            if child is not None:
                await child.end()
