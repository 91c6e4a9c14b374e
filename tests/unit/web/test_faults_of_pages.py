"""A fault of ours behind a page is answered with a page, and the log says what it was."""

import logging

import httpx
import pytest
from fastapi import APIRouter, FastAPI

from intake.web import problems
from intake.web.headers import REQUEST_ID, StandardHeaders
from intake.web.pages.routing import PageRoute
from intake.web.pages.wording import page_list
from models.errors import IntakeError

router = APIRouter(route_class=PageRoute)


@router.get("/fr/fault")
async def fault() -> str:
    """Fail as a programming error does."""
    return page_list(pages=None)  # type: ignore[arg-type]


@router.get("/fr/unexpected")
async def unexpected() -> str:
    """Fail with an error of ours that no page expects."""
    raise IntakeError


@pytest.mark.parametrize("path", ["/fr/fault", "/fr/unexpected"])
@pytest.mark.anyio
async def test_a_person_reads_a_page_with_the_number_of_the_request(
    path: str, caplog: pytest.LogCaptureFixture
) -> None:
    application = FastAPI()
    application.add_middleware(StandardHeaders)
    problems.install(application)
    application.include_router(router)
    transport = httpx.ASGITransport(application)
    async with httpx.AsyncClient(transport=transport, base_url="http://desk") as client:
        answer = await client.get(path)
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("text/html")
    assert "Le service a échoué" in answer.text
    number = answer.headers[REQUEST_ID]
    assert number in answer.text
    assert [(record.levelno, number in record.message) for record in caplog.records] == [
        (logging.ERROR, True)
    ]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
