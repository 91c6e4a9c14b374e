"""Receives a multipart form while it streams in; every limit holds before the bytes are kept."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from intake.submission.errors import (
    MalformedUploadError,
    NoFilesError,
    NotMultipartError,
    PartHeaderTooLongError,
    RequestTooLargeError,
    SubmissionError,
    TooManyFilesInRequestError,
    UnknownPartError,
    UnknownSlotError,
    UploadTimeoutError,
)
from intake.submission.form_parts import FilePart, ReceivedFile, SlotPart
from intake.submission.slots import Slot

SLOT_PART = "slot"
FILE_PART = "file"

_HEADER_BYTES = 4096
_HEADERS_OF_PART = 8
_PIECE = 256 * 1024
"""Bytes that are parsed, hashed and written at a time, on a thread so that others are served."""


@dataclass(frozen=True, slots=True)
class FormLimits:
    """What one request may hold.

    Attributes:
        files: how many files.
        idle_seconds: longest time without a byte.
    """

    file_bytes: int
    files: int
    body_bytes: int
    idle_seconds: float


@dataclass(frozen=True, slots=True)
class ReceivedForm:
    """A complete form that holds every limit; ``files`` is never empty."""

    slot: Slot
    files: tuple[ReceivedFile, ...]


async def receive_form(
    body: AsyncIterator[bytes], content_type: str, folder: Path, limits: FormLimits
) -> ReceivedForm:
    """Receive a form of one part ``slot`` and parts ``file``.

    After a refusal the rest of the body is still taken in and dropped, as far as the limit of the
    whole body: a client that is cut off while it sends never reads why.

    Args:
        body: the request's body as it comes.
        content_type: the header of the request, with the boundary.
        folder: where the files are put; the caller removes it.
        limits: what is refused.

    Raises:
        SubmissionError: the form is not as it must be; which says what to do.
    """
    form = _Form(_boundary(content_type), folder, limits)
    pieces = _pieces(body, limits)
    try:
        async for piece in pieces:
            await asyncio.to_thread(form.write, piece)
        return form.finish()
    except (RequestTooLargeError, UploadTimeoutError):
        raise
    except SubmissionError:
        await _drop(pieces)
        raise
    finally:
        form.close()


def _boundary(content_type: str) -> bytes:
    kind, parameters = parse_options_header(content_type)
    boundary = parameters.get(b"boundary", b"")
    if kind != b"multipart/form-data":
        raise NotMultipartError
    if not 1 <= len(boundary) <= 70:  # noqa: PLR2004 - RFC 2046, section 5.1.1
        raise MalformedUploadError
    return boundary


async def _pieces(body: AsyncIterator[bytes], limits: FormLimits) -> AsyncIterator[bytes]:
    """Yield the body in larger pieces, within the limits of size and idle time."""
    collected = bytearray()
    total = 0
    while True:
        try:
            async with asyncio.timeout(limits.idle_seconds):
                chunk = await anext(body, None)
        except TimeoutError as error:
            raise UploadTimeoutError(seconds=int(limits.idle_seconds)) from error
        if chunk is None:
            break
        total += len(chunk)
        if total > limits.body_bytes:
            raise RequestTooLargeError(limit=limits.body_bytes)
        collected += chunk
        if len(collected) >= _PIECE:
            yield bytes(collected)
            collected.clear()
    yield bytes(collected)


async def _drop(pieces: AsyncIterator[bytes]) -> None:
    try:
        async for _ in pieces:
            pass
    except (RequestTooLargeError, UploadTimeoutError):
        return


class _Form:
    """The parser's callbacks: collects headers, then the content of each part."""

    def __init__(self, boundary: bytes, folder: Path, limits: FormLimits) -> None:
        self._folder = folder
        self._limits = limits
        self._header: tuple[bytearray, bytearray] = (bytearray(), bytearray())
        self._disposition = b""
        self._part: SlotPart | FilePart | None = None
        self._parts = 0
        self._slot: Slot | None = None
        self._files: list[ReceivedFile] = []
        self._ended = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda data, i, j: self._collect(0, data[i:j]),
                "on_header_value": lambda data, i, j: self._collect(1, data[i:j]),
                "on_header_end": self._end_header,
                "on_headers_finished": self._open_part,
                "on_part_data": self._content,
                "on_part_end": self._end_part,
                "on_end": self._end,
            },
            max_header_count=_HEADERS_OF_PART,
            # Ours holds first: the parser's own refusal cannot be told from that of a broken form.
            max_header_size=2 * _PIECE,
        )

    def write(self, piece: bytes) -> None:
        """Parse one piece of the body; raises SubmissionError."""
        try:
            self._parser.write(piece)
        except FormParserError as error:
            raise MalformedUploadError from error

    def finish(self) -> ReceivedForm:
        """Return the form after the last piece; raises SubmissionError if it is not complete."""
        if not self._ended:
            raise MalformedUploadError
        if not self._files:
            raise NoFilesError
        if self._slot is None:
            raise UnknownSlotError
        return ReceivedForm(self._slot, tuple(self._files))

    def close(self) -> None:
        """Close the file of a part that was cut off."""
        if isinstance(self._part, FilePart):
            self._part.close()

    def _begin(self) -> None:
        self._parts += 1
        self._disposition = b""

    def _collect(self, side: Literal[0, 1], data: bytes) -> None:
        """Keep more of a header's name (0) or value (1)."""
        self._header[side].extend(data)
        if sum(map(len, self._header)) > _HEADER_BYTES:
            raise PartHeaderTooLongError(part=self._parts, limit=_HEADER_BYTES)

    def _end_header(self) -> None:
        name, value = self._header
        if bytes(name).lower() == b"content-disposition":
            self._disposition = bytes(value)
        self._header = (bytearray(), bytearray())

    def _open_part(self) -> None:
        kind, parameters = parse_options_header(self._disposition)
        if kind != b"form-data":
            raise MalformedUploadError
        match parameters.get(b"name"):
            case b"slot":
                self._part = SlotPart()
            case b"file":
                self._part = self._new_file(parameters.get(b"filename", b""))
            case _:
                raise UnknownPartError(part=self._parts)

    def _new_file(self, name: bytes) -> FilePart:
        number = len(self._files) + 1
        if number > self._limits.files:
            raise TooManyFilesInRequestError(limit=self._limits.files)
        return FilePart(number, name, self._folder / str(number), self._limits.file_bytes)

    def _content(self, data: bytes, start: int, end: int) -> None:
        if self._part is not None:
            self._part.write(memoryview(data)[start:end])

    def _end_part(self) -> None:
        part, self._part = self._part, None
        if isinstance(part, FilePart):
            self._files.append(part.finish())
        elif part is not None:
            if self._slot is not None:
                raise UnknownSlotError
            self._slot = part.finish()

    def _end(self) -> None:
        self._ended = True
