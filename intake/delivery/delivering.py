"""Delivers one report: one attempt, and what follows from how it ended."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx

from intake.delivery.event import message
from intake.delivery.outbox import DeliveryState
from intake.delivery.schedule import wait_before_next
from intake.delivery.sending import Attempt, Receiver, send
from intake.delivery.signing import SecretKey
from intake.store import applications, audit, jobs
from intake.store.audit import Action
from intake.store.database import Connection, Database, execute, fetch_one
from intake.store.statements import statements

# The jitter keeps receivers from being flooded; nothing secret hangs on it.
_JITTER = random.Random()  # noqa: S311
_SQL = statements("delivery")


@dataclass(frozen=True, slots=True)
class Post:
    """What deliveries need: the receiver, the keys that sign, the client, and the schedule.

    Attributes:
        keys: gives the signing keys as they stand; asked before each attempt, so that a key that
            was added or retired holds from the next message on.
        schedule: seconds before the second, third, ... attempt.
    """

    database: Database
    http: httpx.AsyncClient
    receiver: Receiver
    keys: Callable[[], tuple[SecretKey, ...]]
    schedule: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that this run attempts; ``attempts`` counts this one."""

    id: int
    attempts: int
    report: str
    application: str
    body: str
    issued_at: datetime


async def deliver(post: Post, delivery: int) -> None:
    """Attempt a delivery once and commit how it ended, together with the job that follows.

    Nothing happens if the delivery has ended, or if an earlier report of the application is still
    on its way: its end queues this one.

    Raises:
        BadKeyError: if the signing keys are damaged; no attempt is counted.
        NoSigningKeyError: if there are none; likewise.
    """
    keys = await asyncio.to_thread(post.keys)
    claimed = await _claim(post, delivery)
    if claimed is None:
        return
    event = message(claimed.report, claimed.application, claimed.issued_at, claimed.body.encode())
    attempt = await send(post.http, post.receiver, keys, event)
    await _record(post, claimed, attempt)


async def _claim(post: Post, delivery: int) -> Claimed | None:
    async with post.database.transaction() as connection:
        return await fetch_one(connection, Claimed, _SQL["claim"], delivery=delivery)


async def _record(post: Post, claimed: Claimed, attempt: Attempt) -> None:
    wait = None
    if not attempt.final:
        wait = wait_before_next(claimed.attempts, post.schedule, attempt.retry_after, _JITTER)
    async with post.database.transaction() as connection:
        if wait is None:
            await _finish(connection, claimed, attempt)
        elif await _changed(connection, "postpone", claimed, attempt):
            await jobs.defer_deliver(connection, claimed.id, at=datetime.now(UTC) + wait)


async def _finish(connection: Connection, claimed: Claimed, attempt: Attempt) -> None:
    # Reports are issued under the same lock, so that none slips in between the look for the next
    # delivery and the end of this one.
    await applications.locked(connection, claimed.application)
    state = DeliveryState.DELIVERED if attempt.delivered else DeliveryState.DEAD
    if not await _changed(connection, "finish", claimed, attempt, state=state.value):
        return
    await _audit(connection, claimed, attempt)
    following = await fetch_one(
        connection, int, _SQL["next_pending"], application=claimed.application
    )
    if following is not None:
        await jobs.defer_deliver(connection, following)


async def _changed(
    connection: Connection, statement: str, claimed: Claimed, attempt: Attempt, **more: str
) -> bool:
    """Write an attempt's end; return False if another run of the delivery came after it."""
    changed = await execute(
        connection,
        _SQL[statement],
        delivery=claimed.id,
        attempts=claimed.attempts,
        status=attempt.status,
        fault=attempt.fault and attempt.fault.value,
        **more,
    )
    return changed == 1


async def _audit(connection: Connection, claimed: Claimed, attempt: Attempt) -> None:
    await audit.record(
        connection,
        audit.SERVICE,
        Action.REPORT_DELIVERED if attempt.delivered else Action.DELIVERY_DEAD,
        application=claimed.application,
        delivery=claimed.id,
        report=claimed.report,
        attempts=claimed.attempts,
        fault=attempt.fault or "none",
    )
