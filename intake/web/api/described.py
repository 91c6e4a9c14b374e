"""How a route's answers are written in the API's description."""

from typing import Any

from intake.web.access import NotAllowedError, NotAuthenticatedError
from intake.web.errors import InternalError
from intake.web.problems import MEDIA_TYPE, Problem, kind_of, problem_of
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
                "description": kind.status.phrase,
                "content": {MEDIA_TYPE: {"schema": {"$ref": f"{_SCHEMAS}Problem"}, "examples": {}}},
            },
        )
        answer["content"][MEDIA_TYPE]["examples"][error.code] = {"value": _example(error)}
    return described


def _example(error: type[IntakeError]) -> dict[str, object]:
    problem = problem_of(error(**_EXAMPLE_PARAMETERS), request_id=_REQUEST_ID, language=Language.EN)
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
