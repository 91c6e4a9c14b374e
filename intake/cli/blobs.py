"""``csq-intake blobs``: stored files that no row names, found and removed."""

import asyncio
import getpass
from datetime import timedelta

import click

from intake.cli.language import say
from intake.settings import Settings
from intake.store import opening, orphans
from intake.store.orphans import SAFE_AGE, Found

_HOURS = SAFE_AGE // timedelta(hours=1)


@click.command(
    help=say(
        "Compare the stored files with the database and list those that no row names: what "
        "failed transactions left behind. Workers remove the old ones every night; --remove does "
        "it now.",
        "Compare les fichiers conservés avec la base de données et liste ceux qu'aucune ligne ne "
        "nomme : ce que des transactions échouées ont laissé. Les exécutants suppriment les vieux "
        "chaque nuit; --remove le fait maintenant.",
    )
)
@click.option(
    "--remove",
    is_flag=True,
    help=say("Remove them.", "Les supprime."),
)
@click.option(
    "--hours",
    type=click.IntRange(1),
    default=_HOURS,
    show_default=True,
    help=say("Only those at least this old.", "Seulement ceux d'au moins cet âge."),
)
@click.option(
    "--even-most",
    is_flag=True,
    help=say(
        "Remove them even if most stored files have no row.",
        "Les supprime même si la plupart des fichiers conservés n'ont pas de ligne.",
    ),
)
def command(*, remove: bool, hours: int, even_most: bool) -> None:
    """List the orphans, and remove them if asked to."""
    settings = Settings()

    async def work(url: str) -> tuple[Found, int]:
        async with opening.opened(settings, url) as store:
            found = await orphans.find(store, older_than=timedelta(hours=hours))
            if not remove:
                return found, 0
            actor = getpass.getuser()
            return found, await orphans.remove(store, found, actor=actor, even_most=even_most)

    with opening.database_url(settings) as url:
        found, removed = asyncio.run(work(url))
    for sha256 in found.orphans:
        click.echo(sha256)
    click.echo(
        say(
            f"Without a row: {len(found.orphans)}; with one: {found.named}; younger than {hours} "
            f"hours: {found.young}; removed: {removed}.",
            f"Sans ligne : {len(found.orphans)}; avec une ligne : {found.named}; de moins de "
            f"{hours} heures : {found.young}; supprimés : {removed}.",
        ),
        err=True,
    )
