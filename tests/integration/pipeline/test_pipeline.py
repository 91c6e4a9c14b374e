"""Uploads and reports by the real pipeline: children, database and blobs."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from intake.pipeline.processing import AttemptFailedError, process_upload
from intake.pipeline.reporting import report_application
from intake.pipeline.workbench import MadeReport
from intake.store import applications, reports
from intake.store.uploads import UploadState
from intake.submission.withdrawing import withdraw
from intake.worker.computation import Children, ComputationFailedError, ComputationTimeoutError
from models.application import Application, Dossier
from tests.integration.pipeline.shop import NUMBER, Shop, count, csq, found, take_in

pytestmark = pytest.mark.service


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A computation that lets something happen while a report is being made."""

    children: Children
    meanwhile: Callable[[], Awaitable[None]]

    async def understand(self, *arguments: Any) -> Any:
        return await self.children.understand(*arguments)

    async def report(self, dossier: Dossier) -> MadeReport:
        made = await self.children.report(dossier)
        await self.meanwhile()
        return made


def test_runs_at_the_same_time_make_one_revision_and_one_delivery(
    shop: Shop, url: str, tmp_path: Path
) -> None:
    async def work() -> None:
        async with shop.opened(url, tmp_path) as bench:
            upload = await take_in(bench, csq())
            await asyncio.gather(*(process_upload(bench, upload.id) for _ in range(2)))
            assert (await found(bench, upload.id)).state is UploadState.READ
            assert await count(bench, b"select count(*) from page") == 1
            jobs = b"select count(*) from procrastinate_jobs where task_name = 'report'"
            assert await count(bench, jobs) == 1
            await asyncio.gather(*(report_application(bench, NUMBER) for _ in range(3)))
            assert await count(bench, b"select count(*) from report") == 1
            assert await count(bench, b"select count(*) from delivery") == 1
            assert await count(bench, b"select count(*) from document") == 1

    shop.run(work())


def test_report_whose_inputs_changed_meanwhile_is_not_issued(
    shop: Shop, url: str, tmp_path: Path
) -> None:
    async def work() -> None:
        async with shop.opened(url, tmp_path) as bench:
            upload = await take_in(bench, csq())
            await process_upload(bench, upload.id)

            async def change() -> None:
                async with bench.store.database.transaction() as connection:
                    await applications.raise_inputs_version(connection, NUMBER)

            interrupted = replace(bench, computation=Interrupted(shop.children, change))
            await report_application(interrupted, NUMBER)
            assert await count(bench, b"select count(*) from report") == 0
            await report_application(bench, NUMBER)
            await change()
            await report_application(bench, NUMBER)
            async with bench.store.database.transaction() as connection:
                latest = await reports.latest(connection, NUMBER)
                first = await reports.find(connection, NUMBER, 1)
            assert latest is not None
            assert first is not None
            assert (latest.revision, latest.supersedes) == (2, first.id)

    shop.run(work())


def test_the_next_report_does_without_a_withdrawn_upload(
    shop: Shop, url: str, tmp_path: Path
) -> None:
    async def work() -> None:
        async with shop.opened(url, tmp_path) as bench:
            upload = await take_in(bench, csq())
            await process_upload(bench, upload.id)
            await report_application(bench, NUMBER)
            await withdraw(bench.store.database, NUMBER, upload.ordinal, actor="test")
            await report_application(bench, NUMBER)
            async with bench.store.database.transaction() as connection:
                made = [await reports.find(connection, NUMBER, number) for number in (1, 2)]
            bodies = [json.loads(row.body) for row in made if row is not None]
            assert [[one["id"] for one in body["uploads"]] for body in bodies] == [["u1"], []]
            assert bodies[1]["supersedes"] == bodies[0]["report_id"]

    shop.run(work())


def test_no_report_before_submission(shop: Shop, url: str, tmp_path: Path) -> None:
    async def work() -> None:
        async with shop.opened(url, tmp_path) as bench:
            upload = await take_in(bench, csq(), submit=False)
            await process_upload(bench, upload.id)
            assert await count(bench, b"select count(*) from procrastinate_jobs") == 0
            await report_application(bench, NUMBER)
            assert await count(bench, b"select count(*) from report") == 0

    shop.run(work())


def test_attempt_that_the_service_itself_breaks_off_does_not_count(
    shop: Shop, url: str, tmp_path: Path
) -> None:
    async def work() -> None:
        async with shop.opened(url, tmp_path) as bench:
            upload = await take_in(bench, csq())
            running = asyncio.create_task(process_upload(bench, upload.id))
            while (await found(bench, upload.id)).attempts == 0:  # noqa: ASYNC110 - the row tells.
                await asyncio.sleep(0.01)
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running
            row = await found(bench, upload.id)
            assert (row.state, row.attempts) == (UploadState.RECEIVED, 0)

    shop.run(work())


def test_upload_is_given_up_after_its_last_attempt(shop: Shop, url: str, tmp_path: Path) -> None:
    async def work() -> None:
        # No computation ends in no time; starting the child has a limit of its own.
        async with (
            Children.opened(1, 0.0) as overrun,
            shop.opened(url, tmp_path, overrun) as bench,
        ):
            upload = await take_in(bench, csq())
            with pytest.raises(AttemptFailedError):
                await process_upload(bench, upload.id)
            await process_upload(bench, upload.id)
            row = await found(bench, upload.id)
            assert (row.state, row.attempts) == (UploadState.FAILED, 2)
            assert row.reason is not None
            assert row.reason.code == "reading_failed"
            jobs = b"select count(*) from procrastinate_jobs where task_name = 'report'"
            assert await count(bench, jobs) == 1

    shop.run(work())


def test_blob_that_is_away_costs_no_attempt(shop: Shop, url: str, tmp_path: Path) -> None:
    async def work() -> None:
        async with shop.opened(url, tmp_path) as bench:
            upload = await take_in(bench, csq())
            stored = next(path for path in (tmp_path / "blobs").rglob(f"*{upload.sha256}"))
            stored.rename(tmp_path / "away")
            for _ in range(3):
                with pytest.raises(Exception, match="blob_missing"):
                    await process_upload(bench, upload.id)
            assert (await found(bench, upload.id)).attempts == 0
            (tmp_path / "away").rename(stored)
            await process_upload(bench, upload.id)
            assert (await found(bench, upload.id)).state is UploadState.READ

    shop.run(work())


def test_child_that_fails_answers_again_and_one_that_overruns_is_ended(shop: Shop) -> None:
    # A report of this number would not have its published shape.
    unnamed = Application("no number", datetime(2023, 5, 4, tzinfo=UTC))
    today = Application("W400000001", datetime(2023, 5, 4, tzinfo=UTC))

    async def work() -> None:
        for _ in range(2):
            with pytest.raises(ComputationFailedError):
                await shop.children.report(Dossier(unnamed, ()))
        assert (await shop.children.report(Dossier(today, ()))).documents == ()
        async with Children.opened(1, 0.0) as children:
            with pytest.raises(ComputationTimeoutError):
                await children.report(Dossier(today, ()))

    shop.run(work())
