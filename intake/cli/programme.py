"""``csq-intake programme``: prints a programme's rules, and what another file would change."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import click

from intake.cli.language import choose, language, say
from intake.settings import Settings
from intake.store import opening

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(
    help=say("Show and compare programme files.", "Montre et compare des fichiers de programme.")
)
def command() -> None:
    """Programme files."""


@command.command(help=say("Print the rules in words.", "Affiche les règles en mots."))
@click.argument("programme", metavar=say("[PROGRAMME|FILE]", "[PROGRAMME|FICHIER]"), default="a76")
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    help=say("Rules of this day (default: today).", "Règles de ce jour (défaut : aujourd'hui)."),
)
@click.option("--lang", type=click.Choice(["en", "fr"]), help="English / français")
def explain(*, programme: str, day: datetime | None, lang: str | None) -> None:
    """Print one programme."""
    from classifiers.completeness import programme as programmes
    from intake.cli.programme_text import explained

    if lang is not None:
        choose(lang)
    as_of = (day or datetime.now(UTC)).date()
    path = Path(programme)
    found = (
        programmes.load_file(path, as_of=as_of)
        if path.suffix == ".toml"
        else programmes.load(programme, as_of=as_of)
    )
    click.echo(explained(found.rules, language()), nl=False)


@command.command(
    help=say(
        "Say what changes from the programme file OLD to NEW, and for which stored applications "
        "the newest report would change.",
        "Dit ce qui change du fichier de programme OLD à NEW, et pour quelles demandes conservées "
        "le rapport le plus récent changerait.",
    )
)
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option(
    "--stored/--rules-only",
    default=None,
    help=say(
        "Try it on every stored application, or compare the rules alone (default: try it where "
        "applications are stored).",
        "L'essaie sur chaque demande conservée, ou compare les seules règles (défaut : l'essaie là "
        "où des demandes sont conservées).",
    ),
)
@click.option("--lang", type=click.Choice(["en", "fr"]), help="English / français")
def diff(*, old: Path, new: Path, stored: bool | None, lang: str | None) -> None:
    """Compare two files."""
    from classifiers.completeness import programme as programmes
    from classifiers.completeness.rule_changes import rule_changes
    from intake.cli.programme_text import change_lines

    if lang is not None:
        choose(lang)
    today = datetime.now(UTC).date()
    before, after = (programmes.load_file(path, as_of=today).rules for path in (old, new))
    changes = rule_changes(before, after)
    for line in change_lines(changes, language()):
        click.echo(line)
    if not changes:
        click.echo(say("No rule changes.", "Aucune règle ne change."))
    settings = Settings()
    if stored is None and not opening.is_there(settings):
        click.echo(
            say(
                "No applications are stored here, so none was tried.",
                "Aucune demande n'est conservée ici; aucune n'a donc été essayée.",
            )
        )
    elif stored is not False:
        from intake.cli.programme_trial import try_on_stored

        with opening.database_url(settings) as url:
            asyncio.run(try_on_stored(settings, url, old, new))
