"""Places in the calendar year: ``script/bench places``; the result goes to ``bench/results``.

Registers as many applications as the cap of 2022 admits, in random order, by several processes at
once on a database of their own, and then asks for the place of every one of them. Many share a
moment, so that their numbers decide.
"""

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import repeat
from pathlib import Path

from intake.settings import Settings
from intake.store import applications, opening
from intake.store.database import Database
from models.application import Application

RESULT = Path(__file__).parents[1] / "results" / "places.md"
CAP = 14_700
"""Applications that the programme took in 2022."""
YEAR = datetime(2022, 1, 1, tzinfo=UTC)
MOMENT_MINUTES = 10
FAILED = 1


def received(count: int, seed: int) -> list[Application]:
    """Return applications of one year, some at the same moment, in random order."""
    rng = random.Random(seed)
    moments = [rng.randrange(365 * 24 * 60 // MOMENT_MINUTES) for _ in range(count)]
    made = [
        Application(f"W{300_000_000 + place}", YEAR + timedelta(minutes=MOMENT_MINUTES * moment))
        for place, moment in enumerate(moments)
    ]
    rng.shuffle(made)
    return made


def register(url: str, part: list[Application]) -> None:
    """Register applications one after the other, each in a transaction of its own as a request."""

    async def work() -> None:
        async with Database.opened(url, connections=1) as database:
            for each in part:
                async with database.transaction() as connection:
                    await applications.insert(connection, each)

    asyncio.run(work())


def places(url: str, numbers: list[str]) -> list[int]:
    """Return the place of each application in its year."""

    async def work() -> list[int]:
        async with (
            Database.opened(url, connections=1) as database,
            database.transaction() as connection,
        ):
            return [await applications.place_in_year(connection, each) for each in numbers]

    return asyncio.run(work())


def main() -> int:
    """Measure and write the result; return the exit status."""
    asked = argparse.ArgumentParser(prog="script/bench places", description=__doc__)
    asked.add_argument("--applications", type=int, default=CAP, help="default: %(default)s")
    asked.add_argument("--workers", type=int, default=6, help="processes; default: %(default)s")
    asked.add_argument("--seed", type=int, default=0, help="default: %(default)s")
    given = asked.parse_args()
    every = received(given.applications, given.seed)
    order = sorted(every, key=lambda each: (each.received_at, each.number))
    with tempfile.TemporaryDirectory(prefix="csq-") as home:
        # The account of the database walks through the folder.
        Path(home).chmod(0o711)
        os.environ["INTAKE_HOME"] = home
        with (
            opening.database_url(Settings()) as url,
            ProcessPoolExecutor(given.workers) as workers,
        ):
            begin = time.perf_counter()
            parts = [every[first :: given.workers] for first in range(given.workers)]
            list(workers.map(register, repeat(url), parts))
            registered = time.perf_counter()
            numbers = [each.number for each in order]
            shares = [numbers[first :: given.workers] for first in range(given.workers)]
            found = list(workers.map(places, repeat(url), shares))
            asked_for = time.perf_counter()
    found_places = {
        number: place
        for share, made in zip(shares, found, strict=True)
        for number, place in zip(share, made, strict=True)
    }
    exact = sum(found_places[number] == place for place, number in enumerate(numbers, 1))
    text = (
        "# Places in the calendar year\n\n"
        f"Made by `script/bench places --applications {given.applications} --workers "
        f"{given.workers} --seed {given.seed}`: processes that register at once, each application "
        "in a transaction of its own, and then ask for the place of each.\n\n"
        "| Applications of one year | exact places | registering all, seconds | asking for all, "
        "seconds |\n|---|---|---|---|\n"
        f"| {len(every)} | {exact} | {registered - begin:.1f} | {asked_for - registered:.1f} |\n"
    )
    RESULT.write_text(text, "utf-8")
    print(text)
    return 0 if exact == len(every) else FAILED


if __name__ == "__main__":
    sys.exit(main())
