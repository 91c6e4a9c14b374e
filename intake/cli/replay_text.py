"""What a replay says in a terminal."""

import click

from intake.cli.language import say
from intake.pipeline.replaying import Replay
from intake.review.differences import compare
from intake.web.pages.changes import sentences
from intake.web.pages.messages import messages
from models.bilingual import Language

MOST_PLACES = 40
"""Places of the JSON that are listed; a difference everywhere is no easier to read in full."""


def verdict(made: Replay) -> str:
    """Say whether the report made again is the stored one."""
    row = made.stored.row
    if made.identical:
        return say(
            f"{row.application}, revision {row.revision}: the same bytes (SHA-256 {row.sha256}).",
            f"{row.application}, révision {row.revision} : mêmes octets (SHA-256 {row.sha256}).",
        )
    return say(
        f"{row.application}, revision {row.revision}: another report.",
        f"{row.application}, révision {row.revision} : un autre rapport.",
    )


def print_difference(made: Replay, language: Language, *, to_errors: bool) -> None:
    """Print what changed in words, then the places of the JSON that differ."""
    if made.identical:
        return
    difference = compare(made.stored.report, made.report)
    for sentence in sentences(difference, messages(language)):
        click.echo(f"  {sentence}", err=to_errors)
    places = made.differing_places
    for place in places[:MOST_PLACES]:
        click.echo(f"  {place}", err=to_errors)
    left = len(places) - MOST_PLACES
    if left > 0:
        more = say(f"and {left} more places", f"et {left} autres endroits")
        click.echo(f"  … {more}", err=to_errors)
