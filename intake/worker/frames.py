"""Messages between the worker and its computation children: a length, then that many bytes."""

import asyncio
import os
import struct
from typing import BinaryIO

LENGTH = struct.Struct(">Q")
MAX_FRAME = 512 * 1024 * 1024
"""Bytes in one message; the extraction of the largest upload stays far below."""

PIECE = 1024 * 1024
"""Bytes asked of a pipe at one time."""


def read(descriptor: int) -> bytes | None:
    """Return the next message of a pipe; None at its end.

    Reads below Python's buffer, whose lock would keep a process from ending in order while a
    thread waits here.
    """
    head = _exactly(descriptor, LENGTH.size)
    if head is None:
        return None
    (length,) = LENGTH.unpack(head)
    return _exactly(descriptor, length)


def _exactly(descriptor: int, length: int) -> bytes | None:
    taken = bytearray()
    while len(taken) < length:
        piece = os.read(descriptor, min(length - len(taken), PIECE))
        if not piece:
            return None
        taken += piece
    return bytes(taken)


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
