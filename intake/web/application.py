"""Makes the web application: API, pages and static files on one open store."""

import contextlib
from collections.abc import AsyncIterator
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI

from intake.settings import Settings
from intake.store import opening
from intake.store.private_folders import make_home
from intake.submission.incoming import IncomingFolder
from intake.web import context, pages, problems
from intake.web.api import applications, health, reference, reports, schemas, uploads
from intake.web.api.described import add_problem_schema
from intake.web.headers import StandardHeaders

_DESCRIPTION = """\
Takes in the files of Quebec IMP+ (A76) work-permit applications and reports whether each
application is complete, with evidence.

Send an access key as `Authorization: Bearer ...`. Errors are problem details (RFC 9457), in the
language of `Accept-Language`, or in both. This description in French: `/openapi.json?lang=fr`.
"""


class Application(FastAPI):
    """The web application, with the shape of problems in its description."""

    def openapi(self) -> dict[str, Any]:
        """Return the API's description (OpenAPI 3.1)."""
        description = super().openapi()
        add_problem_schema(description)
        return description


def create_application(settings: Settings, database_url: str) -> FastAPI:
    """Make the application.

    Args:
        settings: of this process.
        database_url: a migrated database (see :func:`intake.store.opening.database_url`); it is
            opened when the application starts.
    """

    @contextlib.asynccontextmanager
    async def running(application: FastAPI) -> AsyncIterator[None]:
        make_home(settings.home)
        with IncomingFolder.opened(settings.incoming_folder) as incoming:
            async with opening.opened(settings, database_url) as store:
                store.blobs.remove_leftovers()
                context.attach(
                    application,
                    context.Context(
                        settings=settings,
                        store=store,
                        incoming=incoming,
                    ),
                )
                yield

    application = Application(
        title="CSQ intake",
        version=version("csq-intake"),
        description=_DESCRIPTION,
        lifespan=running,
        # The framework's own pages load scripts from elsewhere, which the policy forbids, and its
        # own description knows one language.
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    application.add_middleware(StandardHeaders)
    problems.install(application)
    for part in (applications, uploads, reports, schemas, health, reference):
        application.include_router(part.router)
    pages.install(application)
    return application
