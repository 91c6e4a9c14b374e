"""The curves of the markers as Markdown."""

from collections.abc import Callable, Iterable, Sequence

from bench.evaluation.proportions import Proportion
from bench.markers import plans
from bench.markers.running import Seen
from bench.markers.sending import Part
from models.markers import MarkerStatus

NOTE = (
    "*Found*: the marker counts (exact or an accepted variant). *Denied*: it was called absent or "
    "a near miss although it stands there, so that a report would call the form incomplete; every "
    "other marker that was not found is *unreadable*, which leaves it to a person. Intervals are "
    "two-sided, 95 %, of Clopper and Pearson; the two markers of a file count as two trials, "
    "though they are seldom lost alone. **Real**: the blank government forms, filled as data and "
    "printed by their own template; **drawn**: this project's own, the held-out layout among "
    "them. Texts are the published ones and accepted variants, English and French."
)
DENIED = (MarkerStatus.ABSENT, MarkerStatus.NEAR_MISS)
ORIGINS = {False: "drawn", True: "real"}


def markdown(results: Sequence[Seen], origin: str) -> str:
    """Return all tables."""
    scanned = _in(results, plans.SCANNED)
    presets = _in(results, plans.PRESET)
    photographed = [each for each in presets if each.sent.recipe and each.sent.recipe.perspective]
    other = [each for each in presets if each not in photographed]
    codes = _in(results, plans.CODES)
    manners = [
        (plans.DATA, _in(results, plans.DATA)),
        (plans.FLAT, _in(results, plans.FLAT)),
        ("scanned, 150 to 300 dpi", [each for each in scanned if _dpi(each) >= _READABLE]),
        ("scanned, 100 dpi", [each for each in scanned if _dpi(each) < _READABLE]),
        ("other scans, faxes, copies, screenshots (presets)", other),
        ("photographed (presets)", photographed),
        (plans.CODES, codes),
    ]
    parts = [
        "# The two markers: how often they are found",
        origin,
        NOTE,
        "![Share of markers found](markers.png)",
        "## By manner of sending",
        _found_table("manner", manners, by_form=True),
        "## Scanned, by resolution and rotation",
        _found_table("dots per inch", _grouped(scanned, lambda each: str(_dpi(each)))),
        _found_table("rotation", _grouped(scanned, _turned)),
        "## By degradation",
        _found_table("preset", _grouped(presets, _preset)),
        "## The page of barcodes alone",
        _found_table("how", _grouped(codes, _manner)),
        "## Where no marker stands: false positives",
        _denied_table(results),
        _misses(results),
    ]
    return "\n\n".join(parts) + "\n"


_READABLE = 150


def _in(results: Iterable[Seen], group: str) -> list[Seen]:
    return [each for each in results if each.sent.group == group]


def _dpi(each: Seen) -> int:
    return each.sent.recipe.dpi if each.sent.recipe else 0


def _turned(each: Seen) -> str:
    return f"{each.sent.recipe.rotation if each.sent.recipe else 0}°"


def _preset(each: Seen) -> str:
    return each.sent.recipe.name if each.sent.recipe else "none"


def _manner(each: Seen) -> str:
    recipe = each.sent.recipe
    if recipe is None:
        return "none"
    return f"scan, {recipe.dpi} dpi" if recipe.name == plans.SCAN.name else recipe.name


def _grouped(results: Sequence[Seen], key: Callable[[Seen], str]) -> list[tuple[str, list[Seen]]]:
    names = dict.fromkeys(key(each) for each in results)
    return [(name, [each for each in results if key(each) == name]) for name in names]


def recall(results: Iterable[Seen]) -> Proportion:
    """Return the share of markers found among those that stand in the files."""
    found = Proportion()
    for each in results:
        for status in each.statuses:
            found.count(success=status.counts)
    return found


def _denied_share(results: Iterable[Seen]) -> Proportion:
    denied = Proportion()
    for each in results:
        for status in each.statuses:
            denied.count(success=status in DENIED)
    return denied


def _found_table(
    head: str, groups: Sequence[tuple[str, Sequence[Seen]]], *, by_form: bool = False
) -> str:
    forms = plans.FORMS if by_form else ()
    cells = "".join(f" {form.upper().replace('IMM', 'IMM ')} |" for form in forms)
    lines = [f"| {head} | files |{cells} drawn | real | found, all | denied |"]
    lines.append(f"|---|---:|{'---|' * (len(forms) + 4)}")
    for name, results in groups:
        columns = [[each for each in results if each.sent.form == form] for form in forms]
        columns += [[each for each in results if each.sent.real is real] for real in ORIGINS]
        shares = [recall(column).bounded for column in (*columns, results)]
        shown = " | ".join([*shares, _denied_share(results).bounded])
        lines.append(f"| {name} | {len(results)} | {shown} |")
    return "\n".join(lines)


def _denied_table(results: Sequence[Seen]) -> str:
    lines = ["| what is in the file | files | boxes | counted though they must not |"]
    lines.append("|---|---:|---:|---|")
    every = [each for each in results if each.sent.group in plans.NEGATIVE]
    groups = [(name, _in(results, name)) for name in plans.NEGATIVE]
    for name, group in (*groups, ("**all**", every)):
        false = recall(group)
        lines.append(f"| {name} | {len(group)} | {false.trials} | {false.bounded} |")
    return "\n".join(lines)


def _misses(results: Sequence[Seen]) -> str:
    """Tell every marker that was denied, and every one that was counted and must not."""
    lines = ["## Every marker denied or wrongly counted", ""]
    lines += ["| file | marker | written | read | status |", "|---|---|---|---|---|"]
    for each in results:
        negative = each.sent.group in plans.NEGATIVE
        for place, status in enumerate(each.statuses):
            if status.counts if negative else status in DENIED:
                lines.append(_miss(each, place))
    return "\n".join(lines)


def _miss(each: Seen, place: int) -> str:
    sent = each.sent
    written = sent.writings[place].text if sent.writings else "–"
    where = f"{sent.group}, {sent.form or sent.quoting}, {ORIGINS[sent.real]}, {_manner(each)}"
    if sent.part is Part.FIRST_AND_OCCUPATION:
        where += f", {_turned(each)}"
    read = (each.texts[place] or "nothing").replace("|", "/")
    marker = ("job title", "A76")[place]
    return f"| {where} | {marker} | {written or 'nothing'} | {read} | {each.statuses[place]} |"
