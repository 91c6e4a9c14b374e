"""One running service with a receiver, for all faults of this folder."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults.service.desk import Desk, Receiver


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """A service that delivers to a receiver."""
    # Short, and open to the account of the database, unlike pytest's own folders.
    home = Path(tempfile.mkdtemp(prefix="csq-"))
    home.chmod(0o711)
    with ExitStack() as stack:
        made = Desk(home, stack)
        made.receiver = made.start_receiver()
        made.start()
        yield made
        print((home / "out").read_text())
        if made.supervisor is not None and made.supervisor.poll() is None:
            made.stop()
        for left in made.tree():
            left.kill()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def receiver(desk: Desk) -> Receiver:
    """Where the service delivers."""
    assert desk.receiver is not None
    return desk.receiver
