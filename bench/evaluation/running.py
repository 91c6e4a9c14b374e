"""Runs the evaluation: draw, read for real, compare, write the report."""

import json
import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from bench.evaluation.applications import (
    DrawnApplication,
    ReportTally,
    Statuses,
    held_back_applications,
    statuses_of,
)
from bench.evaluation.cases import EvaluationCase
from bench.evaluation.drawing import (
    CLEAN,
    DEGRADED,
    PRINTED,
    form_files,
    held_back_files,
    printed_files,
)
from bench.evaluation.pictures import (
    draw_confusion_matrix,
    draw_reliability,
    draw_risk_coverage,
)
from bench.evaluation.tables import (
    Figures,
    changes_table,
    confusions_table,
    fields_table,
    figures_of,
    figures_table,
    groups_table,
    reports_table,
)
from bench.evaluation.tally import DIMENSIONS, Tally
from classifiers import page_types
from classifiers.understanding import understand
from extractors.reading import read
from fixtures.web_prints import chromium_path
from models.reading import UploadReading

RESULTS = Path(__file__).parents[1] / "results"
STRENGTH = 0.5
CURVES = (
    "![How often the first candidate is right](reliability.png) "
    "![Wrong types against pages given a type](risk-coverage.png)"
)
FIGURES = "evaluation.json"
POPULATIONS_NOTE = (
    "**clean** and **degraded**: merged uploads of 3 to 8 documents, and single work-permit forms "
    "of which every second has near misses in its marker boxes, in layouts and wordings that "
    "training and tuning never see. **printed**: merged uploads in other words, about other "
    "people, printed by a browser; every second one degraded."
)
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
    """One case after reading; ``reading`` is None if the file could not be read.

    Attributes:
        seconds: processor time of the whole reading.
        understanding: processor time of classification, segmentation, markers and fields.
        pages: pages read.
    """

    case: EvaluationCase
    reading: UploadReading | None
    seconds: float
    understanding: float
    pages: int


@dataclass(slots=True)
class Speed:
    """Pages and processor seconds, grown while measuring."""

    pages: int = 0
    seconds: float = 0.0
    understanding: float = 0.0

    def add(self, done: Read) -> None:
        """Count one file."""
        self.pages += done.pages
        self.seconds += done.seconds
        self.understanding += done.understanding

    @property
    def shown(self) -> str:
        """The times a page, in words."""
        pages = max(1, self.pages)
        return (
            f"{self.pages} pages, {self.seconds / pages:.2f} CPU-seconds a page, of which "
            f"classification, segmentation, markers and fields take "
            f"{1000 * self.understanding / pages:.0f} ms (bar: < 50 ms)."
        )


def evaluate(
    files: int, processes: int, seeds: tuple[int, ...] = (0,), folder: Path = RESULTS
) -> str:
    """Read ``files`` held-back files of each population and seed; write and return the report.

    Everything runs for real: the text layers, the OCR engine, the shipped model. The second
    renderer's files are left out where there is no browser.
    """
    tallies: dict[str, Tally] = {CLEAN: Tally(), DEGRADED: Tally()}
    speed = Speed()
    for done in _all_read(files, processes, seeds):
        tallies.setdefault(done.case.population, Tally()).add(done.case, done.reading)
        speed.add(done)
    reports = _reported(files, processes, seeds)
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / FIGURES
    before: Figures = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    figures = figures_of(tallies, reports)
    text = _report(tallies, reports, changes_table(figures, before), _made(files, seeds, speed))
    (folder / "evaluation.md").write_text(text, encoding="utf-8")
    kept.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    draw_confusion_matrix(tallies[DEGRADED], folder / "confusion-degraded.png")
    draw_reliability(tallies, folder / "reliability.png")
    draw_risk_coverage(tallies, folder / "risk-coverage.png")
    return text


def _all_read(files: int, processes: int, seeds: tuple[int, ...]) -> Iterator[Read]:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=spawn) as pool:
        for seed in seeds:
            for population in (CLEAN, DEGRADED):
                cases = chain(
                    held_back_files(files, population, strength=STRENGTH, seed=seed),
                    form_files(files // 3, population, strength=STRENGTH, seed=seed),
                )
                yield from pool.map(_read, cases)
            chromium = chromium_path()
            if chromium is not None:
                printed = printed_files(files, chromium, strength=STRENGTH, seed=seed)
                yield from pool.map(_read, printed)


def _read(case: EvaluationCase) -> Read:
    model = page_types.load()
    started = time.process_time()
    extraction = read(case.content).extraction
    if extraction is None:
        return Read(case, None, time.process_time() - started, 0.0, 0)
    extracted = time.process_time()
    reading = understand("u1", extraction, model)
    ended = time.process_time()
    return Read(case, reading, ended - started, ended - extracted, len(extraction.pages))


def _reported(applications: int, processes: int, seeds: tuple[int, ...]) -> dict[str, ReportTally]:
    """Report on ``applications`` held-back applications of each population and seed."""
    tallies = {CLEAN: ReportTally(), DEGRADED: ReportTally()}
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=spawn) as pool:
        for seed in seeds:
            for population, strength in ((CLEAN, None), (DEGRADED, STRENGTH)):
                drawn = held_back_applications(applications, strength=strength, seed=seed)
                for each, statuses in pool.map(_with_statuses, drawn):
                    tallies[population].add(each, statuses)
    return tallies


def _with_statuses(drawn: DrawnApplication) -> tuple[DrawnApplication, Statuses]:
    return drawn, statuses_of(drawn)


def _made(files: int, seeds: tuple[int, ...], speed: Speed) -> str:
    model = page_types.load().ref
    options = " ".join(f"--seed {seed}" for seed in seeds)
    return (
        f"Made by `script/evaluate --files {files} {options}`: {files} files of each population "
        f"and seed; model {model.name} {model.version} ({model.sha256[:12]}). {speed.shown}"
    )


def _report(
    tallies: dict[str, Tally], reports: dict[str, ReportTally], changes: str, made: str
) -> str:
    parts = [
        "# Evaluation on held-back files",
        made,
        POPULATIONS_NOTE,
        figures_table(tallies),
        BOUND_NOTE,
        "## Reports on whole applications",
        REPORTS_NOTE,
        reports_table(reports),
        "## Gains and losses against the result before",
        changes,
        "## Certainty",
        CURVES,
    ]
    for dimension in DIMENSIONS:
        parts += [f"## By {dimension}", groups_table(tallies, dimension)]
    for name in (CLEAN, DEGRADED, PRINTED):
        if name in tallies:
            parts += [f"## Mistaken pages, {name}", confusions_table(tallies[name])]
    parts += [
        "![Confusion matrix of degraded pages](confusion-degraded.png)",
        "## Fields of documents whose type was taken rightly",
        fields_table(tallies),
    ]
    return "\n\n".join(parts) + "\n"
