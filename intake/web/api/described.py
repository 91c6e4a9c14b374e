"""How a route's answers are written in the API's description."""

from http import HTTPStatus
from typing import Any

from intake.web.access import NotAllowedError, NotAuthenticatedError
from intake.web.errors import InternalError
from intake.web.problem_kinds import kind_of
from intake.web.problems import MEDIA_TYPE, Problem, problem_of
from models.bilingual import Language
from models.errors import IntakeError

_SCHEMAS = "#/components/schemas/"

_REQUEST_ID = "01JD9YT1N4M7X2C9V5B8H6QK3D"

_EVERYWHERE: tuple[type[IntakeError], ...] = (
    NotAuthenticatedError,
    NotAllowedError,
    InternalError,
)

_EXAMPLE_PARAMETERS: dict[str, str | int] = {
    "file": 2,
    "part": 2,
    "limit": 100,
    "seconds": 60,
    "roles": "officer, qa",
    "hours": 24,
    "earliest": "2000-01-01",
}

# Those of RFC 9110; the library's own change with its version.
_PHRASES = {
    HTTPStatus.BAD_REQUEST: "Bad Request",
    HTTPStatus.UNAUTHORIZED: "Unauthorized",
    HTTPStatus.FORBIDDEN: "Forbidden",
    HTTPStatus.NOT_FOUND: "Not Found",
    HTTPStatus.REQUEST_TIMEOUT: "Request Timeout",
    HTTPStatus.CONFLICT: "Conflict",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Content Too Large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Unsupported Media Type",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Unprocessable Content",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Internal Server Error",
    HTTPStatus.SERVICE_UNAVAILABLE: "Service Unavailable",
}

Answers = dict[int | str, dict[str, Any]]
"""FastAPI's own type of the answers of a route, by status."""


def problems(*errors: type[IntakeError]) -> Answers:
    """Describe the errors that a route answers with, and those that every route does."""
    described: Answers = {}
    for error in (*errors, *_EVERYWHERE):
        kind = kind_of(error)
        answer = described.setdefault(
            int(kind.status),
            {
                "description": _PHRASES[kind.status],
                "content": {MEDIA_TYPE: {"schema": {"$ref": f"{_SCHEMAS}Problem"}, "examples": {}}},
            },
        )
        answer["content"][MEDIA_TYPE]["examples"][error.code] = {
            "value": example_of(error, Language.EN)
        }
    return described


def example_of(error: type[IntakeError], language: Language) -> dict[str, object]:
    """Return the problem that a request in ``language`` is answered with."""
    problem = problem_of(error(**_EXAMPLE_PARAMETERS), request_id=_REQUEST_ID, language=language)
    return problem.model_dump(mode="json", exclude_none=True)


def add_problem_schema(description: dict[str, Any]) -> None:
    """Add the shape of problems to an API's description.

    A route cannot name it as the model of an answer: that answer would be of the wrong media type.
    """
    schemas = description["components"]["schemas"]
    shape = Problem.model_json_schema(ref_template=_SCHEMAS + "{model}")
    schemas.update(shape.pop("$defs"))
    schemas["Problem"] = shape
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
