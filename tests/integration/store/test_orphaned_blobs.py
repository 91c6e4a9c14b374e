"""What failed transactions leave behind is removed, and never anything that is needed."""

import asyncio
import hashlib
import json
import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from intake.store import accounts, applications, orphans, reports
from intake.store.accounts import Account, Role
from intake.store.blobs import Blobs, key_of
from intake.store.database import Database, execute
from intake.store.errors import BlobMissingError
from intake.store.opening import Store
from intake.store.orphans import MostlyOrphansError
from intake.store.reports import NewReport
from intake.submission.form_parts import ReceivedFile
from intake.submission.multipart import ReceivedForm
from intake.submission.receiving import Receipt, UploadRequest, take_in
from intake.submission.slots import Slot
from models.application import Application
from models.media_types import MediaType
from models.report import Outcome

pytestmark = pytest.mark.service

NUMBER = "W400000000"
AT_ONCE = timedelta(0)
LONG_AGO = timedelta(days=30)


class Desk:
    """A store, and uploads to it as the web process makes them."""

    def __init__(self, store: Store, folder: Path, account: Account) -> None:
        self.store = store
        self.folder = folder
        self.account = account

    async def upload(self, *contents: bytes, blobs: Blobs | None = None) -> Receipt:
        files = []
        for content in contents:
            sha256 = hashlib.sha256(content).hexdigest()
            path = self.folder / f"incoming-{sha256}"
            path.write_bytes(content)
            files.append(ReceivedFile(path, "a.pdf", sha256, len(content), MediaType.PDF))
        store = self.store if blobs is None else Store(self.store.database, blobs)
        request = UploadRequest(NUMBER, self.account, None)
        form = ReceivedForm(Slot.CLIENT_INFORMATION, tuple(files))
        return await take_in(store, request, form, max_files=1000)

    async def leave(self, content: bytes) -> str:
        """Leave a blob without a row, as if long ago."""
        sha256 = await self.store.blobs.put(content)
        path = self.folder / "blobs" / key_of(sha256)
        moment = (datetime.now(UTC) - LONG_AGO).timestamp()
        os.utime(path, (moment, moment))
        return sha256

    async def sweep(self, older_than: timedelta = orphans.SAFE_AGE, **more: bool) -> int:
        found = await orphans.find(self.store, older_than=older_than)
        return await orphans.remove(self.store, found, actor="test", **more)

    async def execute(self, statement: bytes, **parameters: object) -> None:
        async with self.store.database.transaction() as connection:
            await execute(connection, statement, **parameters)


def at_desk(url: str, folder: Path, work: Callable[[Desk], Awaitable[None]]) -> None:
    async def opened() -> None:
        async with Database.opened(url, connections=12) as database:
            async with database.transaction() as connection:
                await applications.insert(connection, Application(NUMBER, datetime.now(UTC)))
                key = (
                    await accounts.add(connection, "desk", frozenset({Role.PIPELINE}), actor="test")
                ).key
                account = await accounts.by_key(connection, key)
            assert account is not None
            await work(Desk(Store(database, Blobs.in_folder(folder / "blobs")), folder, account))

    asyncio.run(opened())


@pytest.fixture
def url(server: Any) -> str:
    return str(server.create_database())


REFUSE_UPLOADS = b"""
create function refuse() returns trigger language plpgsql as
  $$ begin raise exception 'the disk of the database is full'; end $$;
create trigger refuse before insert on upload for each row execute function refuse()
"""


def test_what_a_failed_transaction_left_is_removed_when_it_is_old_and_can_be_sent_again(
    url: str, tmp_path: Path
) -> None:
    async def work(desk: Desk) -> None:
        await desk.upload(b"%PDF-1.7 kept")
        await desk.execute(REFUSE_UPLOADS)
        with pytest.raises(psycopg.Error):
            await desk.upload(b"%PDF-1.7 failed")
        left = hashlib.sha256(b"%PDF-1.7 failed").hexdigest()
        await desk.store.blobs.ensure([left])

        # A young blob may belong to a request that is still at work.
        assert await desk.sweep() == 0
        assert await desk.leave(b"%PDF-1.7 failed") == left
        assert await desk.sweep() == 1
        with pytest.raises(BlobMissingError):
            await desk.store.blobs.get(left)
        assert await desk.store.blobs.get(hashlib.sha256(b"%PDF-1.7 kept").hexdigest())

        await desk.execute(b"drop trigger refuse on upload")
        await desk.upload(b"%PDF-1.7 failed")
        assert await desk.store.blobs.get(left) == b"%PDF-1.7 failed"
        assert await desk.sweep(AT_ONCE) == 0

    at_desk(url, tmp_path, work)


