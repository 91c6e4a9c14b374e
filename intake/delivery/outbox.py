"""The outbox: deliveries queued, listed, and sent again."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from intake.delivery.event import message_id
from intake.store import audit, jobs
from intake.store.audit import Action
from intake.store.database import Connection, execute, fetch_all, fetch_one
from intake.store.statements import statements
from models.bilingual import Bilingual
from models.errors import IntakeError

_SQL = statements("delivery")


class DeliveryState(StrEnum):
    """Where a report stands on its way out.

    ``unsent``: no delivery was queued, because no receiver was configured when it was made.
    """

    UNSENT = "unsent"
    PENDING = "pending"
    DELIVERED = "delivered"
    DEAD = "dead"


STATE_TEXTS: dict[DeliveryState, Bilingual] = {
    DeliveryState.UNSENT: Bilingual("not sent", "non envoyé"),
    DeliveryState.PENDING: Bilingual("on its way", "en cours d'envoi"),
    DeliveryState.DELIVERED: Bilingual("delivered", "livré"),
    DeliveryState.DEAD: Bilingual("given up", "abandonné"),
}


class UnknownDeliveryError(IntakeError):
    """There is no such delivery and no such report."""

    code = "unknown_delivery"
    text = Bilingual(
        "There is no delivery and no report with this identifier. List them with “csq-intake "
        "deliveries list”.",
        "Il n'existe ni livraison ni rapport portant cet identifiant. Listez-les avec "
        "« csq-intake deliveries list ».",
    )


@dataclass(frozen=True, slots=True)
class Period:
    """From ``begin`` (included) to ``end`` (excluded), with time zones; None leaves a side open."""

    begin: datetime | None = None
    end: datetime | None = None


ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Listed:
    """One report and its delivery; without a delivery it is :attr:`DeliveryState.UNSENT`.

    Attributes:
        attempts: since it was queued or replayed.
        last_status: of the last answer; None if there was none.
        last_error: a :class:`intake.delivery.sending.Fault`; None after success.
    """

    application: str
    revision: int
    report: str
    delivery: int | None
    message_id: str | None
    state: DeliveryState | None
    attempts: int
    last_status: int | None
    last_error: str | None
    last_attempt_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many reports are not where they belong, each by its last delivery.

    Attributes:
        unsent: made while there was no receiver.
        dead: given up, until they are replayed.
        oldest_pending_at: when the delivery that waits longest was queued; None if none waits.
    """

    unsent: int
    pending: int
    dead: int
    oldest_pending_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Found:
    report: str
    application: str
    delivery: int | None
    state: DeliveryState | None


async def queue(connection: Connection, report: str) -> int:
    """Queue the delivery of a report in the transaction that issues it; return the delivery."""
    delivery = await _insert(connection, report)
    await jobs.defer_deliver(connection, delivery)
    return delivery


async def deliveries(
    connection: Connection,
    *,
    application: str | None = None,
    state: DeliveryState | None = None,
    made: Period = ALWAYS,
    most: int = 100,
) -> tuple[Listed, ...]:
    """Return reports and their deliveries, newest report first.

    Args:
        connection: inside a transaction.
        application: only those of this application number.
        state: only those in this state.
        made: only reports made in this period.
        most: no more rows than this.
    """
    return await fetch_all(
        connection,
        Listed,
        _SQL["list_deliveries"],
        application=application,
        state=None if state is None else state.value,
        made_from=made.begin,
        made_before=made.end,
        most=most,
    )


async def tally(connection: Connection) -> Tally:
    """Count the reports that did not reach the receiver."""
    found = await fetch_one(connection, Tally, _SQL["tally"])
    if found is None:
        raise RuntimeError("a count returned no row")
    return found


async def replay(connection: Connection, wanted: str, *, actor: str) -> int:
    """Send a report again, or for the first time; return its delivery.

    The message keeps its identifier, so that a receiver that has it already keeps it once. A
    delivery that waits for its next attempt is attempted at once.

    Args:
        connection: inside a transaction.
        wanted: identifier of a delivery or of a report.
        actor: who asks, for the audit.

    Raises:
        UnknownDeliveryError: there is neither.
    """
    found = await fetch_one(connection, _Found, _SQL["find_report"], wanted=wanted)
    if found is None:
        raise UnknownDeliveryError
    delivery = await _made_pending(connection, found)
    hastened = await execute(connection, _SQL["hasten"], task=jobs.DELIVER, delivery=delivery)
    if not hastened:
        await jobs.defer_deliver(connection, delivery)
    await audit.record(
        connection,
        actor,
        Action.DELIVERY_REPLAYED,
        application=found.application,
        delivery=delivery,
        report=found.report,
    )
    return delivery


async def _made_pending(connection: Connection, found: _Found) -> int:
    if found.delivery is None:
        return await _insert(connection, found.report)
    await execute(connection, _SQL["revive"], delivery=found.delivery)
    return found.delivery


async def _insert(connection: Connection, report: str) -> int:
    made = await fetch_one(
        connection, int, _SQL["insert"], report=report, message_id=message_id(report)
    )
    if made is None:
        raise RuntimeError("an insert returned no row")
    return made
