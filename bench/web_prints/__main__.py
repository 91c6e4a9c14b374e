"""``python -m bench.web_prints``: the second renderer's files alone."""

import argparse
import sys
from pathlib import Path

from bench.evaluation.drawing import printed_files
from bench.evaluation.running import STRENGTH
from bench.web_prints.running import markdown, tallied
from classifiers import page_types
from fixtures.web_prints import chromium_path

RESULTS = Path(__file__).parents[1] / "results"
ABSENT = 2
"""Exit status where there is no browser."""


def main() -> int:
    """Run the measurement; return the exit status."""
    asked = argparse.ArgumentParser(prog="script/bench web-prints", description=__doc__)
    asked.add_argument("--files", type=int, default=40, help="default: %(default)s")
    asked.add_argument("--seed", type=int, default=0, help="default: %(default)s")
    asked.add_argument("--processes", type=int, default=2, help="default: %(default)s")
    asked.add_argument("--kept", type=Path, help="folder that keeps extractions between runs")
    asked.add_argument("--out", type=Path, default=RESULTS, help="folder of the result")
    given = asked.parse_args()
    chromium = chromium_path()
    if chromium is None:
        print("there is no browser to print with", file=sys.stderr)
        return ABSENT
    cases = printed_files(given.files, chromium, strength=STRENGTH, seed=given.seed)
    tallies = tallied(cases, given.processes, given.kept)
    model = page_types.load().ref
    origin = (
        f"Made by `script/bench web-prints --files {given.files} --seed {given.seed}`; model "
        f"{model.name} {model.version} ({model.sha256[:12]})."
    )
    given.out.mkdir(parents=True, exist_ok=True)
    text = markdown(tallies, origin)
    (given.out / "web_prints.md").write_text(text, "utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
