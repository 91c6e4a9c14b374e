"""Pages for officers and QA: rendered here, complete without scripts, in English and French."""

import os
from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from intake.web.access import signed_in
from intake.web.errors import NotFoundError
from intake.web.language import asked_language
from intake.web.pages import letter, listing, officer, quality, reviewing, sign_in
from intake.web.pages.rendering import STATIC, home_of, language_of
from intake.web.pages.routing import PageRoute
from models.bilingual import Language

_anywhere = APIRouter(route_class=PageRoute)
"""Addresses that no page has; included last."""


def install(application: FastAPI) -> None:
    """Add the pages, in both languages, with what they are styled by."""
    application.mount("/static", VersionedFiles(directory=STATIC), name="static")
    application.add_api_route("/", _start, include_in_schema=False)
    for language in Language:
        for router in (
            sign_in.router,
            listing.router,
            officer.router,
            letter.router,
            quality.router,
            reviewing.router,
            _anywhere,
        ):
            application.include_router(router, prefix=f"/{language}", include_in_schema=False)


class VersionedFiles(StaticFiles):
    """Static files; one asked for under the version of its content may be kept for ever."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = HTTPStatus.OK,
    ) -> Response:
        """Add how long a browser may keep the file."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        versioned = scope.get("query_string", b"").startswith(b"v=")
        response.headers["Cache-Control"] = (
            "public, max-age=31536000, immutable" if versioned else "public, max-age=600"
        )
        return response


async def _start(request: Request) -> Response:
    """Lead to the pages in the language that the browser asks for."""
    language = asked_language(request.headers.get("accept-language")) or Language.EN
    return RedirectResponse(home_of(await signed_in(request), language), HTTPStatus.SEE_OTHER)


@_anywhere.get("/")
async def _home(request: Request) -> Response:
    """Lead to the first page that the person may open, in the language of the address."""
    home = home_of(await signed_in(request), language_of(request))
    return RedirectResponse(home, HTTPStatus.SEE_OTHER)


@_anywhere.get("/{rest:path}")
async def _nowhere() -> Response:
    raise NotFoundError
