"""Whichever process dies, no other one is left behind, and the next upload is read."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil
import pytest

from extractors.contained import read_contained
from extractors.jail.workspace import PREFIX, Workspace
from extractors.limits import Limits
from models.containment import ALL_LAYERS, Layer
from models.extraction import ReadOutcome, ReadStatus
from tests.faults.jail.cells import ROOT, attackers, attacking, descendants

CONTENT = b"%PDF-1.7\n%%EOF\n"
LONG = Limits(wall_seconds=60.0)
QUICK = Limits(wall_seconds=1.0)
OPEN_AIR = ALL_LAYERS - {Layer.BUBBLEWRAP}
WORKER = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from extractors.contained import read_contained
from extractors.limits import Limits
from tests.faults.jail.cells import attacker
read_contained({CONTENT!r}, limits=Limits(wall_seconds=60.0), keeper=attacker("sleep_deaf"))
"""


def gone(pids: frozenset[int], seconds: float = 5.0) -> bool:
    """Whether all of the processes end within some seconds."""
    deadline = time.monotonic() + seconds
    while any(alive(pid) for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def reading(before: frozenset[int]) -> frozenset[int]:
    """Wait until there is a child more than before, and return what is there now."""
    deadline = time.monotonic() + 20
    while not (now := attackers()) - before:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return now


def interpreters(pid: int) -> int:
    """Return how many of the processes below one are the fork server and its children."""
    commands = [psutil.Process(each).cmdline() for each in descendants(pid)]
    return sum(1 for command in commands if command[:1] == [sys.executable])


@pytest.mark.parametrize("layers", [ALL_LAYERS, OPEN_AIR], ids=["bubblewrap", "open_air"])
def test_the_death_of_the_fork_server_takes_its_children_and_the_next_one_reads(
    layers: frozenset[Layer],
) -> None:
    with attacking("sleep_deaf", layers=layers) as keeper:
        keeper.containment()
        servers = attackers()
        outcomes: list[ReadOutcome] = []
        reader = threading.Thread(
            target=lambda: outcomes.append(read_contained(CONTENT, limits=LONG, keeper=keeper))
        )
        reader.start()
        everything = reading(servers)
        for pid in servers:
            # The death of one may be that of another.
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        assert gone(everything)
        reader.join(timeout=20)
        # It is no fault of the file: the attempt is made again.
        assert [outcome.status for outcome in outcomes] == [ReadStatus.FAILED]
        again = read_contained(CONTENT, limits=QUICK, keeper=keeper)
        assert again.reason is not None
        assert again.reason.code == "needs_too_much_time"


def test_a_fork_server_that_is_stuck_is_replaced_and_its_child_ended() -> None:
    with attacking("sleep_deaf", layers=OPEN_AIR) as keeper:
        keeper.containment()
        servers = attackers()
        outcomes: list[ReadOutcome] = []
        reader = threading.Thread(
            target=lambda: outcomes.append(read_contained(CONTENT, limits=QUICK, keeper=keeper))
        )
        reader.start()
        everything = reading(servers)
        for pid in servers:
            os.kill(pid, signal.SIGSTOP)
        reader.join(timeout=30)
        assert [ended.reason.code for ended in outcomes if ended.reason] == ["needs_too_much_time"]
        assert gone(everything)


def test_the_death_of_the_worker_leaves_no_process() -> None:
    worker = subprocess.Popen([sys.executable, "-c", WORKER])
    try:
        deadline = time.monotonic() + 20
        while interpreters(worker.pid) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert interpreters(worker.pid) == 2
        everything = descendants(worker.pid)
    finally:
        worker.kill()
        worker.communicate()
    assert gone(everything)


def test_a_closed_keeper_leaves_no_process() -> None:
    with attacking("sleep") as keeper:
        keeper.containment()
        started = attackers()
        assert started
    assert gone(started)


def test_folders_of_killed_processes_are_removed_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / f"{PREFIX}left"
    (left / "1").mkdir(parents=True)
    elsewhere = tmp_path / f"{PREFIX}link"
    elsewhere.symlink_to(tmp_path)
    in_use = Workspace()
    second = Workspace()
    # Its owner lives: the lock says so.
    assert Path(in_use.path).is_dir()
    assert not left.exists()
    assert elsewhere.is_symlink()
    for workspace in (in_use, second):
        workspace.close()
        assert not Path(workspace.path).exists()
