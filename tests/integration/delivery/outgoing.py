"""Reports in a real database, and what a receiver kept of them."""

import asyncio
import hashlib
import json
import sys
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

from intake.delivery import outbox
from intake.delivery.delivering import Post, deliver
from intake.delivery.sending import Receiver, client
from intake.delivery.signing import SecretKey
from intake.store import applications, reports
from intake.store.database import Database
from intake.store.reports import NewReport
from models.application import Application
from models.report import Outcome

KEY = SecretKey(bytes(range(32)))
COMMAND = (sys.executable, "-c", "from intake.cli import main; main()", "receiver")
SCHEDULE = (30.0, 30.0)


@dataclass
class Running:
    """A receiver and what it kept; ``log`` begins with its address."""

    url: str
    folder: Path
    log: Path

    @property
    def statuses(self) -> list[int]:
        return [int(line.split()[0]) for line in self.log.read_text().splitlines()[1:]]

    @property
    def revisions(self) -> list[int]:
        """Of the reports it kept, in the order in which they came."""
        kept = sorted(self.folder.glob("msg_*.json"), key=lambda path: path.stat().st_mtime_ns)
        return [json.loads(path.read_bytes())["data"]["revision"] for path in kept]


@dataclass
class Desk:
    """Reports in the database, and attempts at their delivery."""

    database_url: str
    _numbers: Iterator[int]

    def run(self, work: Callable[[Database], Coroutine[Any, Any, Any]]) -> Any:
        async def opened() -> Any:
            async with Database.opened(self.database_url) as database:
                return await work(database)

        return asyncio.run(opened())

    def register(self) -> str:
        number = f"W{next(self._numbers)}"

        async def work(database: Database) -> None:
            async with database.transaction() as connection:
                await applications.insert(connection, Application(number, datetime.now(UTC)))

        self.run(work)
        return number

    def issue(self, number: str, revision: int, *, queued: bool = True) -> int:
        """Store a report and queue its delivery; return the delivery."""
        body = json.dumps({"revision": revision})
        before = None if revision == 1 else f"{number}R{revision - 1}"
        digest = hashlib.sha256(body.encode()).hexdigest()

        async def work(database: Database) -> int:
            async with database.transaction() as connection:
                row = NewReport(
                    f"{number}R{revision}",
                    number,
                    revision,
                    before,
                    revision,
                    Outcome.COMPLETE,
                    body,
                    digest,
                )
                await reports.insert(connection, row, ())
                return await outbox.queue(connection, row.id) if queued else 0

        return int(self.run(work))

    def attempt(
        self,
        delivery: int,
        url: str,
        *,
        schedule: tuple[float, ...] = SCHEDULE,
        keys: Callable[[], tuple[SecretKey, ...]] = lambda: (KEY,),
    ) -> dict[str, Any]:
        """Run one delivery job; return the delivery's row."""

        async def work(database: Database) -> None:
            async with client() as http:
                await deliver(Post(database, http, Receiver(url, 2.0), keys, schedule), delivery)

        self.run(work)
        return self.row(delivery)

    def row(self, delivery: int) -> dict[str, Any]:
        (found,) = self.rows("select * from delivery where id = %s", delivery)
        return found

    def jobs(self, delivery: int) -> list[dict[str, Any]]:
        """Jobs of a delivery, the oldest first, with the seconds until they are due."""
        return self.rows(
            "select extract(epoch from scheduled_at - now())::float as due from procrastinate_jobs"
            " where task_name = 'deliver' and args ->> 'delivery' = %s order by id",
            str(delivery),
        )

    def rows(self, statement: str, *parameters: object) -> list[dict[str, Any]]:
        with psycopg.connect(self.database_url, row_factory=dict_row) as connection:
            return connection.execute(statement, parameters).fetchall()

    def replay(self, wanted: str) -> int:
        async def work(database: Database) -> int:
            async with database.transaction() as connection:
                return await outbox.replay(connection, wanted, actor="test")

        return int(self.run(work))

    def listed(self, number: str) -> tuple[outbox.Listed, ...]:
        async def work(database: Database) -> tuple[outbox.Listed, ...]:
            async with database.transaction() as connection:
                return await outbox.deliveries(connection, application=number)

        found: tuple[outbox.Listed, ...] = self.run(work)
        return found
