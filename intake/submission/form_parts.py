"""The parts of an upload's form: each is counted and judged by its content while it comes."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from intake.submission.errors import (
    EmptyFileError,
    FileTooLargeError,
    LegacyOfficeError,
    SeveralTypesError,
    UnknownSlotError,
    UnsupportedContentError,
)
from intake.submission.file_names import clean_file_name
from intake.submission.slots import Slot, slot_named
from models.media_types import (
    HEAD_LENGTH,
    TAIL_LENGTH,
    MediaType,
    identify,
    is_legacy_office,
    is_two_types,
)

_SLOT_BYTES = 200


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One file of the form.

    Attributes:
        path: its content, in the folder that the caller gave.
        name: cleaned (see :func:`clean_file_name`).
        size: bytes, at least 1.
        media_type: told by its content.
    """

    path: Path
    name: str
    sha256: str
    size: int
    media_type: MediaType


class SlotPart:
    """The part that names the slot."""

    def __init__(self) -> None:
        self._text = io.BytesIO()

    def write(self, content: memoryview) -> None:
        """Take in more of the name; raises UnknownSlotError if no slot has one as long."""
        self._text.write(content)
        if self._text.tell() > _SLOT_BYTES:
            raise UnknownSlotError

    def finish(self) -> Slot:
        """Return the slot of that name; raises UnknownSlotError if there is none."""
        slot = slot_named(self._text.getvalue().decode("utf-8", errors="replace"))
        if slot is None:
            raise UnknownSlotError
        return slot


class FilePart:
    """The part of one file: counted, hashed and written as it comes."""

    def __init__(self, number: int, name: bytes, path: Path, limit: int) -> None:
        self._number = number
        self._name = clean_file_name(name)
        self._path = path
        self._limit = limit
        self._size = 0
        self._head = b""
        self._sha256 = hashlib.sha256()
        self._file: IO[bytes] = path.open("xb")

    def write(self, content: memoryview) -> None:
        """Take in more of the file; raises FileTooLargeError before too much is written."""
        self._size += len(content)
        if self._size > self._limit:
            raise FileTooLargeError(file=self._number, limit=self._limit)
        if len(self._head) < HEAD_LENGTH:
            self._head += content[: HEAD_LENGTH - len(self._head)]
        self._sha256.update(content)
        self._file.write(content)

    def finish(self) -> ReceivedFile:
        """Return the whole file; raises SubmissionError if it is empty or of no type we take."""
        self.close()
        if self._size == 0:
            raise EmptyFileError(file=self._number)
        media_type = self._media_type()
        return ReceivedFile(
            path=self._path,
            name=self._name,
            sha256=self._sha256.hexdigest(),
            size=self._size,
            media_type=media_type,
        )

    def close(self) -> None:
        """Close the file, whether it came whole or not."""
        self._file.close()

    def _media_type(self) -> MediaType:
        media_type = identify(self._head)
        if media_type is None:
            refusal = LegacyOfficeError if is_legacy_office(self._head) else UnsupportedContentError
            raise refusal(file=self._number)
        with self._path.open("rb") as file:
            file.seek(max(0, self._size - TAIL_LENGTH))
            tail = file.read()
        if is_two_types(self._head, tail):
            raise SeveralTypesError(file=self._number)
        return media_type
