"""Puts a process into the jail, and says which layers hold, measured from inside."""

import os
from collections.abc import Callable
from dataclasses import dataclass

from extractors.jail import bubblewrap, landlock, no_new_privs, rlimits, seccomp
from extractors.jail.policy import Policy
from extractors.limits import Limits
from models.containment import Containment, Layer, LayerReport, LayerState


@dataclass(frozen=True, slots=True)
class Cell:
    """What one child is put into.

    Attributes:
        policy: what it may do.
        limits: what it may use.
        folder: its own folder for files; None if it writes none.
        outside: the namespaces of the process outside (:func:`bubblewrap.namespaces`).
    """

    policy: Policy
    limits: Limits
    folder: str | None
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """How one layer is put in force, and how it is measured afterwards."""

    layer: Layer
    enter: Callable[[], None]
    holds: Callable[[], bool]


def enter(cell: Cell) -> Containment:
    """Put this process, which has one thread, into the layers of its policy.

    A layer that cannot be put in force is reported as absent; whoever calls decides whether to go
    on without it.

    Raises:
        RuntimeError: the process has several threads, of which only one would be held.
    """
    if len(os.listdir("/proc/self/task")) != 1:  # noqa: PTH208
        raise RuntimeError("the jail is entered before threads start")
    wanted = [entry for entry in _entries(cell) if entry.layer in cell.policy.layers]
    failed = {entry.layer: cause for entry in wanted if (cause := _attempt(entry.enter))}
    # Measured when all are in force, since one could undo what another needs.
    reports = {entry.layer: _measured(entry, failed, cell.policy) for entry in wanted}
    off = LayerState.OFF
    return Containment(tuple(reports.get(layer) or LayerReport(layer, off) for layer in Layer))


def _entries(cell: Cell) -> tuple[Entry, ...]:
    """Return the layers in the order in which they can be entered."""
    program = cell.policy.program is not None
    # Namespaces can be looked up only until Landlock closes /proc.
    elsewhere = bubblewrap.holds(cell.outside)
    return (
        Entry(Layer.BUBBLEWRAP, lambda: None, lambda: elsewhere),
        Entry(
            Layer.RLIMITS,
            lambda: rlimits.enter(cell.limits, writes=program),
            lambda: rlimits.holds(cell.limits, writes=program),
        ),
        Entry(Layer.NO_NEW_PRIVS, no_new_privs.enter, no_new_privs.holds),
        Entry(Layer.LANDLOCK, lambda: landlock.enter(cell.policy, cell.folder), landlock.holds),
        # Last, because what the others call is on no list of what a reader needs.
        Entry(Layer.SECCOMP, lambda: seccomp.enter(program=program), seccomp.holds),
    )


def _attempt(enter_layer: Callable[[], None]) -> str | None:
    try:
        enter_layer()
    except (OSError, ValueError) as error:
        return str(error) or type(error).__name__
    return None


def _measured(entry: Entry, failed: dict[Layer, str], policy: Policy) -> LayerReport:
    if entry.layer in failed:
        return LayerReport(entry.layer, LayerState.ABSENT, failed[entry.layer])
    if not entry.holds():
        return LayerReport(entry.layer, LayerState.ABSENT, "not in force")
    if policy.program is not None and entry.layer in _EXCEPTIONS:
        return LayerReport(entry.layer, LayerState.RELAXED, _EXCEPTIONS[entry.layer])
    return LayerReport(entry.layer, LayerState.HOLDS)


_EXCEPTIONS = {
    Layer.RLIMITS: "writes files in its own folder",
    Layer.LANDLOCK: "starts the OCR program, writes files in its own folder",
    Layer.SECCOMP: "starts the OCR program, writes files in its own folder",
}
"""What each layer lets through for an OCR engine that is a program."""
