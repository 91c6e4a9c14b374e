"""Rows of uploads and of their pages."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

import msgspec

from intake.store.database import Connection, execute, fetch_all, fetch_one
from intake.store.statements import statements
from models.bilingual import Reason
from models.extraction import ImageRef, Page, ReadStatus
from models.media_types import MediaType

_SQL = statements("uploads")


class UploadState(StrEnum):
    """``received`` until its reading has ended; then how it ended."""

    RECEIVED = "received"
    READ = "read"
    REFUSED = "refused"
    RESOURCE = "resource"
    CORRUPT = "corrupt"
    POLICY = "policy"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class UploadRow:
    """One upload as stored.

    Attributes:
        id: of the row; people and reports know the upload by ``label``.
        ordinal: place within the application in order of arrival, from 1.
        size: bytes.
        attempts: how often its reading was begun.
        reason: why it could not be read; None if it was, or is still to be read.
        extraction_blob: SHA-256 of the blob that holds the extraction, if ``state`` is ``read``.
        finished_at: when its reading ended; None until then.
        withdrawn_at: when the pipeline took it back; None while it stands.
        second_look_at: when pages of it were read again; None if they were not.
    """

    id: int
    application: str
    ordinal: int
    sha256: str
    name: str
    size: int
    media_type: MediaType
    slot: str
    state: UploadState
    attempts: int
    reason: Reason | None
    extraction_blob: str | None
    received_at: datetime
    finished_at: datetime | None
    withdrawn_at: datetime | None = None
    second_look_at: datetime | None = None

    @property
    def label(self) -> str:
        """The upload's identifier within its application (``u1``)."""
        return f"u{self.ordinal}"


@dataclass(frozen=True, slots=True)
class NewUpload:
    """An upload to be added; attributes as in :class:`UploadRow`."""

    application: str
    ordinal: int
    sha256: str
    name: str
    size: int
    media_type: MediaType
    slot: str


async def insert(connection: Connection, upload: NewUpload) -> UploadRow:
    """Add an upload.

    Raises:
        psycopg.errors.UniqueViolation: the application has this content or this ordinal.
    """
    row = await fetch_one(connection, UploadRow, _SQL["insert"], **asdict(upload))
    if row is None:
        raise RuntimeError("an insert returned no row")
    return row


async def find(connection: Connection, upload: int) -> UploadRow | None:
    """Return the upload of this row id, or None."""
    return await fetch_one(connection, UploadRow, _SQL["find"], id=upload)


async def of_application(connection: Connection, application: str) -> tuple[UploadRow, ...]:
    """Return an application's uploads in order of arrival."""
    return await fetch_all(connection, UploadRow, _SQL["of_application"], application=application)


async def standing(connection: Connection, application: str) -> tuple[UploadRow, ...]:
    """Return the uploads that reports take into account: those that were not withdrawn."""
    rows = await of_application(connection, application)
    return tuple(row for row in rows if row.withdrawn_at is None)


async def with_sha256(
    connection: Connection, application: str, sha256: Iterable[str]
) -> tuple[UploadRow, ...]:
    """Return the application's standing uploads whose content has one of these hashes."""
    return await fetch_all(
        connection, UploadRow, _SQL["with_sha256"], application=application, sha256=list(sha256)
    )


async def withdraw(connection: Connection, application: str, ordinal: int) -> UploadRow | None:
    """Mark an upload as withdrawn, once; return it, or None if there is none of this ordinal."""
    return await fetch_one(
        connection, UploadRow, _SQL["withdraw"], application=application, ordinal=ordinal
    )


async def begin_attempt(connection: Connection, upload: int) -> int | None:
    """Count one more attempt to read; return the count, or None if its reading has ended."""
    return await fetch_one(connection, int, _SQL["begin_attempt"], id=upload)


async def finish_read(
    connection: Connection,
    upload: int,
    *,
    extraction_blob: str,
    reading: bytes,
    pages: Iterable[Page],
) -> bool:
    """End a reading that succeeded.

    Args:
        connection: the transaction that also defers what follows.
        upload: id of the row.
        extraction_blob: SHA-256 of the stored extraction.
        reading: a :class:`models.reading.UploadReading` as JSON.
        pages: of the extraction; their images are stored already.

    Returns:
        False if its reading had ended before; then nothing was changed and nothing may follow.
    """
    changed = await execute(
        connection,
        _SQL["finish_read"],
        id=upload,
        extraction_blob=extraction_blob,
        reading=reading.decode(),
    )
    if changed == 0:
        return False
    for page in pages:
        image = page.image
        await execute(
            connection,
            _SQL["insert_page"],
            upload=upload,
            number=page.number,
            sha256=image and image.sha256,
            media_type=image and image.media_type,
            width=image and image.width,
            height=image and image.height,
        )
    return True


async def finish_unread(
    connection: Connection, upload: int, *, status: ReadStatus, reason: Reason
) -> bool:
    """End a reading that did not succeed; return False if it had ended before."""
    changed = await execute(
        connection,
        _SQL["finish_unread"],
        id=upload,
        state=status,
        reason=msgspec.json.encode(reason).decode(),
    )
    return changed == 1


async def finish_second_look(
    connection: Connection, upload: int, *, extraction_blob: str | None, reading: bytes | None
) -> bool:
    """End a second look; without a new extraction the first one stands.

    Returns:
        False if one had ended before; then nothing was changed and nothing may follow.
    """
    changed = await execute(
        connection,
        _SQL["finish_second_look"],
        id=upload,
        extraction_blob=extraction_blob,
        reading=None if reading is None else reading.decode(),
    )
    return changed == 1


async def replace_reading(connection: Connection, upload: int, reading: bytes) -> bool:
    """Store what reviews made of an upload; return False if it was never read."""
    changed = await execute(
        connection, _SQL["replace_reading"], id=upload, reading=reading.decode()
    )
    return changed == 1


async def reading(connection: Connection, upload: int) -> bytes | None:
    """Return the stored :class:`models.reading.UploadReading` as JSON, or None if there is none."""
    found = await fetch_one(connection, str, _SQL["reading"], id=upload)
    return None if found is None else found.encode()


async def page_image(
    connection: Connection, application: str, ordinal: int, number: int
) -> ImageRef | None:
    """Return where the picture of one page is kept, or None if there is none."""
    return await fetch_one(
        connection,
        ImageRef,
        _SQL["page_image"],
        application=application,
        ordinal=ordinal,
        number=number,
    )


async def page_count(connection: Connection, upload: int) -> int:
    """Return how many pages were read of an upload; 0 if it was not read."""
    return await fetch_one(connection, int, _SQL["page_count"], upload=upload) or 0
