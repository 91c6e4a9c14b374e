"""Opens the store that the settings name: the database (given or embedded) and the blobs."""

import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

from intake.settings import Settings
from intake.store import embedded_postgres, migrate
from intake.store.blobs import Blobs
from intake.store.database import Database
from intake.store.private_folders import make_home


@dataclass(frozen=True, slots=True)
class Store:
    """Rows and blobs, open."""

    database: Database
    blobs: Blobs


@contextlib.contextmanager
def database_url(settings: Settings) -> Iterator[str]:
    """Yield the address of a running, migrated database; an embedded one stops with the block.

    Raises:
        StoreError: it cannot be reached, started or migrated.
    """
    with contextlib.ExitStack() as stack:
        make_home(settings.home)
        url = settings.database_url or stack.enter_context(
            embedded_postgres.running(settings.postgres_folder)
        )
        migrate.upgrade(url)
        yield url


def is_there(settings: Settings) -> bool:
    """Whether the settings name a database that was made before."""
    return settings.database_url is not None or settings.postgres_folder.exists()


def blobs(settings: Settings) -> Blobs:
    """Return the blob store that the settings name."""
    if settings.blob_url is not None:
        return Blobs(settings.blob_url)
    return Blobs.in_folder(make_home(settings.home) / "blobs")


@contextlib.asynccontextmanager
async def opened(settings: Settings, url: str) -> AsyncIterator[Store]:
    """Open the store for one process, on a database that :func:`database_url` made ready."""
    async with Database.opened(url, connections=settings.database_connections) as database:
        yield Store(database=database, blobs=blobs(settings))
