"""A worker's means for the tests of the pipeline: database, blobs, children, and one upload."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fixtures.specimens import draw, layouts
from intake.pipeline.workbench import Computation, Workbench
from intake.store import applications, uploads
from intake.store.blobs import Blobs
from intake.store.database import Database, fetch_one
from intake.store.opening import Store
from intake.store.uploads import NewUpload, UploadRow
from intake.worker.computation import Children
from models.application import Application
from models.bilingual import Language
from models.document_types import DocumentType
from models.media_types import MediaType

NUMBER = "W400000000"


@dataclass(frozen=True, slots=True)
class Shop:
    """A loop that outlives single tests, and children in it, since each loads the model first."""

    runner: asyncio.Runner
    children: Children

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        self.runner.run(work)

    @contextlib.asynccontextmanager
    async def opened(
        self, url: str, folder: Path, computation: Computation | None = None
    ) -> AsyncIterator[Workbench]:
        async with Database.opened(url) as database:
            store = Store(database=database, blobs=Blobs.in_folder(folder / "blobs"))
            bench = Workbench(store, computation or self.children, most_attempts=2, delivers=True)
            yield bench


def csq() -> bytes:
    kind = DocumentType.CSQ
    return draw(kind, Language.FR, layouts(kind, Language.FR)[0], 7).pdf


async def take_in(bench: Workbench, content: bytes, *, submit: bool = True) -> UploadRow:
    """Store an application with one upload, as the web process does."""
    sha256 = await bench.store.blobs.put(content)
    async with bench.store.database.transaction() as connection:
        await applications.insert(connection, Application(NUMBER, datetime(2023, 5, 4, tzinfo=UTC)))
        row = await uploads.insert(
            connection,
            NewUpload(
                NUMBER, 1, sha256, "a.pdf", len(content), MediaType.PDF, "client_information"
            ),
        )
        await applications.add_uploads(connection, NUMBER, 1)
        if submit:
            await applications.submit(connection, NUMBER)
        return row


async def found(bench: Workbench, upload: int) -> UploadRow:
    async with bench.store.database.transaction() as connection:
        row = await uploads.find(connection, upload)
    assert row is not None
    return row


async def count(bench: Workbench, statement: bytes) -> int:
    async with bench.store.database.transaction() as connection:
        return await fetch_one(connection, int, statement) or 0
