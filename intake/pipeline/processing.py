"""Reads one upload: bytes to extraction, pages to documents, and the row's final state."""

import asyncio
import logging
from dataclasses import dataclass
from typing import Literal

import msgspec
from extractors.contained import read_contained

from intake.pipeline.workbench import Workbench
from intake.store import jobs
from intake.store.database import Connection, execute, fetch_one
from intake.store.statements import statements
from models.bilingual import Bilingual, Reason
from models.errors import IntakeError
from models.extraction import Page, ReadOutcome, ReadStatus
from models.reading import UploadReading

_LOG = logging.getLogger(__name__)
_SQL = statements("processing")


ACTOR = "worker"
"""Name under which the worker stands in the audit."""

GIVEN_UP = Bilingual(
    "The service could not read this file in {attempts} attempts. The fault is ours, not the "
    "applicant's: a person must look at the file.",
    "Le service n'a pas pu lire ce fichier en {attempts} essais. La faute est la nôtre et non "
    "celle du demandeur : une personne doit examiner le fichier.",
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """An upload that this run works on; ``attempts`` counts this one."""

    id: int
    application: str
    ordinal: int
    sha256: str
    attempts: int

    @property
    def name(self) -> str:
        """The upload's identifier within its application (``u1``)."""
        return f"u{self.ordinal}"


@dataclass(frozen=True, slots=True)
class End:
    """How the reading of an upload ended, as its row tells it.

    Attributes:
        extraction_blob: SHA-256 of the stored extraction; None unless ``status`` is ``read``.
        reading: JSON of a :class:`models.reading.UploadReading`; None unless ``read``.
    """

    status: ReadStatus
    reason: Reason | None
    extraction_blob: str | None = None
    reading: bytes | None = None
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class _Application:
    state: Literal["open", "submitted"]


class AttemptFailedError(IntakeError):
    """Reading or classifying failed in a way that is no finding about the file."""

    code = "attempt_failed"
    text = Bilingual(
        "Attempt {attempts} at reading an upload failed; it is tried again.",
        "L'essai {attempts} de lecture d'un fichier a échoué ; il sera repris.",
    )


async def process_upload(bench: Workbench, upload: int) -> None:
    """Read one upload and commit how that ended, together with the report job it may owe.

    A second run for the same upload, whenever it happens, commits nothing.

    Raises:
        AttemptFailedError: the attempt failed and another one is left.
        StoreError: the database or the blobs are away; the attempt does not count.
    """
    claimed = await _claim(bench, upload)
    if claimed is None:
        return
    try:
        end = await _read(bench, claimed)
    except AttemptFailedError:
        raise
    except BaseException:
        # The service stops, or the store is away: that is no fault of the file.
        await _give_back(bench, claimed)
        raise
    await _finish(bench, claimed, end)


async def _claim(bench: Workbench, upload: int) -> Claimed | None:
    async with bench.store.database.transaction() as connection:
        return await fetch_one(connection, Claimed, _SQL["claim"], upload=upload)


async def _give_back(bench: Workbench, claimed: Claimed) -> None:
    async with bench.store.database.transaction() as connection:
        await execute(connection, _SQL["give_back_attempt"], upload=claimed.id)


async def _read(bench: Workbench, claimed: Claimed) -> End:
    """Make one attempt; after the last one, give up instead of failing again."""
    # The attempts of workers that died count as well: they never came back to say so.
    if claimed.attempts > bench.most_attempts:
        return _given_up(bench)
    content = await bench.store.blobs.get(claimed.sha256)
    try:
        outcome = await asyncio.to_thread(read_contained, content)
        reading = await _understand(bench, claimed, outcome)
    except Exception as error:
        if claimed.attempts < bench.most_attempts:
            raise AttemptFailedError(attempts=claimed.attempts) from error
        _LOG.exception("upload %d given up after %d attempts", claimed.id, claimed.attempts)
        return _given_up(bench)
    return await _keep(bench, outcome, reading)


def _given_up(bench: Workbench) -> End:
    reason = Reason.of("reading_failed", GIVEN_UP, attempts=bench.most_attempts)
    return End(ReadStatus.FAILED, reason)


async def _understand(
    bench: Workbench, claimed: Claimed, outcome: ReadOutcome
) -> UploadReading | None:
    if outcome.extraction is None:
        return None
    return await bench.computation.understand(claimed.name, outcome.extraction)


async def _keep(bench: Workbench, outcome: ReadOutcome, reading: UploadReading | None) -> End:
    """Store the page images and the extraction; all are durable on return."""
    if outcome.extraction is None:
        return End(outcome.status, outcome.reason)
    for image in outcome.images:
        await bench.store.blobs.put(image.content)
    stored = msgspec.json.encode(outcome.extraction, order="deterministic")
    return End(
        outcome.status,
        None,
        await bench.store.blobs.put(stored),
        msgspec.json.encode(reading, order="deterministic"),
        outcome.extraction.pages,
    )


async def _finish(bench: Workbench, claimed: Claimed, end: End) -> None:
    async with bench.store.database.transaction() as connection:
        # Locked first by everyone who changes an input, so that of two uploads that end at the
        # same moment the second one sees the first.
        application = await fetch_one(
            connection, _Application, _SQL["lock_application"], application=claimed.application
        )
        if application is None or not await _write_end(connection, claimed, end):
            return
        await execute(connection, _SQL["raise_inputs_version"], application=claimed.application)
        await _audit(connection, claimed, end)
        if application.state == "submitted" and await _all_finished(connection, claimed):
            await jobs.defer_report(connection, claimed.application)


async def _write_end(connection: Connection, claimed: Claimed, end: End) -> bool:
    """Write the final state; return False if another run has written it."""
    changed = await execute(
        connection,
        _SQL["finish_upload"],
        upload=claimed.id,
        state=end.status.value,
        reason=None if end.reason is None else msgspec.json.encode(end.reason).decode(),
        extraction_blob=end.extraction_blob,
        reading=None if end.reading is None else end.reading.decode(),
    )
    if not changed:
        return False
    async with connection.cursor() as cursor:
        rows = [_page_row(claimed.id, page) for page in end.pages]
        await cursor.executemany(_SQL["add_page"], rows)
    return True


def _page_row(upload: int, page: Page) -> dict[str, object]:
    image = page.image
    return {
        "upload": upload,
        "number": page.number,
        "image_sha256": image and image.sha256,
        "image_media_type": image and image.media_type,
        "width": image and image.width,
        "height": image and image.height,
    }


async def _audit(connection: Connection, claimed: Claimed, end: End) -> None:
    subject = {
        "upload": claimed.name,
        "state": end.status.value,
        "reason": end.reason and end.reason.code,
        "attempts": claimed.attempts,
    }
    await execute(
        connection,
        _SQL["add_audit"],
        actor=ACTOR,
        action="upload_processed",
        application=claimed.application,
        subject=msgspec.json.encode(subject).decode(),
    )


async def _all_finished(connection: Connection, claimed: Claimed) -> bool:
    unfinished = await fetch_one(
        connection, int, _SQL["count_unfinished"], application=claimed.application
    )
    return unfinished == 0
