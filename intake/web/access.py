"""Who calls, and what they may do.

Services send an access key (``Authorization: Bearer csq_...``). People give the same key once, on
the sign-in page, and then carry a signed cookie that expires; the account is looked up with every
request, so that a revoked one is out at once.
"""

import hashlib
import hmac
import os
import secrets
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import Request, Response

from intake.settings import Settings
from intake.store import accounts
from intake.store.accounts import Account, Role
from intake.store.private_folders import make_private
from intake.web.context import Context, context_of
from models.bilingual import Bilingual
from models.errors import IntakeError

SESSION_COOKIE = "csq_session"
SECRET_BYTES = 32
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class NotAuthenticatedError(IntakeError):
    """No access key or session, or one that does not hold."""

    code = "not_authenticated"
    text = Bilingual(
        "Send a valid access key (Authorization: Bearer ...), or sign in.",
        "Envoyez une clé d'accès valide (Authorization: Bearer ...), ou ouvrez une session.",
    )


class NotAllowedError(IntakeError):
    """The account has none of the roles that this needs."""

    code = "not_allowed"
    text = Bilingual(
        "Your account may not do this. Ask an administrator for one of these roles: {roles}.",
        "Votre compte ne permet pas de faire ceci. Demandez à un administrateur l'un de ces "
        "rôles : {roles}.",
    )


class ForeignOriginError(IntakeError):
    """A browser sent a change that did not start on a page of this service."""

    code = "foreign_origin"
    text = Bilingual(
        "The request did not come from a page of this service. Open the page again and retry.",
        "La requête ne vient pas d'une page de ce service. Rouvrez la page et réessayez.",
    )


def session_secret(settings: Settings) -> bytes:
    """Return the secret that signs cookies; made at first start, readable by its owner alone."""
    path = make_private(settings.secrets_folder) / "session.key"
    if not path.exists():
        _create_secret(path)
    return path.read_bytes()


def _create_secret(path: Path) -> None:
    """Write the secret whole or not at all; of two processes the first one's secret stays."""
    partial = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(SECRET_BYTES))
        os.fsync(file.fileno())
    try:
        os.link(partial, path)
    except FileExistsError:
        return
    finally:
        partial.unlink()


def session_token(account: int, *, expires_at: int, secret: bytes) -> str:
    """Return the cookie's value: the account and the end of the session (Unix time), signed."""
    payload = f"v1.{account}.{expires_at}"
    return f"{payload}.{_signature(payload, secret)}"


def account_of_token(token: str, *, now: float, secret: bytes) -> int | None:
    """Return the account of a cookie's value; None if it is not ours or has expired."""
    payload, _, signature = token.rpartition(".")
    if not hmac.compare_digest(signature.encode(), _signature(payload, secret).encode()):
        return None
    # Only what we signed comes here, so its shape is known.
    _, account, expires_at = payload.split(".")
    return int(account) if now < int(expires_at) else None


def _signature(payload: str, secret: bytes) -> str:
    return hmac.new(secret, b"session:" + payload.encode(), hashlib.sha256).hexdigest()


def start_session(response: Response, account: Account, context: Context) -> None:
    """Set the cookie of a person who has just given a valid access key."""
    seconds = int(context.settings.session_hours * 3600)
    token = session_token(
        account.id, expires_at=int(time.time()) + seconds, secret=context.session_secret
    )
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=seconds,
        httponly=True,
        samesite="strict",
        secure=_is_secure(context.settings),
        path="/",
    )


def end_session(response: Response, context: Context) -> None:
    """Remove the cookie."""
    response.delete_cookie(
        SESSION_COOKIE,
        httponly=True,
        samesite="strict",
        secure=_is_secure(context.settings),
        path="/",
    )


def _is_secure(settings: Settings) -> bool:
    return settings.public_url is not None and settings.public_url.scheme == "https"


def ensure_same_origin(request: Request) -> None:
    """Refuse a browser's request that another site started.

    Raises:
        ForeignOriginError: the browser says so, or says nothing of where it comes from.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        same = site == "same-origin"
    else:
        # Older browsers, and any browser on plain HTTP, send only the origin.
        origin = urlsplit(request.headers.get("origin", ""))
        same = bool(origin.netloc) and origin.netloc in _own_hosts(request)
    if not same:
        raise ForeignOriginError


def _own_hosts(request: Request) -> set[str]:
    public = context_of(request).settings.public_url
    hosts = {request.headers.get("host", "")}
    return hosts if public is None else hosts | {urlsplit(str(public)).netloc}


async def account_of_key(context: Context, key: str) -> Account | None:
    """Return the account of an access key; None if there is none or it is revoked."""
    async with context.store.database.transaction() as connection:
        return await accounts.by_key(connection, key)


async def signed_in(request: Request) -> Account | None:
    """Return the account of the session cookie; None without a valid one."""
    context = context_of(request)
    token = request.cookies.get(SESSION_COOKIE, "")
    found = account_of_token(token, now=time.time(), secret=context.session_secret)
    if found is None:
        return None
    async with context.store.database.transaction() as connection:
        return await accounts.by_id(connection, found)


async def caller(request: Request) -> Account:
    """Return the account that calls, by access key or by session.

    Raises:
        NotAuthenticatedError: neither holds.
        ForeignOriginError: a session's change that another site started.
    """
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        account = await account_of_key(context_of(request), key.strip())
    else:
        account = await signed_in(request)
        # A key cannot be sent by another site's page; a cookie can.
        if account is not None and request.method not in _SAFE_METHODS:
            ensure_same_origin(request)
    if account is None:
        raise NotAuthenticatedError
    return account


def allowed(*roles: Role) -> Callable[[Request], Awaitable[Account]]:
    """Return a dependency that gives the caller's account if it has one of ``roles``.

    The dependency raises NotAllowedError if it has none of them, and as :func:`caller`.
    """

    async def account_with_role(request: Request) -> Account:
        account = await caller(request)
        if not account.may_act_as(*roles):
            raise NotAllowedError(roles=", ".join(roles))
        return account

    return account_with_role
