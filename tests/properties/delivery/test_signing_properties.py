"""Signatures hold for every message and break with every change."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.delivery import signing
from intake.delivery.schedule import MAX_RETRY_AFTER, parse_retry_after
from intake.delivery.signing import SecretKey, UnverifiedError

KEY = SecretKey(bytes(range(32)))
NOW = datetime(2026, 3, 1, tzinfo=UTC)


@given(body=st.binary(max_size=300))
def test_signed_message_is_verified(body: bytes) -> None:
    headers = signing.headers([KEY], "msg_1", NOW, body)
    assert signing.verify([KEY.public], headers, body, now=NOW) == "msg_1"


@given(
    body=st.binary(min_size=1, max_size=300), place=st.integers(min_value=0), bit=st.integers(0, 7)
)
def test_one_flipped_bit_is_noticed(body: bytes, place: int, bit: int) -> None:
    headers = signing.headers([KEY], "msg_1", NOW, body)
    changed = bytearray(body)
    changed[place % len(body)] ^= 1 << bit
    with pytest.raises(UnverifiedError):
        signing.verify([KEY.public], headers, bytes(changed), now=NOW)


@given(
    headers=st.dictionaries(
        st.sampled_from(["webhook-id", "webhook-timestamp", "webhook-signature"]),
        st.text(max_size=80),
    )
)
def test_no_header_does_more_than_fail(headers: dict[str, str]) -> None:
    with pytest.raises(UnverifiedError):
        signing.verify([KEY.public], headers, b"{}", now=NOW)


@given(value=st.text(max_size=60))
def test_retry_after_never_fails_and_stays_bounded(value: str) -> None:
    wait = parse_retry_after(value, NOW)
    assert wait is None or 0 <= wait.total_seconds() <= MAX_RETRY_AFTER.total_seconds()
