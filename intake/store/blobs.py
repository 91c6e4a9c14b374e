"""Files kept under the SHA-256 of their content: written once, never changed.

A blob is safe on disk before the row that names it is committed, so a row never names a file that
a power cut can take. A blob without a row (its transaction failed) is harmless, and is removed
when it is old (:mod:`intake.store.orphans`).
"""

import asyncio
import contextlib
import hashlib
import io
import os
import re
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import NotFoundError
from obstore.store import LocalStore, from_url

from intake.store.errors import BlobMissingError
from intake.store.private_folders import make_private, sync_folder

CHUNK = 1024 * 1024
"""Bytes in one piece of a streamed blob."""

AT_ONCE = 16
"""Blobs that are asked for at the same time."""

_PARTIAL = "partial"
"""Folder of files that are still being written; no key has this name."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


def key_of(sha256: str) -> str:
    """Return the name under which content of this hash is kept.

    Raises:
        ValueError: ``sha256`` is not 64 lower-case hexadecimal digits.
    """
    if not _SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256 in lower-case hexadecimal")
    return f"{sha256[:2]}/{sha256}"


class Blobs:
    """A content-addressed store over obstore.

    Local folders are written by this class itself, since obstore renames but does not sync;
    object stores promise durability with their answer.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._folder = Path(unquote(parts.path)) if parts.scheme == "file" else None
        if self._folder is not None:
            make_private(self._folder)
        self._store = LocalStore(self._folder) if self._folder is not None else from_url(url)

    @classmethod
    def in_folder(cls, folder: Path) -> "Blobs":
        """Keep blobs in a local folder, created if it is absent."""
        return cls(folder.expanduser().absolute().as_uri())

    async def put_file(self, sha256: str, source: Path) -> None:
        """Keep a copy of a local file whose hash the caller has computed; durable on return."""
        key = key_of(sha256)
        if self._folder is not None:
            await asyncio.to_thread(_keep_file, self._folder, key, source)
        elif not await self._exists(key):
            await obstore.put_async(self._store, key, source)

    async def put(self, content: bytes) -> str:
        """Keep ``content``; return its SHA-256. Durable on return."""
        sha256 = hashlib.sha256(content).hexdigest()
        key = key_of(sha256)
        if self._folder is not None:
            await asyncio.to_thread(_keep_bytes, self._folder, key, content)
        elif not await self._exists(key):
            await obstore.put_async(self._store, key, content)
        return sha256

    async def get(self, sha256: str) -> bytes:
        """Return the content.

        Raises:
            BlobMissingError: there is none.
        """
        return b"".join([bytes(piece) async for piece in self.stream(sha256)])

    async def stream(self, sha256: str) -> AsyncIterator[bytes]:
        """Yield the content in pieces of about :data:`CHUNK` bytes.

        Raises:
            BlobMissingError: there is none.
        """
        try:
            found = await obstore.get_async(self._store, key_of(sha256))
        except (NotFoundError, FileNotFoundError) as error:
            raise BlobMissingError from error
        async for piece in found.stream(min_chunk_size=CHUNK):
            yield bytes(piece)

    async def ensure(self, sha256: Iterable[str]) -> None:
        """Make sure that blobs are there.

        Raises:
            BlobMissingError: one of them is not.
        """
        wanted = sorted(set(sha256))
        for some in (wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE)):
            if not all(await asyncio.gather(*(self._exists(key_of(one)) for one in some))):
                raise BlobMissingError

    async def listed(self) -> AsyncIterator[tuple[str, datetime]]:
        """Yield the SHA-256 of every blob, and when it was written (with time zone)."""
        async for batch in obstore.list(self._store):
            for found in batch:
                folder, _, sha256 = found["path"].rpartition("/")
                # Half-written files, and what others may have put here, are no blobs.
                if _SHA256.fullmatch(sha256) and folder == sha256[:2]:
                    yield sha256, found["last_modified"]

    async def remove(self, sha256: str) -> None:
        """Remove a blob; nothing happens if there is none."""
        with contextlib.suppress(NotFoundError, FileNotFoundError):
            await obstore.delete_async(self._store, key_of(sha256))

    def remove_leftovers(self, older_than_seconds: float = 3600.0) -> None:
        """Remove half-written files of killed processes; no file takes an hour to write."""
        if self._folder is None:
            return
        oldest = time.time() - older_than_seconds
        for partial in make_private(self._folder / _PARTIAL).iterdir():
            if partial.stat().st_mtime < oldest:
                partial.unlink(missing_ok=True)

    async def _exists(self, key: str) -> bool:
        try:
            await obstore.head_async(self._store, key)
        except (NotFoundError, FileNotFoundError):
            return False
        return True


def _keep(folder: Path, key: str, source: IO[bytes]) -> None:
    """Copy ``source`` to its place: temporary file, sync, rename, sync of the folders."""
    target = folder / key
    if target.exists():
        # Another request may have renamed it and not yet synced the folder.
        sync_folder(target.parent)
        return
    make_private(target.parent)
    descriptor, name = tempfile.mkstemp(dir=make_private(folder / _PARTIAL))
    partial = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            shutil.copyfileobj(source, file, CHUNK)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(target)
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(target.parent)
    sync_folder(folder)


def _keep_file(folder: Path, key: str, source: Path) -> None:
    with source.open("rb") as file:
        _keep(folder, key, file)


def _keep_bytes(folder: Path, key: str, content: bytes) -> None:
    _keep(folder, key, io.BytesIO(content))
