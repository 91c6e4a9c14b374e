"""QA's list: which documents a reviewer should look at first."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from intake.review.uncertainty import (
    UNCERTAIN_MARGIN,
    Selection,
    count_uncertain,
    uncertain_documents,
)
from intake.store.accounts import Account, Role
from intake.web.access import allowed
from intake.web.context import context_of
from intake.web.pages.messages import messages
from intake.web.pages.paging import PAGE_LENGTH, pager
from intake.web.pages.rendering import language_of, render
from intake.web.pages.routing import PageRoute
from models.document_types import DocumentType

router = APIRouter(route_class=PageRoute)

Reviewer = Annotated[Account, Depends(allowed(Role.QA))]

UNDECIDED = "undecided"
TYPE_PATTERN = f"^({'|'.join((*DocumentType, UNDECIDED))})?$"


@router.get("/quality")
async def quality(
    request: Request,
    person: Reviewer,
    type: Annotated[str, Query(pattern=TYPE_PATTERN)] = "",  # noqa: A002 - name of the form's field
    scope: Annotated[str, Query(pattern="^(all)?$")] = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> Response:
    """Show documents to review, the most uncertain first."""
    selection = Selection(
        type=DocumentType(type) if type not in ("", UNDECIDED) else None,
        undecided=type == UNDECIDED,
        everything=scope == "all",
    )
    async with context_of(request).store.database.transaction() as connection:
        place = pager(request, page, await count_uncertain(connection, selection))
        rows = await uncertain_documents(
            connection, selection, limit=PAGE_LENGTH, offset=place.offset
        )
    return render(
        request,
        "quality.html",
        title=messages(language_of(request))("quality.title"),
        person=person,
        rows=rows,
        pager=place,
        selected=type,
        scope=scope,
        types=tuple(DocumentType),
        uncertain_margin=UNCERTAIN_MARGIN,
    )
