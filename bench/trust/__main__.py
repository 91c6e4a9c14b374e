"""``python -m bench.trust``: how often the text layers of labelled pages are rightly trusted."""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.trust.cases import Case, cases, is_right, outcome_of
from extractors.decisions import Judgement
from extractors.limits import DEFAULT_LIMITS
from extractors.pdf.source import PdfSheets

RESULTS = Path(__file__).parents[1] / "results"
PAGES = 300
MEANING = (
    "A decision is right if the layer becomes what it should, and no word is kept that the page "
    "does not show. Decided before any OCR; a layer that is left to OCR to confirm counts as kept "
    "in part."
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One page and the decision on it."""

    case: Case
    judgement: Judgement

    @property
    def right(self) -> bool:
        """Whether the decision is right."""
        return is_right(self.case, self.judgement)


def judged(labelled: Iterable[Case]) -> list[Judged]:
    """Decide on every page, without reading any by OCR."""
    decisions = []
    for case in labelled:
        sheet = next(PdfSheets(case.pdf, DEFAULT_LIMITS).sheets())
        if sheet.judgement is None:
            raise AssertionError(f"a page of kind {case.kind!r} was not drawn")
        decisions.append(Judged(case, sheet.judgement))
    return decisions


def markdown(decisions: Sequence[Judged], origin: str) -> str:
    """Return the table."""
    kinds = dict.fromkeys(each.case.kind for each in decisions)
    makers = dict.fromkeys(each.case.maker for each in decisions)
    right = sum(each.right for each in decisions)
    rows = [_row(kind, [each for each in decisions if each.case.kind == kind]) for kind in kinds]
    by_maker = [
        f"| {maker} | {_share([each for each in decisions if each.case.maker == maker])} |"
        for maker in makers
    ]
    return "\n".join(
        [
            "# Text layers: how often the decision is right",
            "",
            origin,
            "",
            f"**Right: {right} of {len(decisions)} ({100 * right / len(decisions):.1f} %).**",
            "",
            MEANING,
            "",
            "| page | right | wanted | decisions |",
            "|---|---|---|---|",
            *rows,
            "",
            "| program | right |",
            "|---|---|",
            *by_maker,
            "",
        ]
    )


def _row(kind: str, decisions: Sequence[Judged]) -> str:
    wanted = " or ".join(sorted(each.value for each in decisions[0].case.accepted))
    counts: dict[str, int] = {}
    for each in decisions:
        name = f"{each.judgement.decision.value} → {outcome_of(each.judgement).value}"
        counts[name] = counts.get(name, 0) + 1
    told = "; ".join(f"{count} {name}" for name, count in sorted(counts.items()))
    return f"| {kind} | {_share(decisions)} | {wanted} | {told} |"


def _share(decisions: Sequence[Judged]) -> str:
    return f"{sum(each.right for each in decisions)} of {len(decisions)}"


def main() -> None:
    """Judge the pages and write ``trust.md``."""
    asked = argparse.ArgumentParser(prog="script/bench trust", description=__doc__)
    asked.add_argument("--pages", type=int, default=PAGES, help="default: %(default)s")
    asked.add_argument("--seed", type=int, default=900_001, help="default: %(default)s")
    asked.add_argument("--out", type=Path, default=RESULTS, help="folder of the result")
    given = asked.parse_args()
    origin = (
        f"{given.pages} pages by five programs, drawn by seed {given.seed}; "
        f"`script/bench trust --pages {given.pages} --seed {given.seed}` makes them again."
    )
    given.out.mkdir(parents=True, exist_ok=True)
    decisions = judged(cases(given.pages, given.seed))
    (given.out / "trust.md").write_text(markdown(decisions, origin), "utf-8")
    for each in decisions:
        if not each.right:
            print(f"wrong: {each.case.kind}, {each.case.maker}: {each.judgement.decision.value}")
    print(given.out / "trust.md")


if __name__ == "__main__":
    main()
