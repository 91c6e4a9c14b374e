"""The command line: exit statuses of sysexits.h, two languages, commands loaded on call."""

import importlib
import re
from pathlib import Path

import click
import pytest

from intake.cli import COMMANDS, USAGE_STATUS, run
from intake.cli.check import expand
from intake.cli.language import language
from models.bilingual import Language


@pytest.mark.parametrize("name", COMMANDS)
def test_every_listed_command_exists(name: str) -> None:
    assert isinstance(importlib.import_module(f"intake.cli.{name}").command, click.Command)


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["check"],  # no file named
        ["check", "no-such-file.pdf"],
        ["check", "--no-such-option", "x"],
        ["--lang", "de", "doctor"],
    ],
)
def test_a_wrong_call_exits_with_the_usage_status(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == USAGE_STATUS
    assert capsys.readouterr().err


WRONG_CALLS = [
    ["no-such-command"],
    ["account", "revok", "x"],
    ["account"],
    ["account", "add", "x"],
    ["account", "add", "x", "--role", "king"],
    ["check"],
    ["check", "no-such-file.pdf"],
    ["check", "--jso", "x"],
    ["check", "--no-such-option", "x"],
    ["check", "--json=1", "README.md"],
    ["check", "README.md", "--received", "soon"],
    ["demo", "--onc"],
    ["doctor", "--help=1"],
    ["doctor", "x"],
    ["programme", "explain", "--day", "soon"],
    ["receiver", "--out", "README.md", "--key", "x"],
    ["replay", "W123456789", "--programme", "docs"],
    ["replay", "W123456789", "--revision", "0"],
    ["serve", "--port"],
    ["serve", "--port", "x"],
    ["serve", "--port", "70000"],
    ["serve", "x", "y"],
]
ENGLISH = re.compile(
    r"\b(usage|try|error|no such|did you mean|missing|choose|invalid|is|not|does|requires|takes?|"
    r"got|unexpected|match|range|show|exit|commands?)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("arguments", WRONG_CALLS, ids=" ".join)
def test_a_wrong_call_is_told_in_french_to_whoever_asks_for_french(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.import_module("intake.cli.language"), "_chosen", [])
    assert run(["--lang", "fr", *arguments]) == USAGE_STATUS
    told = capsys.readouterr().err
    quoted_out = re.sub(r"'[^'\s]*'|« .*? »", "", told)
    # What a command does stands in its own words, in both languages.
    own = [line for line in quoted_out.splitlines() if not line.startswith("  ")]
    assert ENGLISH.findall("\n".join(own).replace("no-such", "")) == [], told
    assert "Erreur : " in told or "Utilisation : " in told


def test_a_wrong_call_is_told_in_english_otherwise(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.import_module("intake.cli.language"), "_chosen", [])
    assert run(["--lang", "en", "no-such-command"]) == USAGE_STATUS
    assert "Error: No such command 'no-such-command'." in capsys.readouterr().err


def test_help_exits_with_success(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    assert "check" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "fr_CA.UTF-8"}, Language.FR),
        ({"LANG": "en_CA.UTF-8"}, Language.EN),
        ({"LANG": "C.UTF-8"}, Language.EN),
        ({}, Language.EN),
        ({"LANG": "en_CA.UTF-8", "LC_ALL": "fr_CA.UTF-8"}, Language.FR),  # LC_ALL goes first
        ({"LANG": "fr_CA.UTF-8", "LC_ALL": ""}, Language.FR),  # an empty variable says nothing
    ],
)
def test_the_language_is_that_of_the_environment(
    variables: dict[str, str], expected: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language() is expected


def test_a_folder_stands_for_its_files_in_order_of_name_without_hidden_ones(
    tmp_path: Path,
) -> None:
    for name in ("b.pdf", "a.pdf", ".hidden", "below/c.pdf", ".git/d.pdf"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    found = [str(path.relative_to(tmp_path)) for path in expand((tmp_path,))]
    assert found == ["a.pdf", "b.pdf", "below/c.pdf"]


def test_an_empty_folder_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError):
        expand((tmp_path,))
