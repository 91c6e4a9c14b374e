"""Page images: pictures that the service encoded itself, shown to people who signed in."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import StreamingResponse

from intake.store import audit, uploads
from intake.store.accounts import Account, Role
from intake.store.audit import Action
from intake.web.access import allowed
from intake.web.context import context_of
from intake.web.errors import NoSuchPageImageError

router = APIRouter()

Viewer = Annotated[Account, Depends(allowed(Role.OFFICER, Role.QA))]

MEDIA_TYPES = frozenset({"image/png", "image/jpeg", "image/webp"})
"""What extraction encodes pages as; a browser is never told that a page is anything else."""


@router.get("/images/{number}/{upload}/{page}")
async def page_image(
    request: Request,
    person: Viewer,
    number: Annotated[str, Path(pattern="^[A-Z][0-9]{8,9}$")],
    upload: Annotated[str, Path(pattern="^u[1-9][0-9]{0,4}$")],
    page: Annotated[int, Path(ge=1)],
) -> StreamingResponse:
    """Give one page image; every view is recorded, so none may be answered from a shared cache."""
    store = context_of(request).store
    async with store.database.transaction() as connection:
        image = await uploads.page_image(connection, number, int(upload[1:]), page)
        if image is None or image.media_type not in MEDIA_TYPES:
            raise NoSuchPageImageError
        await audit.record(
            connection,
            person.name,
            Action.PAGE_VIEWED,
            application=number,
            upload=upload,
            page=page,
        )
    return StreamingResponse(
        store.blobs.stream(image.sha256),
        media_type=image.media_type,
        headers={
            "Cache-Control": "private, max-age=600",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
