"""One attempt: one bounded POST to the receiver, and what its answer means."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from http import HTTPStatus

import httpx

from intake.delivery import signing
from intake.delivery.event import CONTENT_TYPE, Message
from intake.delivery.schedule import parse_retry_after
from models.bilingual import Bilingual

USER_AGENT = "csq-intake"
MAX_ANSWER_BYTES = 16 * 1024
"""Bytes of an answer's body that are read (and dropped) so that the connection can be kept."""


class Fault(StrEnum):
    """Why an attempt failed."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    REDIRECTED = "redirected"
    REFUSED = "refused"
    GONE = "gone"
    INTERRUPTED = "interrupted"


FAULT_TEXTS: dict[Fault, Bilingual] = {
    Fault.UNREACHABLE: Bilingual(
        "The receiver could not be reached. Check its address and the network.",
        "Le destinataire n'a pu être joint. Vérifiez son adresse et le réseau.",
    ),
    Fault.TIMEOUT: Bilingual(
        "The receiver did not answer in time.",
        "Le destinataire n'a pas répondu à temps.",
    ),
    Fault.REDIRECTED: Bilingual(
        "The receiver answered with a redirect, which is never followed. Set its final address.",
        "Le destinataire a répondu par une redirection, qui n'est jamais suivie. Indiquez son "
        "adresse définitive.",
    ),
    Fault.REFUSED: Bilingual(
        "The receiver answered with an error.",
        "Le destinataire a répondu par une erreur.",
    ),
    Fault.GONE: Bilingual(
        "The receiver wants no more messages (410). Ask its operator, then replay.",
        "Le destinataire ne veut plus de messages (410). Consultez son exploitant, puis rejouez.",
    ),
    Fault.INTERRUPTED: Bilingual(
        "The service stopped during the attempt; whether the message arrived is not known.",
        "Le service s'est arrêté pendant l'essai ; on ignore si le message est arrivé.",
    ),
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one attempt ended.

    Attributes:
        status: of the answer; None if there was none.
        fault: None if the receiver took the message.
        retry_after: what the receiver asked for, if it did.
    """

    status: int | None
    fault: Fault | None
    retry_after: timedelta | None = None

    @property
    def delivered(self) -> bool:
        """Whether the receiver took the message."""
        return self.fault is None

    @property
    def final(self) -> bool:
        """Whether no further attempt may follow."""
        return self.delivered or self.fault is Fault.GONE


@dataclass(frozen=True, slots=True)
class Receiver:
    """Where reports go.

    Attributes:
        url: one fixed address; redirects are never followed.
        time_limit: seconds for one attempt, from the connection to the end of the answer.
    """

    url: str
    time_limit: float


def client() -> httpx.AsyncClient:
    """Return the HTTP client of deliveries.

    Proxies and credentials of the environment are not taken, so that a report goes where the
    settings say and nowhere else.
    """
    return httpx.AsyncClient(
        follow_redirects=False,
        trust_env=False,
        headers={"user-agent": USER_AGENT, "accept": "application/json"},
    )


async def send(
    http: httpx.AsyncClient,
    receiver: Receiver,
    keys: tuple[signing.SecretKey, ...],
    message: Message,
) -> Attempt:
    """Post a message once, signed with the present time."""
    headers = signing.headers(keys, message.id, datetime.now(UTC), message.body)
    headers["content-type"] = CONTENT_TYPE
    try:
        # The client's own limits apply to single reads; a receiver that trickles bytes would
        # outlast them, so that the whole attempt has one as well.
        async with asyncio.timeout(receiver.time_limit):
            return await _post(http, receiver, headers, message.body)
    except (TimeoutError, httpx.TimeoutException):
        return Attempt(None, Fault.TIMEOUT)
    except (httpx.HTTPError, httpx.InvalidURL):
        return Attempt(None, Fault.UNREACHABLE)


async def _post(
    http: httpx.AsyncClient, receiver: Receiver, headers: dict[str, str], body: bytes
) -> Attempt:
    request = http.stream(
        "POST", receiver.url, content=body, headers=headers, timeout=receiver.time_limit
    )
    async with request as answer:
        await _drain(answer)
        return meaning(answer.status_code, answer.headers.get("retry-after"), datetime.now(UTC))


async def _drain(answer: httpx.Response) -> None:
    taken = 0
    async for chunk in answer.aiter_raw():
        taken += len(chunk)
        if taken > MAX_ANSWER_BYTES:
            return


def meaning(status: int, retry_after: str | None, now: datetime) -> Attempt:
    """Return what an answer means (Standard Webhooks 1.0, receivers' status codes)."""
    wait = parse_retry_after(retry_after, now)
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Attempt(status, None)
    if status < HTTPStatus.BAD_REQUEST:
        return Attempt(status, Fault.REDIRECTED, wait)
    if status == HTTPStatus.GONE:
        return Attempt(status, Fault.GONE)
    return Attempt(status, Fault.REFUSED, wait)
