"""What the repository holds, and what it must never hold."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LARGEST_FILE = 3_000_000
LARGEST_WEIGHTS = 25_000_000
TRAINED = ROOT / "classifiers" / "trained"


def committed_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_a_hash_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    requirements = re.findall(r"^[A-Za-z0-9_.\[\]-]+==[^\n]+", text, re.MULTILINE)
    assert len(requirements) > 30
    assert all(line.rstrip().endswith("\\") for line in requirements)
    assert text.count("--hash=sha256:") >= len(requirements)
    assert "://" not in text


def test_the_front_end_lock_has_integrity_and_no_address() -> None:
    text = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in text
    assert '"integrity"' in text


def test_no_committed_file_is_large() -> None:
    """The weights of the shipped model are the one thing that may weigh more, together."""
    sizes = {file: file.stat().st_size for file in committed_files()}
    weights = {file: size for file, size in sizes.items() if TRAINED in file.parents}
    large = [file.name for file in sizes.keys() - weights.keys() if sizes[file] > LARGEST_FILE]
    assert large == []
    assert sum(weights.values()) < LARGEST_WEIGHTS


def test_every_package_is_installed_by_the_build() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    included = project["tool"]["setuptools"]["packages"]["find"]["include"]
    assert included == ["models*", "extractors*", "classifiers*", "intake*", "fixtures*", "bench*"]


def test_continuous_integration_calls_the_test_script_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["exec script/test"]
