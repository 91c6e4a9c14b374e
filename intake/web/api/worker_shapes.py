"""The JSON objects that tell of workers and of what holds their readers."""

from collections.abc import Collection

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from intake.store.workers import WorkerRow
from models.containment import Containment, Layer, LayerState

WORKER: JsonDict = {
    "name": "5f2c9a7d03b1e846",
    "layers": [
        {"layer": "rlimits", "state": "holds", "detail": ""},
        {"layer": "no_new_privs", "state": "holds", "detail": ""},
        {"layer": "landlock", "state": "holds", "detail": ""},
        {"layer": "seccomp", "state": "holds", "detail": ""},
        {"layer": "bubblewrap", "state": "absent", "detail": "bwrap is not installed"},
    ],
    "lacking": ["bubblewrap"],
    "delivers": True,
}


def _shape(value: JsonDict) -> ConfigDict:
    return ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [value]})


class LayerShape(BaseModel):
    """One layer of containment, as measured from inside."""

    model_config = _shape({"layer": "landlock", "state": "holds", "detail": ""})

    layer: Layer
    state: LayerState
    detail: str = Field(description="Version, exception or cause, in the kernel's own terms.")


class WorkerShape(BaseModel):
    """One living worker."""

    model_config = _shape(WORKER)

    name: str
    layers: list[LayerShape]
    lacking: list[Layer] = Field(description="Layers that neither hold in full nor are waived.")
    delivers: bool = Field(description="Whether its settings name a receiver of reports.")

    @classmethod
    def of(cls, row: WorkerRow, waived: Collection[Layer]) -> "WorkerShape":
        """Build the shape from a row."""
        layers = [
            LayerShape(layer=each.layer, state=each.state, detail=each.detail)
            for each in row.layers
        ]
        lacking = list(Containment(row.layers).lacking(waived))
        return cls(name=row.name, layers=layers, lacking=lacking, delivers=row.delivers)


class WorkerList(BaseModel):
    """The workers that live."""

    model_config = _shape({"items": [WORKER]})

    items: list[WorkerShape]
