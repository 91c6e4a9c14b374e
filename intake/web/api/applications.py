"""Register, list, ask for and submit applications."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from intake.store import applications, reports, uploads
from intake.store.accounts import Account, Role
from intake.store.applications import ApplicationRow, ApplicationState
from intake.store.reports import ReportRow
from intake.store.uploads import UploadRow, UploadState
from intake.submission import registering
from intake.submission.errors import (
    ApplicationExistsError,
    NothingUploadedError,
    ReceivedInFutureError,
    ReceivedTooEarlyError,
    UnknownApplicationError,
)
from intake.web.access import allowed
from intake.web.api.described import problems
from intake.web.api.shapes import (
    APPLICATION_NUMBER,
    ApplicationList,
    ApplicationShape,
    ApplicationStatus,
    NewApplicationBody,
    RevisionShape,
    UploadShape,
)
from intake.web.context import context_of
from intake.web.errors import InvalidRequestError

router = APIRouter(prefix="/v1/applications", tags=["applications"])

Number = Annotated[str, Path(pattern=APPLICATION_NUMBER, description="The application's number.")]
Pipeline = Annotated[Account, Depends(allowed(Role.PIPELINE))]
Reader = Annotated[Account, Depends(allowed(Role.PIPELINE, Role.OFFICER, Role.QA))]


@router.post(
    "",
    status_code=201,
    summary="Register an application",
    responses={
        200: {"model": ApplicationShape, "description": "Registered before, the same."},
        **problems(
            InvalidRequestError,
            ReceivedTooEarlyError,
            ReceivedInFutureError,
            ApplicationExistsError,
        ),
    },
)
async def register(
    request: Request, response: Response, body: NewApplicationBody, account: Pipeline
) -> ApplicationShape:
    """Register an application, so that files can be uploaded to it."""
    database = context_of(request).store.database
    registration = await registering.register(database, body.application(), actor=account.name)
    response.status_code = 201 if registration.created else 200
    response.headers["Location"] = f"/v1/applications/{registration.application.number}"
    return ApplicationShape.of(registration.application)


@router.get("", summary="List applications", responses=problems(InvalidRequestError))
async def list_newest(
    request: Request,
    _account: Reader,
    limit: Annotated[int, Query(ge=1, le=200, description="Most applications to return.")] = 50,
    after: Annotated[
        str | None,
        Query(pattern=APPLICATION_NUMBER, description="`next_after` of the page before."),
    ] = None,
) -> ApplicationList:
    """List applications, the latest registered first."""
    async with context_of(request).store.database.transaction() as connection:
        rows = await applications.newest(connection, limit=limit + 1, after=after)
    page = rows[:limit]
    return ApplicationList(
        items=[ApplicationShape.of(row) for row in page],
        next_after=page[-1].number if len(rows) > limit else None,
    )


@router.get(
    "/{number}",
    summary="Ask how an application stands",
    responses=problems(InvalidRequestError, UnknownApplicationError),
)
async def status(request: Request, number: Number, _account: Reader) -> ApplicationStatus:
    """Return the application with the state of each upload and the revisions of its report."""
    async with context_of(request).store.database.transaction() as connection:
        row = await applications.find(connection, number)
        if row is None:
            raise UnknownApplicationError
        files = await uploads.of_application(connection, number)
        latest = await reports.latest(connection, number)
        revisions = await reports.revisions(connection, number)
    return ApplicationStatus(
        application=ApplicationShape.of(row),
        progress=_progress(row, files, latest),
        uploads=[UploadShape.of(file) for file in files],
        reports=[RevisionShape.of(revision) for revision in revisions],
    )


def _progress(
    row: ApplicationRow, files: tuple[UploadRow, ...], latest: ReportRow | None
) -> Literal["open", "reading", "reporting", "reported"]:
    if row.state is ApplicationState.OPEN:
        return "open"
    if any(file.state is UploadState.RECEIVED for file in files):
        return "reading"
    if latest is None or latest.inputs_version < row.inputs_version:
        return "reporting"
    return "reported"


@router.post(
    "/{number}/submit",
    summary="Submit an application",
    responses=problems(InvalidRequestError, UnknownApplicationError, NothingUploadedError),
)
async def submit(request: Request, number: Number, account: Pipeline) -> ApplicationShape:
    """Say that the uploads are all there; the report is made when they have been read.

    Files uploaded later lead to a new revision of the report. Submitting again changes nothing.
    """
    database = context_of(request).store.database
    return ApplicationShape.of(await registering.submit(database, number, actor=account.name))
