"""What is killed comes back, and what was begun ends once."""

import signal
import time

import psutil
import pytest

from fixtures.degradation import PRESETS, degrade
from models.document_types import DocumentType
from tests.faults.service.desk import Desk, Receiver, alive, pdf, until

pytestmark = [pytest.mark.service, pytest.mark.timeout(180)]

ONCE = {"uploads_read": 2, "reports": 1, "delivered": 1}


def delivered(receiver: Receiver, number: str) -> list[int]:
    """Wait for the application's first report; return the revisions that arrived."""
    found = until(
        lambda: [m["data"]["revision"] for m in receiver.kept if m["subject"] == number],
        what="the delivery",
    )
    return list(found)


def two_files(seed: int) -> tuple[bytes, bytes]:
    return pdf(DocumentType.CSQ, seed), pdf(DocumentType.INVITATION_LETTER, seed)


def slow_and_quick(seed: int) -> tuple[bytes, bytes]:
    """Two files of which the first is a scan, read long enough to be interrupted meanwhile."""
    first, second = two_files(seed)
    return degrade(first, PRESETS["office_scan"], seed), second


def test_posted_application_arrives_signed_and_once(desk: Desk, receiver: Receiver) -> None:
    number = desk.post(*two_files(1))
    report = desk.reported(number)
    assert report["application"]["programme"]["as_of"] == "2022-07-04"
    assert [document["type"] for document in report["documents"]] == ["csq", "invitation_letter"]
    assert delivered(receiver, number) == [1]
    message = next(m for m in receiver.kept if m["subject"] == number)
    assert message["data"] == report
    until(lambda: desk.counts(number) == ONCE)
    assert desk.rows("select count(*) as n from page")[0]["n"] >= 2


def test_upload_survives_a_worker_killed_in_the_middle(desk: Desk, receiver: Receiver) -> None:
    number = desk.post(*slow_and_quick(2))
    until(lambda: desk.begun(number, 1), what="the first attempt")
    desk.kill_worker()
    assert delivered(receiver, number) == [1]
    until(lambda: desk.counts(number) == ONCE)
    attempts = desk.rows("select attempts from upload where application = %(n)s", n=number)
    assert sorted(row["attempts"] for row in attempts) == [1, 2]
    assert (
        sum(f" msg_{r['id']}" in line for r in _reports(desk, number) for line in receiver.told)
        == 1
    )


def _reports(desk: Desk, number: str) -> list[dict[str, str]]:
    return desk.rows("select id from report where application = %(n)s", n=number)


def test_computation_child_killed_in_the_middle_costs_one_attempt(
    desk: Desk, receiver: Receiver
) -> None:
    child = until(lambda: _computation_children(desk), what="a computation child")[0]
    number = desk.post(*slow_and_quick(3))
    until(lambda: desk.begun(number, 1), what="the first attempt")
    child.kill()
    assert delivered(receiver, number) == [1]
    until(lambda: desk.counts(number) == ONCE)


def _computation_children(desk: Desk) -> list[psutil.Process]:
    name = "intake.worker.computation_child"
    return [p for p in desk.worker().children() if name in p.cmdline()]


def test_database_restart_loses_nothing(desk: Desk, receiver: Receiver) -> None:
    number = desk.post(*slow_and_quick(4))
    until(lambda: desk.begun(number, 1), what="the first attempt")
    postmaster = desk.postmaster()
    postmaster.send_signal(signal.SIGQUIT)
    until(lambda: not alive(postmaster), what="the end of the database")
    assert delivered(receiver, number) == [1]
    until(lambda: desk.counts(number) == ONCE)


def test_killed_web_process_comes_back_at_the_same_address(desk: Desk) -> None:
    assert desk.supervisor is not None
    web = next(p for p in desk.supervisor.children() if alive(p) and "web" in p.cmdline())
    web.kill()
    # The supervisor holds the listening socket, so that callers wait instead of being refused.
    with desk.client() as http:
        assert http.get("/health/ready").status_code == 200


def test_upload_that_kills_every_worker_fails_and_the_rest_is_reported(
    desk: Desk, receiver: Receiver
) -> None:
    number = desk.post(*slow_and_quick(5))
    for attempt in (1, 2, 3):
        until(lambda n=attempt: desk.begun(number, n), what=f"attempt {attempt}")
        desk.kill_worker()
    report = desk.reported(number)
    assert [upload["status"] for upload in report["uploads"]] == ["failed", "read"]
    assert report["uploads"][0]["problems"][0]["fr"]
    assert [document["type"] for document in report["documents"]] == ["invitation_letter"]
    assert delivered(receiver, number) == [1]


def test_supervisor_killed_leaves_no_process_and_no_loss(desk: Desk, receiver: Receiver) -> None:
    number = desk.post(*two_files(6))
    assert desk.supervisor is not None
    desk.supervisor.kill()
    desk.supervisor.wait()
    until(lambda: not desk.tree(), what="the end of every process")
    desk.start()
    assert delivered(receiver, number) == [1]
    until(lambda: desk.counts(number) == ONCE)


def test_stop_is_orderly_and_quick(desk: Desk) -> None:
    began = time.monotonic()
    desk.stop()
    # The last of the database's own processes may still be ending when the supervisor has ended.
    until(lambda: not desk.tree(), seconds=15, what="the end of every process")
    assert time.monotonic() - began < 15
    assert "Fatal" not in (desk.home / "out").read_text()
