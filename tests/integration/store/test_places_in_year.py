"""The place of an application in its calendar year, while many are registered at once."""

import asyncio
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from intake.store import applications
from intake.store.database import Database, execute
from models.application import Application

pytestmark = pytest.mark.service

CAP = 14_700
"""Applications that the programme took in 2022."""

WRITERS = 6


def received(rng: random.Random) -> list[Application]:
    """Applications of one year to the second, so that many share a moment, in random order."""
    begin = datetime(2022, 1, 1, tzinfo=UTC)
    seconds = [rng.randrange(365 * 24 * 3600) // 600 * 600 for _ in range(CAP)]
    made = [
        Application(f"W{300_000_000 + i}", begin + timedelta(seconds=moment))
        for i, moment in enumerate(seconds)
    ]
    rng.shuffle(made)
    return made


# The first and last moments of the year and its neighbours, in UTC, as applications of those days.
EDGES = (
    Application("W100000001", datetime(2021, 12, 31, 23, 59, 59, tzinfo=UTC)),
    Application("W100000002", datetime(2023, 1, 1, tzinfo=UTC)),
)


def test_places_are_exact_while_workers_register_a_full_year(database_url: str) -> None:
    rng = random.Random(14_700)
    every = received(rng)
    watched = every[0]
    places_seen: list[int] = []

    async def register(database: Database, part: list[Application]) -> None:
        for begin in range(0, len(part), 50):
            async with database.transaction() as connection:
                for application in part[begin : begin + 50]:
                    await applications.insert(connection, application)

    async def watch(database: Database, done: asyncio.Event) -> None:
        while not done.is_set():
            async with database.transaction() as connection:
                places_seen.append(await applications.place_in_year(connection, watched.number))

    async def work() -> list[int]:
        async with Database.opened(database_url) as database:
            await register(database, [watched, *EDGES])
            done = asyncio.Event()
            watching = asyncio.create_task(watch(database, done))
            rest = every[1:]
            parts = [rest[start::WRITERS] for start in range(WRITERS)]
            await asyncio.gather(*(register(database, part) for part in parts))
            done.set()
            await watching
            async with database.transaction() as connection:
                return [
                    await applications.place_in_year(connection, one.number)
                    for one in (*sample, *EDGES)
                ]

    order = sorted(every, key=lambda one: (one.received_at, one.number))
    expected = {one.number: place for place, one in enumerate(order, 1)}
    sample = rng.sample(every, 300)
    places = asyncio.run(work())
    assert places == [*(expected[one.number] for one in sample), 1, 1]
    assert places_seen == sorted(places_seen), "a place never moves forward"
    assert 1 <= places_seen[0] <= places_seen[-1] <= expected[watched.number]


def test_the_year_is_that_of_utc_whatever_the_session_says(server: Any) -> None:
    async def work() -> list[int]:
        async with (
            Database.opened(server.create_database()) as database,
            database.transaction() as connection,
        ):
            # Fourteen hours ahead of UTC, where the last day of a year ends before it does here.
            await execute(connection, b"set local time zone 'Pacific/Kiritimati'")
            for application in EDGES:
                await applications.insert(connection, application)
            return [await applications.place_in_year(connection, one.number) for one in EDGES]

    assert asyncio.run(work()) == [1, 1]
