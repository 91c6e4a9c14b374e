"""One delivery against a real receiver: what is sent, kept, tried again and given up."""

import asyncio
import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from intake.delivery import signing
from intake.delivery.delivering import Post, deliver
from intake.delivery.event import CONTENT_TYPE
from intake.delivery.sending import Receiver, client
from intake.delivery.signing import SecretKey
from intake.store.database import Database
from tests.integration.delivery.outgoing import KEY, SCHEDULE, Desk, Running

pytestmark = pytest.mark.service

Start = Callable[..., Running]


def test_report_is_kept_once_however_often_it_is_sent(desk: Desk, start_receiver: Start) -> None:
    receiver = start_receiver()
    delivery = desk.issue(desk.register(), 1)
    assert desk.attempt(delivery, receiver.url)["state"] == "delivered"
    desk.replay(str(delivery))
    assert desk.attempt(delivery, receiver.url)["state"] == "delivered"
    assert receiver.statuses == [204, 204]
    assert receiver.revisions == [1]


def test_ended_delivery_is_not_sent_again_by_a_second_job(
    desk: Desk, start_receiver: Start
) -> None:
    receiver = start_receiver()
    delivery = desk.issue(desk.register(), 1)
    for _ in range(2):
        desk.attempt(delivery, receiver.url)
    assert receiver.statuses == [204]


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ("500", "refused"),  # the receiver's own fault
        ("302", "redirected"),  # a redirect is never followed
    ],
)
def test_failed_attempt_is_made_again_later(
    desk: Desk, start_receiver: Start, answer: str, fault: str
) -> None:
    receiver = start_receiver("--answer", answer)
    delivery = desk.issue(desk.register(), 1)
    row = desk.attempt(delivery, receiver.url)
    assert (row["state"], row["last_status"], row["last_error"]) == ("pending", int(answer), fault)
    first, second = desk.jobs(delivery)
    assert first["due"] is None
    assert 20 < second["due"] <= 36
    assert desk.attempt(delivery, receiver.url)["state"] == "delivered"
    assert receiver.statuses == [int(answer), 204]


def test_wish_of_the_receiver_to_be_left_alone_is_granted(
    desk: Desk, start_receiver: Start
) -> None:
    receiver = start_receiver("--answer", "429", "--retry-after", "600")
    delivery = desk.issue(desk.register(), 1)
    assert desk.attempt(delivery, receiver.url)["state"] == "pending"
    assert 590 < desk.jobs(delivery)[-1]["due"] <= 600


def test_gone_ends_a_delivery_until_it_is_replayed(desk: Desk, start_receiver: Start) -> None:
    receiver = start_receiver("--answer", "410")
    delivery = desk.issue(desk.register(), 1)
    row = desk.attempt(delivery, receiver.url)
    assert (row["state"], row["attempts"], row["last_error"]) == ("dead", 1, "gone")
    assert len(desk.jobs(delivery)) == 1
    desk.replay(str(delivery))
    row = desk.attempt(delivery, receiver.url)
    assert (row["state"], row["attempts"]) == ("delivered", 1)


def test_delivery_is_dead_when_its_schedule_ends(desk: Desk, start_receiver: Start) -> None:
    receiver = start_receiver("--answer", "503", "--forever")
    delivery = desk.issue(desk.register(), 1)
    states = [desk.attempt(delivery, receiver.url)["state"] for _ in range(4)]
    assert states == ["pending", "pending", "dead", "dead"]
    assert receiver.statuses == [503] * 3


def test_revisions_leave_in_their_order(desk: Desk, start_receiver: Start) -> None:
    receiver = start_receiver("--answer", "500")
    number = desk.register()
    first, second = desk.issue(number, 1), desk.issue(number, 2)
    desk.attempt(first, receiver.url)
    # The second waits: nothing is sent, and the end of the first queues it anew.
    assert desk.attempt(second, receiver.url)["attempts"] == 0
    assert desk.attempt(first, receiver.url)["state"] == "delivered"
    assert len(desk.jobs(second)) == 2
    assert desk.attempt(second, receiver.url)["state"] == "delivered"
    assert receiver.revisions == [1, 2]


