"""Production reads nothing on a machine that lacks a layer, unless it is waived by name."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from intake.settings import Mode, Settings
from models.containment import Layer

COMMANDS = str(Path(sys.executable).parent)
ENSURE = """
import asyncio
from intake.settings import Settings
from intake.worker.containment import ensure
print(asyncio.run(ensure(Settings())).state_of("bubblewrap"))
"""


def without_bubblewrap(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command on a machine where bubblewrap is not installed."""
    environment = {"PATH": COMMANDS, "HOME": os.environ.get("HOME", "/"), **variables}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", ["worker", "serve"])
def test_production_refuses_to_start_without_a_layer_and_names_it(command: str) -> None:
    ended = without_bubblewrap("csq-intake", "--lang", "en", command, INTAKE_MODE="production")
    assert ended.returncode == 70
    assert "not_contained" in ended.stderr
    assert "INTAKE_WAIVED_LAYERS=bubblewrap" in ended.stderr


@pytest.mark.parametrize(
    "variables",
    [
        # A waiver by name, and the mode that only says what is absent.
        {"INTAKE_MODE": "production", "INTAKE_WAIVED_LAYERS": "bubblewrap"},
        {"INTAKE_MODE": "development"},
        {},
    ],
)
def test_a_waiver_by_name_or_development_goes_on(variables: dict[str, str]) -> None:
    ended = without_bubblewrap(sys.executable, "-c", ENSURE, **variables)
    assert ended.stdout == "absent\n", ended.stderr


def test_a_waiver_of_another_layer_does_not_help() -> None:
    ended = without_bubblewrap(
        sys.executable, "-c", ENSURE, INTAKE_MODE="production", INTAKE_WAIVED_LAYERS="landlock"
    )
    assert "NotContainedError" in ended.stderr


@pytest.mark.parametrize(("mode", "status"), [("production", 1), ("development", 0)])
def test_the_doctor_says_what_is_absent_and_how_to_get_it(mode: str, status: int) -> None:
    ended = without_bubblewrap(
        "csq-intake", "--lang", "fr", "doctor", INTAKE_MODE=mode, COLUMNS="200"
    )
    row = next(line for line in ended.stdout.splitlines() if "bubblewrap" in line)
    assert "absent" in row
    assert "apt-get install bubblewrap" in row
    assert ended.returncode == status
    for layer in ("rlimits", "no_new_privs", "seccomp"):
        assert any(layer in line and "✓" in line for line in ended.stdout.splitlines())


def test_waivers_are_names_with_commas_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTAKE_MODE", "production")
    monkeypatch.setenv("INTAKE_WAIVED_LAYERS", "bubblewrap, landlock,")
    assert Settings().waived_layers == (Layer.BUBBLEWRAP, Layer.LANDLOCK)
    assert Settings().mode is Mode.PRODUCTION


@pytest.mark.parametrize("given", ["all", "bubblewrap;seccomp", "BUBBLEWRAP"])
def test_a_waiver_that_names_no_layer_is_a_wrong_setting(
    given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTAKE_WAIVED_LAYERS", given)
    with pytest.raises(ValidationError):
        Settings()
