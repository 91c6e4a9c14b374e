"""Reads the second renderer's files and counts what was made of them."""

import hashlib
import multiprocessing
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from bench.evaluation.cases import EvaluationCase
from bench.evaluation.drawing import UNDEGRADED
from bench.evaluation.tables import confusions_table, fields_table, figures_table, groups_table
from bench.evaluation.tally import Tally
from bench.kept import KeptExtractions
from classifiers import page_types
from classifiers.understanding import understand
from models.reading import UploadReading

CLEAN, DEGRADED = "born-digital", "scanned or photographed"


def reading_of(case: EvaluationCase, kept: Path | None) -> UploadReading | None:
    """Read one file for real; None if it could not be read."""
    name = hashlib.sha256(case.content).hexdigest()
    extraction = KeptExtractions(kept).read(name, lambda: case.content)
    return None if extraction is None else understand("u1", extraction, page_types.load())


def markdown(tallies: dict[str, Tally], origin: str) -> str:
    """Return all tables."""
    note = (
        "Uploads of 3 to 8 documents each. Intervals are two-sided, 95 %, of Clopper and Pearson; "
        "*bound* is the one-sided one. Fields are counted on documents whose type was taken "
        "rightly."
    )
    parts = ["# The second renderer", origin, note, figures_table(tallies)]
    for dimension in ("type", "language", "degradation"):
        parts += [f"## By {dimension}", groups_table(tallies, dimension)]
    for name, tally in tallies.items():
        parts += [f"## Mistaken pages, {name}", confusions_table(tally)]
    parts += ["## Fields", fields_table(tallies)]
    return "\n\n".join(parts) + "\n"


def tallied(cases: Sequence[EvaluationCase], processes: int, kept: Path | None) -> dict[str, Tally]:
    """Read every file and count what was made of it, clean and degraded apart."""
    tallies = {CLEAN: Tally(), DEGRADED: Tally()}
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=spawn) as pool:
        readings = pool.map(partial(reading_of, kept=kept), cases)
        for case, reading in zip(cases, readings, strict=True):
            tallies[CLEAN if case.recipe == UNDEGRADED else DEGRADED].add(case, reading)
            print(f"{case.name}: {case.recipe}", file=sys.stderr)
    return tallies
