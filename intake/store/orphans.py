"""Blobs that no row names: what a transaction that failed at its end has left behind.

A blob is stored before the row that names it, so a failure in between leaves a blob alone. Such
blobs are found by comparing the store with the rows, and removed once they are old.

Age alone would not be safe: content that is sent again finds its old blob and does not write it
anew. Therefore whoever writes rows calls :func:`spare` in that transaction and then makes sure
that the blobs are there; blobs are removed only while no such transaction runs.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from intake.store import audit
from intake.store.audit import Action
from intake.store.database import Connection, execute, fetch_all, fetch_one
from intake.store.errors import StoreError
from intake.store.opening import Store
from intake.store.statements import statements
from models.bilingual import Bilingual

SAFE_AGE: Final = timedelta(days=7)
"""Longer than any job runs, and long enough to notice that a wrong database was restored."""

FEW: Final = 20
"""Orphans that are removed however few blobs have rows."""

_LISTED_AT_ONCE = 1000
_REMOVED_AT_ONCE = 50
"""Blobs removed while uploads wait; each takes milliseconds, some tens of them in the cloud."""

_SQL = statements("orphans")


class MostlyOrphansError(StoreError):
    """Most blobs have no row, which no failed transaction explains."""

    code = "mostly_orphans"
    text = Bilingual(
        "{orphans} old blobs have no row and only {named} have one, so nothing was removed: this "
        "looks like the database of another store, or an older copy of it. Check "
        "INTAKE_DATABASE_URL and INTAKE_BLOB_URL. If all is right, run “csq-intake blobs "
        "--remove --even-most”.",
        "{orphans} vieux fichiers conservés n'ont pas de ligne et seulement {named} en ont une; "
        "rien n'a donc été supprimé : il semble s'agir de la base de données d'un autre dépôt, ou "
        "d'une copie plus ancienne. Vérifiez INTAKE_DATABASE_URL et INTAKE_BLOB_URL. Si tout est "
        "exact, lancez « csq-intake blobs --remove --even-most ».",
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What a comparison of the blobs with the rows found.

    Attributes:
        orphans: SHA-256 of the old blobs without a row, ascending.
        named: how many old blobs have one.
        young: how many blobs were too young to be looked at.
        at: the database's clock before the rows were looked at, with time zone.
    """

    orphans: tuple[str, ...]
    named: int
    young: int
    at: datetime


async def spare(connection: Connection) -> None:
    """Keep every blob from being removed until the caller's transaction ends.

    The caller then makes sure that the blobs which its rows name are there: one may have been
    removed just before.
    """
    await connection.execute(_SQL["spare"])


async def find(store: Store, *, older_than: timedelta = SAFE_AGE) -> Found:
    """Compare the blobs with the rows.

    Args:
        store: its database and its blobs.
        older_than: age from which a blob is looked at.
    """
    async with store.database.transaction() as connection:
        at = await fetch_one(connection, datetime, _SQL["now"])
    if at is None:
        raise RuntimeError("the clock returned no row")
    suspects: list[str] = []
    old = young = 0
    async for batch in _batches(store):
        aged = [sha256 for sha256, modified_at in batch if modified_at < at - older_than]
        old, young = old + len(aged), young + len(batch) - len(aged)
        async with store.database.transaction() as connection:
            suspects += await fetch_all(connection, str, _SQL["unnamed"], candidates=aged)
    # Reports are many and long, so they are opened once, and only if anything is left.
    if suspects:
        async with store.database.transaction() as connection:
            suspects = list(await _unreported(connection, suspects, None))
    return Found(tuple(sorted(suspects)), old - len(suspects), young, at)


async def remove(store: Store, found: Found, *, actor: str, even_most: bool = False) -> int:
    """Remove the orphans that still are; return how many were removed.

    Args:
        store: the one in which they were found.
        found: by :func:`find`.
        actor: who asks, for the audit.
        even_most: remove them even if most blobs have no row.

    Raises:
        MostlyOrphansError: most blobs have no row; nothing was removed.
    """
    if len(found.orphans) > max(FEW, found.named) and not even_most:
        raise MostlyOrphansError(orphans=len(found.orphans), named=found.named)
    removed = 0
    for some in _parts(found.orphans, _REMOVED_AT_ONCE):
        async with store.database.transaction() as connection:
            await execute(connection, _SQL["remove_alone"])
            still = await fetch_all(connection, str, _SQL["unnamed"], candidates=list(some))
            still = await _unreported(connection, still, found.at)
            for sha256 in still:
                await store.blobs.remove(sha256)
            removed += len(still)
            if still:
                await audit.record(connection, actor, Action.BLOBS_REMOVED, blobs=len(still))
    return removed


async def _batches(store: Store) -> AsyncIterator[list[tuple[str, datetime]]]:
    batch: list[tuple[str, datetime]] = []
    async for blob in store.blobs.listed():
        batch.append(blob)
        if len(batch) == _LISTED_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


async def _unreported(
    connection: Connection, candidates: Sequence[str], since: datetime | None
) -> tuple[str, ...]:
    """Return those that no report made at ``since`` or later (None: ever) names."""
    return await fetch_all(
        connection, str, _SQL["unreported"], candidates=list(candidates), since=since
    )


def _parts(items: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    return (items[start : start + size] for start in range(0, len(items), size))
