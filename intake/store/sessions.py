"""Sessions of people who signed in; each can be ended before its time.

A token is 256 random bits, so its plain SHA-256 is a safe digest; the token itself is kept nowhere.
"""

import hashlib
import secrets

from intake.store import audit
from intake.store.accounts import Account
from intake.store.audit import Action
from intake.store.database import Connection, execute, fetch_one
from intake.store.statements import statements

TOKEN_BYTES = 32

_SQL = statements("sessions")


async def start(connection: Connection, account: Account, *, seconds: float) -> str:
    """Start a session that lasts ``seconds``, unless it is ended before; return its token.

    The account must not be revoked: the token of a revoked one is nobody's.
    """
    # Sessions are looked up by their token alone, so old rows harm nobody; they only add up.
    await execute(connection, _SQL["delete_expired"])
    token = secrets.token_urlsafe(TOKEN_BYTES)
    await execute(
        connection,
        _SQL["insert"],
        token_sha256=_digest(token),
        account=account.id,
        seconds=seconds,
    )
    await audit.record(connection, account.name, Action.SIGNED_IN)
    return token


async def account_of(connection: Connection, token: str) -> Account | None:
    """Return the account of a session; None if the session is over or there was none."""
    return await fetch_one(connection, Account, _SQL["account"], token_sha256=_digest(token))


async def end(connection: Connection, token: str) -> bool:
    """End a session at once; return whether it was running."""
    account = await account_of(connection, token)
    await execute(connection, _SQL["delete"], token_sha256=_digest(token))
    if account is None:
        return False
    await audit.record(connection, account.name, Action.SIGNED_OUT)
    return True


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
