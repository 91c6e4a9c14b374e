"""The API's description in either official language.

The code gives the texts in English; ``locales/api.toml`` holds each beside its French. Examples of
problems are written anew, since each error knows its own words.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from intake.web.api.described import example_of
from intake.web.problem_kinds import KINDS
from intake.web.problems import MEDIA_TYPE
from models.bilingual import Language

_TEXTS = frozenset({"summary", "description"})
_PARAGRAPHS = re.compile(r"\n\s*\n")
_OF_CODE = {error.code: error for error in KINDS}

Json = Mapping[str, Any]
"""A part of an OpenAPI description."""


def in_language(described: Json, language: Language) -> dict[str, Any]:
    """Return a description whose texts are in ``language``; ``described`` stays as it is.

    Raises:
        KeyError: a text has no French.
    """
    found = _translated(described, language)
    if not isinstance(found, dict):
        raise TypeError("a description is an object")
    return found


def levelled(text: str) -> str:
    """Return a text of the code as it is shown: paragraphs in one line, one mark for code."""
    paragraphs = (" ".join(part.split()) for part in _PARAGRAPHS.split(text.strip()))
    return "\n\n".join(paragraphs).replace("``", "`")


@cache
def french() -> Mapping[str, str]:
    """Return the French of every text, by its English."""
    content = tomllib.loads(files("intake.web").joinpath("locales/api.toml").read_text("utf-8"))
    return {text["en"]: text["fr"] for text in content["texts"]}


def _translated(part: object, language: Language) -> object:
    if isinstance(part, dict):
        return {key: _value(key, value, language) for key, value in part.items()}
    if isinstance(part, list):
        return [_translated(one, language) for one in part]
    return part


def _value(key: str, value: object, language: Language) -> object:
    if key == MEDIA_TYPE and isinstance(value, dict):
        return value | {"examples": _problems(value["examples"], language)}
    if key in {"example", "examples"}:
        return value
    if key in _TEXTS and isinstance(value, str):
        text = levelled(value)
        return french()[text] if language is Language.FR else text
    return _translated(value, language)


def _problems(examples: Json, language: Language) -> dict[str, Any]:
    return {code: {"value": example_of(_OF_CODE[code], language)} for code in examples}
