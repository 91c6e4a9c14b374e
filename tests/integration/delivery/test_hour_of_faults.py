"""A receiver that is away or misbehaves for an hour, on the real schedule and a simulated clock."""

import asyncio
import heapq
import json
import random
import socket
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from intake.delivery.delivering import Post, deliver
from intake.delivery.sending import Receiver, client
from intake.settings import Settings
from intake.store.database import Database, execute, fetch_all
from tests.integration.delivery.outgoing import KEY, Desk, Running

pytestmark = pytest.mark.service

Start = Callable[..., Running]

HOUR = 3600.0
APPLICATIONS = 12
REVISIONS = 3

# What the receiver does in the eight parts of the hour; none of it may lose a report. Dead letters
# of the last part are replayed after the hour, as an operator would.
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("away", ()),  # nobody listens
    ("500", ("--answer", "500", "--forever")),
    ("429", ("--answer", "429", "--forever", "--retry-after", "600")),
    ("302", ("--answer", "302", "--forever")),  # never followed
    ("slow", ("--answer", "slow", "--forever")),  # answers after the sender's patience
    ("huge", ("--answer", "huge", "--forever")),  # takes it, and answers without end
    ("cut", ("--answer", "cut", "--forever")),  # takes it, and drops the line
    ("410", ("--answer", "410", "--forever")),  # ends the delivery
)


@dataclass
class Simulation:
    """Delivery jobs run in the order of a simulated clock; ``moment`` is in seconds."""

    desk: Desk
    addresses: dict[str, str]
    moment: float = 0.0
    last_job: int = 0
    due: list[tuple[float, int, int]] = field(default_factory=list)
    attempts: Counter[str] = field(default_factory=Counter)

    @property
    def part(self) -> str:
        if self.moment >= HOUR:
            return "well"
        return PARTS[int(self.moment / HOUR * len(PARTS))][0]

    def take_new_jobs(self) -> None:
        """Put the jobs that the service has queued meanwhile on the simulated clock."""
        rows = self.desk.rows(
            "select id, (args ->> 'delivery')::int as delivery,"
            " coalesce(extract(epoch from scheduled_at - now()), 0)::float as wait"
            " from procrastinate_jobs where task_name = 'deliver' and id > %s order by id",
            self.last_job,
        )
        for row in rows:
            self.last_job = row["id"]
            heapq.heappush(
                self.due, (self.moment + max(row["wait"], 0.0), row["id"], row["delivery"])
            )

    async def run_until(self, end: float, database: Database) -> None:
        """Run every job that is due before ``end``."""
        schedule = Settings().delivery_schedule
        async with client() as http:
            while self.due and self.due[0][0] < end:
                self.moment, job, delivery = heapq.heappop(self.due)
                # A worker takes its job out of the queue; a replay hastens only those still in it.
                await _take(database, job)
                self.attempts[self.part] += 1
                receiver = Receiver(self.addresses[self.part], 0.5)
                await deliver(Post(database, http, receiver, lambda: (KEY,), schedule), delivery)
                self.take_new_jobs()
        self.moment = max(self.moment, end)


@pytest.fixture
def simulation(desk: Desk, start_receiver: Start) -> Simulation:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}/"
    started = {
        name: start_receiver(*arguments, kept="kept").url for name, arguments in PARTS if arguments
    }
    return Simulation(desk, {"away": nobody, "well": start_receiver(kept="kept").url} | started)


def test_every_report_arrives_once_and_in_order_after_an_hour_of_faults(
    simulation: Simulation, tmp_path: Path
) -> None:
    desk, rng = simulation.desk, random.Random(20221207)
    numbers = [desk.register() for _ in range(APPLICATIONS)]
    births = sorted(
        (moment, number, revision)
        for number in numbers
        for revision, moment in enumerate(sorted(rng.uniform(0, HOUR) for _ in range(REVISIONS)), 1)
    )

    async def hour(database: Database) -> None:
        for moment, number, revision in births:
            await simulation.run_until(moment, database)
            await asyncio.to_thread(desk.issue, number, revision)
            simulation.take_new_jobs()
        await simulation.run_until(HOUR, database)
        for dead in await _dead(database):
            await asyncio.to_thread(desk.replay, dead)
        simulation.take_new_jobs()
        await simulation.run_until(float("inf"), database)

    desk.run(hour)
    kept = sorted((tmp_path / "kept").glob("msg_*.json"), key=lambda path: path.stat().st_mtime_ns)
    arrived = [json.loads(path.read_bytes()) for path in kept]
    print(f"attempts: {dict(simulation.attempts)}; reports kept: {len(arrived)}")
    assert set(simulation.attempts) == {name for name, _ in PARTS} | {"well"}
    assert len(arrived) == APPLICATIONS * REVISIONS
    for number in numbers:
        order = [one["data"]["revision"] for one in arrived if one["subject"] == number]
        assert order == [1, 2, 3], number
    states = desk.rows("select state, count(*)::int as n from delivery group by state")
    assert {row["state"] for row in states} == {"delivered"}


async def _take(database: Database, job: int) -> None:
    async with database.transaction() as connection:
        await execute(connection, b"delete from procrastinate_jobs where id = %(job)s", job=job)


async def _dead(database: Database) -> tuple[str, ...]:
    async with database.transaction() as connection:
        statement = b"select report from delivery where state = 'dead' order by id"
        return await fetch_all(connection, str, statement)
