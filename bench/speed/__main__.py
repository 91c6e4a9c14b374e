"""``python -m bench.speed``: milliseconds a page from an extraction to documents and fields."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.speed.running import Timed, all_timed
from classifiers import page_types

RESULTS = Path(__file__).parents[1] / "results"
BAR = 50.0
"""Milliseconds a page."""
HEADS = (
    "| uploads | timings | pages | median, ms a page | 95th percentile | most | typing, median | "
    "on the clock, median |"
)
NOTE = (
    "Processor time of `classifiers.understanding.understand` (page types, documents, fields and "
    "markers) divided by the pages of the upload, extraction not counted; *typing* is the share "
    "of `examine_pages` alone. Every upload is understood once before it is timed. The clock's "
    "times depend on what else the machine did meanwhile."
)


def markdown(times: Sequence[Timed], loading: float, origin: str) -> str:
    """Return the table."""
    groups = dict.fromkeys(one.group for one in times)
    rows = (_row(name, [one for one in times if one.group == name]) for name in groups)
    lines = [HEADS, "|---|---:|---:|---:|---:|---:|---:|---:|", *rows, _row("**all**", times)]
    worst = float(np.percentile([one.milliseconds for one in times], 95))
    held = "holds" if worst < BAR else "does not hold"
    told = f"The bar of {BAR:.0f} ms a page {held} at the 95th percentile ({worst:.1f} ms)."
    loaded = f"Loading the model takes {loading:.0f} ms of processor time, once for each process."
    parts = ["# Speed after the extraction", origin, NOTE, "\n".join(lines), told, loaded]
    return "\n\n".join(parts) + "\n"


def _row(name: str, times: Sequence[Timed]) -> str:
    spent = np.asarray([one.milliseconds for one in times])
    cells = (
        name,
        str(len(times)),
        f"{min(one.pages for one in times)} to {max(one.pages for one in times)}",
        f"{np.median(spent):.1f}",
        f"{np.percentile(spent, 95):.1f}",
        f"{spent.max():.1f}",
        f"{np.median([one.typing for one in times]):.1f}",
        f"{np.median([one.elapsed for one in times]):.1f}",
    )
    return f"| {' | '.join(cells)} |"


def main() -> int:
    """Run the measurement; return the exit status."""
    asked = argparse.ArgumentParser(prog="script/bench speed", description=__doc__)
    asked.add_argument("--uploads", type=int, default=12, help="of each group; %(default)s")
    asked.add_argument("--repeats", type=int, default=5, help="default: %(default)s")
    asked.add_argument("--kept", type=Path, help="folder that keeps extractions between runs")
    asked.add_argument("--out", type=Path, default=RESULTS, help="folder of the result")
    given = asked.parse_args()
    times, loading = all_timed(given.uploads, given.repeats, given.kept)
    model = page_types.load().ref
    origin = (
        f"Made by `script/bench speed --uploads {given.uploads} --repeats {given.repeats}` on one "
        f"core of {os.cpu_count()}, load {os.getloadavg()[0]:.1f}; model {model.name} "
        f"{model.version} ({model.sha256[:12]})."
    )
    given.out.mkdir(parents=True, exist_ok=True)
    text = markdown(times, loading, origin)
    (given.out / "speed.md").write_text(text, "utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
