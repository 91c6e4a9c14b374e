"""The figures as Markdown tables, the confusion matrix as a picture."""

from pathlib import Path

from matplotlib.figure import Figure

from bench.evaluation.applications import ReportTally
from bench.evaluation.proportions import Proportion
from bench.evaluation.tally import ABSTAINED, Tally

DARK = 0.5
"""Share above which a cell of the picture is so dark that its count is written in white."""

BARS: tuple[tuple[str, str, str], ...] = (
    ("pages_right", "page type accuracy, among pages given a type", "≥ 98 %, clean ≥ 99.5 %"),
    ("pages_abstained", "pages without a type (abstentions)", "≤ 5 %"),
    ("documents_wrong", "wrong among auto-accepted documents", "≤ 0.5 % at 95 %"),
    ("files_split", "files split with no error", "≥ 95 %"),
    ("marker_recall", "markers, recall", "≥ 99 % of readable pages"),
    ("marker_false", "markers, false positives", "0"),
    ("fields_exact", "fields, exact after normalisation", "≥ 97 % clean, ≥ 92 % degraded"),
    ("fields_wrong", "fields read wrongly", "–"),
)


def figures_table(tallies: dict[str, Tally]) -> str:
    """One row for each bar, one column for each population."""
    names = list(tallies)
    lines = [
        f"| What | Bar | {' | '.join(names)} |",
        f"|---|---|{'---|' * len(names)}",
        f"| files (not read) | – | {' | '.join(_files(tallies[n]) for n in names)} |",
    ]
    for attribute, title, bar in BARS:
        cells = [_cell(getattr(tallies[n], attribute), attribute) for n in names]
        lines.append(f"| {title} | {bar} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _files(tally: Tally) -> str:
    return f"{tally.files} ({tally.unread})"


def _cell(proportion: Proportion, attribute: str) -> str:
    bound = proportion.upper_bound
    if attribute == "documents_wrong" and bound is not None:
        return f"{proportion.shown}; bound {100 * bound:.2f} %"
    return proportion.shown


REPORT_BARS: tuple[tuple[str, str, str], ...] = (
    ("applications_right", "applications with every requirement status right", "≥ 97 %"),
    ("rows_right", "requirement statuses right", "–"),
    ("false_satisfied", "false “satisfied”, among unproven requirements", "0"),
    ("false_missing", "false “missing”, among proven requirements", "≤ 0.5 %"),
)


def reports_table(tallies: dict[str, ReportTally]) -> str:
    """One row for each bar of the report, one column for each population."""
    lines = [f"| What | Bar | {' | '.join(tallies)} |", f"|---|---|{'---|' * len(tallies)}"]
    for attribute, title, bar in REPORT_BARS:
        cells = [getattr(tally, attribute).shown for tally in tallies.values()]
        lines.append(f"| {title} | {bar} | {' | '.join(cells)} |")
    return "\n".join(lines)


def fields_table(tallies: dict[str, Tally]) -> str:
    """One row for each field of each type, one column for each population."""
    names = list(tallies)
    keys = sorted({key for tally in tallies.values() for key in tally.by_field})
    lines = [f"| Type | Field | {' | '.join(names)} |", f"|---|---|{'---|' * len(names)}"]
    for type_, name in keys:
        cells = [tallies[n].by_field.get((type_, name), Proportion()).shown for n in names]
        lines.append(f"| {type_} | {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def confusions_table(tally: Tally) -> str:
    """Every pair of types that were mistaken for each other, the most frequent first."""
    wrong = [(n, pair) for pair, n in tally.confusion.items() if pair[0] != pair[1]]
    lines = ["| True type | Taken for | Pages |", "|---|---|---|"]
    lines += [f"| {true} | {taken} | {n} |" for n, (true, taken) in sorted(wrong, reverse=True)]
    return "\n".join(lines)


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
