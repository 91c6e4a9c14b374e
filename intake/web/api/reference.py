"""The API's description as a page, drawn here: a ready-made viewer would load foreign scripts."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

router = APIRouter(include_in_schema=False)

_TEMPLATES = Path(__file__).parent.parent / "templates"

_CODE = re.compile(r"`+([^`]+)`+")

Json = Mapping[str, Any]
"""A part of an OpenAPI description."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example body, as indented JSON; ``name`` is a problem's code or empty."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; ``place`` is ``path``, ``query`` or ``header``."""

    name: str
    place: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One status that an operation answers with."""

    status: str
    description: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address."""

    anchor: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    body_type: str
    body: tuple[Example, ...]
    answers: tuple[Answer, ...]


@router.get("/docs")
def reference(request: Request) -> HTMLResponse:
    """Show every operation of the API with its parameters, answers and examples."""
    described = request.app.openapi()
    page = _environment().get_template("reference.html")
    paragraphs = described["info"]["description"].strip().split("\n\n")
    return HTMLResponse(
        page.render(
            title=described["info"]["title"],
            version=described["info"]["version"],
            paragraphs=paragraphs,
            operations=list(operations(described)),
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["code_spans"] = _code_spans
    return environment


def _code_spans(text: str) -> Markup:
    """Show what Markdown marks as code; descriptions use no other of its marks."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped here


def operations(described: Json) -> Iterator[Operation]:
    """Yield the operations of an OpenAPI description in its own order."""
    schemas = described["components"]["schemas"]
    for path, item in described["paths"].items():
        for method, operation in item.items():
            body_type, body = _body(operation.get("requestBody", {}), schemas)
            yield Operation(
                anchor=operation["operationId"],
                method=method.upper(),
                path=path,
                summary=operation["summary"],
                description=operation["description"],
                parameters=tuple(_parameter(found) for found in operation.get("parameters", [])),
                body_type=body_type,
                body=body,
                answers=tuple(
                    Answer(status, answer["description"], _examples(answer, schemas))
                    for status, answer in sorted(operation["responses"].items())
                ),
            )


def _parameter(found: Json) -> Parameter:
    return Parameter(
        name=found["name"],
        place=found["in"],
        required=found.get("required", False),
        description=found.get("description", ""),
    )


def _body(request_body: Json, schemas: Json) -> tuple[str, tuple[Example, ...]]:
    content = request_body.get("content", {})
    media_type = next(iter(content), "")
    if media_type != "multipart/form-data":
        return media_type, _examples(request_body, schemas)
    parts = content[media_type]["schema"]["properties"]
    lines = [f"{name}: {part['description']}" for name, part in parts.items()]
    return media_type, (Example("", "\n".join(lines)),)


def _examples(answer: Json, schemas: Json) -> tuple[Example, ...]:
    found: list[Example] = []
    for content in answer.get("content", {}).values():
        for name, example in content.get("examples", {}).items():
            found.append(Example(name, _indented(example["value"])))
        if not found:
            named = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
            shown = schemas.get(named, {}).get("examples", [])
            found.extend(Example("", _indented(value)) for value in shown)
    return tuple(found)


def _indented(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
