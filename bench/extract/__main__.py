"""``python -m bench.extract``: born-digital files, ours against pdfplumber alone."""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.extract.running import PAGES_OF_FILE, markdown, run

RESULTS = Path(__file__).parents[1] / "results"
PAGES = 200


def main() -> None:
    """Run, and write ``extract.md``."""
    asked = argparse.ArgumentParser(prog="script/bench extract", description=__doc__)
    asked.add_argument("--pages", type=int, default=PAGES, help="default: %(default)s")
    asked.add_argument("--seed", type=int, default=7, help="default: %(default)s")
    asked.add_argument("--out", type=Path, default=RESULTS, help="folder of the result")
    given = asked.parse_args()
    started = datetime.now(UTC)
    rows, truth = run(given.pages, given.seed, lambda line: print(line, file=sys.stderr))
    origin = (
        f"{given.pages} pages in files of {PAGES_OF_FILE}, drawn by seed {given.seed}, "
        f"{started:%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, load {os.getloadavg()[2]:.1f} "
        f"meanwhile; one file at a time, readers in turn on each file. "
        f"`script/bench extract --pages {given.pages} --seed {given.seed}` makes them again."
    )
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "extract.md").write_text(markdown(rows, truth, origin), "utf-8")
    print(given.out / "extract.md")


if __name__ == "__main__":
    main()
