"""No layer is absent in silence: what a machine has holds, what it lacks is told with a cause."""

import ctypes
import errno
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from extractors.contained import containment, read_contained
from extractors.jail import bpf, seccomp
from extractors.jail.keeper import Keeper, ReaderNotStartedError
from extractors.jail.kernel import ARCHITECTURES, architecture
from extractors.jail.landlock import CREATE_RULESET
from extractors.jail.policy import Policy
from extractors.jail.seccomp import PR_SET_SECCOMP
from extractors.jail.syscalls import WITH_ARGUMENTS
from models.containment import ALL_LAYERS, Containment, Layer, LayerState
from models.extraction import ReadStatus
from tests.faults.jail.cells import ROOT, attacking

OPEN_AIR = ALL_LAYERS - {Layer.BUBBLEWRAP}
WITHOUT = f"""
import sys
sys.path.append({str(ROOT)!r})
from extractors.jail import bpf, no_new_privs, seccomp
no_new_privs.enter()
refused = {{refused}}
seccomp.install([bpf.load(0), *refused, bpf.give(bpf.ALLOW)])
"""
"""Makes a process live as on a kernel that refuses one call, or one operation of a call."""
PRCTL = getattr(WITH_ARGUMENTS["prctl"], architecture().name)
UNPRIVILEGED = f"""
import ctypes, errno, importlib, mmap, os, resource, signal, socket, sys, threading, time, pathlib
sys.path.append({str(ROOT)!r})
import extractors.jail.forkserver, extractors.jail.orders
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
"""


def kernel_has(layer: Layer) -> bool:
    """Tell by other means than the jail's own."""
    if layer is Layer.LANDLOCK:
        # The list of security modules is not shown in containers; the kernel itself always answers.
        return int(ctypes.CDLL(None).syscall(CREATE_RULESET, None, 0, 1)) > 0
    if layer is Layer.SECCOMP:
        return "Seccomp_filters" in Path("/proc/self/status").read_text(encoding="ascii")
    if layer is Layer.BUBBLEWRAP:
        bwrap = shutil.which("bwrap")
        trial = [bwrap, "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "true"]
        return bwrap is not None and subprocess.run(trial, check=False).returncode == 0
    return True


def states(found: Containment) -> dict[Layer, LayerState]:
    return {each.layer: each.state for each in found.layers}


@pytest.mark.parametrize("layer", list(Layer))
def test_a_layer_that_this_machine_has_holds(layer: Layer) -> None:
    if not kernel_has(layer):
        pytest.skip(f"this machine has no {layer}")
    assert containment("tesserocr").state_of(layer) is LayerState.HOLDS


def test_every_layer_is_reported_once_and_what_lacks_has_a_cause() -> None:
    found = containment("tesserocr")
    assert [each.layer for each in found.layers] == list(Layer)
    assert all(each.detail for each in found.layers if each.state is LayerState.ABSENT)


@pytest.mark.parametrize(
    ("refused", "layer", "cause"),
    [
        # A kernel before 5.13, or one where Landlock is not among the security modules.
        (
            f"bpf.when_equal({CREATE_RULESET}, bpf.ERRNO | {errno.ENOSYS})",
            Layer.LANDLOCK,
            "no Landlock",
        ),
        # A container that forbids to filter further; other calls may have this first argument.
        (
            f"""(bpf.unless_equal_skip({PRCTL}, 3), bpf.load_argument(0),
                *bpf.when_equal({PR_SET_SECCOMP}, bpf.ERRNO | {errno.EPERM}))""",
            Layer.SECCOMP,
            "Operation not permitted",
        ),
    ],
    ids=["Landlock", "seccomp"],
)
def test_a_layer_that_the_kernel_refuses_is_told_and_the_others_hold(
    refused: str, layer: Layer, cause: str
) -> None:
    before = WITHOUT.format(refused=refused)
    with attacking("read_file", "/etc/passwd", OPEN_AIR, before=before) as keeper:
        found = keeper.containment()
        reported = {each.layer: each for each in found.layers}
        assert reported[layer].state is LayerState.ABSENT
        assert cause in reported[layer].detail
        assert states(found)[Layer.RLIMITS] is LayerState.HOLDS
        assert layer in found.lacking()
        assert layer not in found.lacking(waived=[layer])
        # Development goes on: the child was forked and did its work.
        outcome = read_contained(b"%PDF-1.7\n%%EOF\n", keeper=keeper)
        assert outcome.status is ReadStatus.POLICY


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_unprivileged_account_has_every_layer_too() -> None:
    with attacking("read_file", "/etc/passwd", OPEN_AIR, before=UNPRIVILEGED) as keeper:
        wanted = {layer: LayerState.HOLDS for layer in OPEN_AIR if kernel_has(layer)}
        found = states(keeper.containment())
        assert {layer: found[layer] for layer in wanted} == wanted


def test_bubblewrap_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with attacking("read_file", "/etc/passwd") as keeper:
        report = next(each for each in keeper.containment().layers
                      if each.layer is Layer.BUBBLEWRAP)  # fmt: skip
        assert (report.state, report.detail) == (LayerState.ABSENT, "bwrap is not installed")


def test_bubblewrap_that_may_make_no_namespaces_is_told_in_its_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing = tmp_path / "bwrap"
    refusing.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\n"
                        "exit 1\n", encoding="ascii")  # fmt: skip
    refusing.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with attacking("read_file", "/etc/passwd") as keeper:
        report = next(each for each in keeper.containment().layers
                      if each.layer is Layer.BUBBLEWRAP)  # fmt: skip
        assert report.state is LayerState.ABSENT
        assert "No permissions" in report.detail


def test_a_layer_that_was_not_asked_for_is_off_and_not_taken_for_held() -> None:
    with attacking("read_file", "/etc/passwd", frozenset({Layer.RLIMITS})) as keeper:
        found = keeper.containment()
        assert states(found) == {
            layer: LayerState.HOLDS if layer is Layer.RLIMITS else LayerState.OFF for layer in Layer
        }
        assert set(found.lacking()) == ALL_LAYERS - {Layer.RLIMITS}


def test_a_server_that_cannot_start_is_an_error_and_no_outcome_of_a_file() -> None:
    keeper = Keeper(("/nowhere/python",), Policy(()))
    with pytest.raises(ReaderNotStartedError):
        read_contained(b"%PDF-1.7\n%%EOF\n", keeper=keeper)


@pytest.mark.parametrize("program", [True, False])
@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_filters_of_both_architectures_are_within_what_the_kernel_takes(
    machine: str, program: bool
) -> None:
    built = seccomp.build(ARCHITECTURES[machine], 1, program=program)
    assert len(built) < 4096
    # Every jump lands inside the program, whose last word is an action.
    for place, step in enumerate(built):
        assert place + 1 + max(step.if_true, step.if_false) < len(built) or step.code == bpf.RETURN
    assert built[-1].code == bpf.RETURN


def test_this_architecture_is_known() -> None:
    assert architecture() is not None


def test_a_server_with_a_second_thread_does_not_fork() -> None:
    before = (
        "import threading, time\n"
        "threading.Thread(target=time.sleep, args=(9,), daemon=True).start()"
    )
    with attacking("rest", "0", before=before) as keeper, pytest.raises(ReaderNotStartedError):
        keeper.containment()
