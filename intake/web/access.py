"""Who calls, and what they may do.

Services send an access key (``Authorization: Bearer csq_...``). People give the same key once, on
the sign-in page, and then carry a cookie that names their session. The session and its account are
looked up with every request, so that whoever signed out or was revoked is out at once.
"""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import Request, Response

from intake.settings import Settings
from intake.store import accounts, sessions
from intake.store.accounts import Account, Role
from intake.web.context import Context, context_of
from models.bilingual import Bilingual
from models.errors import IntakeError

SESSION_COOKIE = "csq_session"
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


async def start_session(response: Response, account: Account, context: Context) -> None:
    """Start a session of a person who has just given a valid access key, and set its cookie."""
    seconds = context.settings.session_hours * 3600
    async with context.store.database.transaction() as connection:
        token = await sessions.start(connection, account, seconds=seconds)
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=int(seconds),
        httponly=True,
        samesite="strict",
        secure=_is_secure(context.settings),
        path="/",
    )


async def end_session(request: Request, response: Response) -> None:
    """End the session of the request's cookie for whoever holds a copy, and remove the cookie."""
    context = context_of(request)
    if token := request.cookies.get(SESSION_COOKIE):
        async with context.store.database.transaction() as connection:
            await sessions.end(connection, token)
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
    """Return the account of the session cookie; None without a session that holds."""
    token = request.cookies.get(SESSION_COOKIE)
    if token is None:
        return None
    async with context_of(request).store.database.transaction() as connection:
        return await sessions.account_of(connection, token)


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
