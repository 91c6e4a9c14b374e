"""Reads and understands held-back files and writes the figures."""

import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.evaluation.applications import (
    DrawnApplication,
    ReportTally,
    held_back_applications,
    statuses_of,
)
from bench.evaluation.cases import EvaluationCase
from bench.evaluation.drawing import CLEAN, DEGRADED, held_back_files
from bench.evaluation.tables import (
    confusions_table,
    draw_confusion_matrix,
    fields_table,
    figures_table,
    reports_table,
)
from bench.evaluation.tally import Tally
from classifiers import page_types
from classifiers.understanding import understand
from extractors.reading import read
from models.reading import UploadReading
from models.report import RequirementStatus

RESULTS = Path(__file__).parents[1] / "results"
STRENGTH = 0.5
REPORTS_NOTE = (
    "Half of them are in Canada. Every second one lacks one document, and its requirement is "
    "expected to be missing."
)
BOUND_NOTE = (
    "A bound is the one-sided 95 % bound of Clopper and Pearson. Fields are counted on documents "
    "whose type was taken rightly; documents without a type are counted as abstentions above."
)


@dataclass(frozen=True, slots=True)
class Read:
    """One case after reading; ``reading`` is None if the file could not be read."""

    case: EvaluationCase
    reading: UploadReading | None
    seconds: float


def evaluate(files: int, processes: int, folder: Path = RESULTS) -> str:
    """Read ``files`` held-back files of each population; write and return the report.

    Everything runs for real: the text layers, the OCR engine, the shipped model.
    """
    tallies = {CLEAN: Tally(), DEGRADED: Tally()}
    seconds = 0.0
    for done in _all_read(files, processes):
        tallies[done.case.population].add(done.case, done.reading)
        seconds += done.seconds
    reports = _reported(files, processes)
    text = _report(tallies, reports, files, seconds)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "evaluation.md").write_text(text, encoding="utf-8")
    draw_confusion_matrix(tallies[DEGRADED], folder / "confusion-degraded.png")
    return text


def _all_read(files: int, processes: int) -> Iterator[Read]:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=spawn) as pool:
        for population in (CLEAN, DEGRADED):
            cases = held_back_files(files, population, strength=STRENGTH)
            yield from pool.map(_read, cases)


def _read(case: EvaluationCase) -> Read:
    started = time.process_time()
    outcome = read(case.content)
    reading = None
    if outcome.extraction is not None:
        reading = understand("u1", outcome.extraction, page_types.load())
    return Read(case, reading, time.process_time() - started)


def _reported(applications: int, processes: int) -> dict[str, ReportTally]:
    """Report on ``applications`` held-back applications of each population."""
    tallies = {CLEAN: ReportTally(), DEGRADED: ReportTally()}
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=spawn) as pool:
        for population, strength in ((CLEAN, None), (DEGRADED, STRENGTH)):
            drawn = held_back_applications(applications, strength=strength)
            for each, statuses in pool.map(_with_statuses, drawn):
                tallies[population].add(each, statuses)
    return tallies


def _with_statuses(
    drawn: DrawnApplication,
) -> tuple[DrawnApplication, dict[str, RequirementStatus]]:
    return drawn, statuses_of(drawn)


def _report(
    tallies: dict[str, Tally], reports: dict[str, ReportTally], files: int, seconds: float
) -> str:
    model = page_types.load().ref
    pages = sum(sum(tally.confusion.values()) for tally in tallies.values())
    made = (
        f"Made by `script/evaluate --files {files}`: {files} merged uploads of 3 to 8 documents in "
        "each population, in layouts and wordings that training and tuning never see; model "
        f"{model.name} {model.version} ({model.sha256[:12]}). {pages} pages, "
        f"{seconds / max(pages, 1):.2f} CPU-seconds a page outside the OCR engine's own process."
    )
    parts = (
        "# Evaluation on held-back files",
        made,
        figures_table(tallies),
        BOUND_NOTE,
        "## Reports on whole applications",
        f"{files} applications in each population. {REPORTS_NOTE}",
        reports_table(reports),
        "## Mistaken pages, clean",
        confusions_table(tallies[CLEAN]),
        "## Mistaken pages, degraded",
        confusions_table(tallies[DEGRADED]),
        "![Confusion matrix of degraded pages](confusion-degraded.png)",
        "## Fields of documents whose type was taken rightly",
        fields_table(tallies),
    )
    return "\n\n".join(parts) + "\n"
