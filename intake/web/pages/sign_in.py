"""People sign in with their access key and then carry the cookie of a session."""

from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from intake.store.accounts import Role
from intake.web.access import account_of_key, end_session, ensure_same_origin, start_session
from intake.web.context import context_of
from intake.web.pages.messages import messages
from intake.web.pages.rendering import home_of, language_of, render
from intake.web.pages.routing import PageRoute

router = APIRouter(route_class=PageRoute)

PERSONS = (Role.OFFICER, Role.QA)
"""Roles that have pages; an administrator has them all."""

MAX_KEY_LENGTH = 200


@router.get("/sign-in")
async def show(request: Request, next: str = "", signed_out: bool = False) -> Response:  # noqa: A002, FBT001, FBT002 - names and shape of the query
    """Show the form; ``next`` is the page that the person wanted."""
    notice = "sign_in.signed_out" if signed_out else "sign_in.required" if next else None
    return _form(request, next, notice=notice)


@router.post("/sign-in")
async def sign_in(
    request: Request,
    key: Annotated[str, Form(max_length=MAX_KEY_LENGTH)] = "",
    next: Annotated[str, Form()] = "",  # noqa: A002 - name of the form's field
) -> Response:
    """Start a session, and go to the page that the person wanted."""
    ensure_same_origin(request)
    account = await account_of_key(context_of(request), key.strip())
    if account is None:
        return _form(request, next, problem="sign_in.failed", status=HTTPStatus.FORBIDDEN)
    if not account.may_act_as(*PERSONS):
        return _form(request, next, problem="sign_in.no_role", status=HTTPStatus.FORBIDDEN)
    wanted = next if is_own_page(next) else home_of(account, language_of(request))
    response = RedirectResponse(wanted, HTTPStatus.SEE_OTHER)
    await start_session(response, account, context_of(request))
    return response


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """End the session, wherever its cookie has gone."""
    ensure_same_origin(request)
    response = RedirectResponse(
        f"/{language_of(request)}/sign-in?signed_out=true", HTTPStatus.SEE_OTHER
    )
    await end_session(request, response)
    return response


def is_own_page(address: str) -> bool:
    """Whether ``address`` is a path of these pages, so that nobody is led to another site."""
    parts = urlsplit(address)
    return (
        not parts.scheme
        and not parts.netloc
        and address.startswith(("/en/", "/fr/"))
        and "\\" not in address
    )


def _form(
    request: Request,
    wanted: str,
    *,
    notice: str | None = None,
    problem: str | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    texts = messages(language_of(request))
    return render(
        request,
        "sign_in.html",
        title=texts("sign_in.title"),
        person=None,
        status=status,
        next=wanted if is_own_page(wanted) else "",
        notice=notice and texts(notice),
        problem=problem and texts(problem),
    )
