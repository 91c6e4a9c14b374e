"""Messages between the worker and its computation children: a length, then that many bytes."""

import asyncio
import struct
from typing import BinaryIO

LENGTH = struct.Struct(">Q")
MAX_FRAME = 512 * 1024 * 1024
"""Bytes in one message; the extraction of the largest upload stays far below."""


def read(stream: BinaryIO) -> bytes | None:
    """Return the next message; None at the end of the stream."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    body = stream.read(length)
    return body if len(body) == length else None


def write(stream: BinaryIO, body: bytes) -> None:
    """Send a message."""
    stream.write(LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


async def receive(reader: asyncio.StreamReader) -> bytes:
    """Return the next message.

    Raises:
        asyncio.IncompleteReadError: the other side has gone.
        ValueError: the message is longer than :data:`MAX_FRAME`.
    """
    (length,) = LENGTH.unpack(await reader.readexactly(LENGTH.size))
    if length > MAX_FRAME:
        raise ValueError("message too long")
    return await reader.readexactly(length)


async def send(writer: asyncio.StreamWriter, body: bytes) -> None:
    """Send a message.

    Raises:
        ConnectionError: the other side has gone.
    """
    writer.write(LENGTH.pack(len(body)))
    writer.write(body)
    await writer.drain()
