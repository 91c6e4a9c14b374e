"""Routes whose errors are pages that a person reads, in the language of the address."""

import logging
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from intake.review.errors import ReviewedDocumentUnknownError
from intake.store.errors import DatabaseUnavailableError
from intake.web.access import ForeignOriginError, NotAllowedError, NotAuthenticatedError
from intake.web.errors import NotFoundError
from intake.web.headers import request_id
from intake.web.pages.messages import messages
from intake.web.pages.rendering import language_of, render
from models.errors import IntakeError

_ANSWERS: dict[type[Exception], tuple[HTTPStatus, str]] = {
    NotFoundError: (HTTPStatus.NOT_FOUND, "problem.not_found"),
    ReviewedDocumentUnknownError: (HTTPStatus.NOT_FOUND, "problem.not_found"),
    NotAllowedError: (HTTPStatus.FORBIDDEN, "problem.not_allowed"),
    ForeignOriginError: (HTTPStatus.FORBIDDEN, "problem.foreign_form"),
    RequestValidationError: (HTTPStatus.BAD_REQUEST, "problem.bad_request"),
    DatabaseUnavailableError: (HTTPStatus.SERVICE_UNAVAILABLE, "problem.unavailable"),
}

_log = logging.getLogger(__name__)

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class PageRoute(APIRoute):
    """A route of the pages; the API's routes answer the same errors as problem details."""

    def get_route_handler(self) -> Handler:
        """Return a handler that answers errors with a page, and logs those that are faults."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handle(request)
            except NotAuthenticatedError:
                return _to_sign_in(request)
            except (IntakeError, RequestValidationError, HTTPException) as error:
                return _problem_page(request, error)
            except Exception as error:  # noqa: BLE001 - a person is answered with a page all the same
                return _fault_page(request, error)

        return answer


def _to_sign_in(request: Request) -> Response:
    """Send the person to the sign-in page, which leads back here."""
    place = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    query = urlencode({"next": place}) if request.method == "GET" else ""
    return RedirectResponse(
        f"/{language_of(request)}/sign-in?{query}".rstrip("?"), HTTPStatus.SEE_OTHER
    )


def _problem_page(request: Request, error: Exception) -> Response:
    """Return the page for an expected error."""
    known = next((_ANSWERS[kind] for kind in type(error).__mro__ if kind in _ANSWERS), None)
    if known is None:
        return _fault_page(request, error)
    status, key = known
    return _page(request, status, messages(language_of(request))(key))


def _fault_page(request: Request, error: Exception) -> Response:
    """Log a fault of ours and return the page that names the request to whoever looks into it."""
    number = request_id(request)
    _log.error("request %s failed: %s", number, type(error).__name__, exc_info=error)
    texts = messages(language_of(request))
    return _page(request, HTTPStatus.INTERNAL_SERVER_ERROR, texts("problem.failed", number=number))


def _page(request: Request, status: HTTPStatus, problem: str) -> Response:
    texts = messages(language_of(request))
    return render(
        request,
        "problem.html",
        title=texts("problem.title"),
        person=None,
        status=status,
        problem=problem,
    )
