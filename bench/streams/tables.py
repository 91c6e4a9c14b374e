"""The result on long uploads as Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.evaluation.proportions import Proportion
from bench.streams.judging import ErrorKind, JudgedStream, StreamError
from bench.streams.plans import DRAWN, PRINTED, Plan


@dataclass(frozen=True, slots=True)
class StreamResult:
    """One upload and how it was read."""

    plan: Plan
    pages: int
    languages: str
    judged: JudgedStream


HEADS = (
    "| | origin | how | pages | documents | right | left to a person | wrong type | "
    "missed boundaries | false boundaries | without an error |"
)
NOTE = (
    "*Right*: pages and type of the document are exact and were taken. *Left to a person*: no type "
    "was taken, so that nothing rests on it until somebody has looked. Boundaries count where at "
    "least one of the two documents was taken; those between documents that are all left to a "
    "person are given in brackets. An upload is without an error if no error of any kind was "
    "taken. Intervals are two-sided, 95 %, of Clopper and Pearson."
)


def markdown(results: Sequence[StreamResult], origin: str) -> str:
    """Return both tables and the list of errors."""
    parts = ["# Ten long uploads, scanned or photographed", origin, NOTE, _uploads(results)]
    parts += ["## Together", _together(results), "## Every error", _errors(results)]
    return "\n\n".join(parts) + "\n"


def _uploads(results: Sequence[StreamResult]) -> str:
    lines = [HEADS, "|---|---|---|---:|---:|---:|---:|---:|---:|---:|---|"]
    for number, each in enumerate(results, start=1):
        judged = each.judged
        manner = f"{each.plan.preset}{', alternating' if each.plan.interleave else ''}"
        cells = (
            str(number),
            each.plan.origin,
            f"{manner}; {each.languages}",
            str(each.pages),
            str(judged.documents),
            str(judged.right),
            str(judged.abstained),
            str(judged.wrong),
            _count(judged, ErrorKind.MISSED_BOUNDARY),
            _count(judged, ErrorKind.FALSE_BOUNDARY),
            "yes" if not judged.taken_errors else "no",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _count(judged: JudgedStream, kind: ErrorKind) -> str:
    of_kind = [error for error in judged.errors if error.kind is kind]
    left = sum(error.left_to_a_person for error in of_kind)
    return f"{len(of_kind) - left}" + (f" ({left})" if left else "")


def _together(results: Sequence[StreamResult]) -> str:
    groups = {
        "all": list(results),
        DRAWN: [each for each in results if each.plan.origin == DRAWN],
        PRINTED: [each for each in results if each.plan.origin == PRINTED],
    }
    filled = {name: group for name, group in groups.items() if group}
    lines = [f"| What | {' | '.join(filled)} |", f"|---|{'---|' * len(filled)}"]
    for title, figure in _FIGURES:
        cells = (figure(group).bounded for group in filled.values())
        lines.append(f"| {title} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _without_error(group: Sequence[StreamResult]) -> Proportion:
    return Proportion(sum(not each.judged.taken_errors for each in group), len(group))


def _share_right(group: Sequence[StreamResult]) -> Proportion:
    return _share(group, sum(each.judged.right for each in group))


def _share_left(group: Sequence[StreamResult]) -> Proportion:
    return _share(group, sum(each.judged.abstained for each in group))


def _share_wrong(group: Sequence[StreamResult]) -> Proportion:
    taken = sum(each.judged.documents - each.judged.abstained for each in group)
    return Proportion(sum(each.judged.wrong for each in group), taken)


def _share_misparted(group: Sequence[StreamResult]) -> Proportion:
    pages = sum(each.pages - 1 for each in group)
    wrong = sum(
        error.kind is not ErrorKind.WRONG_TYPE for each in group for error in each.judged.errors
    )
    return Proportion(wrong, pages)


def _share(group: Sequence[StreamResult], count: int) -> Proportion:
    return Proportion(count, sum(each.judged.documents for each in group))


_FIGURES = (
    ("uploads without an error that was taken", _without_error),
    ("documents right", _share_right),
    ("documents left to a person", _share_left),
    ("documents of a wrong type, among those taken", _share_wrong),
    ("wrong boundaries, taken or not, among all pairs of neighbours", _share_misparted),
)


def _errors(results: Sequence[StreamResult]) -> str:
    lines = ["| upload | page | error | what stood there, and what was made of it |"]
    lines.append("|---:|---:|---|---|")
    for number, each in enumerate(results, start=1):
        lines += [_error(number, error) for error in each.judged.errors]
    return "\n".join(lines)


def _error(number: int, error: StreamError) -> str:
    kind = f"{error.kind}, left to a person" if error.left_to_a_person else f"**{error.kind}**"
    told = error.told.replace("|", "/")
    return f"| {number} | {error.page} | {kind} | {told} |"
