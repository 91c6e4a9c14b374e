"""Reads one upload: bytes to extraction, pages to documents, and the row's final state."""

import logging
from dataclasses import dataclass

import msgspec

from extractors.contained import read_contained
from intake.pipeline.failures import described
from intake.pipeline.threads import in_thread
from intake.pipeline.workbench import Workbench
from intake.store import applications, audit, jobs, orphans, uploads
from intake.store.applications import ApplicationState
from intake.store.audit import Action
from intake.store.database import Connection, execute, fetch_one
from intake.store.statements import statements
from intake.store.uploads import UploadRow
from models.bilingual import Bilingual, Reason
from models.errors import IntakeError
from models.extraction import Page, ReadOutcome, ReadStatus
from models.reading import UploadReading

_LOG = logging.getLogger(__name__)
_SQL = statements("processing")

GIVEN_UP = Bilingual(
    "The service could not read this file in {attempts} attempts. The fault is ours, not the "
    "applicant's: a person must look at the file.",
    "Le service n'a pas pu lire ce fichier en {attempts} essais. La faute est la nôtre et non "
    "celle du demandeur : une personne doit examiner le fichier.",
)


class AttemptFailedError(IntakeError):
    """Reading or classifying failed in a way that is no finding about the file."""

    code = "attempt_failed"
    text = Bilingual(
        "Attempt {attempts} at reading an upload failed; it is tried again.",
        "L'essai {attempts} de lecture d'un fichier a échoué ; il sera repris.",
    )


@dataclass(frozen=True, slots=True)
class Read:
    """An upload that was read, its extraction and page images stored.

    Attributes:
        extraction_blob: SHA-256 of the stored extraction.
        reading: JSON of a :class:`models.reading.UploadReading`.
    """

    extraction_blob: str
    reading: bytes
    pages: tuple[Page, ...]

    @property
    def blobs(self) -> tuple[str, ...]:
        """SHA-256 of every blob that the rows will name."""
        images = (page.image.sha256 for page in self.pages if page.image is not None)
        return (self.extraction_blob, *images)


@dataclass(frozen=True, slots=True)
class NotRead:
    """An upload that could not be read, and why."""

    status: ReadStatus
    reason: Reason


End = Read | NotRead


class OurFaultError(Exception):
    """The extraction failed through no fault of the content; ``end`` holds if it goes on."""

    def __init__(self, reason: Reason) -> None:
        self.end = NotRead(ReadStatus.FAILED, reason)
        super().__init__(reason.code)


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


async def _claim(bench: Workbench, upload: int) -> UploadRow | None:
    """Count an attempt; None if the reading has ended."""
    async with bench.store.database.transaction() as connection:
        if await uploads.begin_attempt(connection, upload) is None:
            return None
        return await uploads.find(connection, upload)


async def _give_back(bench: Workbench, claimed: UploadRow) -> None:
    async with bench.store.database.transaction() as connection:
        await execute(connection, _SQL["give_back_attempt"], upload=claimed.id)


async def _read(bench: Workbench, claimed: UploadRow) -> End:
    """Make one attempt; after the last one, give up instead of failing again."""
    # The attempts of workers that died count as well: they never came back to say so.
    if claimed.attempts > bench.most_attempts:
        return _given_up(bench)
    content = await bench.store.blobs.get(claimed.sha256)
    try:
        outcome = await _extract(bench, content)
        reading = await _understand(bench, claimed, outcome)
    except Exception as error:
        if claimed.attempts < bench.most_attempts:
            raise AttemptFailedError(attempts=claimed.attempts) from error
        _LOG.error("upload %d is given up: %s", claimed.id, described(error))
        return error.end if isinstance(error, OurFaultError) else _given_up(bench)
    return await _keep(bench, outcome, reading)


async def _extract(bench: Workbench, content: bytes) -> ReadOutcome:
    """Read the content in a contained child.

    Raises:
        OurFaultError: the child could not do its work, whatever the content is.
    """
    outcome = await in_thread(read_contained, content, engine=bench.ocr_engine)
    if outcome.status is ReadStatus.FAILED and outcome.reason is not None:
        raise OurFaultError(outcome.reason)
    return outcome


def _given_up(bench: Workbench) -> NotRead:
    reason = Reason.of("reading_failed", GIVEN_UP, attempts=bench.most_attempts)
    return NotRead(ReadStatus.FAILED, reason)


async def _understand(
    bench: Workbench, claimed: UploadRow, outcome: ReadOutcome
) -> UploadReading | None:
    if outcome.extraction is None:
        return None
    return await bench.computation.understand(claimed.label, outcome.extraction)


async def _keep(bench: Workbench, outcome: ReadOutcome, reading: UploadReading | None) -> End:
    """Store the page images and the extraction; all are durable on return."""
    if outcome.extraction is None:
        return NotRead(outcome.status, outcome.reason or _given_up(bench).reason)
    for image in outcome.images:
        await bench.store.blobs.put(image.content)
    stored = msgspec.json.encode(outcome.extraction, order="deterministic")
    return Read(
        await bench.store.blobs.put(stored),
        msgspec.json.encode(reading, order="deterministic"),
        outcome.extraction.pages,
    )


async def _finish(bench: Workbench, claimed: UploadRow, end: End) -> None:
    async with bench.store.database.transaction() as connection:
        if isinstance(end, Read):
            await orphans.spare(connection)
            await bench.store.blobs.ensure(end.blobs)
        application = await applications.locked(connection, claimed.application)
        if application is None or not await _write_end(connection, claimed.id, end):
            return
        await applications.raise_inputs_version(connection, claimed.application)
        await _audit(connection, claimed, end)
        submitted = application.state is ApplicationState.SUBMITTED
        if submitted and await _all_finished(connection, claimed.application):
            await jobs.defer_report(connection, claimed.application)


async def _write_end(connection: Connection, upload: int, end: End) -> bool:
    """Write the final state; return False if another run has written it."""
    match end:
        case Read():
            return await uploads.finish_read(
                connection,
                upload,
                extraction_blob=end.extraction_blob,
                reading=end.reading,
                pages=end.pages,
            )
        case NotRead():
            return await uploads.finish_unread(
                connection, upload, status=end.status, reason=end.reason
            )


async def _audit(connection: Connection, claimed: UploadRow, end: End) -> None:
    await audit.record(
        connection,
        audit.SERVICE,
        Action.UPLOAD_READ if isinstance(end, Read) else Action.UPLOAD_NOT_READ,
        application=claimed.application,
        upload=claimed.label,
        attempts=claimed.attempts,
        status=ReadStatus.READ if isinstance(end, Read) else end.status,
    )


async def _all_finished(connection: Connection, application: str) -> bool:
    unfinished = await fetch_one(connection, int, _SQL["count_unfinished"], application=application)
    return unfinished == 0
