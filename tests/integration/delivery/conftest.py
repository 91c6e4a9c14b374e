"""A real receiver process, and reports in a real database to be delivered to it."""

import itertools
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from intake.delivery.signing import SecretKey
from tests.integration.delivery.outgoing import COMMAND, KEY, Desk, Running

_NUMBERS = itertools.count(300_000_000)


@pytest.fixture
def start_receiver(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Starts receivers with the arguments of the command line."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str, key: SecretKey = KEY, kept: str = "") -> Running:
        folder = tmp_path / (kept or f"received{len(processes)}")
        log = tmp_path / f"log{len(processes)}"
        with log.open("wb") as out:
            given = ("--port", "0", "--out", str(folder), "--key", str(key.public), *arguments)
            processes.append(subprocess.Popen([*COMMAND, *given], stdout=out))
        deadline = time.monotonic() + 30
        while "\n" not in log.read_text():
            assert time.monotonic() < deadline, "the receiver did not start"
            time.sleep(0.02)
        return Running(log.read_text().split()[0], folder, log)

    yield start
    for process in processes:
        process.kill()
        process.wait()


@pytest.fixture
def desk(database_url: str) -> Desk:
    """Reports to be delivered."""
    return Desk(database_url, _NUMBERS)
