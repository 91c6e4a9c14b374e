"""When an attempt that failed is made again.

The schedule is a setting; its default is that of Standard Webhooks 1.0, about three days in all.
"""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

JITTER = 0.2
"""Waits vary by up to this share, so that many deliveries do not come back at one moment."""

MAX_RETRY_AFTER = timedelta(hours=24)
"""A receiver may ask for this much patience and no more."""


def wait_before_next(
    attempts: int,
    schedule: Sequence[float],
    retry_after: timedelta | None,
    jitter: random.Random,
) -> timedelta | None:
    """Return how long to wait after ``attempts`` failed attempts; None if that was the last.

    Args:
        attempts: how many were made, at least 1.
        schedule: seconds before the second, third, ... attempt.
        retry_after: what the receiver asked for; the longer of both waits holds.
        jitter: source of the variation.
    """
    if attempts > len(schedule):
        return None
    planned = schedule[attempts - 1] * (1 + jitter.uniform(-JITTER, JITTER))
    return max(timedelta(seconds=planned), retry_after or timedelta())


def parse_retry_after(value: str | None, now: datetime) -> timedelta | None:
    """Read a ``Retry-After`` header (RFC 9110, section 10.2.3): seconds, or a date.

    Returns:
        The wait, from zero to :data:`MAX_RETRY_AFTER`; None if there is none to understand.
    """
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        # A number longer than this is beyond the bound anyway, and must not overflow.
        wait = timedelta(seconds=int(text[:9]))
    else:
        moment = _http_date(text)
        if moment is None:
            return None
        wait = moment - now
    return min(max(wait, timedelta()), MAX_RETRY_AFTER)


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
