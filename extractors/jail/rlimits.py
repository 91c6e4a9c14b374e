"""Layer: limits of the kernel on memory, processor time, files and their sizes (setrlimit(2))."""

import resource

from extractors.limits import Limits

LAST_WORDS_SECONDS = 5
"""Between the signal that tells that the processor time is over and the end without one: at equal
limits the kernel only kills, which looks like a lack of memory."""
OPEN_FILES = 256
"""Open files of one child; libraries need a handful, threads and pipes a few more."""


def enter(limits: Limits, *, writes: bool) -> None:
    """Limit this process and all that it starts.

    Args:
        limits: memory, processor time, size of a file.
        writes: whether it may write files at all.

    Raises:
        OSError, ValueError: the process is already held to less than this.
    """
    for kind, (soft, hard) in _wanted(limits, writes=writes).items():
        resource.setrlimit(kind, (soft, hard))


def holds(limits: Limits, *, writes: bool) -> bool:
    """Whether the kernel says that every limit is in force."""
    return all(
        resource.getrlimit(kind) == wanted
        for kind, wanted in _wanted(limits, writes=writes).items()
    )


def _wanted(limits: Limits, *, writes: bool) -> dict[int, tuple[int, int]]:
    written = limits.written_bytes if writes else 0
    cpu = limits.cpu_seconds
    return {
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_AS: (limits.address_space, limits.address_space),
        resource.RLIMIT_CPU: (cpu, cpu + LAST_WORDS_SECONDS),
        resource.RLIMIT_FSIZE: (written, written),
        resource.RLIMIT_NOFILE: (OPEN_FILES, OPEN_FILES),
        resource.RLIMIT_MEMLOCK: (0, 0),
        resource.RLIMIT_MSGQUEUE: (0, 0),
    }
