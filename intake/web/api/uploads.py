"""Upload files and ask how their reading stands."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Request, Response

from intake.store import applications, uploads
from intake.submission import errors as submission
from intake.submission.multipart import FILE_PART, SLOT_PART, receive_form
from intake.submission.receiving import (
    Receipt,
    UploadRequest,
    ensure_can_upload,
    form_limits,
    take_in,
)
from intake.submission.slots import Slot
from intake.submission.withdrawing import withdraw
from intake.web.api.applications import Number, Pipeline, Reader
from intake.web.api.described import problems
from intake.web.api.shapes import TakenUploadShape, UploadAnswer, UploadList, UploadShape
from intake.web.context import context_of
from intake.web.errors import InvalidRequestError

router = APIRouter(prefix="/v1/applications/{number}/uploads", tags=["uploads"])

_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": [SLOT_PART, FILE_PART],
                    "additionalProperties": False,
                    "properties": {
                        SLOT_PART: {
                            "type": "string",
                            "description": "The slot, by this token or by its title in English "
                            "or French.",
                            "examples": [
                                str(Slot.CLIENT_INFORMATION),
                                "Client Information",
                                "Renseignements sur le client",
                            ],
                        },
                        FILE_PART: {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                            "description": "One part for each file: PDF, JPEG, PNG, TIFF, WebP, "
                            "HEIC or DOCX, told by the content.",
                        },
                    },
                }
            }
        },
    }
}

IdempotencyKey = Annotated[
    str | None,
    Header(description="Makes a retry safe: the same key and content get the same answer."),
]


@router.post(
    "",
    status_code=201,
    summary="Upload files",
    openapi_extra=_FORM,
    responses={
        200: {"model": UploadAnswer, "description": "The application had every file already."},
        **problems(
            InvalidRequestError,
            submission.UnknownApplicationError,
            submission.NotMultipartError,
            submission.MalformedUploadError,
            submission.PartHeaderTooLongError,
            submission.UnknownPartError,
            submission.UnknownSlotError,
            submission.NoFilesError,
            submission.EmptyFileError,
            submission.UnsupportedContentError,
            submission.LegacyOfficeError,
            submission.SeveralTypesError,
            submission.FileTooLargeError,
            submission.RequestTooLargeError,
            submission.TooManyFilesInRequestError,
            submission.TooManyFilesInApplicationError,
            submission.UploadTimeoutError,
            submission.IdempotencyKeyInvalidError,
            submission.IdempotencyKeyReusedError,
        ),
    },
)
async def upload(
    request: Request,
    response: Response,
    number: Number,
    account: Pipeline,
    idempotency_key: IdempotencyKey = None,
) -> UploadAnswer:
    """Take in one or more files, all or none; 201 means that they are safe on disk.

    A file that the application has already is not stored again. A file that turns out to be
    damaged, protected by a password or without pages is taken, and its state says so.
    """
    context = context_of(request)
    wanted = UploadRequest(application=number, account=account, key=idempotency_key)
    await ensure_can_upload(context.store, wanted)
    limits = form_limits(context.settings)
    _refuse_announced_size(request, limits.body_bytes)
    with context.incoming.request() as folder:
        form = await receive_form(
            request.stream(), request.headers.get("content-type", ""), folder, limits
        )
        receipt = await take_in(
            context.store, wanted, form, max_files=context.settings.max_application_files
        )
    return _answer(response, number, receipt)


def _refuse_announced_size(request: Request, limit: int) -> None:
    """Refuse a body that says beforehand that it is too large, before its first byte."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise submission.RequestTooLargeError(limit=limit)


def _answer(response: Response, number: str, receipt: Receipt) -> UploadAnswer:
    response.status_code = 201 if receipt.any_new else 200
    response.headers["Location"] = f"/v1/applications/{number}/uploads"
    if receipt.replayed:
        response.headers["Idempotent-Replayed"] = "true"
    return UploadAnswer(
        items=[
            TakenUploadShape(upload=UploadShape.of(taken.upload), duplicate=taken.duplicate)
            for taken in receipt.uploads
        ]
    )


@router.get(
    "",
    summary="List uploads",
    responses=problems(InvalidRequestError, submission.UnknownApplicationError),
)
async def list_uploads(request: Request, number: Number, _account: Reader) -> UploadList:
    """List an application's files in order of arrival, with the state of each."""
    async with context_of(request).store.database.transaction() as connection:
        if await applications.find(connection, number) is None:
            raise submission.UnknownApplicationError
        rows = await uploads.of_application(connection, number)
    return UploadList(items=[UploadShape.of(row) for row in rows])


@router.delete(
    "/u{ordinal}",
    summary="Withdraw a file",
    responses=problems(
        InvalidRequestError, submission.UnknownApplicationError, submission.UnknownUploadError
    ),
)
async def withdraw_upload(
    request: Request,
    number: Number,
    ordinal: Annotated[int, Path(ge=1, le=10**6)],
    account: Pipeline,
) -> UploadShape:
    """Take a file back; it stays on record, and a submitted application gets a new report."""
    database = context_of(request).store.database
    return UploadShape.of(await withdraw(database, number, ordinal, actor=account.name))
