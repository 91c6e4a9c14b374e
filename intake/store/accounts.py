"""Accounts of people and services, and their access keys.

A key is 256 random bits, so its plain SHA-256 is a safe digest and finds its row directly.
"""

import hashlib
import secrets
from dataclasses import dataclass
from enum import StrEnum

from intake.store import audit
from intake.store.audit import Action
from intake.store.database import Connection, execute, fetch_one
from intake.store.errors import StoreError
from intake.store.statements import statements
from models.bilingual import Bilingual

KEY_PREFIX = "csq_"
"""Starts every access key, so that scanners for leaked secrets can find it."""

FIRST_ACCOUNT = "admin"

_SQL = statements("accounts")


class Role(StrEnum):
    """What an account may do; ``admin`` may do all that the others may."""

    PIPELINE = "pipeline"
    OFFICER = "officer"
    QA = "qa"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Account:
    """One account that is not revoked."""

    id: int
    name: str
    roles: frozenset[Role]

    def may_act_as(self, *roles: Role) -> bool:
        """Whether it has one of ``roles``, or is an administrator."""
        return Role.ADMIN in self.roles or not self.roles.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class NewAccount:
    """A new account and its access key, which is kept nowhere."""

    account: Account
    key: str


class AccountExistsError(StoreError):
    """The name is taken; names of revoked accounts stay taken, since the audit names them."""

    code = "account_exists"
    text = Bilingual(
        "An account of this name exists or existed. Choose another name.",
        "Un compte de ce nom existe ou a existé. Choisissez un autre nom.",
    )


async def add(
    connection: Connection, name: str, roles: frozenset[Role], *, actor: str
) -> NewAccount:
    """Add an account with a new access key.

    Raises:
        AccountExistsError: the name is taken.
    """
    key = KEY_PREFIX + secrets.token_urlsafe(32)
    account = await fetch_one(
        connection,
        Account,
        _SQL["insert"],
        name=name,
        roles=sorted(roles),
        key_sha256=_digest(key),
    )
    if account is None:
        raise AccountExistsError
    await audit.record(connection, actor, Action.ACCOUNT_ADDED, account=name)
    return NewAccount(account, key)


async def ensure_first_account(connection: Connection) -> str | None:
    """Add an administrator to a store without accounts; return its key, to be shown once."""
    if await fetch_one(connection, bool, _SQL["any"]):
        return None
    # Two processes may start at once; the second must see the first one's account.
    await execute(connection, _SQL["lock"])
    if await fetch_one(connection, bool, _SQL["any"]):
        return None
    roles = frozenset({Role.ADMIN})
    return (await add(connection, FIRST_ACCOUNT, roles, actor=audit.SERVICE)).key


async def by_key(connection: Connection, key: str) -> Account | None:
    """Return the account of an access key; None if there is none or it is revoked."""
    return await fetch_one(connection, Account, _SQL["by_key"], key_sha256=_digest(key))


async def revoke(connection: Connection, name: str, *, actor: str) -> bool:
    """Revoke an account at once; return whether there was one to revoke."""
    revoked = await execute(connection, _SQL["revoke"], name=name) == 1
    if revoked:
        await audit.record(connection, actor, Action.ACCOUNT_REVOKED, account=name)
    return revoked


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
