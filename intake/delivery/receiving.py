"""A receiver for trying out: verifies each message and keeps each report once.

A plain ASGI application. The eligibility core brings its own receiver; this one shows what such a
receiver must check, and stands in for it on a developer's machine and in the tests.
"""

import asyncio
import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path

import msgspec
from starlette.types import Receive, Scope, Send

from intake.delivery.signing import PublicKey, UnverifiedError, verify
from models.bilingual import Bilingual, Reason
from models.errors import IntakeError

MAX_BODY_BYTES = 64 * 1024 * 1024
"""Largest message taken; a report on the largest application stays far below."""

PATIENCE = 120.0
"""Seconds that a slow receiver lets a sender wait; no sender of reports waits as long."""


class TooLargeError(IntakeError):
    """The message is larger than the receiver takes."""

    code = "message_too_large"
    text = Bilingual(
        "The message is larger than {limit} bytes.", "Le message dépasse {limit} octets."
    )


class CutError(IntakeError):
    """The sender went away in the middle of the message."""

    code = "message_cut"
    text = Bilingual(
        "The message ended before its end. Send it again.",
        "Le message s'est interrompu avant sa fin. Envoyez-le de nouveau.",
    )


class NotPostedError(IntakeError):
    """Messages are posted; nothing else is here."""

    code = "not_posted"
    text = Bilingual(
        "Reports are received by POST alone.", "Les rapports se reçoivent par POST seulement."
    )


STATUS_OF_ERROR: dict[type[IntakeError], HTTPStatus] = {
    TooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    CutError: HTTPStatus.BAD_REQUEST,
    NotPostedError: HTTPStatus.METHOD_NOT_ALLOWED,
    UnverifiedError: HTTPStatus.UNAUTHORIZED,
}


class Misbehaviour(StrEnum):
    """What a receiver may do instead of answering properly.

    ``slow`` answers long after every sender's patience, ``huge`` takes the message and answers
    without end, ``cut`` takes the message and drops the line in the middle of its answer.
    """

    SLOW = "slow"
    HUGE = "huge"
    CUT = "cut"

    @property
    def takes(self) -> bool:
        """Whether the message is kept, although the sender may not learn it."""
        return self is not Misbehaviour.SLOW


Fault = int | Misbehaviour
"""A status to answer with, or a misbehaviour."""


@dataclass(slots=True)
class Faults:
    """Answers given instead of taking a message, to try out the sender.

    Attributes:
        answers: faults for the first messages, in order; messages after them are taken.
        forever: whether the last of ``answers`` is repeated without end.
        retry_after: value of the ``Retry-After`` header of these answers; None for no header.
    """

    answers: list[Fault] = field(default_factory=list)
    forever: bool = False
    retry_after: str | None = None

    def next(self) -> Fault | None:
        """Return the fault for the next message; None to take it."""
        if not self.answers:
            return None
        return self.answers[0] if self._at_last and self.forever else self.answers.pop(0)

    @property
    def _at_last(self) -> bool:
        return len(self.answers) == 1


class Receiver:
    """The ASGI application.

    Args:
        folder: where messages are kept, ``<message id>.json`` each; created if absent.
        keys: public keys of the sender.
        told: called with one line of text for each message.
        faults: answers to give instead, for trying out.
    """

    def __init__(
        self,
        folder: Path,
        keys: Sequence[PublicKey],
        *,
        told: Callable[[str], None],
        faults: Faults | None = None,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._keys = tuple(keys)
        self._told = told
        self._faults = faults or Faults()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request: 204 once the message is on disk, 4xx if it is not taken."""
        if scope["type"] != "http":
            return
        try:
            identifier, message = await self._verified(scope, receive)
            fault = self._faults.next()
            if isinstance(fault, Misbehaviour):
                await self._misbehave(fault, identifier, message, send)
                return
            status, body, headers = self._answer(fault, identifier, message)
        except IntakeError as error:
            self._told(f"{STATUS_OF_ERROR[type(error)].value} {error.code}")
            status, body, headers = STATUS_OF_ERROR[type(error)], _shown(error.reason), []
        await send({"type": "http.response.start", "status": int(status), "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _verified(self, scope: Scope, receive: Receive) -> tuple[str, bytes]:
        """Return the identifier and the body of a message that the sender signed."""
        if scope["method"] != "POST":
            raise NotPostedError
        body = await _bounded_body(receive)
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        return verify(self._keys, headers, body, now=datetime.now(UTC)), body

    def _answer(
        self, fault: int | None, identifier: str, message: bytes
    ) -> tuple[int, bytes, list[tuple[bytes, bytes]]]:
        if fault is not None:
            self._told(f"{fault} {identifier}")
            return fault, b"", self._fault_headers()
        self._keep(HTTPStatus.NO_CONTENT, identifier, message)
        return HTTPStatus.NO_CONTENT, b"", []

    def _keep(self, answer: Fault, identifier: str, message: bytes) -> None:
        new = keep(self._folder, identifier, message)
        self._told(f"{answer} {identifier}{'' if new else ' (again)'}")

    async def _misbehave(
        self, fault: Misbehaviour, identifier: str, message: bytes, send: Send
    ) -> None:
        if not fault.takes:
            self._told(f"{fault} {identifier}")
            await asyncio.sleep(PATIENCE)
            return
        self._keep(fault, identifier, message)
        length = [(b"content-length", b"%d" % MAX_BODY_BYTES)]
        await send({"type": "http.response.start", "status": 200, "headers": length})
        chunk = {"type": "http.response.body", "body": bytes(65536), "more_body": True}
        # A line is cut by leaving an announced answer unfinished: the server then closes it.
        for _ in range(MAX_BODY_BYTES // 65536 - 1 if fault is Misbehaviour.HUGE else 0):
            await send(chunk)

    def _fault_headers(self) -> list[tuple[bytes, bytes]]:
        # Any answer may carry a Location; only a redirect gives it a meaning.
        headers = [(b"location", b"/elsewhere")]
        if self._faults.retry_after is not None:
            headers.append((b"retry-after", self._faults.retry_after.encode("latin-1")))
        return headers


def keep(folder: Path, identifier: str, body: bytes) -> bool:
    """Write a message to ``<identifier>.json``; return False if it was there already.

    The file is whole and on disk before it gets its name, so that a 204 is never a lie.
    """
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        os.link(name, folder / f"{identifier}.json")
    except FileExistsError:
        return False
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()
    return True


async def _bounded_body(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        event = await receive()
        if event["type"] == "http.disconnect":
            raise CutError
        body += event.get("body", b"")
        if len(body) > MAX_BODY_BYTES:
            raise TooLargeError(limit=MAX_BODY_BYTES)
        if not event.get("more_body", False):
            return bytes(body)


def _shown(reason: Reason) -> bytes:
    return msgspec.json.encode(reason)
