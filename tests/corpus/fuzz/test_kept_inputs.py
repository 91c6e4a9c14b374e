"""Inputs that fuzzing kept: every parser still holds its promises on each of them."""

from pathlib import Path

import pytest

from bench.fuzz.instrumented import MODULES
from bench.fuzz.targets import TARGETS

HERE = Path(__file__).parent
KEPT = sorted(path for name in TARGETS for path in (HERE / name).iterdir())
LARGEST = 20_000


def test_every_target_has_its_kept_inputs() -> None:
    assert TARGETS.keys() == MODULES.keys()
    assert {path.parent.name for path in KEPT} == set(TARGETS)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name} {path.name}")
def test_a_kept_input_breaks_no_promise(path: Path) -> None:
    data = path.read_bytes()
    assert len(data) < LARGEST
    TARGETS[path.parent.name].call(data)


@pytest.mark.parametrize("name", TARGETS)
def test_the_inputs_that_fuzzing_begins_with_are_sound(name: str) -> None:
    for data in TARGETS[name].seeds():
        TARGETS[name].call(data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        # What the targets are there to find: an answer that is no answer, text that is no text.
        ("frames", b""),
        ("frames", b"\x01"),
        ("frames", b"\x00" + b"\xff" * 40),
        ("xfa", b""),
        ("xfa", b"<a"),
        ("mrz", b"\xff\xfe\n\n"),
        ("word", b"PK\x03\x04"),
        ("word", b""),
    ],
)
def test_targets_take_whatever_comes(name: str, data: bytes) -> None:
    TARGETS[name].call(data)
