"""The report as bytes: canonical, of the published shape, the same on every replay."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from classifiers.completeness.canonical import ReportInvalidError
from classifiers.reporting import canonical_json, parse, schema
from fixtures.papers import UNREAD
from models.application import Answer
from models.classification import DecidedBy, PageLanguage
from models.document_types import DocumentType
from models.documents import FieldName
from models.extraction import QualityTier, ReadStatus, TextSource
from models.markers import Marker, MarkerStatus
from models.report import Outcome, RequirementStatus, Severity
from tests.unit.completeness.applications import (
    IN_CANADA,
    OVERSEAS,
    judged,
    separate,
)

EXAMPLE = Path(__file__).parents[4] / "shared" / "completeness-report.example.json"
SCHEMA = json.loads(schema())
ENUMS = [
    Answer, DecidedBy, PageLanguage, DocumentType, FieldName, QualityTier, ReadStatus, TextSource,
    Marker, MarkerStatus, Outcome, RequirementStatus, Severity,
]  # fmt: skip


def test_schema_is_valid_and_closed():
    Draft202012Validator.check_schema(SCHEMA)
    objects = [SCHEMA, *(d for d in SCHEMA["$defs"].values() if d.get("type") == "object")]
    assert all(one["additionalProperties"] is False for one in objects)


@pytest.mark.parametrize("enum", ENUMS)
def test_schema_lists_every_value_of_the_vocabulary(enum):
    assert set(SCHEMA["$defs"][enum.__name__]["enum"]) == {member.value for member in enum}


@pytest.mark.parametrize("papers", [(), OVERSEAS, IN_CANADA, (*IN_CANADA, UNREAD)])
def test_replay_gives_the_same_bytes_and_parsing_gives_the_report_back(papers):
    first, second = judged(*separate(*papers)), judged(*separate(*papers))
    assert canonical_json(first) == canonical_json(second)
    assert canonical_json(parse(canonical_json(first))) == canonical_json(first)


def test_identifier_carries_the_receipt_time_and_follows_the_content():
    one, other = judged(*separate(*OVERSEAS)), judged(*separate(*IN_CANADA))
    assert one.report_id != other.report_id
    assert one.report_id[:10] == other.report_id[:10]


def test_keys_stand_in_the_order_of_the_schema():
    content = json.loads(canonical_json(judged(*separate(*OVERSEAS))))
    assert list(content) == list(SCHEMA["properties"])


@pytest.mark.parametrize(
    "spoilt",
    [{"revision": 0}, {"report_id": "x"}, {"schema": "https://example.org/other"}],
)
def test_report_of_another_shape_does_not_leave(spoilt):
    with pytest.raises(ReportInvalidError) as caught:
        canonical_json(replace(judged(*separate(*OVERSEAS)), **spoilt))
    assert next(iter(spoilt)) in str(caught.value)


def without_requirement(content):
    content["requirements"] = [r for r in content["requirements"] if r["status"] != "missing"]


def missing_in_a_complete_report(content):
    content["requirements"][0] |= {
        "status": "missing",
        "documents": [],
        "looked_at": {"uploads": 1, "pages": 1, "second_look": False},
    }


def on(part, number, **values):
    """Return what changes one entry of a part of the report."""
    return lambda content: content[part][number].update(values)


IMPOSSIBLE = [
    # A report of an application, what is changed in it, and the place that does not fit then.
    (OVERSEAS, missing_in_a_complete_report, "/requirements/0/status"),  # complete, and missing
    (OVERSEAS[1:], without_requirement, "/requirements"),  # incomplete, and nothing missing
    (OVERSEAS, lambda c: c.update(supersedes=c["report_id"]), "/supersedes"),  # the first
    (OVERSEAS, lambda c: c.update(revision=2), "/supersedes"),  # a later one alone
    (OVERSEAS, on("requirements", 0, documents=[]), "/requirements/0/documents"),
    (OVERSEAS, on("requirements", 0, settled_by=["officer"]), "/requirements/0/settled_by"),
    (OVERSEAS, on("requirements", 0, status="missing"), "/requirements/0"),  # without proof
    (OVERSEAS, on("documents", 0, type=None), "/documents/0/abstained"),  # undecided, no reason
    (OVERSEAS, on("uploads", 0, status="corrupt"), "/uploads/0/pages"),  # not read, with pages
    (OVERSEAS, on("markers", 0, status="exact", text=None), "/markers/0/text"),
    (OVERSEAS, on("markers", 0, status="absent", variants=["cut"]), "/markers/0/variants"),
    (OVERSEAS, on("conditions", 0, basis="nothing", answer="yes"), "/conditions/0/answer"),
    (
        OVERSEAS,
        lambda c: c["documents"][0]["fields"][0].update(evidence=[]),
        "/documents/0/fields/0/evidence",
    ),
]


@pytest.mark.parametrize(("papers", "spoil", "place"), IMPOSSIBLE)
def test_combination_that_cannot_be_is_no_report(papers, spoil, place):
    content = json.loads(canonical_json(judged(*separate(*papers))))
    spoil(content)
    found = {
        "/" + "/".join(map(str, error.absolute_path))
        for error in Draft202012Validator(SCHEMA).iter_errors(content)
    }
    assert place in found, found
    with pytest.raises(ReportInvalidError):
        parse(json.dumps(content).encode())


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b"{"])
def test_other_bytes_are_no_report(content):
    with pytest.raises(ReportInvalidError):
        parse(content)


@pytest.mark.skipif(not EXAMPLE.exists(), reason="the contract's example is not beside the project")
def test_example_of_the_contract_fits_apart_from_what_it_elides():
    example = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    example["conditions"] = []
    text = json.dumps(example)
    for elided in ('"9f2c..."', '"3b1f..."', '"..."'):
        text = text.replace(elided, json.dumps("0" * 64))
    assert list(Draft202012Validator(SCHEMA).iter_errors(json.loads(text))) == []
