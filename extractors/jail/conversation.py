"""Feeding one child and taking its answer, with nothing of it believed or waited for too long."""

import os
import selectors
import socket
import time
from dataclasses import dataclass
from typing import Protocol

from extractors.jail.keeper import Child
from extractors.jail.orders import STATUS
from extractors.limits import Limits

CHUNK = 1024 * 1024
LAST_SECONDS = 4.0
"""How long a child that was told to end may take; killing takes a few milliseconds."""


End = int | socket.socket
"""One open end: the descriptor of a pipe, or the line."""


class Taker(Protocol):
    """Takes the answer of a child piece by piece."""

    def take(self, piece: bytes) -> bool:
        """Take the next bytes; return false if the child broke the rules and is to be ended."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended.

    Attributes:
        status: exit status, negative for a signal; None if its fork server did not tell it.
        complaints: the first bytes of its error stream; never shown to people.
        overdue: whether it was ended at the wall limit.
        refused: whether it was ended because of what it answered.
    """

    status: int | None
    complaints: bytes
    overdue: bool
    refused: bool


def converse(child: Child, content: bytes, taker: Taker, limits: Limits) -> Ended:
    """Give a child its upload and take its answer; blocks until it has ended.

    When this returns with a status, neither the child nor anything that it started is alive.
    Without one the fork server is dead or stuck, and is to be renewed.
    """
    with _Conversation(child, content, taker, limits) as talk:
        deadline = time.monotonic() + limits.wall_seconds
        while talk.open and time.monotonic() < deadline:
            talk.go_on(deadline - time.monotonic())
        overdue = talk.open
        talk.end_child()
        last = time.monotonic() + LAST_SECONDS
        while talk.open and time.monotonic() < last:
            talk.go_on(last - time.monotonic())
        return Ended(talk.status, bytes(talk.complaints), overdue, talk.refused)


class _Conversation:
    """The state of the three pipes and the line."""

    def __init__(self, child: Child, content: bytes, taker: Taker, limits: Limits) -> None:
        self._child = child
        self._left = memoryview(content)
        self._taker = taker
        self._most_complaints = limits.complaint_bytes
        self._selector = selectors.DefaultSelector()
        self.complaints = bytearray()
        self.status: int | None = None
        self.refused = False
        for descriptor in (child.given, child.answer, child.complaints):
            os.set_blocking(descriptor, False)
        self._ends: set[End] = {child.given, child.answer, child.complaints, child.line}
        self._selector.register(child.given, selectors.EVENT_WRITE, self._feed)
        self._selector.register(child.answer, selectors.EVENT_READ, self._take)
        self._selector.register(child.complaints, selectors.EVENT_READ, self._drain)
        self._selector.register(child.line, selectors.EVENT_READ, self._learn)

    def __enter__(self) -> "_Conversation":
        return self

    def __exit__(self, *_: object) -> None:
        for end in tuple(self._ends):
            self._close(end)
        self._selector.close()

    @property
    def open(self) -> bool:
        """Whether anything may still come: an answer, complaints, or the news of the end."""
        return bool(self._ends)

    def go_on(self, seconds: float) -> None:
        """Do what can be done now, or wait for it."""
        for key, _ in self._selector.select(max(0.0, seconds)):
            # An earlier one of them may have closed it.
            if key.fileobj in self._ends:
                key.data()

    def end_child(self) -> None:
        """Have the child killed, if it has not ended."""
        if self._child.line in self._ends:
            try:
                self._child.line.shutdown(socket.SHUT_WR)
            except OSError:
                # The other end has gone.
                return

    def _feed(self) -> None:
        try:
            written = os.write(self._child.given, self._left[:CHUNK])
        except BrokenPipeError:
            # It ended early, or wants no more; its end will tell.
            written = len(self._left)
        self._left = self._left[written:]
        if not self._left:
            self._close(self._child.given)

    def _take(self) -> None:
        piece = os.read(self._child.answer, CHUNK)
        if not piece:
            self._close(self._child.answer)
        elif not self._taker.take(piece):
            self.refused = True
            self._close(self._child.answer)
            self.end_child()

    def _drain(self) -> None:
        piece = os.read(self._child.complaints, CHUNK)
        if not piece:
            self._close(self._child.complaints)
        self.complaints += piece[: self._most_complaints - len(self.complaints)]

    def _learn(self) -> None:
        told = self._child.line.recv(STATUS.size)
        if len(told) == STATUS.size:
            (self.status,) = STATUS.unpack(told)
        self._close(self._child.line)
        # Nobody reads any more.
        if self._child.given in self._ends:
            self._close(self._child.given)

    def _close(self, end: End) -> None:
        self._ends.discard(end)
        self._selector.unregister(end)
        if isinstance(end, socket.socket):
            end.close()
        else:
            os.close(end)
