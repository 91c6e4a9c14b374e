"""The curves of the markers as a picture."""

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bench.markers import plans
from bench.markers.running import Seen
from bench.markers.tables import ORIGINS, recall

BAR = 99.0
"""Per cent of the markers of readable pages that are to be found."""


def draw_curves(results: Sequence[Seen], path: Path) -> None:
    """Draw recall against resolution on the left, and by degradation on the right."""
    figure = Figure(figsize=(13, 6), layout="constrained")
    left, right = figure.subplots(1, 2)
    _resolutions(left, results)
    _degradations(right, results)
    figure.savefig(path, dpi=100)


def _resolutions(axes: Axes, results: Sequence[Seen]) -> None:
    lines = [
        (f"{form.upper().replace('IMM', 'IMM ')}, {name}", plans.SCANNED, form, real)
        for real, name in ORIGINS.items()
        for form in plans.FORMS
    ]
    lines += [(f"{plans.CODES}, {name}", plans.CODES, "", real) for real, name in ORIGINS.items()]
    for number, (name, group, form, real) in enumerate(lines):
        points = []
        for dpi in plans.RESOLUTIONS:
            fitting = [
                each
                for each in results
                if each.sent.group == group
                and each.sent.real is real
                and each.sent.recipe is not None
                and each.sent.recipe.dpi == dpi
                and each.sent.recipe.name == plans.SCAN.name
                and form in (each.sent.form, "")
            ]
            found = recall(fitting)
            if found.share is not None and found.interval is not None:
                points.append((dpi + 2 * number, found.share, found.interval))
        if not points:
            continue
        shares = [100 * share for _, share, _ in points]
        below = [100 * (share - low) for _, share, (low, _) in points]
        above = [100 * (high - share) for _, share, (_, high) in points]
        places = [place for place, _, _ in points]
        axes.errorbar(places, shares, [below, above], marker="o", capsize=2, lw=1, label=name)
    axes.axhline(BAR, color="grey", linestyle="--", linewidth=0.8)
    axes.set_xlabel("dots per inch of the scan")
    axes.set_ylabel("markers found, % (95 % intervals)")
    axes.set_ylim(0, 102)
    axes.legend(loc="lower right", fontsize=8)


def _degradations(axes: Axes, results: Sequence[Seen]) -> None:
    presets = [each for each in results if each.sent.group == plans.PRESET]
    names = dict.fromkeys(each.sent.recipe.name for each in presets if each.sent.recipe)
    found = {
        name: recall(each for each in presets if each.sent.recipe and each.sent.recipe.name == name)
        for name in names
    }
    ordered = sorted(found, key=lambda name: found[name].share or 0.0)
    axes.barh(ordered, [100 * (found[name].share or 0.0) for name in ordered], color="#4878a8")
    axes.axvline(BAR, color="grey", linestyle="--", linewidth=0.8)
    axes.set_xlim(0, 102)
    axes.set_xlabel("markers found, % (both forms, drawn and real)")
