"""Readers in processes of their own, with what they cost: time, processor time, memory."""

import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Generic, TypeVar

import psutil

Job = TypeVar("Job")
Answer = TypeVar("Answer")

SAMPLE_SECONDS = 0.05
SETTLE_SECONDS = 0.03
"""Time in which ended children are reaped, so that their processor time is counted."""
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What one answer cost.

    Attributes:
        seconds: on the clock.
        cpu_seconds: processor time of the process and of all that it started.
        memory: most MiB that they held together; pages that they share are counted once each.
    """

    seconds: float
    cpu_seconds: float
    memory: float


class Measured(Generic[Job, Answer]):
    """One reader in a process of its own; use as a context manager."""

    def __init__(
        self, opened: Callable[[], Callable[[Job], Answer]], *, threads: bool = False
    ) -> None:
        self._opened = opened
        self._threads = threads
        self.complaint = ""

    def __enter__(self) -> "Measured[Job, Answer]":
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(self._opened, there, self._threads))
        self._process.start()
        there.close()
        self._tree = psutil.Process(self._process.pid)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._here.close()
        self._process.join(timeout=10)
        if self._process.is_alive():
            self._process.kill()

    def answer(self, job: Job) -> tuple[Answer | None, Cost]:
        """Do one job while nothing else is measured; None if the reader failed.

        ``complaint`` then holds what it said.
        """
        before = _processor_time(self._tree)
        with _Watch(self._tree) as watch:
            started = time.perf_counter()
            self._here.send(job)
            failed, answer = self._here.recv()
            seconds = time.perf_counter() - started
        self.complaint = str(answer) if failed else ""
        time.sleep(SETTLE_SECONDS)
        used = _processor_time(self._tree) - before
        return None if failed else answer, Cost(seconds, used, watch.most / MEBIBYTE)


class _Watch:
    """Looks at the memory of a process and its descendants while a job runs."""

    def __init__(self, tree: psutil.Process) -> None:
        self.most = 0
        self._tree = tree
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "_Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while True:
            self.most = max(self.most, _memory(self._tree))
            if self._done.wait(SAMPLE_SECONDS):
                return


def _family(tree: psutil.Process) -> list[psutil.Process]:
    return [tree, *tree.children(recursive=True)]


def _memory(tree: psutil.Process) -> int:
    """Return the proportional share of memory of the whole family, bytes."""
    total = 0
    for process in _family(tree):
        with suppress(psutil.Error):
            total += int(process.memory_full_info().pss)
    return total


def _processor_time(tree: psutil.Process) -> float:
    total = 0.0
    for process in _family(tree):
        with suppress(psutil.Error):
            spent = process.cpu_times()
            total += spent.user + spent.system + spent.children_user + spent.children_system
    return total


def _serve(
    opened: Callable[[], Callable[[Job], Answer]],
    there: Connection,
    threads: bool,  # noqa: FBT001 - passed on by the process as it is
) -> None:
    if not threads:
        os.environ["OMP_THREAD_LIMIT"] = "1"
    do = opened()
    while True:
        try:
            job = there.recv()
        except EOFError:
            return
        try:
            there.send((False, do(job)))
        except Exception as error:  # noqa: BLE001 - told to the bench, which goes on
            there.send((True, f"{type(error).__name__}: {error}"))
