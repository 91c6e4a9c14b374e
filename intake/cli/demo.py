"""``csq-intake demo``: the whole service on a sample application, from upload to signed report."""

import asyncio
import contextlib
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
import httpx
from rich.console import Console

from intake.cli.check import STATUS_OF_OUTCOME
from intake.cli.language import language, say
from intake.cli.report_text import print_report
from intake.delivery import keys
from intake.settings import Settings
from intake.store import accounts, opening
from intake.store.accounts import Role
from models.bilingual import Bilingual
from models.errors import IntakeError
from models.report import CompletenessReport

SAMPLE = Path(__file__).parents[2] / "fixtures" / "corpus" / "overseas_complete"
SLOT = "Client Information"
START_SECONDS = 180.0
"""The first start compiles and loads every library, which takes a slow or busy disk minutes."""
REPORT_SECONDS = 300.0
POLL_SECONDS = 0.25
STOP_SECONDS = 20.0


class DemoTimeoutError(IntakeError):
    """A part of the service did not get ready in time."""

    code = "demo_timeout"
    text = Bilingual(
        "The service took longer than {seconds} seconds. Look at its messages above, then run "
        "csq-intake doctor.",
        "Le service a pris plus de {seconds} secondes. Voyez ses messages ci-dessus, puis lancez "
        "csq-intake doctor.",
    )


class SampleMissingError(IntakeError):
    """The installed package does not hold the sample application."""

    code = "sample_missing"
    text = Bilingual(
        "The sample application lies in the folder fixtures of the project, which is not here. "
        "Run script/run in a clone of the project.",
        "La demande d'exemple se trouve dans le dossier fixtures du projet, qui n'est pas ici. "
        "Lancez script/run dans un clone du projet.",
    )


class DemoEndedError(IntakeError):
    """A part of the service ended although it should run."""

    code = "demo_ended"
    text = Bilingual(
        "A part of the service ended with status {status}. Look at its messages above, then run "
        "csq-intake doctor.",
        "Une partie du service s'est arrêtée avec le code {status}. Voyez ses messages ci-dessus, "
        "puis lancez csq-intake doctor.",
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """A running service.

    Attributes:
        url: where the API and the pages are reached, without a slash at the end.
        key: access key of an account that may do all that the demonstration shows.
        received: folder in which the trial receiver keeps the reports that reached it.
    """

    url: str
    key: str
    received: Path


@click.command(
    help=say(
        "Start the service and a receiver, post the sample application through the public API, "
        "print its completeness report, and serve until Ctrl-C.",
        "Démarre le service et un récepteur, dépose la demande d'exemple par l'API publique, "
        "affiche son rapport de complétude, et sert jusqu'à Ctrl-C.",
    )
)
@click.option(
    "--once",
    is_flag=True,
    help=say(
        "Exit afterwards with the status of the report: 0 complete, 1 incomplete, 2 needs review.",
        "Termine ensuite avec le code du rapport : 0 complet, 1 incomplet, 2 à examiner.",
    ),
)
def command(*, once: bool) -> int:
    """Run the demonstration and return the exit status."""
    if not SAMPLE.is_dir():
        raise SampleMissingError
    with running_desk(Settings()) as desk:
        number = _new_number()
        report = report_on_sample(desk, number)
        print_report(report, language())
        _print_addresses(desk, number, report)
        if not once:
            _wait_for_interrupt()
    return STATUS_OF_OUTCOME[report.outcome]


@contextlib.contextmanager
def running_desk(settings: Settings) -> Iterator[Desk]:
    """Run database, receiver and service while the block runs."""
    with (
        tempfile.TemporaryDirectory(prefix="csq-intake-") as folder,
        opening.database_url(settings) as database,
    ):
        received = Path(folder) / "received"
        address = Path(folder) / "address.json"
        key = asyncio.run(_account(settings, database))
        public = str(keys.load(settings.secrets_folder)[0].public)
        receiving = ("receiver", "--port", "0", "--out", str(received), "--key", public)
        with _process(receiving, {}, stdout=subprocess.PIPE) as receiver:
            deliveries = {"INTAKE_DELIVERY_URL": _first_line(receiver)}
            with _process(("serve", "--ready-file", str(address)), deliveries) as service:
                yield Desk(_address(address, service).rstrip("/"), key, received)


def report_on_sample(desk: Desk, number: str) -> CompletenessReport:
    """Register, upload and submit the sample; wait until its report has been delivered."""
    from classifiers.reporting import parse

    truth = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))
    headers = {"Authorization": f"Bearer {desk.key}"}
    with httpx.Client(base_url=f"{desk.url}/v1", headers=headers, trust_env=False) as api:
        declared = {name: truth[name] for name in ("declared_pr_filed", "declared_in_canada")}
        registration = {"number": number, "received_at": truth["received_at"], **declared}
        api.post("/applications", json=registration).raise_for_status()
        path = f"/applications/{number}"
        files = [
            ("file", (file.name, file.read_bytes()))
            for file in sorted(SAMPLE.iterdir())
            if file.name != "truth.json"
        ]
        api.post(f"{path}/uploads", data={"slot": SLOT}, files=files).raise_for_status()
        api.post(f"{path}/submit").raise_for_status()
    deadline = time.monotonic() + REPORT_SECONDS
    while time.monotonic() < deadline:
        for file in sorted(desk.received.glob("*.json")):
            return parse(json.dumps(json.loads(file.read_bytes())["data"]).encode())
        time.sleep(POLL_SECONDS)
    raise DemoTimeoutError(seconds=int(REPORT_SECONDS))


