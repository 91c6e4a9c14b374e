"""The figures as Markdown tables."""

from bench.evaluation.applications import ReportTally
from bench.evaluation.proportions import Proportion
from bench.evaluation.tally import Tally

BARS: tuple[tuple[str, str, str], ...] = (
    ("pages_right", "page type accuracy, among pages given a type", "≥ 98 %, clean ≥ 99.5 %"),
    ("pages_abstained", "pages without a type (abstentions)", "≤ 5 %"),
    (
        "pages_misled",
        "pages given a misleading type (“other” for “other letter” misleads nobody)",
        "–",
    ),
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
    if attribute in ("documents_wrong", "pages_misled") and bound is not None:
        return f"{proportion.bounded}; bound {100 * bound:.2f} %"
    return proportion.bounded


REPORT_BARS: tuple[tuple[str, str, str], ...] = (
    ("applications_right", "applications with every requirement status right", "≥ 97 %"),
    ("rows_right", "requirement statuses right", "–"),
    ("false_satisfied", "false “satisfied”, among unproven requirements", "0"),
    ("false_missing", "false “missing”, among proven requirements", "≤ 0.5 %"),
    ("rows_right_at_first", "requirement statuses right, before the second look", "–"),
    ("false_missing_at_first", "false “missing”, before the second look", "–"),
    ("looked_again", "applications of which pages were read again on request", "–"),
)


def reports_table(tallies: dict[str, ReportTally]) -> str:
    """One row for each bar of the report, one column for each population."""
    lines = [f"| What | Bar | {' | '.join(tallies)} |", f"|---|---|{'---|' * len(tallies)}"]
    for attribute, title, bar in REPORT_BARS:
        cells = [getattr(tally, attribute).bounded for tally in tallies.values()]
        lines.append(f"| {title} | {bar} | {' | '.join(cells)} |")
    return "\n".join(lines)


def fields_table(tallies: dict[str, Tally]) -> str:
    """One row for each field of each type, one column for each population."""
    names = list(tallies)
    keys = sorted({key for tally in tallies.values() for key in tally.by_field})
    lines = [f"| Type | Field | {' | '.join(names)} |", f"|---|---|{'---|' * len(names)}"]
    for type_, name in keys:
        cells = [tallies[n].by_field.get((type_, name), Proportion()).bounded for n in names]
        lines.append(f"| {type_} | {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def confusions_table(tally: Tally) -> str:
    """Every pair of types that were mistaken for each other, the most frequent first."""
    wrong = [(n, pair) for pair, n in tally.confusion.items() if pair[0] != pair[1]]
    lines = ["| True type | Taken for | Pages |", "|---|---|---|"]
    lines += [f"| {true} | {taken} | {n} |" for n, (true, taken) in sorted(wrong, reverse=True)]
    return "\n".join(lines)


def groups_table(tallies: dict[str, Tally], dimension: str) -> str:
    """One row for each value of ``dimension``: right among pages taken, and abstentions."""
    names = list(tallies)
    values = sorted({v for tally in tallies.values() for d, v in tally.groups if d == dimension})
    heads = " | ".join(f"{name}: right | {name}: abstained" for name in names)
    lines = [f"| {dimension} | {heads} |", f"|---|{'---|---|' * len(names)}"]
    for value in values:
        cells = []
        for name in names:
            right, abstained = tallies[name].groups.get(
                (dimension, value), (Proportion(), Proportion())
            )
            cells += [right.bounded, abstained.bounded]
        lines.append(f"| {value} | {' | '.join(cells)} |")
    return "\n".join(lines)


Figures = dict[str, dict[str, tuple[int, int]]]
"""Successes and trials, by population and name of the figure."""


def figures_of(tallies: dict[str, Tally], reports: dict[str, ReportTally]) -> Figures:
    """Return the counts behind the tables of bars, to be compared by the next evaluation."""
    found: Figures = {}
    for name, tally in tallies.items():
        counted = [(a, getattr(tally, a)) for a, _, _ in BARS]
        if name in reports:
            counted += [(a, getattr(reports[name], a)) for a, _, _ in REPORT_BARS]
        found[name] = {attribute: (p.successes, p.trials) for attribute, p in counted}
    return found


def changes_table(now: Figures, before: Figures) -> str:
    """One row for each figure of each population: before, now, and the difference in points."""
    titles = {attribute: title for attribute, title, _ in (*BARS, *REPORT_BARS)}
    lines = ["| Population | What | before | now | points |", "|---|---|---|---|---|"]
    for population, figures in now.items():
        for attribute, counts in figures.items():
            old = before.get(population, {}).get(attribute)
            if old is None or not old[1] or not counts[1]:
                continue
            was, is_ = 100 * old[0] / old[1], 100 * counts[0] / counts[1]
            lines.append(
                f"| {population} | {titles[attribute]} | {was:.2f} % ({old[0]}/{old[1]}) | "
                f"{is_:.2f} % ({counts[0]}/{counts[1]}) | {is_ - was:+.2f} |"
            )
    return "\n".join(lines)
