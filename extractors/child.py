"""The child process that reads one upload: bytes on standard input, frames on standard output."""

import ctypes
import gc
import os
import resource
import signal
import sys

from extractors.ends import OutOfMemory
from extractors.limits import Limits
from models.extraction import ReadOutcome

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38


def main() -> None:
    """Read the upload of the parent process (first argument) under the limits (second, JSON)."""
    parent, given = sys.argv[1:3]
    limits = limits_from(given)
    confine(int(parent), limits)
    # The frames go out by a descriptor of their own, so that a library that prints harms nothing.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    content = sys.stdin.buffer.read(limits.content_bytes + 1)
    # Nothing of one short reading is worth collecting.
    gc.disable()
    outcome = _read(content, limits)
    from extractors.frames import encode  # noqa: PLC0415 - after the limits are set

    with out:
        for frame in encode(outcome):
            out.write(frame)
    # Closing libraries down in order takes time and has crashed; the answer is out.
    os._exit(0)


def confine(parent: int, limits: Limits) -> None:
    """Set the limits of this process and of all that it starts."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, limits.address_space),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.written_bytes),
    ):
        resource.setrlimit(kind, (most, most))


def limits_from(text: str) -> Limits:
    """Return the limits that the parent wrote as JSON."""
    import msgspec  # noqa: PLC0415

    return msgspec.json.decode(text, type=Limits)


def _read(content: bytes, limits: Limits) -> ReadOutcome:
    from extractors.reading import read  # noqa: PLC0415 - after the limits are set

    try:
        return read(content, limits, threads=len(os.sched_getaffinity(0)))
    except MemoryError:
        return OutOfMemory().outcome()


if __name__ == "__main__":
    main()
