"""The API's description as a page, drawn here: a ready-made viewer would load foreign scripts."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from intake.web.api.translated import Json, in_language
from intake.web.language import asked_language
from intake.web.pages.messages import messages
from models.bilingual import Language

router = APIRouter(include_in_schema=False)

_TEMPLATES = Path(__file__).parent.parent / "templates"

_CODE = re.compile(r"`+([^`]+)`+")


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
    paragraphs: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    body_type: str
    body: tuple[Example, ...]
    answers: tuple[Answer, ...]


@router.get("/openapi.json")
def description(
    request: Request,
    lang: Annotated[Language | None, Query()] = None,
    accept_language: Annotated[str | None, Header()] = None,
) -> JSONResponse:
    """Return the API's description in the language asked for; in English if none is."""
    language = _language(lang, accept_language)
    described = in_language(request.app.openapi(), language)
    return JSONResponse(described, headers=_headers(language))


@router.get("/docs")
def reference(
    request: Request,
    lang: Annotated[Language | None, Query()] = None,
    accept_language: Annotated[str | None, Header()] = None,
) -> HTMLResponse:
    """Show every operation of the API with its parameters, answers and examples."""
    language = _language(lang, accept_language)
    described = in_language(request.app.openapi(), language)
    page = _environment().get_template("reference.html")
    body = page.render(
        language=language,
        other=Language.EN if language is Language.FR else Language.FR,
        t=messages(language),
        title=described["info"]["title"],
        version=described["info"]["version"],
        paragraphs=described["info"]["description"].split("\n\n"),
        operations=list(operations(described)),
    )
    return HTMLResponse(body, headers=_headers(language))


def _language(lang: Language | None, accept_language: str | None) -> Language:
    return lang or asked_language(accept_language) or Language.EN


def _headers(language: Language) -> dict[str, str]:
    return {"Content-Language": language.value, "Vary": "Accept-Language"}


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
                paragraphs=tuple(operation["description"].split("\n\n")),
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
