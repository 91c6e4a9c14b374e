"""Errors as HTTP answers: problem details (RFC 9457) with stable codes, in English and French.

Nothing that the client sent is repeated in a problem: it may be personal data, or an attack on
whoever shows it.
"""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from intake.web.errors import (
    InternalError,
    InvalidRequestError,
    MethodNotAllowedError,
    NotFoundError,
)
from intake.web.headers import request_id
from intake.web.language import asked_language
from intake.web.problem_kinds import HEADERS, KINDS, kind_of
from models.bilingual import Bilingual, Language
from models.errors import IntakeError

MEDIA_TYPE = "application/problem+json"
TYPE_BASE = "https://schemas.example.org/intake/problems/"

_log = logging.getLogger(__name__)


class InvalidPart(BaseModel):
    """One part of a request that is not as it must be."""

    pointer: str = Field(description="Where: `body/received_at`, `query/limit`, ...")
    code: str = Field(description="What is wrong with it, for machines.")
    member: int | None = Field(
        default=None,
        description="Which member of the object it is, counted from 1, where the object has no "
        "member of that name: such a name is not repeated.",
    )


class Problem(BaseModel):
    """Problem details (RFC 9457)."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(description="Stable address of this kind of problem.")
    title: str = Field(description="Its name, in the language asked for, or in both.")
    status: int
    code: str = Field(description="Its name for machines.")
    detail: str = Field(description="What happened and what to do, in the language, or in both.")
    request_id: str = Field(description="Names the request to the operator.")
    errors: list[InvalidPart] | None = Field(default=None, description="Parts that are invalid.")


def problem_of(
    error: IntakeError,
    *,
    request_id: str,
    language: Language | None,
    invalid: Sequence[InvalidPart] = (),
) -> Problem:
    """Describe an error; errors of unknown kinds are described as internal, without details."""
    kind = kind_of(type(error))
    told = InternalError() if kind is KINDS[InternalError] else error
    detail = Bilingual(told.reason.en, told.reason.fr)
    if kind.pointer is not None:
        invalid = [InvalidPart(pointer=kind.pointer, code=told.code)]
    return Problem(
        type=TYPE_BASE + told.code,
        title=_in(language, kind.title),
        status=kind.status,
        code=told.code,
        detail=_in(language, detail),
        request_id=request_id,
        errors=list(invalid) or None,
    )


def _in(language: Language | None, text: Bilingual) -> str:
    return f"{text.en} / {text.fr}" if language is None else text.in_language(language)


def answer(request: Request, error: IntakeError, invalid: Sequence[InvalidPart] = ()) -> Response:
    """Return the HTTP answer to ``error``."""
    language = asked_language(request.headers.get("accept-language"))
    problem = problem_of(error, request_id=request_id(request), language=language, invalid=invalid)
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("request %s failed: %s", problem.request_id, error.code, exc_info=error)
    return Response(
        problem.model_dump_json(exclude_none=True),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers={
            "Content-Language": language or "en, fr",
            "Vary": "Accept-Language",
            **HEADERS.get(type(error), {}),
        },
    )


def install(application: FastAPI) -> None:
    """Answer every error of ``application`` with a problem."""
    application.add_exception_handler(IntakeError, _expected)
    application.add_exception_handler(RequestValidationError, _invalid)
    application.add_exception_handler(HTTPException, _of_framework)
    application.add_exception_handler(ClientDisconnect, _cut)
    application.add_exception_handler(Exception, _unexpected)


async def _expected(request: Request, error: Exception) -> Response:
    if not isinstance(error, IntakeError):
        raise error
    return answer(request, error)


async def _invalid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    return answer(
        request, InvalidRequestError(), [_part(found, error.body) for found in error.errors()]
    )


def _part(found: Mapping[str, object], body: object) -> InvalidPart:
    """Name one invalid part; an unknown member's name is the client's input, so its place is told.

    Args:
        found: what the validation says of the part.
        body: the request's body as it was decoded.
    """
    place, code = found.get("loc"), str(found.get("type"))
    names = [str(name) for name in place] if isinstance(place, tuple) else []
    if code != "extra_forbidden":
        return InvalidPart(pointer="/".join(names), code=code)
    known = list(body) if isinstance(body, dict) else []
    member = known.index(names[-1]) + 1 if names[-1] in known else None
    return InvalidPart(pointer="/".join(names[:-1]), code=code, member=member)


async def _of_framework(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    known: dict[int, IntakeError] = {
        HTTPStatus.NOT_FOUND: NotFoundError(),
        HTTPStatus.METHOD_NOT_ALLOWED: MethodNotAllowedError(),
    }
    response = answer(request, known.get(error.status_code, InvalidRequestError()))
    response.headers.update(error.headers or {})
    return response


async def _cut(request: Request, error: Exception) -> Response:
    """Close a request whose sender went away; nobody reads the answer, and it is no fault."""
    if not isinstance(error, ClientDisconnect):
        raise error
    _log.info("request %s was cut off by its sender", request_id(request))
    return Response(status_code=HTTPStatus.BAD_REQUEST)


async def _unexpected(request: Request, error: Exception) -> Response:
    failed = InternalError()
    failed.__cause__ = error
    return answer(request, failed)
