"""Sessions of people: each is its own, and ends when its person, its account or its key does."""

from typing import Any

import httpx
import psycopg
import pytest

from intake.store import accounts
from intake.store.accounts import KEY_PREFIX, Role
from intake.web.access import SESSION_COOKIE
from tests.integration.store.test_accounts import run

pytestmark = pytest.mark.service

PAGE = "/en/applications"


def sign_in(service: Any, key: str) -> str:
    """Sign in as a browser does; return the cookie's value."""
    answer = httpx.post(
        f"{service.url}/en/sign-in", data={"key": key}, headers={"Origin": service.url}
    )
    assert answer.status_code == 303, answer.text
    return answer.cookies[SESSION_COOKIE]


def shown(service: Any, cookie: str) -> bool:
    """Whether the cookie still opens a page; else the sign-in page is where it leads."""
    headers = {"Cookie": f"{SESSION_COOKIE}={cookie}"}
    answer = httpx.get(f"{service.url}{PAGE}", headers=headers)
    assert answer.status_code in (200, 303), answer.text
    return answer.status_code == 200


def sign_out(service: Any, cookie: str) -> httpx.Response:
    headers = {"Cookie": f"{SESSION_COOKIE}={cookie}", "Origin": service.url}
    return httpx.post(f"{service.url}/en/sign-out", headers=headers)


def change(service: Any, statement: bytes) -> None:
    with psycopg.connect(service.database_url) as connection:
        connection.execute(statement)


@pytest.fixture
def officer(service: Any, request: pytest.FixtureRequest) -> accounts.NewAccount:
    """An account of its own for a test that changes it."""
    roles = frozenset({Role.OFFICER})
    name = request.node.name
    return run(service.database_url, lambda c: accounts.add(c, name, roles, actor="test"))


def test_a_cookie_is_of_no_use_after_its_person_signed_out(service: Any) -> None:
    cookie = sign_in(service, service.keys[Role.OFFICER])
    assert shown(service, cookie)
    answer = sign_out(service, cookie)
    assert answer.headers["location"] == "/en/sign-in?signed_out=true"
    assert not shown(service, cookie)
    # Signing out again is no error: the person wanted to be out, and is.
    assert sign_out(service, cookie).status_code == 303


def test_two_sign_ins_are_two_sessions_and_one_ends_without_the_other(service: Any) -> None:
    first, second = (sign_in(service, service.keys[Role.OFFICER]) for _ in range(2))
    assert first != second
    sign_out(service, first)
    assert not shown(service, first)
    assert shown(service, second)


def test_sessions_end_with_their_account(service: Any, officer: accounts.NewAccount) -> None:
    cookie = sign_in(service, officer.key)
    assert shown(service, cookie)
    name = officer.account.name
    assert run(service.database_url, lambda c: accounts.revoke(c, name, actor="test"))
    assert not shown(service, cookie)


def test_sessions_end_when_the_key_is_replaced(service: Any, officer: accounts.NewAccount) -> None:
    cookie = sign_in(service, officer.key)
    assert shown(service, cookie)
    change(
        service,
        b"update account set key_sha256 = sha256(key_sha256) where id = %d" % officer.account.id,
    )
    assert not shown(service, cookie)


def test_a_session_ends_after_its_time_and_leaves_nothing_behind(service: Any) -> None:
    cookie = sign_in(service, service.keys[Role.OFFICER])
    assert shown(service, cookie)
    change(service, b"update session set expires_at = now()")
    assert not shown(service, cookie)
    sign_in(service, service.keys[Role.OFFICER])
    assert service.count("session") == 1


@pytest.mark.parametrize("cookie", ["", "x", "v1.1.9999999999.00", "\xe9", '"\\351"'])
def test_a_cookie_that_names_no_session_is_nobody(service: Any, cookie: str) -> None:
    headers = {"Cookie": f"{SESSION_COOKIE}={cookie}".encode("latin-1")}
    assert httpx.get(f"{service.url}{PAGE}", headers=headers).status_code == 303


def test_a_token_is_kept_nowhere_and_signing_in_and_out_is_on_record(
    service: Any, officer: accounts.NewAccount
) -> None:
    cookie = sign_in(service, officer.key)
    sign_out(service, cookie)
    other = sign_in(service, officer.key)
    with psycopg.connect(service.database_url) as connection:
        rows = connection.execute("select session::text from session").fetchall()
        acts = connection.execute(
            "select action from audit where actor = %s order by id", [officer.account.name]
        ).fetchall()
    assert not any(other in row[0] for row in rows)
    assert [act[0] for act in acts] == ["signed_in", "signed_out", "signed_in"]
    assert not other.startswith(KEY_PREFIX)


def test_another_site_cannot_sign_a_person_out(service: Any) -> None:
    cookie = sign_in(service, service.keys[Role.OFFICER])
    headers = {"Cookie": f"{SESSION_COOKIE}={cookie}", "Origin": "https://elsewhere.example"}
    assert httpx.post(f"{service.url}/en/sign-out", headers=headers).status_code == 403
    assert shown(service, cookie)
