"""What ``csq-intake programme`` says of the rules, in both languages, without a database."""

import sys
from pathlib import Path

import pytest

from classifiers.completeness.programme import PROGRAMMES, known
from classifiers.completeness.rule_changes import rule_changes
from intake.cli import FAILURE_STATUS, run
from intake.cli.programme_text import explained
from models.bilingual import Language

A76 = PROGRAMMES / "a76.toml"
TEXT = A76.read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    # The package has a function of the module's name.
    monkeypatch.setattr(sys.modules["intake.cli.language"], "_chosen", [])


@pytest.mark.parametrize("language", list(Language))
def test_every_condition_requirement_and_finding_is_told(language: Language) -> None:
    (rules,) = known()
    told = explained(rules, language)
    for condition in rules.conditions:
        assert condition.title.in_language(language) in told
    for requirement in rules.requirements:
        assert requirement.title.in_language(language) in told
        named = requirement.authority_fr if language is Language.FR else requirement.authority
        assert named is not None
        assert named in told
        for decoy in requirement.decoys:
            assert decoy.reason.in_language(language) in told
    for code in rules.findings:
        assert code in told
    assert "14700" in told
    assert "99999" in told


def test_the_two_tellings_share_no_sentence() -> None:
    (rules,) = known()
    english, french = (set(explained(rules, language).splitlines()) for language in Language)
    # Titles of authorities and lists of codes are the same in both.
    shared = {line for line in english & french if len(line.split()) > 3}
    assert all("PDI R205" in line or "guides" in line for line in shared), shared


def test_explain_prints_the_rules_of_a_file_or_of_a_day(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["programme", "explain", "--lang", "fr", "--day", "2022-07-04"]) == 0
    assert "En vigueur du 2021-01-01" in capsys.readouterr().out
    assert run(["programme", "explain", str(A76), "--lang", "en"]) == 0
    assert "In effect from 2021-01-01" in capsys.readouterr().out


def test_explain_of_what_is_not_there_says_what_there_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["programme", "explain", "a75"]) == FAILURE_STATUS
    assert "a76" in capsys.readouterr().err


CHANGES = [
    # What is changed in the file, and the lines that tell it.
    ("invitation_days = 90", "invitation_days = 60", ["windows.invitation_days: 90 → 60"]),
    (
        'accepts = [{ type = "csq" }]',
        'accepts = [{ type = "csq" }, { type = "caq", since = 2024-01-01 }]',
        [
            "requirements.csq.accepts.caq.type: (nothing) → caq",
            "requirements.csq.accepts.caq.since: (nothing) → 2024-01-01",
        ],
    ),
    (
        '"gens d\'affaires", ',
        "",
        ["requirements.csq.category.rejected.gens d'affaires: gens d'affaires → (nothing)"],
    ),
    ("# [K] Whether the category", "# Whether the category", ["No rule changes."]),
]


@pytest.mark.parametrize(("good", "other", "lines"), CHANGES)
def test_diff_tells_each_change_and_no_other(
    good: str, other: str, lines: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert good in TEXT
    new = tmp_path / "new.toml"
    new.write_text(TEXT.replace(good, other), encoding="utf-8")
    assert run(["programme", "diff", str(A76), str(new), "--rules-only"]) == 0
    assert capsys.readouterr().out.splitlines() == lines


def test_diff_says_that_nothing_is_stored_where_nothing_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INTAKE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("INTAKE_DATABASE_URL", raising=False)
    assert run(["programme", "diff", str(A76), str(A76), "--lang", "en"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told == ["No rule changes.", "No applications are stored here, so none was tried."]
    assert not (tmp_path / "home").exists()


def test_a_shift_of_places_is_no_change() -> None:
    (rules,) = known()
    assert rule_changes(rules, rules) == ()


def test_diff_of_a_faulty_file_names_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new.toml"
    new.write_text(TEXT.replace("invitation_days = 90", "invitation_days = 0"), encoding="utf-8")
    assert run(["programme", "diff", str(A76), str(new)]) == FAILURE_STATUS
    line = TEXT[: TEXT.index("invitation_days")].count("\n") + 1
    assert f"line {line}, at windows.invitation_days" in capsys.readouterr().err
