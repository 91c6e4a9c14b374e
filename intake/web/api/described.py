"""How a route's answers are written in the API's description."""

from typing import Any

from intake.web.access import NotAllowedError, NotAuthenticatedError
from intake.web.errors import InternalError
from intake.web.problems import MEDIA_TYPE, Problem, kind_of, problem_of
from models.bilingual import Language
from models.errors import IntakeError

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
                "model": Problem,
                "description": kind.status.phrase,
                "content": {MEDIA_TYPE: {"examples": {}}},
            },
        )
        answer["content"][MEDIA_TYPE]["examples"][error.code] = {"value": _example(error)}
    return described


def _example(error: type[IntakeError]) -> dict[str, object]:
    problem = problem_of(error(**_EXAMPLE_PARAMETERS), request_id=_REQUEST_ID, language=Language.EN)
    return problem.model_dump(mode="json", exclude_none=True)
