"""``csq-intake replay``: makes a stored report again and compares it, byte for byte."""

import asyncio
from pathlib import Path

import click

from intake.cli.language import language, say
from intake.settings import Settings
from intake.store import opening

DIFFERENT_STATUS = 1
"""Exit status if the report made again is not the stored one."""


@click.command(
    help=say(
        "Make a stored report on APPLICATION again from its stored extractions and print it as "
        "JSON. With --programme or --model, print what these change instead. Exit status: 0 the "
        "same bytes, 1 another report.",
        "Refait à partir des extractions conservées un rapport sur la DEMANDE et l'affiche en "
        "JSON. Avec --programme ou --model, affiche plutôt ce que ceux-ci changent. Code de "
        "sortie : 0 mêmes octets, 1 autre rapport.",
    )
)
@click.argument("application", metavar=say("APPLICATION", "DEMANDE"))
@click.option(
    "--revision",
    type=click.IntRange(1),
    help=say(
        "Which revision (default: the newest).", "Quelle révision (défaut : la plus récente)."
    ),
)
@click.option(
    "--programme",
    "programme_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say("Apply this programme file.", "Applique ce fichier de programme."),
)
@click.option(
    "--model",
    "model_folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=say("Use the model in this folder.", "Utilise le modèle de ce dossier."),
)
def command(
    *,
    application: str,
    revision: int | None,
    programme_file: Path | None,
    model_folder: Path | None,
) -> int:
    """Replay one revision and return the exit status."""
    from classifiers import page_types
    from classifiers.completeness import programme
    from intake.cli.replay_text import print_difference, verdict
    from intake.pipeline.replaying import StoredRevision, replay, rules_of, stored_revision

    settings = Settings()

    async def stored_in(url: str) -> StoredRevision:
        async with opening.opened(settings, url) as store:
            return await stored_revision(store, application, revision)

    with opening.database_url(settings) as url:
        stored = asyncio.run(stored_in(url))
    day = stored.report.application.programme.as_of
    rules = (
        rules_of(stored)
        if programme_file is None
        else programme.load_file(programme_file, as_of=day)
    )
    made = replay(stored, rules, page_types.load(model_folder))
    asked_for_other = programme_file is not None or model_folder is not None
    if not asked_for_other:
        click.echo(made.body, nl=False)
    click.echo(verdict(made), err=not asked_for_other)
    print_difference(made, language(), to_errors=not asked_for_other)
    return 0 if made.identical else DIFFERENT_STATUS
