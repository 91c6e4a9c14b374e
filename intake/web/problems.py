"""Errors as HTTP answers: problem details (RFC 9457) with stable codes, in English and French.

Nothing that the client sent is repeated in a problem: it may be personal data, or an attack on
whoever shows it.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from intake.review import errors as review
from intake.store import errors as store
from intake.submission import errors as submission
from intake.web import access
from intake.web.errors import (
    InternalError,
    InvalidRequestError,
    MethodNotAllowedError,
    NoSuchPageImageError,
    NotFoundError,
    ReportNotReadyError,
)
from intake.web.headers import request_id
from intake.web.language import asked_language
from models.bilingual import Bilingual, Language
from models.errors import IntakeError

MEDIA_TYPE = "application/problem+json"
TYPE_BASE = "https://schemas.example.org/intake/problems/"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kind:
    """How one class of errors is answered: the HTTP status, and the title that is its name."""

    status: HTTPStatus
    title: Bilingual


_TOO_LARGE = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
_UNUSABLE = HTTPStatus.UNPROCESSABLE_ENTITY

KINDS: dict[type[IntakeError], Kind] = {
    InternalError: Kind(
        HTTPStatus.INTERNAL_SERVER_ERROR, Bilingual("Internal error", "Erreur interne")
    ),
    InvalidRequestError: Kind(_UNUSABLE, Bilingual("Invalid request", "Requête invalide")),
    NotFoundError: Kind(HTTPStatus.NOT_FOUND, Bilingual("Not found", "Introuvable")),
    MethodNotAllowedError: Kind(
        HTTPStatus.METHOD_NOT_ALLOWED, Bilingual("Method not allowed", "Méthode non permise")
    ),
    NoSuchPageImageError: Kind(
        HTTPStatus.NOT_FOUND, Bilingual("No such page image", "Image de page introuvable")
    ),
    ReportNotReadyError: Kind(
        HTTPStatus.NOT_FOUND, Bilingual("No such report yet", "Rapport pas encore disponible")
    ),
    access.NotAuthenticatedError: Kind(
        HTTPStatus.UNAUTHORIZED, Bilingual("Not authenticated", "Non authentifié")
    ),
    access.NotAllowedError: Kind(HTTPStatus.FORBIDDEN, Bilingual("Not allowed", "Non autorisé")),
    access.ForeignOriginError: Kind(
        HTTPStatus.FORBIDDEN, Bilingual("Foreign origin", "Origine étrangère")
    ),
    store.DatabaseUnavailableError: Kind(
        HTTPStatus.SERVICE_UNAVAILABLE, Bilingual("Store unavailable", "Stockage non disponible")
    ),
    review.ReviewedDocumentUnknownError: Kind(
        HTTPStatus.NOT_FOUND, Bilingual("No such document", "Document introuvable")
    ),
    review.ReportChangedError: Kind(
        HTTPStatus.CONFLICT, Bilingual("Report changed", "Rapport modifié")
    ),
    review.ReviewedPagesError: Kind(_UNUSABLE, Bilingual("Invalid pages", "Pages invalides")),
    submission.UnknownApplicationError: Kind(
        HTTPStatus.NOT_FOUND, Bilingual("Unknown application", "Demande inconnue")
    ),
    submission.UnknownUploadError: Kind(
        HTTPStatus.NOT_FOUND, Bilingual("Unknown upload", "Fichier inconnu")
    ),
    submission.ApplicationExistsError: Kind(
        HTTPStatus.CONFLICT, Bilingual("Application exists", "Demande déjà inscrite")
    ),
    submission.NothingUploadedError: Kind(
        HTTPStatus.CONFLICT, Bilingual("Nothing uploaded", "Aucun fichier téléversé")
    ),
    submission.MalformedUploadError: Kind(
        HTTPStatus.BAD_REQUEST, Bilingual("Malformed form", "Formulaire mal formé")
    ),
    submission.NotMultipartError: Kind(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE, Bilingual("Not a form", "Pas un formulaire")
    ),
    submission.UnknownPartError: Kind(_UNUSABLE, Bilingual("Unknown part", "Partie inconnue")),
    submission.UnknownSlotError: Kind(_UNUSABLE, Bilingual("Unknown slot", "Case inconnue")),
    submission.NoFilesError: Kind(_UNUSABLE, Bilingual("No files", "Aucun fichier")),
    submission.EmptyFileError: Kind(_UNUSABLE, Bilingual("Empty file", "Fichier vide")),
    submission.UnsupportedContentError: Kind(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        Bilingual("Unsupported content", "Contenu non pris en charge"),
    ),
    submission.LegacyOfficeError: Kind(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        Bilingual("Old or locked Office file", "Fichier Office ancien ou verrouillé"),
    ),
    submission.SeveralTypesError: Kind(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        Bilingual("Several types at once", "Plusieurs types à la fois"),
    ),
    submission.FileTooLargeError: Kind(
        _TOO_LARGE, Bilingual("File too large", "Fichier trop volumineux")
    ),
    submission.RequestTooLargeError: Kind(
        _TOO_LARGE, Bilingual("Request too large", "Requête trop volumineuse")
    ),
    submission.TooManyFilesInRequestError: Kind(
        _TOO_LARGE, Bilingual("Too many files", "Trop de fichiers")
    ),
    submission.TooManyFilesInApplicationError: Kind(
        HTTPStatus.CONFLICT, Bilingual("Application full", "Demande pleine")
    ),
    submission.UploadTimeoutError: Kind(
        HTTPStatus.REQUEST_TIMEOUT, Bilingual("Upload timed out", "Téléversement expiré")
    ),
    submission.IdempotencyKeyInvalidError: Kind(
        HTTPStatus.BAD_REQUEST, Bilingual("Invalid key", "Clé invalide")
    ),
    submission.IdempotencyKeyReusedError: Kind(
        _UNUSABLE, Bilingual("Key reused", "Clé réutilisée")
    ),
}
"""How each class of errors is answered; a class that is not here is an internal error."""

_HEADERS: dict[type[IntakeError], Mapping[str, str]] = {
    access.NotAuthenticatedError: {"WWW-Authenticate": 'Bearer realm="csq-intake"'},
    store.DatabaseUnavailableError: {"Retry-After": "5"},
    ReportNotReadyError: {"Retry-After": "5"},
}


class InvalidPart(BaseModel):
    """One part of a request that is not as it must be."""

    pointer: str = Field(description="Where: `body/received_at`, `query/limit`, ...")
    code: str = Field(description="What is wrong with it, for machines.")


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


def kind_of(error: type[IntakeError]) -> Kind:
    """Return how errors of this class are answered."""
    return next(
        (KINDS[ancestor] for ancestor in error.__mro__ if ancestor in KINDS), KINDS[InternalError]
    )


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
            **_HEADERS.get(type(error), {}),
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
    return answer(request, InvalidRequestError(), [_part(found) for found in error.errors()])


def _part(found: Mapping[str, object]) -> InvalidPart:
    """Name one invalid part; an unknown member's name is the client's input and is left out."""
    place, code = found.get("loc"), str(found.get("type"))
    names = [str(name) for name in place] if isinstance(place, tuple) else []
    return InvalidPart(
        pointer="/".join(names[:-1] if code == "extra_forbidden" else names), code=code
    )


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
