"""Read what was found: documents, completeness reports, pictures of pages."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.responses import StreamingResponse

from intake.store import applications, audit, reports, uploads
from intake.store.accounts import Account, Role
from intake.store.audit import Action
from intake.store.database import Connection
from intake.store.reports import ReportRow
from intake.submission.errors import UnknownApplicationError
from intake.web.access import allowed
from intake.web.api.applications import Number, Reader
from intake.web.api.described import Answers, problems
from intake.web.api.shapes import DocumentList, DocumentShape
from intake.web.context import context_of
from intake.web.errors import InvalidRequestError, NoSuchPageImageError, ReportNotReadyError
from models.report import SCHEMA_ID

router = APIRouter(prefix="/v1/applications/{number}", tags=["reports"])

Officer = Annotated[Account, Depends(allowed(Role.OFFICER, Role.QA))]

_REPORT_SCHEMA = {
    "type": "object",
    "description": f"The completeness report, as the JSON Schema {SCHEMA_ID} defines it.",
}
_REPORT: Answers = {
    200: {
        "description": "The report, byte for byte as it is delivered.",
        "content": {"application/json": {"schema": _REPORT_SCHEMA}},
        "headers": {"ETag": {"schema": {"type": "string"}, "description": "SHA-256 of the body."}},
    },
    304: {"description": "The report is the one that the caller has."},
}
_REPORT_PROBLEMS = problems(InvalidRequestError, UnknownApplicationError, ReportNotReadyError)


@router.get(
    "/documents",
    summary="List documents",
    responses=problems(InvalidRequestError, UnknownApplicationError),
)
async def documents(request: Request, number: Number, _account: Reader) -> DocumentList:
    """List the documents of the newest report; none before the first report."""
    async with context_of(request).store.database.transaction() as connection:
        await _ensure_known(connection, number)
        rows = await reports.documents(connection, number)
    return DocumentList(items=[DocumentShape.of(row) for row in rows])


@router.get(
    "/report",
    summary="Read the newest report",
    response_class=Response,
    responses={**_REPORT, **_REPORT_PROBLEMS},
)
async def newest_report(request: Request, number: Number, account: Reader) -> Response:
    """Return the newest revision of the completeness report."""
    async with context_of(request).store.database.transaction() as connection:
        await _ensure_known(connection, number)
        row = await reports.latest(connection, number)
        return await _report(connection, request, row, account)


@router.get(
    "/report/{revision}",
    summary="Read one revision of the report",
    response_class=Response,
    responses={**_REPORT, **_REPORT_PROBLEMS},
)
async def report(
    request: Request,
    number: Number,
    revision: Annotated[int, Path(ge=1, le=10**6)],
    account: Reader,
) -> Response:
    """Return one revision of the completeness report."""
    async with context_of(request).store.database.transaction() as connection:
        await _ensure_known(connection, number)
        row = await reports.find(connection, number, revision)
        return await _report(connection, request, row, account)


async def _ensure_known(connection: Connection, number: str) -> None:
    if await applications.find(connection, number) is None:
        raise UnknownApplicationError


async def _report(
    connection: Connection, request: Request, row: ReportRow | None, account: Account
) -> Response:
    if row is None:
        raise ReportNotReadyError
    tag = f'"{row.sha256}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    known = request.headers.get("if-none-match", "")
    if tag in known or known.strip() == "*":
        return Response(status_code=304, headers=headers)
    await audit.record(
        connection,
        account.name,
        Action.REPORT_VIEWED,
        application=row.application,
        revision=row.revision,
    )
    return Response(row.body, media_type="application/json", headers=headers)


@router.get(
    "/uploads/u{ordinal}/pages/{page}/image",
    summary="See one page",
    response_class=Response,
    responses={
        200: {
            "description": "The page as we drew it; never the applicant's own bytes.",
            "content": {"image/png": {}, "image/jpeg": {}, "image/webp": {}},
        },
        **problems(InvalidRequestError, NoSuchPageImageError),
    },
)
async def page_image(
    request: Request,
    number: Number,
    ordinal: Annotated[int, Path(ge=1, le=10**6)],
    page: Annotated[int, Path(ge=1, le=10**6)],
    account: Officer,
) -> Response:
    """Return the picture of one page, as its boxes in the report are placed on."""
    store = context_of(request).store
    async with store.database.transaction() as connection:
        image = await uploads.page_image(connection, number, ordinal, page)
        if image is None:
            raise NoSuchPageImageError
        await audit.record(
            connection,
            account.name,
            Action.PAGE_VIEWED,
            application=number,
            upload=f"u{ordinal}",
            page=page,
        )
    # The address stays the same after a new reading of the file, so no cache may keep it long.
    return StreamingResponse(
        store.blobs.stream(image.sha256),
        media_type=image.media_type,
        headers={"Cache-Control": "private, max-age=60"},
    )
