"""The figures as pictures: confusion, reliability, and errors against coverage."""

from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from bench.evaluation.tally import ABSTAINED, JudgedPage, Tally

DARK = 0.5
"""Share above which a cell of the picture is so dark that its count is written in white."""
Curve = NDArray[np.float64]

BINS = np.asarray([0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995, 1.0001])
"""Edges of the probabilities whose truth is compared; finer where decisions are taken."""
BOUND = 0.5
"""Bound on wrong types among those taken, in per cent."""


def draw_confusion_matrix(tally: Tally, path: Path) -> None:
    """Draw the confusion matrix of pages, rows true, columns taken, shares of each row."""
    rows = sorted({true for true, _ in tally.confusion})
    columns = [*rows, *sorted({t for _, t in tally.confusion} - {*rows, ABSTAINED}), ABSTAINED]
    totals = {row: sum(tally.confusion[row, column] for column in columns) for row in rows}
    shares = [[tally.confusion[row, column] / totals[row] for column in columns] for row in rows]
    figure = Figure(figsize=(11, 9), layout="constrained")
    axes = figure.subplots()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(columns)), columns, rotation=90)
    axes.set_yticks(range(len(rows)), [f"{row} ({totals[row]})" for row in rows])
    axes.set_xlabel("taken for")
    axes.set_ylabel("true type (pages)")
    for y, row in enumerate(rows):
        for x, column in enumerate(columns):
            if count := tally.confusion[row, column]:
                colour = "white" if shares[y][x] > DARK else "black"
                axes.text(x, y, str(count), ha="center", va="center", fontsize=6, color=colour)
    figure.savefig(path, dpi=110)


def draw_reliability(tallies: dict[str, Tally], path: Path) -> None:
    """Draw how often the first candidate is right, for each range of its stated probability."""
    figure = Figure(figsize=(6, 5), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8, label="stated = true")
    for name, tally in tallies.items():
        stated = np.asarray([page.probability for page in tally.judged])
        right = np.asarray([page.right for page in tally.judged], dtype=np.float64)
        bins = np.digitize(stated, BINS)
        filled = [b for b in range(1, len(BINS)) if (bins == b).any()]
        means = [stated[bins == b].mean() for b in filled]
        shares = [right[bins == b].mean() for b in filled]
        axes.plot(means, shares, marker="o", label=name)
        for b, x, y in zip(filled, means, shares, strict=True):
            axes.annotate(str(int((bins == b).sum())), (x, y), fontsize=6)
    axes.set_xlabel("probability of the first candidate")
    axes.set_ylabel("share of pages where it is right (numbers: pages)")
    axes.legend()
    figure.savefig(path, dpi=110)


def draw_risk_coverage(tallies: dict[str, Tally], path: Path) -> None:
    """Draw the share of wrong types among the most certain pages; crosses mark the service."""
    figure = Figure(figsize=(6, 5), layout="constrained")
    axes = figure.subplots()
    for name, tally in tallies.items():
        coverage, risk = risk_coverage(tally.judged)
        (line,) = axes.plot(100 * coverage, 100 * risk, label=name)
        taken = [page for page in tally.judged if page.taken]
        if taken:
            wrong = sum(not page.right for page in taken) / len(taken)
            at = 100 * len(taken) / len(tally.judged), 100 * wrong
            axes.plot(*at, marker="x", markersize=10, color=line.get_color())
    axes.axhline(BOUND, color="grey", linewidth=0.8, linestyle="--")
    axes.set_xlabel("pages given a type, % (most certain first)")
    axes.set_ylabel("wrong among them, %")
    axes.legend()
    figure.savefig(path, dpi=110)


def risk_coverage(pages: list[JudgedPage]) -> tuple[Curve, Curve]:
    """Return coverage and share of errors, each ``(pages,)``, with falling certainty."""
    ordered = sorted(pages, key=lambda page: -page.probability)
    counts = np.arange(1, len(ordered) + 1, dtype=np.float64)
    wrong = np.cumsum([float(not page.right) for page in ordered])
    return counts / max(1, len(ordered)), wrong / counts
