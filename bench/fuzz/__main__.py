"""``script/fuzz hostile`` and ``script/fuzz coverage TARGET``."""

import argparse
import os
import sys
from pathlib import Path

from fixtures.hostile.catalogue import MUTATIONS

RESULTS = Path(__file__).resolve().parent.parent / "results"


def main() -> int:
    """Run what is asked for; the exit status is 0 if nothing was found."""
    parser = argparse.ArgumentParser(prog="script/fuzz", description=__doc__)
    kinds = parser.add_subparsers(dest="kind", required=True)
    hostile = kinds.add_parser("hostile", help="read every hostile file in its child")
    hostile.add_argument("--processes", type=int, default=len(os.sched_getaffinity(0)))
    hostile.add_argument("--mutations", type=int, default=MUTATIONS)
    coverage = kinds.add_parser("coverage", help="coverage-guided fuzz of one parser (atheris)")
    coverage.add_argument("target", choices=("frames", "xfa", "mrz", "word"))
    coverage.add_argument("--seconds", type=int, default=600)
    coverage.add_argument("--corpus", type=Path, default=None)
    given = parser.parse_args()
    if given.kind == "hostile":
        return _hostile(given.processes, given.mutations)
    from bench.fuzz import coverage as fuzzing  # noqa: PLC0415 - atheris is an extra

    return fuzzing.run(given.target, seconds=given.seconds, corpus=given.corpus)


def _hostile(processes: int, mutations: int) -> int:
    from bench.fuzz.hostile import as_markdown, run  # noqa: PLC0415

    results = []
    for result in run(processes, mutations=mutations):
        results.append(result)
        flag = "" if result.is_sound else "   <-- not as it should"
        print(f"{result.seconds:6.1f} s  {result.status:9} {result.name}{flag}", flush=True)
    page = as_markdown(results, f"script/fuzz hostile --mutations {mutations}")
    RESULTS.joinpath("hostile.md").write_text(page, encoding="utf-8")
    return 0 if all(result.is_sound for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
