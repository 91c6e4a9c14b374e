"""The first account's key: whatever becomes of a first start, nobody is locked out for ever."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import httpx
import psutil
import pytest

pytestmark = pytest.mark.service

COMMAND = [sys.executable, "-c", "from intake.cli import main; main()", "serve", "--port", "0"]
ENGLISH = {"LC_ALL": "C.UTF-8"}


@contextmanager
def serving(home: Path, stdout: int | IO[str] = subprocess.PIPE) -> Iterator[psutil.Popen]:
    """Run the service until the block ends, if it runs so long."""
    process = psutil.Popen(
        COMMAND,
        env={**os.environ, **ENGLISH, "INTAKE_HOME": str(home)},
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(60)
        if process.stdout is not None:
            process.stdout.close()


def kill(process: psutil.Popen) -> None:
    """Kill the service as a machine does that goes down: no process of it ends in order."""
    tree = [process, *process.children(recursive=True)]
    for one in tree:
        with suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs(tree, 30)


def test_the_first_key_is_shown_before_anything_answers_and_outlives_a_killed_start(
    open_folder: Path,
) -> None:
    home = open_folder / "killed"
    with serving(home) as first:
        shown = first.stdout.readline()
        kill(first)
    assert shown.startswith("Access key of the first account"), shown
    with serving(home) as second:
        line = second.stdout.readline()
        headers = {"Authorization": f"Bearer {shown.split()[-1]}"}
        if line.startswith("Access key"):
            # The kill came before the commit: the first key opens nothing, and this one does.
            headers = {"Authorization": f"Bearer {line.split()[-1]}"}
            line = second.stdout.readline()
        answer = httpx.get(f"{line.split()[-1]}/v1/applications", headers=headers, timeout=60)
    assert answer.status_code == 200


def test_a_first_start_that_cannot_show_its_key_makes_no_account(open_folder: Path) -> None:
    home = open_folder / "unseen"
    with Path("/dev/full").open("w") as full, serving(home, stdout=full) as first:
        assert first.wait(100) != 0
    with serving(home) as second:
        assert second.stdout.readline().startswith("Access key of the first account")
