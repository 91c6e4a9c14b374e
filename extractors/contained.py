"""Reading hostile files: one short-lived child process for each upload."""

import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from extractors.admission import admit
from extractors.ends import (
    AgainstPolicy,
    Damaged,
    OutOfMemory,
    OutOfTime,
    ReadEnd,
    ReadFailed,
)
from extractors.frames import BadFramesError, decode
from extractors.limits import DEFAULT_LIMITS, Limits
from models.extraction import ReadOutcome

log = logging.getLogger(__name__)

CHUNK = 64 * 1024
_PROGRAM = "import sys; sys.path.append({root!r}); from extractors.child import main; main()"
_KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "SYSTEMROOT")
_OUT_OF_MEMORY = (b"MemoryError", b"bad_alloc", b"Cannot allocate memory", b"OutOfMemory")
_CRASHES = frozenset({signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGTRAP,
                      signal.SIGFPE})  # fmt: skip
_EXHAUSTED = frozenset({signal.SIGXCPU, signal.SIGXFSZ})


@dataclass(frozen=True, slots=True)
class Ended:
    """How the child ended, and what it left.

    Attributes:
        status: exit status, negative for a signal.
        complaints: the first bytes of its error stream; never shown to people.
        overdue: whether it was ended at the wall limit.
        overflowed: whether it wrote more than it may.
    """

    status: int
    answer: bytes
    complaints: bytes
    overdue: bool
    overflowed: bool


def read_contained(
    content: bytes,
    *,
    limits: Limits = DEFAULT_LIMITS,
    command: Sequence[str] | None = None,
) -> ReadOutcome:
    """Read one upload in a child process of its own; blocks until it has ended.

    May be called from several threads at the same time. Whatever the content does to its
    readers, this returns a typed outcome.

    Args:
        content: the upload's bytes.
        limits: what the child may use.
        command: the program to start in place of the child, for fault tests.
    """
    refused = _refused_at_sight(content, limits)
    if refused is not None:
        return refused
    with tempfile.TemporaryDirectory(prefix="csq-read-") as folder:
        ended = _run(list(command or _command(limits)), content, limits, Path(folder))
    return _outcome(ended, content, limits)


def _refused_at_sight(content: bytes, limits: Limits) -> ReadOutcome | None:
    """End the readings that need no child at all."""
    try:
        admit(content, limits)
    except ReadEnd as end:
        return end.outcome()
    return None


def _command(limits: Limits) -> tuple[str, ...]:
    root = str(Path(__file__).resolve().parent.parent)
    program = _PROGRAM.format(root=root)
    given = msgspec.json.encode(limits).decode()
    return (sys.executable, "-I", "-c", program, str(os.getpid()), given)


def _run(command: list[str], content: bytes, limits: Limits, folder: Path) -> Ended:
    child = subprocess.Popen(  # noqa: S603 - our own interpreter with our own program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(folder),
        cwd=folder,
        start_new_session=True,
    )
    most = limits.header_bytes + limits.pictures_bytes
    answer, complaints = bytearray(), bytearray()
    flow = _Flow(child)
    deadline = time.monotonic() + limits.wall_seconds
    threads = [
        threading.Thread(target=flow.feed, args=(content,), daemon=True),
        threading.Thread(target=flow.drain, args=(child.stdout, answer, most), daemon=True),
        threading.Thread(
            target=flow.drain_bounded,
            args=(child.stderr, complaints, limits.complaint_bytes),
            daemon=True,
        ),
    ]
    for thread in threads:
        thread.start()
    overdue = False
    try:
        child.wait(timeout=max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        overdue = True
    finally:
        # The child's own children (OCR) hold its pipes open; they end with it in any case.
        flow.end_group()
        child.wait()
        for thread in threads:
            thread.join(timeout=10)
    return Ended(child.returncode, bytes(answer), bytes(complaints), overdue, flow.overflowed)


class _Flow:
    """The three pipes of a child."""

    def __init__(self, child: "subprocess.Popen[bytes]") -> None:
        self._child = child
        self.overflowed = False

    def feed(self, content: bytes) -> None:
        """Write the upload; a child that ends early breaks the pipe, which its end explains."""
        pipe = self._child.stdin
        if pipe is None:
            return
        try:
            with pipe:
                pipe.write(content)
        except BrokenPipeError:
            return

    def drain(self, pipe: IO[bytes], into: bytearray, most: int) -> None:
        """Take the answer, and end the child that writes more than ``most`` bytes."""
        with pipe:
            while chunk := pipe.read(CHUNK):
                if len(into) + len(chunk) > most:
                    self.overflowed = True
                    self.end_group()
                    return
                into.extend(chunk)

    def drain_bounded(self, pipe: IO[bytes], into: bytearray, most: int) -> None:
        """Take an error stream to its end and keep its first ``most`` bytes."""
        with pipe:
            while chunk := pipe.read(CHUNK):
                into.extend(chunk[: most - len(into)])

    def end_group(self) -> None:
        """Kill the child and all that it started."""
        try:
            os.killpg(self._child.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return


def _environment(folder: Path) -> dict[str, str]:
    """Return what the child may know: where programs are, and a folder that is removed after."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    threads = {"OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    # Each arena of the allocator reserves 64 MiB of the limited address space.
    memory = {"MALLOC_ARENA_MAX": "2"}
    return {**kept, **threads, **memory, "TMPDIR": str(folder), "HOME": str(folder)}


def _outcome(ended: Ended, content: bytes, limits: Limits) -> ReadOutcome:
    if ended.status == 0 and not ended.overdue and not ended.overflowed:
        try:
            return decode(ended.answer, content, limits)
        except BadFramesError as error:
            # Only the name of the broken rule is logged; the content may be personal.
            log.warning("the reading child broke the rule of its answer: %s", error)
            return AgainstPolicy().outcome()
    return _end(ended).outcome()


def _end(ended: Ended) -> ReadEnd:
    """Tell the kind of end from what the child left."""
    number = -ended.status
    if ended.overflowed:
        return AgainstPolicy()
    if ended.overdue or number in _EXHAUSTED:
        return OutOfTime()
    # The kernel ends by SIGKILL what uses more memory than there is.
    if number == signal.SIGKILL or any(sign in ended.complaints for sign in _OUT_OF_MEMORY):
        return OutOfMemory()
    if number in _CRASHES:
        return Damaged()
    log.error("the reading child failed with status %d", ended.status)
    return ReadFailed()
