"""``python -m bench.markers``: curves of the markers against resolution and degradation."""

import argparse
import sys
from pathlib import Path

from bench.markers.pictures import draw_curves
from bench.markers.plans import Amount, planned
from bench.markers.running import all_seen
from bench.markers.tables import markdown
from bench.real_forms.forms import FORMS
from classifiers import page_types

RESULTS = Path(__file__).parents[1] / "results"


def main() -> int:
    """Run the measurement; return the exit status."""
    asked = argparse.ArgumentParser(prog="script/bench markers", description=__doc__)
    asked.add_argument("--samples", type=int, default=1, help="draws of each cell of the curves")
    asked.add_argument("--processes", type=int, default=2, help="default: %(default)s")
    asked.add_argument("--kept", type=Path, help="folder that keeps extractions between runs")
    asked.add_argument("--out", type=Path, default=RESULTS, help="folder of the results")
    given = asked.parse_args()
    real = all(form.path.exists() for form in FORMS)
    files = planned(Amount(given.samples, real))
    results = list(all_seen(files, given.processes, given.kept))
    model = page_types.load().ref
    beside = "" if real else " The real forms were not beside this checkout."
    origin = (
        f"Made by `script/bench markers --samples {given.samples}`: {len(files)} files, each made, "
        "degraded and read for real, by OCR where it is a picture; of a scanned form the first "
        f"page and the page of the occupation. Model {model.name} {model.version} "
        f"({model.sha256[:12]}).{beside}"
    )
    given.out.mkdir(parents=True, exist_ok=True)
    text = markdown(results, origin)
    (given.out / "markers.md").write_text(text, "utf-8")
    draw_curves(results, given.out / "markers.png")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
