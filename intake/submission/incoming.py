"""Files while they are received: nothing of them outlives their request or their process."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from intake.store.private_folders import make_private

_LOCK = "lock"


class IncomingFolder:
    """The part of the incoming folder that belongs to this process.

    Each process holds a lock in a folder of its own. A folder whose lock is free was left by a
    process that died, and is removed when the next one starts.
    """

    def __init__(self, folder: Path, lock: int) -> None:
        self.folder = folder
        self._lock = lock

    @classmethod
    @contextlib.contextmanager
    def opened(cls, parent: Path) -> Iterator["IncomingFolder"]:
        """Own a folder below ``parent`` for the time of the block, and remove what others left."""
        make_private(parent)
        _remove_abandoned(parent)
        folder = Path(tempfile.mkdtemp(dir=parent))
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield cls(folder, lock)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)

    @contextlib.contextmanager
    def request(self) -> Iterator[Path]:
        """Yield a folder for the files of one request, removed at the end of the block."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            yield Path(folder)

    @property
    def requests(self) -> int:
        """How many requests have files here now."""
        return sum(1 for path in self.folder.iterdir() if path.is_dir())


def _remove_abandoned(parent: Path) -> None:
    for folder in parent.iterdir():
        # A folder without its lock is one that another process is just making, or removing.
        with contextlib.suppress(FileNotFoundError, BlockingIOError, NotADirectoryError):
            lock = os.open(folder / _LOCK, os.O_RDWR)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(lock)
