"""The whole service as a user runs it, in processes that can be killed."""

import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg
from psycopg.rows import dict_row

from fixtures.specimens import draw, layouts
from intake.delivery import keys
from intake.store.embedded_postgres import Cluster
from models.bilingual import Language
from models.document_types import DocumentType

QUICK = {
    "INTAKE_WORKER_HEARTBEAT_SECONDS": "0.3",
    "INTAKE_WORKER_STALLED_SECONDS": "1.5",
    "INTAKE_WORKER_RETRY_SECONDS": "0.2",
    "INTAKE_WORKER_STOP_SECONDS": "2",
    "INTAKE_WORKER_SLOTS": "1",
    "INTAKE_DELIVERY_SCHEDULE": "[0.2, 0.2, 0.2]",
    "INTAKE_DELIVERY_SECONDS": "3",
}
"""Settings that make recovery quick enough to be waited for."""

COMMAND = (sys.executable, "-c", "from intake.cli import main; main()")
FIRST_KEY = "csq_"


def until(told: Callable[[], Any], *, seconds: float = 100.0, what: str = "it") -> Any:
    """Wait until ``told`` returns something true, and return that."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = told()
        if found:
            return found
        time.sleep(0.01)
    raise AssertionError(f"{what} did not happen in {seconds} s")


def pdf(kind: DocumentType = DocumentType.CSQ, seed: int = 1) -> bytes:
    """A born-digital document of one or two pages."""
    return draw(kind, Language.FR, layouts(kind, Language.FR)[0], seed).pdf


@dataclass
class Receiver:
    """A receiver process and what it kept."""

    url: str
    folder: Path
    log: Path

    @property
    def kept(self) -> list[dict[str, Any]]:
        """Every message, in the order of the revisions."""
        messages = [json.loads(path.read_bytes()) for path in self.folder.glob("msg_*.json")]
        return sorted(messages, key=lambda m: (m["subject"], m["data"]["revision"]))

    @property
    def told(self) -> list[str]:
        """One line for each request."""
        return self.log.read_text().splitlines()[1:]


@dataclass
class Desk:
    """A service in its own folder; its processes live until :meth:`stop` or a test kills them."""

    home: Path
    stack: ExitStack
    environment: dict[str, str] = field(default_factory=lambda: dict(QUICK))
    supervisor: psutil.Popen | None = None
    receiver: Receiver | None = None
    url: str = ""
    key: str = ""
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(200_000_000))

    def start(self) -> None:
        ready, out = self.home / "ready.json", self.home / "out"
        ready.unlink(missing_ok=True)
        environment = {**os.environ, **self.environment, "INTAKE_HOME": str(self.home / "h")}
        with out.open("ab") as log:
            self.supervisor = psutil.Popen(
                [*COMMAND, "serve", "--port", "0", "--ready-file", str(ready)],
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until(lambda: ready.exists() or self._must_live(out), what="the start")
        self.url = json.loads(ready.read_bytes())["url"]
        self.key = self.key or out.read_text().split(FIRST_KEY)[-1].split()[0]

    def _must_live(self, out: Path) -> bool:
        assert self.supervisor is not None
        assert self.supervisor.poll() is None, out.read_text()
        return False

    def stop(self) -> float:
        """Stop as an operator does; return the seconds that took."""
        assert self.supervisor is not None
        began = time.monotonic()
        self.supervisor.terminate()
        self.supervisor.wait(30)
        return time.monotonic() - began

    def tree(self) -> list[psutil.Process]:
        """Every process of this service, found by its folder and not by its parent."""
        mine = str(self.home)
        return [p for p in psutil.process_iter() if _belongs(p, mine)]

    def worker(self) -> psutil.Process:
        """The worker process."""
        assert self.supervisor is not None
        return until(
            lambda: next(
                (p for p in self.supervisor.children() if "worker" in _command(p)[-1:]), None
            ),
            what="a worker",
        )

    def kill_worker(self) -> None:
        self.worker().kill()

    def postmaster(self) -> psutil.Process:
        """The main process of the embedded database."""
        pid = (self.home / "h" / "postgres" / "data" / "postmaster.pid").read_text().split()[0]
        return psutil.Process(int(pid))

    def begun(self, number: str, attempts: int) -> bool:
        """Whether the first upload is being read for the ``attempts``th time."""
        statement = (
            "select from upload where application = %(number)s and ordinal = 1"
            " and state = 'received' and attempts = %(attempts)s"
        )
        return bool(self.rows(statement, number=number, attempts=attempts))

    def counts(self, number: str) -> dict[str, int]:
        """How often everything that must happen once has happened."""
        return self.rows(
            """select
              (select count(*) from audit where application = %(n)s and action = 'upload_read')
                as uploads_read,
              (select count(*) from report where application = %(n)s) as reports,
              (select count(*) from delivery join report on report.id = delivery.report
                where application = %(n)s and delivery.state = 'delivered') as delivered""",
            n=number,
        )[0]

    def client(self) -> httpx.Client:
        headers = {"Authorization": f"Bearer {FIRST_KEY}{self.key}"}
        return httpx.Client(base_url=self.url, headers=headers, timeout=30)

    def post(self, *contents: bytes, submit: bool = True) -> str:
        """Post an application with these files; return its number."""
        number = f"W{next(self._numbers)}"
        with self.client() as http:
            body = {"number": number, "received_at": "2022-07-04T13:05:09Z"}
            http.post("/v1/applications", json=body).raise_for_status()
            for place, content in enumerate(contents, 1):
                answer = http.post(
                    f"/v1/applications/{number}/uploads",
                    data={"slot": "client_information"},
                    files={"file": (f"file{place}.pdf", content, "application/pdf")},
                )
                assert answer.status_code == 201, answer.text
            if submit:
                http.post(f"/v1/applications/{number}/submit").raise_for_status()
        return number

    def rows(self, statement: str, **parameters: object) -> list[dict[str, Any]]:
        """Ask the database itself; no rows while it is away."""
        url = Cluster.at(self.home / "h" / "postgres").url()
        try:
            with psycopg.connect(url, row_factory=dict_row) as connection:
                return connection.execute(statement, parameters).fetchall()
        except psycopg.OperationalError:
            return []

    def count(self, table: str) -> int:
        return self.rows(f"select count(*) as n from {table}")[0]["n"]

    def reported(self, number: str, revision: int = 1, seconds: float = 100.0) -> dict[str, Any]:
        """Wait for a report; return it."""
        statement = "select body from report where application = %(number)s and revision = %(r)s"
        found = until(
            lambda: self.rows(statement, number=number, r=revision),
            seconds=seconds,
            what=f"revision {revision}",
        )
        return json.loads(found[0]["body"])

    def start_receiver(self, *arguments: str) -> Receiver:
        """Start a receiver and have the service deliver to it from the next start on."""
        folder = Path(tempfile.mkdtemp(dir=self.home, prefix="received-"))
        log = folder / "log"
        public = str(keys.load(self.home / "h" / "secrets")[0].public)
        with log.open("ab") as out:
            process = subprocess.Popen(
                [*COMMAND, "receiver", "--port", "0", "--out", folder, "--key", public, *arguments],
                stdout=out,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )
        self.stack.callback(process.wait)
        self.stack.callback(process.kill)
        url = until(
            lambda: "\n" in log.read_text() and log.read_text().split()[0], what="a receiver"
        )
        self.environment["INTAKE_DELIVERY_URL"] = url
        return Receiver(url, folder, log)


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return []


def alive(process: psutil.Process) -> bool:
    """Whether a process runs; one that has ended and waits for its parent does not."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _belongs(process: psutil.Process, home: str) -> bool:
    """Whether a process names the folder in its command or its environment."""
    try:
        told = " ".join(process.cmdline()) + process.environ().get("INTAKE_HOME", "")
        return alive(process) and home in told and "receiver" not in process.cmdline()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False
