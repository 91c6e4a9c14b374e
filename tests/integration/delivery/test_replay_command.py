"""``csq-intake deliveries replay`` takes deliveries and reports by name and by their time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from intake.cli import run
from tests.integration.delivery.outgoing import SCHEDULE, Desk

pytestmark = pytest.mark.service

YESTERDAY = f"{datetime.now(UTC) - timedelta(days=1):%Y-%m-%dT%H:%M}"
TOMORROW = f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%dT%H:%M}"


@pytest.fixture
def ended(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[str, int]:
    """A report whose delivery was given up, where the command line looks; its delivery."""
    monkeypatch.setenv("INTAKE_DATABASE_URL", desk.database_url)
    monkeypatch.setenv("INTAKE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("INTAKE_DELIVERY_URL", "http://127.0.0.1:9/")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    number = desk.register()
    delivery = desk.issue(number, 1)
    for _ in (*SCHEDULE, None):
        desk.attempt(delivery, "http://127.0.0.1:9/")
    assert desk.row(delivery)["state"] == "dead"
    return f"{number}R1", delivery


@pytest.mark.parametrize("period", [("--from", YESTERDAY), ("--until", TOMORROW)])
def test_every_report_of_a_period_is_sent_again(
    desk: Desk, ended: tuple[str, int], period: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["deliveries", "replay", *period]) == 0
    assert f"Delivery {ended[1]} is queued." in capsys.readouterr().out.splitlines()
    assert desk.row(ended[1])["state"] == "pending"


@pytest.mark.parametrize("period", [("--from", TOMORROW), ("--until", YESTERDAY)])
def test_a_period_without_reports_sends_none_and_says_so(
    desk: Desk, ended: tuple[str, int], period: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["deliveries", "replay", *period]) == 0
    assert capsys.readouterr().out == "There is no such report.\n"
    assert desk.row(ended[1])["state"] == "dead"


def test_a_delivery_is_sent_again_by_its_number_and_by_its_report(
    desk: Desk, ended: tuple[str, int]
) -> None:
    report, delivery = ended
    for name in (report, str(delivery)):
        assert run(["deliveries", "replay", name]) == 0
        assert desk.row(delivery)["state"] == "pending"
