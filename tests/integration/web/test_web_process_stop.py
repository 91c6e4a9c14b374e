"""A web process that runs alone, from its start to its orderly end."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import psutil
import pytest

pytestmark = pytest.mark.service


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_web_process_told_to_stop_stops_the_database_that_only_it_uses(
    open_folder: Path, told: signal.Signals
) -> None:
    # The web server raises the signal again after its own end: its default action would leave
    # the database running, with nobody to stop it.
    home = open_folder / "alone"
    environment = {**os.environ, "INTAKE_HOME": str(home), "INTAKE_PORT": "0"}
    command = [sys.executable, "-c", "from intake.cli import main; main()", "web"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as web:
        assert web.stdout is not None
        address = web.stdout.readline().split()[-1]
        # Whoever calls early waits in the socket's queue until the web process accepts.
        assert httpx.get(f"{address}/health/ready", timeout=60).status_code in {200, 503}
        pid = (home / "postgres" / "data" / "postmaster.pid").read_text().split()[0]
        server = psutil.Process(int(pid))
        web.send_signal(told)
        assert web.wait(30) == 0
    assert not server.is_running()
