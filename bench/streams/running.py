"""Draws, scans, reads and splits the long uploads."""

import multiprocessing
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from bench.kept import KeptExtractions
from bench.streams.judging import judged
from bench.streams.pictures import contact_sheet
from bench.streams.plans import Plan
from bench.streams.tables import StreamResult
from classifiers import page_types
from classifiers.understanding import understand


def result_of(plan: Plan, *, kept: Path | None, pictures: Path | None) -> StreamResult:
    """Draw, scan, read and split one upload.

    Args:
        plan: which upload.
        kept: folder of extractions that need not be read again.
        pictures: folder of the contact sheets; None draws none.

    Raises:
        ValueError: if the upload could not be read at all.
    """
    extraction = KeptExtractions(kept).read(plan.name, plan.scanned)
    if extraction is None:
        raise ValueError(f"the upload of seed {plan.seed} could not be read")
    reading = understand("u1", extraction, page_types.load())
    result = judged(plan.truth, reading)
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
        place = pictures / f"{plan.seed}-{plan.preset}.png"
        contact_sheet(plan.scanned(), plan.truth, reading, result, place)
    languages = Counter(true.language for true in plan.truth if true.kind != "blank")
    told = ", ".join(f"{count} {name}" for name, count in sorted(languages.items()))
    # A fresh copy of the plan: the drawn upload need not travel between processes.
    return StreamResult(replace(plan), len(extraction.pages), told, result)


def all_results(
    wanted: tuple[Plan, ...], processes: int, *, kept: Path | None, pictures: Path | None
) -> Iterator[StreamResult]:
    """Give the result of every upload, in order; arguments as in :func:`result_of`."""
    work = partial(result_of, kept=kept, pictures=pictures)
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=spawn) as pool:
        for done in pool.map(work, wanted):
            print(f"{done.plan.seed}: {len(done.judged.errors)} errors", file=sys.stderr)
            yield done
