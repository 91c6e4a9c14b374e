"""Ends a process when the one that started it has gone, however that ended."""

import os
import signal
import threading
import time
from typing import Final

STANDARD_INPUT: Final = 0

PATIENCE: Final = 20.0
"""Seconds for an orderly stop, before the process ends at once."""

ORPHANED_STATUS: Final = 75
"""Exit status of a process that had to be ended so (``EX_TEMPFAIL`` of sysexits.h)."""


def hold() -> None:
    """Stop this process (SIGTERM) when its standard input closes.

    The supervisor holds the other end and never writes. The kernel closes it with the supervisor,
    so that a ``kill -9`` leaves no orphans.
    """
    threading.Thread(target=_watch, name="lifeline", daemon=True).start()


def _watch() -> None:
    # Read below Python's buffer, whose lock would stand in the way of an orderly end.
    while os.read(STANDARD_INPUT, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os._exit(ORPHANED_STATUS)
