"""The committed applications give the kept reports, and the reports tell the truth."""

import functools
import json
from collections.abc import Iterator

import pytest

from models.report import CompletenessReport
from tests.corpus.applications.golden import (
    CommittedApplication,
    Json,
    applications,
    differences,
)

COMMITTED = applications()
"""Empty only while a checkout has no corpus."""

# One process reads an application for all the tests on it.
each_application = pytest.mark.parametrize(
    "application",
    [
        pytest.param(each, id=each.folder.name, marks=pytest.mark.xdist_group(each.folder.name))
        for each in COMMITTED
    ],
)


@functools.cache
def _report(folder: str) -> tuple[CompletenessReport, bytes]:
    return next(each for each in COMMITTED if each.folder.name == folder).read()


def _documents(truth: dict[str, Json]) -> Iterator[tuple[str, tuple[int, ...], str]]:
    """Yield upload, pages and type; a form held as data is drawn on pages of our own choosing."""
    for upload in truth["uploads"]:
        for document in upload["documents"]:
            as_data = document["markers"] and document["pages"] == [1]
            pages = () if as_data else tuple(document["pages"])
            yield upload["id"], pages, document["type"]


@pytest.mark.ocr
@each_application
def test_the_report_is_the_kept_one(application: CommittedApplication) -> None:
    assert application.golden.exists(), "python -m tests.corpus.applications.golden writes it"
    kept = json.loads(application.golden.read_bytes())
    made = json.loads(_report(application.folder.name)[1])
    same_engine = kept["provenance"]["ocr"] == made["provenance"]["ocr"]
    assert list(differences(kept, made, same_engine=same_engine)) == []


@pytest.mark.ocr
@each_application
def test_the_outcome_and_every_requirement_are_right(application: CommittedApplication) -> None:
    report, _ = _report(application.folder.name)
    expected = application.truth["expected"]
    found = {each.id: each.status.value for each in report.requirements}
    assert found == expected["requirements"]
    assert report.outcome.value == expected["outcome"]


@pytest.mark.ocr
@each_application
def test_every_document_is_found_on_its_pages(application: CommittedApplication) -> None:
    report, _ = _report(application.folder.name)
    found = {(each.upload, each.type and each.type.value): each for each in report.documents}
    for upload, pages, type_ in _documents(application.truth):
        assert (upload, type_) in found
        assert not pages or found[upload, type_].pages == pages


@pytest.mark.ocr
@each_application
def test_both_marker_boxes_are_judged_right(application: CommittedApplication) -> None:
    report, _ = _report(application.folder.name)
    found = {each.marker.value: each.status.value for each in report.markers}
    for upload in application.truth["uploads"]:
        for document in upload["documents"]:
            for marker, truth in document["markers"].items():
                assert found[marker] == truth["status"]


KEPT: Json = {
    "report_id": "A",
    "outcome": "complete",
    "documents": [{"probability": 0.91, "evidence": [{"text": "CSQ", "box": [0.1, 0.2]}]}],
    "provenance": {"ocr": {"engine": "tesseract", "version": "5.3.0"}},
}


@pytest.mark.parametrize(
    ("path", "value", "same", "other"),
    [
        # The identifier follows from every number, so it is never compared.
        (("report_id",), "B", 0, 0),
        # What is decided is compared whatever the engine.
        (("outcome",), "incomplete", 1, 1),
        # A processor's arithmetic moves numbers a little, another engine moves them at will.
        (("documents", 0, "probability"), 0.90, 0, 0),
        (("documents", 0, "probability"), 0.80, 1, 0),
        (("documents", 0, "evidence", 0, "box"), [0.1, 0.4], 1, 0),
        (("documents", 0, "evidence", 0, "text"), "C5Q", 1, 0),
        # Evidence that is there in one report alone is a difference.
        (("documents", 0, "evidence"), [], 1, 1),
        (("provenance", "ocr", "version"), "5.5.0", 1, 0),
    ],
)
def test_a_difference_counts_as_the_engine_allows(
    path: tuple[str | int, ...], value: Json, same: int, other: int
) -> None:
    made = json.loads(json.dumps(KEPT))
    *above, last = path
    functools.reduce(lambda tree, step: tree[step], above, made)[last] = value
    assert len(list(differences(KEPT, made, same_engine=True))) == same
    assert len(list(differences(KEPT, made, same_engine=False))) == other
