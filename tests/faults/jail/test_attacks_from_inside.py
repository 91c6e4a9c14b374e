"""What a captured reader can do: nothing, and each layer stops its part of it alone."""

import errno
import os
import signal
from pathlib import Path

import pytest

from extractors.contained import containment
from extractors.jail.orders import OUT_OF_MEMORY
from models.containment import ALL_LAYERS, Layer, LayerState
from tests.faults.jail.cells import alone, attacked

NONE: frozenset[Layer] = frozenset()
KILLED = -signal.SIGSYS

# Name of the attack, and what it aims at: a path, a number, or the name of a fixture.
FILES = [
    ("read_file", "/etc/passwd"),
    ("read_file", "secret"),
    ("list_folder", "/"),
    ("write_file", "new"),
    ("empty_file", "secret"),
    ("remove_file", "secret"),
]
NETWORK = [
    ("connect_tcp", "listening_tcp"),
    ("send_udp", "listening_tcp"),
    ("connect_unix", "listening_unix"),
    ("connect_abstract", "listening_abstract"),
]
PROCESSES = [
    ("fork", ""),
    ("execute", "/usr/bin/true"),
    ("signal_server", ""),
]
FOR_ROOT = [("trace_server", ""), ("new_network", ""), ("raise_limit", ""), ("give_away", "secret")]


def aim(target: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if target == "new":
        return str(tmp_path / "new")
    if target in {"secret", "listening_tcp", "listening_unix", "listening_abstract"}:
        return str(request.getfixturevalue(target))
    return target


def needs(layer: Layer) -> None:
    """Skip where a machine does not have a layer, which another test makes sure of."""
    if containment("tesserocr").state_of(layer) is LayerState.ABSENT:
        pytest.skip(f"this machine has no {layer}")


@pytest.mark.parametrize(("name", "target"), [*FILES, *NETWORK, *PROCESSES])
def test_every_attack_works_where_no_layer_holds(
    name: str, target: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    result = attacked(name, aim(target, request, tmp_path), NONE)
    # What is executed answers nothing and ends well.
    assert result.ended.status == 0
    assert result.answer == ("" if name == "execute" else "done")


@pytest.mark.parametrize(
    ("name", "target"),
    [*FILES, *NETWORK, *PROCESSES, *FOR_ROOT, ("read_memory_of_server", ""),
     ("allocate", str(4 << 30))],
)  # fmt: skip
def test_no_attack_works_in_the_jail(
    name: str, target: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    result = attacked(name, aim(target, request, tmp_path), ALL_LAYERS)
    assert result.answer != "done"
    assert result.ended.status in {0, KILLED, OUT_OF_MEMORY}


@pytest.mark.parametrize(
    ("name", "target", "stopped"),
    [
        # The root folder and all that is not named are closed, to root as well.
        ("read_file", "/etc/passwd", "EACCES"),
        ("read_file", "secret", "EACCES"),
        ("list_folder", "/", "EACCES"),
        ("write_file", "new", "EACCES"),
        ("empty_file", "secret", "EACCES"),
        ("remove_file", "secret", "EACCES"),
        ("execute", "/usr/bin/true", "EACCES"),
        ("read_memory_of_server", "", "EACCES"),
        # From version 4 of the interface on, TCP; from version 6 on, these two.
        ("connect_tcp", "listening_tcp", "EACCES"),
        ("connect_abstract", "listening_abstract", "EPERM"),
        ("signal_server", "", "EPERM"),
    ],
)
def test_landlock_alone_closes_files_and_tcp(
    name: str, target: str, stopped: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    needs(Layer.LANDLOCK)
    result = attacked(name, aim(target, request, tmp_path), alone(Layer.LANDLOCK))
    assert result.answer == stopped


@pytest.mark.parametrize(
    ("name", "target"),
    [*NETWORK, *PROCESSES, ("trace_server", ""), ("new_network", "")],
)
def test_seccomp_alone_ends_what_makes_a_call_of_an_attack(
    name: str, target: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    needs(Layer.SECCOMP)
    result = attacked(name, aim(target, request, tmp_path), alone(Layer.SECCOMP))
    assert result.ended.status == KILLED
    assert result.answer == ""


def test_seccomp_alone_answers_other_calls_as_an_older_kernel(secret: Path) -> None:
    needs(Layer.SECCOMP)
    assert attacked("remove_file", str(secret), alone(Layer.SECCOMP)).answer == "ENOSYS"
    assert secret.exists()


def test_threads_are_taken_in_the_jail() -> None:
    assert attacked("start_threads").answer == "done"


@pytest.mark.parametrize(
    ("name", "target", "stopped"),
    [
        ("read_file", "/etc/passwd", "ENOENT"),
        ("read_file", "secret", "ENOENT"),
        ("write_file", "new", "ENOENT"),
        # Its loopback interface is another one, on which nobody listens.
        ("connect_tcp", "listening_tcp", "ECONNREFUSED"),
        ("connect_unix", "listening_unix", "ENOENT"),
        ("connect_abstract", "listening_abstract", "ECONNREFUSED"),
        ("execute", "/usr/bin/true", "ENOENT"),
    ],
)
def test_bubblewrap_alone_leaves_neither_files_nor_network(
    name: str, target: str, stopped: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    needs(Layer.BUBBLEWRAP)
    result = attacked(name, aim(target, request, tmp_path), alone(Layer.BUBBLEWRAP))
    assert result.answer == stopped


def test_limits_alone_stop_four_gibibytes_and_every_file(tmp_path: Path) -> None:
    only = alone(Layer.RLIMITS)
    assert attacked("allocate", str(4 << 30), only).ended.status == OUT_OF_MEMORY
    assert attacked("allocate", str(4 << 20), only).answer == "done"
    assert attacked("write_file", str(tmp_path / "new"), only).answer == "EFBIG"
    assert (tmp_path / "new").stat().st_size == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has rights to give up")
def test_no_new_privs_alone_takes_the_rights_of_root(secret: Path) -> None:
    assert attacked("give_away", str(secret), NONE).answer == "done"
    result = attacked("give_away", str(secret), alone(Layer.NO_NEW_PRIVS))
    assert result.answer == errno.errorcode[errno.EPERM]


def test_a_child_inherits_its_three_pipes_and_nothing_else() -> None:
    assert attacked("leave_nothing_open", layers=NONE).answer == "done"
