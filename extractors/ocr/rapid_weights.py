"""The networks that the rapidocr package carries (PP-OCRv6, Apache 2.0), run by onnxruntime.

Only its weights are used: the package itself would look for newer ones on the network, knows no
box around a word tighter than its own guess, and keeps no limit of memory.
"""

import os
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractors.ends import OcrMissing

# Nothing here calls home, and the thread that would is none that a process may be forked from.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
import onnxruntime

Tensor = NDArray[np.float32]

DETECTION = "*_det_*.onnx"
RECOGNITION = "*_rec_*.onnx"
QUIET = 4
"""Only what ends the process is told."""


class Network:
    """One network; may be run by several threads at the same time."""

    def __init__(self, pattern: str) -> None:
        """Load the newest network whose file name fits.

        Raises:
            OcrMissing: if the package or its weights are not installed.
        """
        path = max(_files(pattern), default=None)
        if path is None:
            raise OcrMissing
        options = onnxruntime.SessionOptions()
        # Pages are read side by side; a network with threads of its own would take their cores.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # Kept memory would be as large as the largest page for as long as the process lives.
        options.enable_cpu_mem_arena = False
        options.log_severity_level = QUIET
        self._session = onnxruntime.InferenceSession(
            str(path), sess_options=options, providers=["CPUExecutionProvider"]
        )
        self._given = self._session.get_inputs()[0].name

    def run(self, tensor: Tensor) -> Tensor:
        """Return the network's first answer for a (1, 3, height, width) tensor."""
        return np.asarray(self._session.run(None, {self._given: tensor})[0], np.float32)

    @property
    def characters(self) -> tuple[str, ...]:
        """The characters of its classes in order, as the weights' own notes list them."""
        notes = self._session.get_modelmeta().custom_metadata_map
        return tuple(str(notes["character"]).splitlines())


@cache
def network(pattern: str) -> Network:
    """Return the newest network whose file name fits, loaded once for each process.

    Without threads of its own it may be used in children forked after it was loaded.

    Raises:
        OcrMissing: if the package or its weights are not installed.
    """
    return Network(pattern)


def _files(pattern: str) -> Iterator[Path]:
    package = find_spec("rapidocr")
    for folder in (package.submodule_search_locations or ()) if package else ():
        yield from Path(folder, "models").glob(pattern)
