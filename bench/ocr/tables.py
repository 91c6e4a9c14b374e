"""The figures as a Markdown table and a plot."""

from collections.abc import Callable, Sequence
from pathlib import Path

from bench.ocr.contestants import FLOOR, OCRMYPDF, OURS, Contestant
from bench.ocr.running import Result, Summary, summary

MEANINGS = (
    "A word error is an insertion, deletion or substitution against the true words in reading "
    "order; a missed word is a true word that was read nowhere on the page. Processor time and "
    "memory count every process that takes part."
)
COLOURS = ("#1b6ca8", "#7fb3d5", "#c0392b", "#e59866", "#7f8c8d")


def markdown(results: Sequence[Result], contestants: Sequence[Contestant], origin: str) -> str:
    """Return the whole report.

    Args:
        results: of all contestants on the same pages.
        contestants: in the order of the columns.
        origin: how the figures came about, in a sentence.
    """
    names = [each.name for each in contestants]
    wholes = {name: summary(each for each in results if each.contestant == name) for name in names}
    notes = [f"- {each.name}: {each.note}." for each in contestants]
    parts = [
        "# Scanned pages: OCR side by side",
        origin,
        "\n".join(notes),
        MEANINGS,
        _whole(wholes),
        _bars(wholes),
        "## Word error by degradation",
        _split(results, names, lambda each: each.degradation, position_free=False),
        "## Missed words by degradation",
        _split(results, names, lambda each: each.degradation, position_free=True),
        "## Word error by language",
        _split(results, names, lambda each: each.language, position_free=False),
        "## Missed words by language",
        _split(results, names, lambda each: each.language, position_free=True),
        "![Missed words and processor time](ocr.png)",
    ]
    return "\n\n".join(parts) + "\n"


def plot(results: Sequence[Result], names: Sequence[str], target: Path) -> None:
    """Draw missed words by degradation, and processor time against missed words."""
    import matplotlib as mpl  # noqa: PLC0415 - only a bench that draws needs it

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    degradations = sorted({each.degradation for each in results})
    figure, (left, right) = plt.subplots(1, 2, figsize=(13, 5), width_ratios=(2.2, 1))
    width = 0.8 / len(names)
    for index, name in enumerate(names):
        shares = [
            100 * summary(_of(results, name, degradation)).errors.position_free
            for degradation in degradations
        ]
        places = [place + index * width for place in range(len(degradations))]
        left.bar(places, shares, width, label=name, color=COLOURS[index])
        whole = summary(each for each in results if each.contestant == name)
        right.scatter(whole.cpu_a_page, 100 * whole.errors.position_free, color=COLOURS[index])
        right.annotate(
            name,
            (whole.cpu_a_page, 100 * whole.errors.position_free),
            xytext=(5, 4),
            textcoords="offset points",
            fontsize=8,
        )
    left.set_xticks(
        [place + 0.4 - width / 2 for place in range(len(degradations))],
        [each.replace("_", "\n") for each in degradations],
        fontsize=7,
    )
    left.set_ylabel("missed words, %")
    left.legend(fontsize=8)
    right.set_xlabel("processor seconds a page")
    right.set_ylabel("missed words, %")
    right.set_xlim(left=0)
    right.set_ylim(bottom=0)
    right.margins(x=0.25)
    figure.tight_layout()
    figure.savefig(target, dpi=110)
    plt.close(figure)


def _of(results: Sequence[Result], name: str, degradation: str) -> list[Result]:
    return [each for each in results if each.contestant == name and each.degradation == degradation]


def _whole(wholes: dict[str, Summary]) -> str:
    rows = [
        "| | pages/s | CPU s/page | peak memory, MiB | word error | missed words | failed |",
        "|---|---|---|---|---|---|---|",
    ]
    rows += [
        f"| {name} | {each.pages_a_second:.2f} | {each.cpu_a_page:.2f} | {each.memory:.0f} | "
        f"{_percent(each.errors.rate)} | {_percent(each.errors.position_free)} | {each.failed} |"
        for name, each in wholes.items()
    ]
    return "\n".join(rows)


def _bars(wholes: dict[str, Summary]) -> str:
    if not {OURS, OCRMYPDF, FLOOR} <= set(wholes):
        return ""
    ours, other, floor = wholes[OURS], wholes[OCRMYPDF], wholes[FLOOR]
    rows = [
        ("pages a second against OCRmyPDF", f"{_ratio(ours.pages_a_second, other.pages_a_second)}x",
         "at least 6x"),
        ("word error against OCRmyPDF", f"{_ratio(ours.errors.rate, other.errors.rate)}x",
         "at most 0.33x"),
        ("missed words against OCRmyPDF",
         f"{_ratio(ours.errors.position_free, other.errors.position_free)}x", "at most 0.33x"),
        ("CPU added to Tesseract alone",
         f"{_percent(ours.cpu_a_page / max(1e-9, floor.cpu_a_page) - 1)}", "below 25 %"),
        ("peak memory", f"{ours.memory:.0f} MiB", "below 1,024 MiB"),
    ]  # fmt: skip
    lines = ["| Bar | measured | wanted |", "|---|---|---|"]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows])


def _split(
    results: Sequence[Result],
    names: Sequence[str],
    key: Callable[[Result], str],
    *,
    position_free: bool,
) -> str:
    rows = ["| | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for group in sorted({key(each) for each in results}):
        cells = []
        for name in names:
            found = summary(
                each for each in results if each.contestant == name and key(each) == group
            ).errors
            cells.append(_percent(found.position_free if position_free else found.rate))
        rows.append(f"| {group} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _ratio(one: float, other: float) -> str:
    return f"{one / other:.2f}" if other else "–"