class Swept(Blobs):
    """A store whose orphans are removed right after it was given a file: the worst moment."""

    sweep: Callable[[], Awaitable[int]]
    removed = 0

    async def put_file(self, sha256: str, source: Path) -> None:
        await super().put_file(sha256, source)
        if not self.removed:
            self.removed = await self.sweep()


def test_an_old_orphan_that_is_sent_again_while_it_is_removed_is_kept(
    url: str, tmp_path: Path
) -> None:
    async def work(desk: Desk) -> None:
        sha256 = await desk.leave(b"%PDF-1.7 again")
        swept = Swept((tmp_path / "blobs").as_uri())
        swept.sweep = desk.sweep
        await desk.upload(b"%PDF-1.7 again", blobs=swept)
        assert swept.removed == 1
        assert await desk.store.blobs.get(sha256) == b"%PDF-1.7 again"

    at_desk(url, tmp_path, work)


def test_nothing_is_removed_while_a_transaction_that_names_blobs_runs(
    url: str, tmp_path: Path
) -> None:
    async def work(desk: Desk) -> None:
        sha256 = await desk.leave(b"%PDF-1.7 held")
        found = await orphans.find(desk.store)
        assert found.orphans == (sha256,)
        async with desk.store.database.transaction() as connection:
            await orphans.spare(connection)
            removing = asyncio.create_task(orphans.remove(desk.store, found, actor="test"))
            await asyncio.sleep(0.3)
            assert not removing.done()
            await desk.store.blobs.ensure([sha256])
        assert await removing == 1

    at_desk(url, tmp_path, work)


def test_no_acknowledged_file_is_lost_while_everything_without_a_row_is_removed_at_once(
    url: str, tmp_path: Path
) -> None:
    contents = [f"%PDF-1.7 {number}".encode() for number in range(60)]

    async def work(desk: Desk) -> None:
        for content in contents:
            await desk.leave(content)
        done = asyncio.Event()

        async def sweep_without_end() -> int:
            removed = 0
            while not done.is_set():
                removed += await desk.sweep(AT_ONCE, even_most=True)
            return removed

        sweeping = asyncio.create_task(sweep_without_end())
        some = asyncio.Semaphore(6)

        async def send(content: bytes) -> None:
            async with some:
                await desk.upload(content)

        await asyncio.gather(*(send(content) for content in contents))
        done.set()
        assert await sweeping > 0
        for content in contents:
            assert await desk.store.blobs.get(hashlib.sha256(content).hexdigest()) == content

    at_desk(url, tmp_path, work)


def test_every_blob_that_a_row_names_is_kept(url: str, tmp_path: Path) -> None:
    async def work(desk: Desk) -> None:
        await desk.upload(b"%PDF-1.7 upload")
        extraction = await desk.leave(b"the extraction")
        picture = await desk.leave(b"the picture of a page")
        earlier = await desk.leave(b"the extraction before a second look, that a report names")
        orphan = await desk.leave(b"named by nobody")
        await desk.execute(
            b"update upload set state = 'read', finished_at = now(), extraction_blob = %(sha256)s",
            sha256=extraction,
        )
        await desk.execute(
            b"insert into page (upload, number, image_sha256) select id, 1, %(sha256)s from upload",
            sha256=picture,
        )
        body = json.dumps({"uploads": [{"extraction_sha256": earlier}, {"id": "u2"}]})
        report = NewReport("R1", NUMBER, 1, None, 1, Outcome.COMPLETE, body, "0" * 64)
        async with desk.store.database.transaction() as connection:
            await reports.insert(connection, report, ())
        found = await orphans.find(desk.store)
        assert (found.orphans, found.named) == ((orphan,), 3)
        assert found.young == 1
        assert await desk.sweep(AT_ONCE) == 1

    at_desk(url, tmp_path, work)


def test_the_database_of_another_store_removes_nothing(url: str, tmp_path: Path) -> None:
    async def work(desk: Desk) -> None:
        for number in range(orphans.FEW + 1):
            await desk.leave(f"of another database {number}".encode())
        with pytest.raises(MostlyOrphansError, match="21"):
            await desk.sweep()
        assert len((await orphans.find(desk.store)).orphans) == orphans.FEW + 1
        assert await desk.sweep(even_most=True) == orphans.FEW + 1

    at_desk(url, tmp_path, work)
