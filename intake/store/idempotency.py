"""Answers kept under the key of their request (the IETF draft on the Idempotency-Key header)."""

from dataclasses import dataclass

from intake.store.database import Connection, execute, fetch_one
from intake.store.statements import statements

_SQL = statements("idempotency")


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """The first answer to a request that had a key.

    Attributes:
        request_sha256: of the request's content, to tell a retry from another request.
        response: the answer's body, byte for byte.
    """

    request_sha256: str
    status: int
    response: str


async def locked(connection: Connection, account: int, key: str) -> KeptAnswer | None:
    """Return the answer kept under ``key``, or None.

    Another request with this key waits until this transaction ends.
    """
    await execute(connection, _SQL["lock"], account=account, key=key)
    return await fetch_one(connection, KeptAnswer, _SQL["find"], account=account, key=key)


async def keep(connection: Connection, account: int, key: str, answer: KeptAnswer) -> None:
    """Keep the answer of the request that this transaction carries out."""
    await execute(
        connection,
        _SQL["insert"],
        account=account,
        key=key,
        request_sha256=answer.request_sha256,
        status=answer.status,
        response=answer.response,
    )
