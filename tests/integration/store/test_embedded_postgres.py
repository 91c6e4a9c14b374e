import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from intake.store import embedded_postgres, postgres_account
from intake.store.embedded_postgres import Cluster, running
from intake.store.errors import UnsafeFolderError

pytestmark = pytest.mark.service

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root switches to another account")

HOLDS_THE_SERVER = """
import sys, time
from pathlib import Path
from intake.store.embedded_postgres import running
with running(Path(sys.argv[1])):
    print("running", flush=True)
    time.sleep(600)
"""


@pytest.fixture(scope="module")
def folder(open_folder: Path) -> Path:
    """One folder for all tests, since making a new data folder takes longest."""
    return open_folder / "own"


def postmaster(folder: Path) -> psutil.Process:
    found = embedded_postgres._postmaster(Cluster.at(folder))
    assert found is not None
    return found


def hold(folder: Path) -> "subprocess.Popen[str]":
    """Start another process that uses the server until it is killed."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS_THE_SERVER, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "running\n"
    return holder


def end(holder: "subprocess.Popen[str]") -> None:
    holder.kill()
    holder.communicate()


def test_it_listens_on_its_private_socket_alone(folder: Path) -> None:
    with running(folder) as url:
        with psycopg.connect(url) as connection:
            assert connection.execute("show listen_addresses").fetchone() == ("",)
            assert connection.execute("show fsync").fetchone() == ("on",)
        server = postmaster(folder)
        assert not [c for c in server.net_connections("inet") if c.status == psutil.CONN_LISTEN]
        assert stat.S_IMODE(Cluster.at(folder).folder.stat().st_mode) == 0o700
    assert not server.is_running()


def test_committed_rows_outlive_kill_9_and_an_immediate_restart(folder: Path) -> None:
    for number in range(6):
        with running(folder) as url, psycopg.connect(url, autocommit=True) as connection:
            connection.execute("create table if not exists kept (number int)")
            connection.execute("insert into kept values (%s)", [number])
            postmaster(folder).send_signal(signal.SIGKILL)
            with running(folder) as again, psycopg.connect(again) as restarted:
                found = restarted.execute("select count(*) from kept").fetchone()
                assert found == (number + 1,)


def test_it_runs_until_the_last_user_leaves(folder: Path) -> None:
    with running(folder):
        server = postmaster(folder)
        with running(folder) as url:
            assert postmaster(folder).pid == server.pid
        assert server.is_running()
        psycopg.connect(url).close()
    assert not server.is_running()


def test_users_in_other_processes_keep_it_running(folder: Path) -> None:
    with running(folder):
        server = postmaster(folder)
        holder = hold(folder)
    assert server.is_running()
    end(holder)
    with running(folder):
        assert postmaster(folder).pid == server.pid
    server.wait(5)


def test_the_server_of_a_killed_process_is_joined_and_then_stopped(folder: Path) -> None:
    end(hold(folder))
    orphan = postmaster(folder)
    with running(folder) as url:
        psycopg.connect(url).close()
        assert postmaster(folder).pid == orphan.pid
    assert not orphan.is_running()


def test_a_pid_file_that_names_another_process_harms_nobody(folder: Path) -> None:
    with running(folder):
        pass
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    try:
        (Cluster.at(folder).data / "postmaster.pid").write_text(f"{other.pid}\n")
        with running(folder) as url:
            psycopg.connect(url).close()
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_processes_that_start_at_once_share_one_server(folder: Path) -> None:
    command = [sys.executable, "-c", HOLDS_THE_SERVER, str(folder)]
    holders = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    try:
        for holder in holders:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "running\n"
        mains = [
            process
            for process in psutil.process_iter(["name", "cmdline"])
            if str(Cluster.at(folder).data) in (process.info["cmdline"] or [])
        ]
        assert len(mains) == 1
    finally:
        for holder in holders:
            end(holder)
    with running(folder):
        pass


def test_a_path_too_long_for_a_socket_gets_a_short_private_one(open_folder: Path) -> None:
    folder = open_folder / ("long" * 30) / "postgres"
    folder.parent.mkdir()
    with running(folder) as url:
        psycopg.connect(url).close()
        cluster = Cluster.at(folder)
        assert cluster.folder == folder
        assert cluster.socket != cluster.folder
        assert stat.S_IMODE(cluster.socket.stat().st_mode) == 0o700
        assert cluster.socket.stat().st_uid == cluster.account.uid
    cluster.socket.rmdir()


def test_a_folder_of_another_account_is_refused(open_folder: Path) -> None:
    account = postgres_account.server_account()
    link = open_folder / "link"
    link.symlink_to("/")
    with pytest.raises(UnsafeFolderError):
        account.own(link)


@AS_ROOT
def test_a_home_closed_to_nobody_keeps_its_mode_and_gets_its_data_elsewhere(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, system = open_folder / "closed", open_folder / "system"
    home.mkdir(mode=0o700)
    monkeypatch.setattr(postgres_account, "SYSTEM_HOME", system)
    with running(home / "postgres") as url:
        psycopg.connect(url).close()
        assert Cluster.at(home / "postgres").folder.parent == system
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert list(home.iterdir()) == []


@AS_ROOT
def test_binaries_closed_to_nobody_are_copied_once(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = open_folder / "venv"
    closed.mkdir(mode=0o700)
    site, package = postgres_account._shipped()
    for part in (package, *site.glob("embedded_postgres.libs")):
        (closed / part.name).symlink_to(part)
    monkeypatch.setattr(postgres_account, "_shipped", lambda: (closed, closed / package.name))
    monkeypatch.setattr(postgres_account, "SYSTEM_HOME", open_folder / "system-of-copies")
    account = postgres_account.server_account()
    copied = postgres_account.binaries(account)
    assert copied.is_relative_to(open_folder)
    assert account.can_run(copied / "postgres")
    changed = copied.stat().st_mtime_ns
    assert postgres_account.binaries(account) == copied
    assert copied.stat().st_mtime_ns == changed
    with running(open_folder / "own-copied") as url:
        psycopg.connect(url).close()


@AS_ROOT
def test_another_account_of_the_machine_cannot_connect(folder: Path) -> None:
    with running(folder) as url:
        # Even the account that the server runs as is not the account that may use it.
        cluster = Cluster.at(folder)
        tried = subprocess.run(
            [cluster.programs / "psql", url, "-c", "select 1"],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            **cluster.account.switch,
        )
    assert tried.returncode != 0
    assert "Peer authentication failed" in tried.stderr


def test_start_is_quick_when_warm(folder: Path) -> None:
    with running(folder):
        pass
    began = time.monotonic()
    with running(folder):
        pass
    assert time.monotonic() - began < 5
