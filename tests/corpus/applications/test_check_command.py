"""``csq-intake check`` on files: exit statuses, JSON, evidence images."""

import json
from pathlib import Path

import pytest

from fixtures.hostile import HOSTILE
from intake.cli import run
from intake.cli.check import STATUS_OF_OUTCOME

CORPUS = Path(__file__).parents[3] / "fixtures" / "corpus"
FORM = CORPUS / "overseas_complete" / "imm1295e.pdf"


def test_a_form_alone_is_incomplete_and_its_report_is_json(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = run(["check", str(FORM), "--json", "--number", "W301234567"])
    report = json.loads(capsys.readouterr().out)
    assert status == 1
    assert report["outcome"] == "incomplete"
    assert report["application"]["number"] == "W301234567"
    assert [marker["marker"] for marker in report["markers"]] == ["job_title", "a76"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["/nowhere.pdf"],
        [str(FORM), "--number", "mine"],
        [str(FORM), "--received", "soon"],
        [str(FORM), "--in-canada", "perhaps"],
    ],
)
def test_a_wrong_call_has_its_own_exit_status(arguments: list[str]) -> None:
    assert run(["check", *arguments]) == 64


def test_a_folder_without_files_is_a_wrong_call(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_bytes(b"")
    assert run(["check", str(tmp_path)]) == 64


def test_the_exit_status_tells_the_outcome() -> None:
    assert STATUS_OF_OUTCOME == {"complete": 0, "incomplete": 1, "needs_review": 2}


def test_an_input_that_cannot_be_read_has_its_own_exit_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, executable = HOSTILE["executable"]
    program = tmp_path / name
    program.write_bytes(executable())
    status = run(["check", str(FORM), str(program), "--json"])
    report = json.loads(capsys.readouterr().out)
    assert status == 3
    assert [upload["status"] for upload in report["uploads"]] == ["read", "refused"]
    assert report["uploads"][1]["problems"]
    # What could not be read might have held anything, so nothing is called missing.
    assert "missing" not in {row["status"] for row in report["requirements"]}


def test_the_out_folder_gets_the_report_and_a_picture_of_every_page_with_evidence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "evidence"
    run(["check", str(FORM), "--out", str(out)])
    assert "IMM 1295" in capsys.readouterr().out
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    seen = {(w["upload"], w["page"]) for marker in report["markers"] for w in marker["witnesses"]}
    pictures = {path.name for path in out.glob("*.png")}
    assert {f"{upload}-page-{page:03}.png" for upload, page in seen} <= pictures
