"""Publishes the JSON Schema that every report fits."""

from functools import cache
from importlib import resources

from fastapi import APIRouter, Response

from models.report import SCHEMA_ID

router = APIRouter(prefix="/schemas", tags=["reports"])

_SCHEMA_TYPE = "application/schema+json"
_SCHEMA = {"type": "object", "description": f"JSON Schema (2020-12) with the $id {SCHEMA_ID}."}


@cache
def _report_schema() -> bytes:
    # The schema is a file beside the code that enforces it; reading the file loads none of it.
    return (resources.files("classifiers") / "schemas" / "completeness-report-1.json").read_bytes()


@router.get(
    "/completeness-report-1.json",
    summary="Read the report's JSON Schema",
    response_class=Response,
    responses={
        200: {
            "description": "The schema, without access key: it holds nothing of any applicant.",
            "content": {_SCHEMA_TYPE: {"schema": _SCHEMA}},
        }
    },
)
async def report_schema() -> Response:
    """Return the JSON Schema that every report is checked against before it leaves."""
    return Response(
        _report_schema(),
        media_type=_SCHEMA_TYPE,
        headers={"Cache-Control": "public, max-age=3600"},
    )