def test_other_applications_do_not_wait(desk: Desk, start_receiver: Start) -> None:
    receiver = start_receiver("--answer", "500")
    stuck, other = desk.issue(desk.register(), 1), desk.issue(desk.register(), 1)
    desk.attempt(stuck, receiver.url)
    assert desk.attempt(other, receiver.url)["state"] == "delivered"


def test_receiver_that_is_away_is_an_attempt_without_status(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    row = desk.attempt(desk.issue(desk.register(), 1), f"http://127.0.0.1:{port}/")
    assert (row["state"], row["last_status"]) == ("pending", None)
    assert row["last_error"] == "unreachable"


def test_receiver_that_trickles_its_answer_is_cut_off(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_trickle, args=(listening,), daemon=True).start()
        row = desk.attempt(
            desk.issue(desk.register(), 1), f"http://127.0.0.1:{listening.getsockname()[1]}/"
        )
    assert (row["state"], row["last_error"]) == ("pending", "timeout")


def _trickle(listening: socket.socket) -> None:
    connection, _ = listening.accept()
    with connection:
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n")
        try:
            while True:
                connection.sendall(b"x")
                threading.Event().wait(0.1)
        except OSError:
            return


def test_two_runs_of_one_delivery_end_it_once(desk: Desk, start_receiver: Start) -> None:
    receiver = start_receiver()
    delivery = desk.issue(desk.register(), 1)

    async def both(database: Database) -> None:
        async with client() as http:
            post = Post(database, http, Receiver(receiver.url, 2.0), lambda: (KEY,), SCHEDULE)
            await asyncio.gather(deliver(post, delivery), deliver(post, delivery))

    desk.run(both)
    assert desk.row(delivery)["state"] == "delivered"
    assert receiver.revisions == [1]
    done = desk.rows(
        "select count(*) as n from audit where action = 'report_delivered'"
        " and subject ->> 'delivery' = %s",
        str(delivery),
    )
    assert done == [{"n": 1}]


def test_report_made_without_receiver_is_listed_and_can_be_sent(
    desk: Desk, start_receiver: Start
) -> None:
    receiver, number = start_receiver(), desk.register()
    desk.issue(number, 1, queued=False)
    (listed,) = desk.listed(number)
    assert (listed.delivery, listed.state) == (None, None)
    delivery = desk.replay(listed.report)
    assert desk.attempt(delivery, receiver.url)["state"] == "delivered"
    assert [row.state for row in desk.listed(number)] == ["delivered"]


def test_replay_of_a_waiting_delivery_hastens_it(desk: Desk, start_receiver: Start) -> None:
    receiver = start_receiver("--answer", "500")
    delivery = desk.issue(desk.register(), 1)
    desk.attempt(delivery, receiver.url)
    jobs = len(desk.jobs(delivery))
    desk.replay(str(delivery))
    assert len(desk.jobs(delivery)) == jobs
    assert all(job["due"] <= 0 for job in desk.jobs(delivery))


@pytest.mark.parametrize(
    ("key", "sent_at", "body", "status"),
    [
        (SecretKey(bytes(32)), timedelta(), b"{}", 401),  # signed by another
        (KEY, timedelta(minutes=-6), b"{}", 401),  # recorded and sent again
        (KEY, timedelta(), b"{}", 204),  # as it should be
    ],
)
def test_receiver_takes_only_what_is_signed_and_fresh(
    start_receiver: Start, key: SecretKey, sent_at: timedelta, body: bytes, status: int
) -> None:
    receiver = start_receiver()
    headers = signing.headers([key], "msg_1", datetime.now(UTC) + sent_at, body)
    answer = httpx.post(
        receiver.url, content=body, headers={**headers, "content-type": CONTENT_TYPE}
    )
    assert answer.status_code == status
    assert len(list(receiver.folder.glob("*.json"))) == (status == 204)


def test_receiver_answers_nothing_but_posts(start_receiver: Start) -> None:
    answer = httpx.get(start_receiver().url)
    assert answer.status_code == 405
    assert set(answer.json()) == {"code", "en", "fr"}
