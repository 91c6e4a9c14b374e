"""The officer's list of applications."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from intake.store.accounts import Account, Role
from intake.store.applications import ApplicationState
from intake.store.database import Connection, fetch_all, fetch_one
from intake.store.statements import statements
from intake.web.access import allowed
from intake.web.context import context_of
from intake.web.pages.messages import messages
from intake.web.pages.paging import PAGE_LENGTH, pager
from intake.web.pages.rendering import language_of, render
from intake.web.pages.routing import PageRoute
from models.report import Outcome

router = APIRouter(route_class=PageRoute)

Officer = Annotated[Account, Depends(allowed(Role.OFFICER))]

NO_REPORT = "none"
OUTCOMES = (*Outcome, NO_REPORT)
"""What the list can be filtered by."""

_SQL = statements("pages")


@dataclass(frozen=True, slots=True)
class ListedApplication:
    """One row of the list.

    Attributes:
        revision: of the newest report, as ``outcome``; None if there is none yet.
        documents: found in all uploads, of which ``undecided`` have no type.
    """

    number: str
    received_at: datetime
    state: ApplicationState
    uploads_count: int
    revision: int | None
    outcome: Outcome | None
    family_name: str | None
    given_name: str | None
    findings: int
    documents: int
    undecided: int

    @property
    def applicant(self) -> str:
        """The applicant's name; empty if none was read."""
        return ", ".join(name for name in (self.family_name, self.given_name) if name)


@router.get("/applications")
async def applications(
    request: Request,
    person: Officer,
    number: Annotated[str, Query(max_length=20)] = "",
    outcome: Annotated[str, Query(pattern="^(complete|incomplete|needs_review|none)?$")] = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> Response:
    """Show the applications whose number begins with ``number`` and that have ``outcome``."""
    prefix = number.strip().upper()
    async with context_of(request).store.database.transaction() as connection:
        total = await _count(connection, prefix, outcome or None)
        place = pager(request, page, total)
        rows = await fetch_all(
            connection,
            ListedApplication,
            _SQL["applications"],
            prefix=prefix,
            outcome=outcome or None,
            limit=PAGE_LENGTH,
            offset=place.offset,
        )
    return render(
        request,
        "applications.html",
        title=messages(language_of(request))("applications.title"),
        person=person,
        rows=rows,
        pager=place,
        number=prefix,
        outcome=outcome,
        outcomes=OUTCOMES,
    )


async def _count(connection: Connection, prefix: str, outcome: str | None) -> int:
    counted = await fetch_one(
        connection, int, _SQL["count_applications"], prefix=prefix, outcome=outcome
    )
    return counted or 0
