"""The real service, with its database and its worker, and a real headless browser."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from fixtures.invention.cases import invent_case
from fixtures.specimens import draw, draw_form
from models.bilingual import Language
from models.document_types import DocumentType

NUMBER = "W301234567"
START_SECONDS = 90
REPORT_SECONDS = 90
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Service:
    """A running service that holds one reported application."""

    url: str
    key: str


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--pictures",
        metavar="DIR",
        type=Path,
        help="write the pictures of the README to this folder (docs/pictures)",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the browser's tests together in one process, which then starts one service."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


class _Receiver(BaseHTTPRequestHandler):
    """Takes every report; signatures are the delivery tests' matter."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Stay silent: the tests' output is for the tests."""


@pytest.fixture(scope="session")
def receiver() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Receiver) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory, receiver: str) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("service")
    ready, log = folder / "ready.json", folder / "log"
    environment = {
        **os.environ,
        "INTAKE_HOME": str(folder / "home"),
        "INTAKE_DELIVERY_URL": receiver,
    }
    program = Path(sys.executable).with_name("csq-intake")
    command = [program, "serve", "--port", "0", "--ready-file", ready]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        _wait(lambda: ready.exists() or process.poll() is not None, START_SECONDS, log)
        assert process.poll() is None, log.read_text()
        address = json.loads(ready.read_text())["url"]
        found = re.search(r"csq_[\w-]{40,}", log.read_text())
        assert found, log.read_text()
        running = Service(address, found[0])
        _report_an_application(running, log)
        yield running
    finally:
        process.terminate()
        process.wait(30)


def _report_an_application(running: Service, log: Path) -> None:
    """Post one application through the public API and wait for its report."""
    case = invent_case(Random(4))
    specimens = [
        draw(DocumentType.CSQ, Language.FR, "certificate", 4, case=case),
        draw(DocumentType.INVITATION_LETTER, Language.FR, "letter", 4, case=case),
        draw(DocumentType.PASSPORT, Language.EN, "certificate", 4, case=case),
        draw_form("imm1295", Language.EN, "xfa", 4, case=case, validated=True),
    ]
    headers = {"Authorization": f"Bearer {running.key}"}
    with httpx.Client(base_url=running.url, headers=headers, trust_env=False, timeout=30) as http:
        registered = {
            "number": NUMBER,
            "received_at": f"{case.applied}T09:00:00Z",
            "declared_pr_filed": "no",
        }
        http.post("/v1/applications", json=registered).raise_for_status()
        http.post(
            f"/v1/applications/{NUMBER}/uploads",
            data={"slot": "client_information"},
            files=[("file", (f"{s.type}.pdf", s.pdf, "application/pdf")) for s in specimens],
            headers={"Idempotency-Key": "browser"},
        ).raise_for_status()
        http.post(f"/v1/applications/{NUMBER}/submit").raise_for_status()
        report = f"/v1/applications/{NUMBER}/report"
        _wait(lambda: http.get(report).status_code == 200, REPORT_SECONDS, log)


def _wait(done: object, seconds: float, log: Path) -> None:
    assert callable(done)
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)


# Not for the whole session: while Playwright runs, no other test of the process can run an event
# loop of its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
        chromium = shutil.which("chromium") or (str(own) if own.exists() else None)
        if chromium is None:
            reason = "no chromium on this machine (apt-get install chromium)"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        started = playwright.chromium.launch(
            executable_path=chromium, args=CHROMIUM_ARGUMENTS, headless=True
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def session(service: Service, browser: Browser) -> object:
    """The cookies of a person who signed in once."""
    context = browser.new_context(base_url=service.url)
    page = context.new_page()
    page.goto("/en/sign-in")
    page.get_by_label("Access key").fill(service.key)
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/applications")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def signed_in(service: Service, browser: Browser, session: dict[str, object]) -> Iterator[Page]:
    """A page of a person who signed in; an error of a script or of the policy fails the test."""
    context = browser.new_context(
        base_url=service.url,
        storage_state=session,
        viewport={"width": 1366, "height": 768},
    )
    yield from _watched(context)


def _watched(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors, errors
