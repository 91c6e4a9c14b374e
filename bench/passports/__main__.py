"""``python -m bench.passports``: how often the machine-readable zones of passports are read."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.reading import read
from fixtures.degradation import PRESETS, Recipe, degrade
from fixtures.specimens import draw, layouts
from models.bilingual import Language
from models.document_types import DocumentType
from models.documents import FieldName
from models.extraction import MrzReading

RESULTS = Path(__file__).parents[1] / "results" / "passports.md"
FIRST_SEED = 100
HEAD = """# Machine-readable zones of drawn passports

`python -m bench.passports --passports {count}`: invented passports in every layout, each degraded
by every preset. *Number read* means that the document number is right; *proven* that every check
digit of the zone agrees; *wrong and proven* that they agree although the number is not the
passport's, which must not happen.

| preset | passports | number read | proven | wrong and proven |
|---|---:|---:|---:|---:|"""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of one passport's zone."""

    right: bool
    proven: bool


def read_passport(number: int, recipe: Recipe) -> Read:
    """Draw, degrade and read the passport of that number."""
    names = layouts(DocumentType.PASSPORT, Language.EN)
    drawn = draw(
        DocumentType.PASSPORT, Language.EN, names[number % len(names)], FIRST_SEED + number
    )
    zone = next(iter(_zones(degrade(drawn.pdf, recipe, number))), None)
    truth = dict(drawn.facts)[FieldName.PASSPORT_NUMBER]
    right = zone is not None and zone.document_number == truth
    return Read(right, zone is not None and not zone.failed_checks)


def _zones(content: bytes) -> Iterator[MrzReading]:
    extraction = read(content).extraction
    for page in extraction.pages if extraction is not None else ():
        yield from page.mrz


def row(name: str, results: Sequence[Read]) -> str:
    """Return one line of the table."""
    right = sum(one.right for one in results)
    proven = sum(one.proven for one in results)
    wrong = sum(one.proven and not one.right for one in results)
    return f"| {name} | {len(results)} | {right} | {proven} | {wrong} |"


def main() -> int:
    """Run the measurement; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.passports", description=__doc__)
    parser.add_argument("--passports", type=int, default=10, help="drawn for each preset")
    parser.add_argument(
        "--presets", nargs="+", choices=list(PRESETS), default=list(PRESETS), metavar="PRESET"
    )
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the table is written")
    arguments = parser.parse_args()
    lines, everything = [HEAD.format(count=arguments.passports)], []
    for name in arguments.presets:
        results = [read_passport(number, PRESETS[name]) for number in range(arguments.passports)]
        everything.extend(results)
        lines.append(row(name, results))
        print(lines[-1], flush=True)
        # A run that is stopped leaves what it has measured.
        table = "\n".join([*lines, row("**all of these**", everything)])
        arguments.out.write_text(f"{table}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
