"""Takes in the files of one request: all of them or none.

The order keeps what was acknowledged: files on disk, then one transaction of rows, audit, jobs
and the answer kept under its idempotency key, then the answer itself.
"""

import hashlib
from dataclasses import dataclass

import msgspec

from intake.settings import Settings
from intake.store import applications, audit, idempotency, jobs, orphans, uploads
from intake.store.accounts import Account
from intake.store.audit import Action
from intake.store.database import Connection
from intake.store.idempotency import KeptAnswer
from intake.store.opening import Store
from intake.store.uploads import NewUpload, UploadRow
from intake.submission.errors import (
    IdempotencyKeyInvalidError,
    IdempotencyKeyReusedError,
    TooManyFilesInApplicationError,
    UnknownApplicationError,
)
from intake.submission.form_parts import ReceivedFile
from intake.submission.multipart import FormLimits, ReceivedForm

LONGEST_KEY = 255


@dataclass(frozen=True, slots=True)
class TakenUpload:
    """One file of the request, as stored.

    Attributes:
        duplicate: the application had this content already; ``upload`` is what it had.
    """

    upload: UploadRow
    duplicate: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to an upload request.

    Attributes:
        uploads: in the order of the request's files.
        replayed: whether this is the answer of an earlier request with the same key.
    """

    uploads: tuple[TakenUpload, ...]
    replayed: bool = False

    @property
    def any_new(self) -> bool:
        """Whether the request brought content that the application did not have."""
        return any(not taken.duplicate for taken in self.uploads)


@dataclass(frozen=True, slots=True)
class UploadRequest:
    """Who uploads to which application, under which idempotency key (None: without)."""

    application: str
    account: Account
    key: str | None


def form_limits(settings: Settings) -> FormLimits:
    """Return the limits of one upload request."""
    return FormLimits(
        file_bytes=settings.max_file_bytes,
        files=settings.max_request_files,
        body_bytes=settings.max_request_bytes,
        idle_seconds=settings.upload_idle_seconds,
    )


async def ensure_can_upload(store: Store, request: UploadRequest) -> None:
    """Check what can be checked before the first byte is taken in.

    Raises:
        UnknownApplicationError: there is no such application.
        IdempotencyKeyInvalidError: the key has characters or a length that no key has.
    """
    key = request.key
    if key is not None and not (
        1 <= len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()
    ):
        raise IdempotencyKeyInvalidError
    async with store.database.transaction() as connection:
        if await applications.find(connection, request.application) is None:
            raise UnknownApplicationError


async def take_in(
    store: Store, request: UploadRequest, form: ReceivedForm, *, max_files: int
) -> Receipt:
    """Store a received form.

    Args:
        store: where to.
        request: what it belongs to.
        form: complete and within every limit of a request.
        max_files: most files that one application may have.

    Raises:
        UnknownApplicationError: there is no such application.
        IdempotencyKeyReusedError: the key stands for other content.
        TooManyFilesInApplicationError: the application is full.
    """
    # Looked at before the files are stored, so that a refused request leaves no file behind...
    async with store.database.transaction() as connection:
        answered = await _check(connection, request, form, max_files)
    if answered is not None:
        return answered
    await _store_files(store, form)
    # ... and again with the rows, since another request may have come in between. Blobs that were
    # there already may have been removed in between as orphans; from here on none is.
    async with store.database.transaction() as connection:
        await orphans.spare(connection)
        await _store_files(store, form)
        answered = await _check(connection, request, form, max_files)
        return answered or await _record(connection, request, form)


async def _store_files(store: Store, form: ReceivedForm) -> None:
    """Store the files that are not stored yet."""
    for file in form.files:
        await store.blobs.put_file(file.sha256, file.path)


async def _check(
    connection: Connection, request: UploadRequest, form: ReceivedForm, max_files: int
) -> Receipt | None:
    """Return the kept answer to a repeated request; None if this one is to be carried out."""
    if request.key is not None:
        kept = await idempotency.locked(connection, request.account.id, request.key)
        if kept is not None:
            return _replay(kept, request, form)
    application = await applications.locked(connection, request.application)
    if application is None:
        raise UnknownApplicationError
    hashes = {file.sha256 for file in form.files}
    known = await uploads.with_sha256(connection, request.application, hashes)
    if application.uploads_count + len(hashes) - len(known) > max_files:
        raise TooManyFilesInApplicationError(limit=max_files)
    return None


def _replay(kept: KeptAnswer, request: UploadRequest, form: ReceivedForm) -> Receipt:
    if kept.request_sha256 != _fingerprint(request, form):
        raise IdempotencyKeyReusedError
    taken = msgspec.json.decode(kept.response, type=tuple[TakenUpload, ...])
    return Receipt(taken, replayed=True)


async def _record(connection: Connection, request: UploadRequest, form: ReceivedForm) -> Receipt:
    """Write everything that the request brings about, in the caller's transaction."""
    application = await applications.locked(connection, request.application)
    if application is None:
        raise UnknownApplicationError
    hashes = [file.sha256 for file in form.files]
    known = await uploads.with_sha256(connection, application.number, hashes)
    by_hash = {upload.sha256: upload for upload in known}
    taken: list[TakenUpload] = []
    for file in form.files:
        found = by_hash.get(file.sha256)
        if found is None:
            ordinal = application.uploads_count + len(by_hash) - len(known) + 1
            by_hash[file.sha256] = await _add(connection, request, form, file, ordinal)
        taken.append(TakenUpload(by_hash[file.sha256], duplicate=found is not None))
    receipt = Receipt(tuple(taken))
    if receipt.any_new:
        await applications.add_uploads(connection, application.number, len(by_hash) - len(known))
    if request.key is not None:
        await _keep(connection, request, form, receipt)
    return receipt


async def _add(
    connection: Connection,
    request: UploadRequest,
    form: ReceivedForm,
    file: ReceivedFile,
    ordinal: int,
) -> UploadRow:
    upload = await uploads.insert(
        connection,
        NewUpload(
            application=request.application,
            ordinal=ordinal,
            sha256=file.sha256,
            name=file.name,
            size=file.size,
            media_type=file.media_type,
            slot=form.slot,
        ),
    )
    await audit.record(
        connection,
        request.account.name,
        Action.UPLOAD_RECEIVED,
        application=request.application,
        upload=upload.label,
        sha256=upload.sha256,
    )
    await jobs.defer_process(connection, upload.id)
    return upload


async def _keep(
    connection: Connection, request: UploadRequest, form: ReceivedForm, receipt: Receipt
) -> None:
    if request.key is None:
        return
    await idempotency.keep(
        connection,
        request.account.id,
        request.key,
        KeptAnswer(
            request_sha256=_fingerprint(request, form),
            status=201 if receipt.any_new else 200,
            response=msgspec.json.encode(receipt.uploads).decode(),
        ),
    )


def _fingerprint(request: UploadRequest, form: ReceivedForm) -> str:
    """Return a hash of what the request asks for; how its body was cut into parts is no matter."""
    content = [request.application, form.slot, *((file.name, file.sha256) for file in form.files)]
    return hashlib.sha256(msgspec.json.encode(content)).hexdigest()
