"""Whether the process lives, whether it can serve, and what asks for an operator.

The first two are open to everybody, so they tell no more; what holds the readers, and whether
reports get through, is told to administrators alone, since it is what an attacker would ask first.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from intake.delivery import outbox
from intake.store import workers
from intake.store.accounts import Account, Role
from intake.store.database import fetch_one
from intake.store.errors import DatabaseUnavailableError
from intake.web.access import allowed
from intake.web.api.described import problems
from intake.web.api.health_shapes import OperationShape
from intake.web.api.shapes import Health
from intake.web.api.worker_shapes import WorkerList, WorkerShape
from intake.web.context import context_of

router = APIRouter(prefix="/health", tags=["health"])


@router.get(
    "",
    summary="Does anything ask for an operator?",
    responses=problems(DatabaseUnavailableError),
)
async def operation(
    request: Request, _account: Annotated[Account, Depends(allowed(Role.ADMIN))]
) -> OperationShape:
    """Tell whether workers live, whether reports get through, and what an operator should do.

    A receiver that is not set, and deliveries that were given up, are told here and leave
    `/health/ready` as it is: uploads are taken and reports are made all the same.
    """
    async with context_of(request).store.database.transaction() as connection:
        living = await workers.living(connection)
        return OperationShape.of(living, await outbox.tally(connection))


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


@router.get(
    "/workers",
    summary="Do workers live, and what holds their readers?",
    responses=problems(DatabaseUnavailableError),
)
async def living_workers(
    request: Request, _account: Annotated[Account, Depends(allowed(Role.ADMIN))]
) -> WorkerList:
    """List the workers that live, and each layer of containment as they measured it.

    `lacking` names the layers that neither hold in full nor are waived by the settings.
    """
    context = context_of(request)
    async with context.store.database.transaction() as connection:
        rows = await workers.living(connection)
    waived = context.settings.waived_layers
    return WorkerList(items=[WorkerShape.of(row, waived) for row in rows])
