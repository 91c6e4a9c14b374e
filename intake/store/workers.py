"""The workers that live, and what holds their readers: each tells, the web process only reads."""

from dataclasses import dataclass

import msgspec

from intake.store.database import Connection, execute, fetch_all
from intake.store.statements import statements
from models.containment import Containment, LayerReport

_SQL = statements("workers")

SEEN_SECONDS = 45
"""Seconds after its last sign of life in which a worker counts as living."""


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """One worker.

    Attributes:
        name: random, new at each start.
        layers: as measured at its start.
        delivers: whether its settings name a receiver of reports.
    """

    name: str
    layers: tuple[LayerReport, ...]
    delivers: bool


async def tell(connection: Connection, name: str, found: Containment, *, delivers: bool) -> None:
    """Write that a worker lives, and forget those that do not."""
    layers = msgspec.json.encode(found.layers).decode()
    await execute(connection, _SQL["tell"], name=name, layers=layers, delivers=delivers)
    await execute(connection, _SQL["forget"], seconds=SEEN_SECONDS)


async def living(connection: Connection) -> tuple[WorkerRow, ...]:
    """Return the workers that live, in the order of their names."""
    return await fetch_all(connection, WorkerRow, _SQL["living"], seconds=SEEN_SECONDS)
