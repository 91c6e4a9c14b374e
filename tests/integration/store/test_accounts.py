import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import psycopg
import pytest

from intake.store import accounts
from intake.store.accounts import AccountExistsError, Role
from intake.store.database import Connection, Database

pytestmark = pytest.mark.service

T = TypeVar("T")


def run(url: str, act: Callable[[Connection], Awaitable[T]]) -> T:
    async def acted() -> T:
        async with Database.opened(url) as database, database.transaction() as connection:
            return await act(connection)

    return asyncio.run(acted())


def test_the_first_account_is_made_once_even_by_two_at_a_time(database_url: str) -> None:
    async def both() -> list[str | None]:
        async def one() -> str | None:
            async with (
                Database.opened(database_url) as database,
                database.transaction() as connection,
            ):
                return await accounts.ensure_first_account(connection)

        return list(await asyncio.gather(one(), one(), one()))

    keys = [key for key in asyncio.run(both()) if key is not None]
    assert len(keys) == 1
    found = run(database_url, lambda c: accounts.by_key(c, keys[0]))
    assert found is not None
    assert found.name == "admin"
    assert found.may_act_as(Role.QA)
    assert run(database_url, accounts.ensure_first_account) is None


def test_a_key_is_kept_nowhere(database_url: str) -> None:
    roles = frozenset({Role.OFFICER})
    new = run(database_url, lambda c: accounts.add(c, "officer-7", roles, actor="test"))
    assert new.account.roles == roles
    assert not new.account.may_act_as(Role.QA)
    with psycopg.connect(database_url) as connection:
        rows = connection.execute("select account::text from account").fetchall()
        rows += connection.execute("select audit::text from audit").fetchall()
    assert not any(new.key.removeprefix(accounts.KEY_PREFIX) in row[0] for row in rows)


def test_a_revoked_account_is_out_and_its_name_stays_taken(database_url: str) -> None:
    roles = frozenset({Role.QA})
    new = run(database_url, lambda c: accounts.add(c, "qa-7", roles, actor="test"))
    assert run(database_url, lambda c: accounts.revoke(c, "qa-7", actor="test"))
    assert not run(database_url, lambda c: accounts.revoke(c, "qa-7", actor="test"))
    assert run(database_url, lambda c: accounts.by_key(c, new.key)) is None
    with pytest.raises(AccountExistsError):
        run(database_url, lambda c: accounts.add(c, "qa-7", roles, actor="test"))
