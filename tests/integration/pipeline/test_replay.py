"""A stored report made again from what is stored: the same bytes, whatever happened since."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from classifiers.completeness.programme import PROGRAMMES
from classifiers.page_types.model import CURRENT, TRAINED
from intake.cli import run
from intake.pipeline import computing
from intake.pipeline.replaying import replay, rules_of, stored_revision
from intake.pipeline.workbench import Workbench
from intake.review.recording import ReviewRequest, record_review
from models.document_types import DocumentType
from models.report import Outcome
from tests.integration.pipeline.stored_reports import (
    CSQ,
    EARLY,
    NUMBER,
    OTHER,
    PERMIT,
    Desk,
    register,
    stored_body,
    upload_and_report,
)

pytestmark = pytest.mark.service

A76 = PROGRAMMES / "a76.toml"


@pytest.fixture(scope="module")
def desk(server: Any, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One application with two revisions, its file in another one, and one of long ago."""
    desk = Desk(server.create_database(), tmp_path_factory.mktemp("home"))

    async def fill(bench: Workbench) -> None:
        received = datetime(2022, 7, 4, 13, 5, 9, tzinfo=UTC)
        await register(bench, OTHER, received)
        await upload_and_report(bench, OTHER, CSQ)
        await register(bench, NUMBER, received)
        first = await upload_and_report(bench, NUMBER, CSQ, "")
        request = ReviewRequest(NUMBER, "u1", (1,), DocumentType.CAQ, "qa-1", first.id)
        await record_review(bench.store.database, request)
        await upload_and_report(bench, NUMBER, PERMIT)
        await register(bench, EARLY, datetime(2019, 3, 1, tzinfo=UTC))
        await upload_and_report(bench, EARLY, PERMIT)

    desk.do(fill)
    return desk


@pytest.fixture
def settings(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The command line looks at this desk."""
    monkeypatch.setenv("INTAKE_DATABASE_URL", desk.url)
    monkeypatch.setenv("INTAKE_HOME", str(desk.home))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return desk


@pytest.mark.parametrize("revision", [1, 2])
def test_a_revision_made_again_is_the_same_bytes_though_inputs_changed_since(
    desk: Desk, revision: int
) -> None:
    async def again(bench: Workbench) -> None:
        stored = await stored_revision(bench.store, NUMBER, revision)
        made = replay(stored, rules_of(stored), computing.model())
        assert made.identical, made.differing_places
        assert made.body == stored_body(desk, revision)
        assert len(made.report.uploads) == revision + 1
        assert len(stored.dossier.reviews) == revision - 1

    desk.do(again)


def test_the_command_prints_the_stored_bytes(
    settings: Desk, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["replay", NUMBER, "--revision", "1"]) == 0
    printed = capfdbinary.readouterr()
    assert printed.out == stored_body(settings, 1)
    assert b"the same bytes" in printed.err


def test_other_rules_print_their_difference(
    settings: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "a76.toml"
    text = A76.read_text(encoding="utf-8")
    other.write_text(
        text.replace(
            'accepts = [{ type = "csq" }]',
            'accepts = [{ type = "csq" }, { type = "caq" }]\nholder_unread = "accept"',
        ),
        encoding="utf-8",
    )
    assert run(["replay", NUMBER, "--programme", str(other)]) == 1
    printed = capsys.readouterr().out
    assert "another report" in printed
    assert "Quebec Selection Certificate: uncertain became" in printed
    assert "/requirements/0/status" in printed


def test_the_same_model_from_elsewhere_changes_nothing(
    settings: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["replay", NUMBER, "--model", str(TRAINED / CURRENT)]) == 0
    assert "the same bytes" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["W599999999"], [NUMBER, "--revision", "9"]])
def test_what_is_not_there_is_named(
    settings: Desk, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["replay", *arguments]) == 70
    assert "no_such_revision" in capsys.readouterr().err


def test_the_same_file_in_another_application_is_found_and_kept_for_the_replay(desk: Desk) -> None:
    async def look(bench: Workbench) -> None:
        stored = await stored_revision(bench.store, NUMBER, 1)
        assert [seen.applications for seen in stored.dossier.elsewhere] == [(OTHER,)]

    desk.do(look)


def test_an_application_older_than_the_rules_gets_its_report(desk: Desk) -> None:
    async def look(bench: Workbench) -> None:
        stored = await stored_revision(bench.store, EARLY)
        assert stored.row.outcome is Outcome.NEEDS_REVIEW
        assert "rules_not_in_effect" in {finding.code for finding in stored.report.findings}
        made = replay(stored, rules_of(stored), computing.model())
        assert made.identical

    desk.do(look)


def test_a_rule_change_names_the_applications_that_it_changes(
    settings: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "a76.toml"
    text = A76.read_text(encoding="utf-8")
    changed = text.replace("invitation_days = 90", "invitation_days = 60").replace(
        'accepts = [{ type = "csq" }]', 'accepts = [{ type = "csq" }, { type = "caq" }]'
    )
    new.write_text(changed, encoding="utf-8")
    assert run(["programme", "diff", str(A76), str(new)]) == 0
    printed = capsys.readouterr().out
    assert "windows.invitation_days: 90 → 60" in printed
    assert "requirements.csq.accepts.caq.type: (nothing) → caq" in printed
    assert NUMBER in printed
    # The reviewed certificate counts under the new rules, and stands in another application too.
    assert f"The whole content of upload u1 is also in other applications: {OTHER}" in printed
    assert "1 of 3 stored applications would get another report" in printed


def test_a_reissue_makes_the_next_revision_and_only_where_something_changed(
    settings: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    number = "W500000004"

    async def fill(bench: Workbench) -> None:
        await register(bench, number, datetime(2022, 7, 4, 13, 5, 9, tzinfo=UTC))
        await upload_and_report(bench, number, CSQ)

    settings.do(fill)
    # Nothing has changed since, neither the rules nor the model.
    assert run(["reissue", "--changed"]) == 0
    assert number not in capsys.readouterr().out
    assert run(["reissue", number, "W500000009"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("1 ")
    second = settings.do(lambda bench: upload_and_report(bench, number))
    assert second.revision == 2
    assert second.supersedes is not None


def test_a_reissue_must_be_told_of_what(settings: Desk) -> None:
    assert run(["reissue"]) == 64
    assert run(["reissue", NUMBER, "--changed"]) == 64
