"""Reports as bytes: canonical JSON that is checked against the published schema, and back.

Canonical means: UTF-8 without blanks; keys in the order in which the schema lists them; numbers
with a fraction rounded to five places; times in UTC ending in ``Z``; ``looked_at`` only where
something is missing. The same report always gives the same bytes.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TypeAlias

import msgspec
from jsonschema import Draft202012Validator
from ulid import ULID

from models.bilingual import Bilingual
from models.errors import IntakeError
from models.report import CompletenessReport

SCHEMA_FILE = Path(__file__).parent.parent / "schemas" / "completeness-report-1.json"
"""The published JSON Schema of the report."""

_PLACES = 5
_RANDOM_BYTES = 10

_Json: TypeAlias = "dict[str, _Json] | list[_Json] | str | int | float | bool | None"


class ReportInvalidError(IntakeError):
    """A report does not have the published shape, and must not leave."""

    code = "report_invalid"
    text = Bilingual(
        "The report does not have its published shape at {place} ({rule}). Nothing was sent; give "
        "the operator this place and the application number.",
        "Le rapport n'a pas la forme publiée à {place} ({rule}). Rien n'a été envoyé; indiquez cet "
        "endroit et le numéro de la demande à l'exploitant.",
    )


def canonical_json(report: CompletenessReport) -> bytes:
    """Return the report as canonical JSON.

    Raises:
        ReportInvalidError: the report does not fit the published schema.
    """
    content = _plain(report)
    _check(content)
    return _encoded(content)


def parse(content: bytes) -> CompletenessReport:
    """Return the report that ``content`` holds; the inverse of :func:`canonical_json`.

    Raises:
        ReportInvalidError: ``content`` is not JSON of the published shape.
    """
    try:
        plain: _Json = json.loads(content)
        _check(plain)
        return msgspec.json.decode(content, type=CompletenessReport)
    except (ValueError, msgspec.DecodeError) as error:
        raise ReportInvalidError(place="/", rule=type(error).__name__) from error


def schema() -> bytes:
    """Return the published JSON Schema as it stands in its file."""
    return SCHEMA_FILE.read_bytes()


def identified(report: CompletenessReport) -> CompletenessReport:
    """Return the report with its identifier: a ULID of the receipt time and of its content."""
    unnamed = replace(report, report_id="")
    digest = hashlib.sha256(_encoded(_plain(unnamed))).digest()
    milliseconds = int(report.application.received_at.timestamp() * 1000)
    name = ULID(milliseconds.to_bytes(6, "big") + digest[:_RANDOM_BYTES])
    return replace(report, report_id=str(name))


def _encoded(content: _Json) -> bytes:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _plain(report: CompletenessReport) -> _Json:
    """Return the report as plain JSON values in canonical form."""
    application = report.application
    in_utc = replace(application, received_at=_utc(application.received_at))
    return _canonical(msgspec.to_builtins(replace(report, application=in_utc)))


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _canonical(value: "_Json | tuple[_Json, ...]") -> _Json:
    """Round every fraction (a negative zero becomes zero) and leave out what was not looked at."""
    if isinstance(value, float):
        return round(value, _PLACES) + 0.0
    if isinstance(value, dict):
        return {
            key: _canonical(item)
            for key, item in value.items()
            if key != "looked_at" or item is not None
        }
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in value]
    return value


def _check(content: _Json) -> None:
    """Hold the content against the schema; name the first place that does not fit, no value."""
    errors: Iterator[tuple[str, str]] = (
        ("/" + "/".join(str(step) for step in error.absolute_path), str(error.validator))
        for error in _validator().iter_errors(content)
    )
    first = min(errors, default=None)
    if first is not None:
        raise ReportInvalidError(place=first[0], rule=first[1])


@cache
def _validator() -> Draft202012Validator:
    """Return the validator of the schema, its references written out.

    Looking up a reference costs more than what it refers to, thousands of times a report.
    """
    content: dict[str, _Json] = json.loads(schema())
    definitions = content.pop("$defs")
    whole = {key: _written_out(part, definitions) for key, part in content.items()}
    return Draft202012Validator(whole)


def _written_out(part: _Json, definitions: _Json) -> _Json:
    """Return a part of the schema with each reference replaced by what it names.

    The schema has no reference to itself; the annotations beside a reference are left out.
    """
    if isinstance(part, list):
        return [_written_out(item, definitions) for item in part]
    if not isinstance(part, dict):
        return part
    name = part.get("$ref")
    if isinstance(name, str) and isinstance(definitions, dict):
        return _written_out(definitions[name.removeprefix("#/$defs/")], definitions)
    return {key: _written_out(item, definitions) for key, item in part.items()}
