"""Tries two programme files on every stored application, and says where the report would change."""

from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from classifiers import page_types
from classifiers.completeness import programme
from classifiers.page_types import PageTypeModel
from intake.cli.language import language, say
from intake.pipeline.replaying import (
    InputsNotKeptError,
    StoredRevision,
    readings_of,
    replay_read,
    reported_applications,
    stored_revision,
)
from intake.review.differences import compare
from intake.settings import Settings
from intake.store import opening
from intake.web.pages.changes import sentences
from intake.web.pages.messages import messages


@dataclass(frozen=True, slots=True)
class Trial:
    """What the newest report on one application would say otherwise; empty: nothing."""

    application: str
    changes: tuple[str, ...]


async def try_on_stored(settings: Settings, url: str, old: Path, new: Path) -> tuple[Trial, ...]:
    """Print for which stored applications the newest report would change.

    An application keeps the rules of its day: where the new file does not hold on the day of
    receipt, nothing changes.

    Raises:
        StoreError: the database or an extraction is away.
    """
    model = page_types.load()
    trials: list[Trial] = []
    skipped = 0
    async with opening.opened(settings, url) as store:
        numbers = await reported_applications(store)
        with Progress(console=Console(stderr=True), transient=True) as progress:
            for number in progress.track(numbers, description=say("Trying", "Essai")):
                try:
                    stored = await stored_revision(store, number)
                except InputsNotKeptError:
                    skipped += 1
                    continue
                trials.append(_trial(stored, old, new, model))
    changed = [trial for trial in trials if trial.changes]
    for trial in changed:
        click.echo(trial.application)
        for change in trial.changes:
            click.echo(f"  {change}")
    click.echo(
        say(
            f"{len(changed)} of {len(trials)} stored applications would get another report.",
            f"{len(changed)} des {len(trials)} demandes conservées auraient un autre rapport.",
        )
    )
    if skipped:
        click.echo(
            say(
                f"{skipped} were not tried: an earlier version of the service made their reports.",
                f"{skipped} n'ont pas été essayées : une version antérieure du service a fait "
                "leurs rapports.",
            )
        )
    return tuple(trials)


def _trial(stored: StoredRevision, old: Path, new: Path, model: PageTypeModel) -> Trial:
    """Make one report under both files and compare what they say."""
    ref = stored.report.application.programme
    before, after = (programme.load_file(path, as_of=ref.as_of) for path in (old, new))
    number = stored.row.application
    if ref.id != after.rules.id or not after.in_effect:
        return Trial(number, ())
    readings = readings_of(stored, model)
    reports = [replay_read(stored, readings, one, model.ref).report for one in (before, after)]
    changes = sentences(compare(*reports), messages(language()))
    other_facts = reports[0].facts != reports[1].facts or reports[0].route != reports[1].route
    if other_facts and not changes:
        changes = (say("Facts or route change.", "Les faits ou l'acheminement changent."),)
    return Trial(number, changes)
