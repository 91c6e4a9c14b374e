"""``python -m bench.ocr``: OCR side by side on the same degraded pages."""

import argparse
import os
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.ocr.contestants import contestants
from bench.ocr.running import run
from bench.ocr.tables import markdown, plot

RESULTS = Path(__file__).parents[1] / "results"
PAGES = 26
"""Every degradation once in each language."""


def main() -> None:
    """Run, and write ``ocr.md`` and ``ocr.png``."""
    asked = argparse.ArgumentParser(prog="script/bench ocr", description=__doc__)
    asked.add_argument(
        "--pages", type=int, default=PAGES, help="pages to read (default: %(default)s)"
    )
    asked.add_argument("--seed", type=int, default=7, help="draws the pages (default: %(default)s)")
    asked.add_argument("--out", type=Path, default=RESULTS, help="folder of the results")
    given = asked.parse_args()
    chosen = contestants()
    given.out.mkdir(parents=True, exist_ok=True)
    started = datetime.now(UTC)
    told = partial(print, file=sys.stderr, flush=True)
    for results in run(chosen, given.pages, given.seed, told):
        # A run that is stopped leaves what it has measured.
        origin = _origin(len(results) // len(chosen), given, started)
        (given.out / "ocr.md").write_text(markdown(results, chosen, origin), "utf-8")
        plot(results, [each.name for each in chosen], given.out / "ocr.png")
    print(given.out / "ocr.md")


def _origin(read: int, given: argparse.Namespace, started: datetime) -> str:
    """Tell how the figures came about."""
    of_all = "" if read == given.pages else f", of {given.pages} when the run was stopped"
    return (
        f"{read} pages drawn by seed {given.seed} in layouts that nothing was tuned on{of_all}, "
        f"{started:%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, load "
        f"{os.getloadavg()[2]:.1f} meanwhile; one page at a time, contestants in turn on each "
        f"page. `script/bench ocr --pages {given.pages} --seed {given.seed}` makes them again."
    )


if __name__ == "__main__":
    main()
