"""The embedded PostgreSQL: one private data folder, one Unix socket, no TCP.

Two locks tell who does what, never a pid file: a pid may be a zombie's or another program's.
``server.lock`` is held by the server itself (its descriptor is handed down), so it is free only
when the last server process has gone. ``users.lock`` is held by every process that uses the
server, so the last to leave stops it, also when it only found the server of a crashed one.
"""

import contextlib
import fcntl
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg import errors, sql

from intake.store import postgres_account
from intake.store.errors import EmbeddedPostgresError
from intake.store.postgres_account import SOCKET_NAME, Account

SUPERUSER = "postgres"
DATABASE = "intake"
START_SECONDS = 60.0
STOP_SECONDS = 30.0
_POLL_SECONDS = 0.02
_IDENTITY_MAP = "csq_intake"

_left_running: list[subprocess.Popen[bytes]] = []
"""Servers that this process started and left to other users of them; Python would warn of them."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One embedded server's place on disk.

    Attributes:
        folder: holds ``data``, ``log`` and the two locks; owned by ``account``.
        socket: folder of the Unix socket; ``folder`` itself unless its path is too long.
        programs: folder of ``initdb`` and ``postgres``.
    """

    folder: Path
    socket: Path
    programs: Path
    account: Account

    @classmethod
    def at(cls, wanted: Path) -> "Cluster":
        """Find or make the folders for a server at ``wanted`` (see ``cluster_folder``)."""
        account = postgres_account.server_account()
        folder = postgres_account.cluster_folder(wanted.expanduser().absolute(), account)
        return cls(
            folder=folder,
            socket=postgres_account.socket_folder(folder, account),
            programs=postgres_account.binaries(account),
            account=account,
        )

    @property
    def data(self) -> Path:
        """PostgreSQL's own data folder."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.folder / "log"

    def url(self, database: str = DATABASE) -> str:
        """Return the address of ``database`` on this server."""
        return f"postgresql://{SUPERUSER}@/{database}?host={quote(str(self.socket), safe='')}"

    def answers(self) -> bool:
        """Whether the server takes connections now."""
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True


@contextlib.contextmanager
def running(wanted: Path) -> Iterator[str]:
    """Run the server of folder ``wanted`` while the block runs; yield its database's address.

    Several processes may do so at once; the last one stops the server.

    Raises:
        EmbeddedPostgresError: the server does not start.
        UnsafeFolderError: one of its folders belongs to another account.
    """
    cluster = Cluster.at(wanted)
    users = os.open(cluster.folder / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(users, fcntl.LOCK_SH)
        server = _start(cluster)
        try:
            _ensure_database(cluster)
            yield cluster.url()
        finally:
            _leave(cluster, users, server)
    finally:
        os.close(users)


def _leave(cluster: Cluster, users: int, server: subprocess.Popen[bytes] | None) -> None:
    """Stop the server if no other process uses it.

    ``users`` is the open ``users.lock``; ``server`` is known if this process started it, and is
    then reaped.
    """
    if _taken(users):
        _stop(cluster)
        if server is not None:
            server.wait(STOP_SECONDS)
        for left in _left_running:
            left.poll()
    elif server is not None:
        _left_running.append(server)


def _start(cluster: Cluster) -> subprocess.Popen[bytes] | None:
    """Start the server, or wait for the one that another process starts (then return None)."""
    deadline = time.monotonic() + START_SECONDS
    server: subprocess.Popen[bytes] | None = None
    lock = os.open(cluster.folder / "server.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        while not cluster.answers():
            if time.monotonic() > deadline:
                raise EmbeddedPostgresError(log=str(cluster.log))
            # Without the lock another process starts it, or children of a dead one still leave.
            if (server is None or server.poll() is not None) and _taken(lock):
                server = _launch(cluster, lock)
            time.sleep(_POLL_SECONDS)
        return server
    finally:
        os.close(lock)


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _launch(cluster: Cluster, lock: int) -> subprocess.Popen[bytes]:
    """Start the server process, which inherits ``lock``; the caller holds it."""
    if not cluster.data.exists():
        _initialise(cluster)
    # We hold the lock, so both files are left from a server that is dead.
    (cluster.data / "postmaster.pid").unlink(missing_ok=True)
    for name in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
        (cluster.socket / name).unlink(missing_ok=True)
    options = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{cluster.socket}"',
        "unix_socket_permissions": "0700",
        "log_checkpoints": "off",
    }
    arguments = [f"--{name}={value}" for name, value in options.items()]
    with cluster.log.open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - our own binary, our own arguments
            [cluster.programs / "postgres", "-D", cluster.data, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            # Ctrl-C in a terminal must reach the service first, which stops the server last.
            start_new_session=True,
            pass_fds=[lock],
            **cluster.account.switch,
        )


def _initialise(cluster: Cluster) -> None:
    """Make the data folder; complete or absent at every moment."""
    fresh = cluster.folder / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    command: list[str | Path] = [cluster.programs / "initdb", "-D", fresh, "-U", SUPERUSER]
    # The built-in provider sorts and compares alike on every platform and libc version.
    command += ["--encoding=UTF8", "--locale=C"]
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command += ["--auth=peer", "--no-instructions"]
    with cluster.log.open("ab") as log:
        done = subprocess.run(  # noqa: S603 - our own binary, our own arguments
            command, check=False, stdout=log, stderr=log, cwd="/", **cluster.account.switch
        )
    if done.returncode != 0:
        raise EmbeddedPostgresError(log=str(cluster.log))
    # The kernel names the account at the other end of the socket, so no password is needed.
    _replace(fresh / "pg_hba.conf", f"local all all peer map={_IDENTITY_MAP}\n")
    _replace(fresh / "pg_ident.conf", f'{_IDENTITY_MAP} "{cluster.account.caller}" {SUPERUSER}\n')
    fresh.rename(cluster.data)


def _replace(path: Path, text: str) -> None:
    """Write ``text`` into an existing file, keeping its owner and mode."""
    with path.open("w", encoding="utf-8") as file:
        file.write(text)


def _ensure_database(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        found = connection.execute("select from pg_database where datname = %s", [DATABASE])
        if found.fetchone() is None:
            # Another process that joined at the same moment may have been first.
            with contextlib.suppress(errors.DuplicateDatabase, errors.UniqueViolation):
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))


def _stop(cluster: Cluster) -> None:
    """Stop the server that answers at this cluster, whoever started it."""
    server = _postmaster(cluster)
    if server is None:
        return
    with contextlib.suppress(psutil.NoSuchProcess):
        server.send_signal(2)  # SIGINT: PostgreSQL's fast shutdown.
        try:
            server.wait(STOP_SECONDS)
        except psutil.TimeoutExpired:
            server.kill()


def _postmaster(cluster: Cluster) -> psutil.Process | None:
    """Return the server process; None if it has gone.

    The pid file only proposes: the process must also work in this very data folder, as
    PostgreSQL's main process does.
    """
    try:
        pid = int((cluster.data / "postmaster.pid").read_text().split("\n", 1)[0])
        server = psutil.Process(pid)
        return server if Path(server.cwd()) == cluster.data.resolve() else None
    except (OSError, ValueError, psutil.NoSuchProcess):
        return None
