"""The layers that contain the reading of hostile files, and whether each of them holds."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Layer(StrEnum):
    """One independent barrier around the reading of an upload; each holds without the others."""

    RLIMITS = "rlimits"
    NO_NEW_PRIVS = "no_new_privs"
    LANDLOCK = "landlock"
    SECCOMP = "seccomp"
    BUBBLEWRAP = "bubblewrap"


ALL_LAYERS = frozenset(Layer)


class LayerState(StrEnum):
    """What a measurement from inside says of one layer.

    ``relaxed``: it holds, with a named exception that the chosen OCR engine needs. ``absent``: this
    machine does not have it, or does not let us use it. ``off``: it was not asked for.
    """

    HOLDS = "holds"
    RELAXED = "relaxed"
    ABSENT = "absent"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class LayerReport:
    """One layer as it was measured.

    Attributes:
        detail: the version, the exception or the cause, in the kernel's own terms; no sentence.
    """

    layer: Layer
    state: LayerState
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Containment:
    """Every layer as it was measured from inside the jail, in the order of :class:`Layer`."""

    layers: tuple[LayerReport, ...]

    def state_of(self, layer: Layer) -> LayerState:
        """Return the state of one layer; one that was not reported is absent."""
        states = {each.layer: each.state for each in self.layers}
        return states.get(layer, LayerState.ABSENT)

    def lacking(self, waived: Collection[Layer] = ()) -> tuple[Layer, ...]:
        """Return the layers that do not hold in full and were not waived by name."""
        return tuple(
            layer
            for layer in Layer
            if self.state_of(layer) is not LayerState.HOLDS and layer not in waived
        )
