"""``python -m bench.streams``: long uploads, scanned or photographed, split and typed for real."""

import argparse
import sys
from pathlib import Path

from bench.streams.plans import MANNERS, plans
from bench.streams.running import all_results
from bench.streams.tables import markdown
from classifiers import page_types

RESULTS = Path(__file__).parents[1] / "results"
FAILED = 1


def main() -> int:
    """Run the measurement; return the exit status."""
    asked = argparse.ArgumentParser(prog="script/bench streams", description=__doc__)
    asked.add_argument("--uploads", type=int, default=len(MANNERS), help="default: %(default)s")
    asked.add_argument("--seed", type=int, default=0, help="default: %(default)s")
    asked.add_argument("--processes", type=int, default=2, help="default: %(default)s")
    asked.add_argument("--kept", type=Path, help="folder that keeps extractions between runs")
    asked.add_argument("--pictures", type=Path, help="folder for contact sheets of the uploads")
    asked.add_argument("--out", type=Path, default=RESULTS, help="folder of the result")
    given = asked.parse_args()
    wanted = plans(given.uploads, given.seed)
    if not wanted:
        print("no upload was asked for", file=sys.stderr)
        return FAILED
    results = list(all_results(wanted, given.processes, kept=given.kept, pictures=given.pictures))
    model = page_types.load().ref
    origin = (
        f"Made by `script/bench streams --uploads {given.uploads} --seed {given.seed}`; model "
        f"{model.name} {model.version} ({model.sha256[:12]}). Each upload is drawn in layouts and "
        "wordings that training never saw, or printed by another renderer with other words and "
        "people; blank backs, copies, pages upside down and several papers of a kind in a row are "
        "among its pages. Then it is scanned or photographed, and read by the real OCR engine."
    )
    given.out.mkdir(parents=True, exist_ok=True)
    text = markdown(results, origin)
    (given.out / "streams.md").write_text(text, "utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
