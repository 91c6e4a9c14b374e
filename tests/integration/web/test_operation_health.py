"""Operators see what does not get through; readiness stays as it is."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from intake.delivery import outbox
from intake.store import applications, reports, workers
from intake.store.accounts import Role
from intake.store.database import Connection, Database, execute
from intake.store.reports import NewReport
from models.application import Application
from models.containment import Containment
from models.report import Outcome


def written(url: str, work: Callable[[Connection], Awaitable[object]]) -> None:
    async def opened() -> None:
        async with Database.opened(url) as database, database.transaction() as connection:
            await work(connection)

    asyncio.run(opened())


async def issue(connection: Connection, number: str, *, queued: bool) -> None:
    await applications.insert(connection, Application(number, datetime.now(UTC)))
    digest = hashlib.sha256(b"{}").hexdigest()
    report = NewReport(f"R{number}", number, 1, None, 1, Outcome.COMPLETE, "{}", digest)
    await reports.insert(connection, report, ())
    if queued:
        await outbox.queue(connection, report.id)


async def live(connection: Connection, name: str, *, delivers: bool) -> None:
    await workers.tell(connection, name, Containment(()), delivers=delivers)


def told(service: Any) -> dict[str, Any]:
    with service.client(Role.ADMIN) as client:
        answer = client.get("/health")
        assert answer.status_code == 200
        assert client.get("/health/ready").json() == {"status": "ok"}
        found: dict[str, Any] = answer.json()
        return found


def codes(health: dict[str, Any]) -> list[str]:
    assert health["status"] == ("attention" if health["notices"] else "ok")
    assert all(notice["en"] and notice["fr"] for notice in health["notices"])
    return [notice["code"] for notice in health["notices"]]


def test_what_does_not_get_through_is_told_step_by_step(service: Any) -> None:
    url = service.database_url
    assert codes(told(service)) == ["no_worker"]
    written(url, lambda connection: live(connection, "w1", delivers=False))
    written(url, lambda connection: issue(connection, "W700000001", queued=False))
    health = told(service)
    assert codes(health) == ["no_receiver"]
    assert (health["deliveries"]["receiver"], health["deliveries"]["unsent"]) == (False, 1)

    # One worker of several with a receiver is enough to deliver.
    written(url, lambda connection: live(connection, "w2", delivers=True))
    assert codes(told(service)) == ["unsent_reports"]
    written(url, lambda connection: outbox.replay(connection, "RW700000001", actor="test"))
    written(url, lambda connection: issue(connection, "W700000002", queued=True))
    health = told(service)
    assert codes(health) == []
    assert health["deliveries"]["pending"] == 2
    assert health["deliveries"]["oldest_pending_at"] is not None

    dead = b"update delivery set state = 'dead', finished_at = now() where report = 'RW700000002'"
    written(url, lambda connection: execute(connection, dead))
    health = told(service)
    assert codes(health) == ["dead_deliveries"]
    assert ": 1." in health["notices"][0]["en"]
    written(url, lambda connection: outbox.replay(connection, "RW700000002", actor="test"))
    assert codes(told(service)) == []


@pytest.mark.parametrize("role", [Role.PIPELINE, Role.OFFICER, Role.QA])
def test_it_is_told_to_administrators_alone(service: Any, role: Role) -> None:
    with service.client(role) as client:
        assert client.get("/health").status_code == 403
    with service.client(Authorization="") as client:
        assert client.get("/health").status_code == 401