async def _account(settings: Settings, database: str) -> str:
    """Add an account for this run, beside the first one, and return its key."""
    name = f"demo-{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
    roles = frozenset({Role.PIPELINE, Role.OFFICER, Role.QA})
    async with (
        opening.opened(settings, database) as store,
        store.database.transaction() as connection,
    ):
        if first := await accounts.ensure_first_account(connection):
            _tell(
                f"Access key of the administrator, shown this once: {first}",
                f"Clé d'accès de l'administration, affichée cette seule fois : {first}",
            )
        return (await accounts.add(connection, name, roles, actor="demo")).key


def _new_number() -> str:
    """An application number that no run before has used: the time in tenths of seconds."""
    return f"W{int(time.time() * 10) % 1_000_000_000:09}"


@contextlib.contextmanager
def _process(
    arguments: tuple[str, ...], variables: dict[str, str], stdout: int | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Run another command of this command line while the block runs."""
    process = subprocess.Popen(  # noqa: S603  (our own program, our own arguments)
        [sys.executable, "-c", "from intake.cli import main; main()", *arguments],
        env={**os.environ, **variables},
        stdout=stdout if stdout is not None else sys.stderr.fileno(),
        text=True,
        # Ctrl-C is meant for this process, which then stops the others in order.
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _first_line(process: subprocess.Popen[str]) -> str:
    line = process.stdout.readline().strip() if process.stdout else ""
    if not line:
        raise DemoEndedError(status=process.wait())
    return line


def _address(file: Path, process: subprocess.Popen[str]) -> str:
    """Wait until the service has written its address, and return it."""
    deadline = time.monotonic() + START_SECONDS
    while not file.exists():
        if process.poll() is not None:
            raise DemoEndedError(status=process.returncode)
        if time.monotonic() > deadline:
            raise DemoTimeoutError(seconds=int(START_SECONDS))
        time.sleep(POLL_SECONDS)
    return str(json.loads(file.read_text(encoding="utf-8"))["url"])


def _print_addresses(desk: Desk, number: str, report: CompletenessReport) -> None:
    _tell(
        f"Report {report.report_id} reached the receiver, and its signature was verified.",
        f"Le rapport {report.report_id} est parvenu au récepteur, et sa signature a été vérifiée.",
    )
    _tell(
        f"Officer page: {desk.url}/en/applications/{number}",
        f"Page de l'agent : {desk.url}/fr/applications/{number}",
    )
    _tell(f"API: {desk.url}/docs", f"API : {desk.url}/docs")
    _tell(
        f"Access key to sign in with: {desk.key}",
        f"Clé d'accès pour ouvrir une session : {desk.key}",
    )


def _wait_for_interrupt() -> None:
    _tell("Serving until Ctrl-C.", "En service jusqu'à Ctrl-C.")
    with contextlib.suppress(KeyboardInterrupt):
        signal.pause()


def _tell(en: str, fr: str) -> None:
    Console(highlight=False, soft_wrap=True).print(say(en, fr), markup=False)
