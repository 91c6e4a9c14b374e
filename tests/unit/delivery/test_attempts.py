"""What an answer means, and when the next attempt follows."""

import json
import random
from datetime import UTC, datetime, timedelta

import pytest

from intake.delivery.event import message
from intake.delivery.schedule import MAX_RETRY_AFTER, parse_retry_after, wait_before_next
from intake.delivery.sending import FAULT_TEXTS, Fault, meaning

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SCHEDULE = (5.0, 300.0)


@pytest.mark.parametrize(
    ("status", "fault", "final"),
    [
        (200, None, True),
        (204, None, True),
        (302, Fault.REDIRECTED, False),  # never followed; the address may be set right
        (304, Fault.REDIRECTED, False),
        (400, Fault.REFUSED, False),
        (401, Fault.REFUSED, False),  # a key may be added at the receiver
        (410, Fault.GONE, True),  # the receiver wants no more
        (429, Fault.REFUSED, False),
        (500, Fault.REFUSED, False),
    ],
)
def test_only_success_and_gone_end_a_delivery(
    status: int, fault: Fault | None, final: bool
) -> None:
    attempt = meaning(status, None, NOW)
    assert (attempt.fault, attempt.final) == (fault, final)


def test_every_fault_has_words_in_both_languages() -> None:
    assert all(FAULT_TEXTS[fault].en and FAULT_TEXTS[fault].fr for fault in Fault)


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        (None, None),
        ("120", timedelta(seconds=120)),
        ("Sun, 01 Mar 2026 12:01:00 GMT", timedelta(minutes=1)),
        ("Sun, 01 Mar 2026 11:00:00 GMT", timedelta()),  # already past
        ("9" * 40, MAX_RETRY_AFTER),  # beyond all patience
        ("Fri, 31 Dec 9999 23:59:59 GMT", MAX_RETRY_AFTER),
        ("-5", None),  # no number of seconds
        ("soon", None),
        ("٣", None),  # a digit, but not one of HTTP
        ("", None),
    ],
)
def test_retry_after_is_read_and_bounded(value: str | None, wait: timedelta | None) -> None:
    assert parse_retry_after(value, NOW) == wait


@pytest.mark.parametrize(
    ("attempts", "retry_after", "least", "most"),
    [
        (1, None, 4, 6),  # five seconds, a fifth more or less
        (2, None, 240, 360),
        (1, timedelta(minutes=3), 180, 180),  # the receiver's wish is longer
        (2, timedelta(seconds=1), 240, 360),  # ours is longer
    ],
)
def test_wait_is_the_longer_of_schedule_and_wish(
    attempts: int, retry_after: timedelta | None, least: float, most: float
) -> None:
    wait = wait_before_next(attempts, SCHEDULE, retry_after, random.Random(1))
    assert wait is not None
    assert least <= wait.total_seconds() <= most


def test_delivery_ends_with_its_schedule() -> None:
    assert wait_before_next(3, SCHEDULE, timedelta(hours=1), random.Random(1)) is None


def test_event_embeds_the_report_byte_for_byte() -> None:
    report = '{"b":1.0,"a":"é","z":[1e2]}'.encode()
    made = message("01JD", "W301234567", NOW, report)
    assert report in made.body
    event = json.loads(made.body)
    assert event == {
        "specversion": "1.0",
        "id": "msg_01JD",
        "source": "/csq-intake/reports",
        "type": "org.example.intake.completeness-report.v1",
        "subject": "W301234567",
        "time": "2026-03-01T12:00:00Z",
        "datacontenttype": "application/json",
        "dataschema": "https://schemas.example.org/intake/completeness-report/1",
        "data": json.loads(report),
    }
    assert made == message("01JD", "W301234567", NOW, report)
