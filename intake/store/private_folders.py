"""Folders that only their owner may read."""

import os
from pathlib import Path

PRIVATE = 0o700
TRAVERSABLE = 0o711
"""Lets the database's unprivileged account walk through to its own folder, and list nothing."""


def make_home(folder: Path) -> Path:
    """Create the service's home; the mode of an existing folder is never touched."""
    folder = folder.expanduser().absolute()
    if not folder.exists():
        folder.mkdir(parents=True, mode=TRAVERSABLE if os.geteuid() == 0 else PRIVATE)
    return folder


def make_private(folder: Path) -> Path:
    """Create ``folder`` inside an existing home, closed to every other account."""
    make_home(folder.parent)
    folder.mkdir(mode=PRIVATE, exist_ok=True)
    return folder


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
