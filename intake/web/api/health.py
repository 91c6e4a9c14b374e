"""Whether the process lives, and whether it can serve; open to everybody, so it tells no more."""

from fastapi import APIRouter, Request

from intake.store.database import fetch_one
from intake.store.errors import DatabaseUnavailableError
from intake.web.api.described import problems
from intake.web.api.shapes import Health
from intake.web.context import context_of

router = APIRouter(prefix="/health", tags=["health"])


@router.get("/live", summary="Is the process up?")
async def live() -> Health:
    """Answer as long as the process can answer."""
    return Health(status="ok")


@router.get("/ready", summary="Can it serve?", responses=problems(DatabaseUnavailableError))
async def ready(request: Request) -> Health:
    """Answer if the database answers."""
    async with context_of(request).store.database.transaction() as connection:
        await fetch_one(connection, int, b"select 1 as one")
    return Health(status="ok")
