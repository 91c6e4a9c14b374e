"""``csq-intake reissue``: the next revision, after the rules or the model changed."""

import asyncio
import getpass

import click

from intake.cli.language import say
from intake.settings import Settings
from intake.store import opening
from intake.store.opening import Store


@click.command(
    help=say(
        "Have the next revision of reports made and delivered: of each APPLICATION, or of all "
        "whose report today's rules and model would change.",
        "Fait établir et livrer la révision suivante des rapports : de chaque DEMANDE, ou de "
        "toutes celles dont les règles et le modèle actuels changeraient le rapport.",
    )
)
@click.argument("numbers", nargs=-1, metavar=say("[APPLICATION]...", "[DEMANDE]..."))
@click.option(
    "--changed",
    is_flag=True,
    help=say("All whose report would change.", "Toutes celles dont le rapport changerait."),
)
def command(*, numbers: tuple[str, ...], changed: bool) -> None:
    """Queue new revisions; running workers make them."""
    if bool(numbers) == changed:
        raise click.UsageError(
            say(
                "Name applications, or give --changed.", "Nommez des demandes, ou donnez --changed."
            )
        )
    settings = Settings()

    async def work(url: str) -> list[str]:
        async with opening.opened(settings, url) as store:
            return await _owed(store, numbers or await _changed(store))

    with opening.database_url(settings) as url:
        owed = asyncio.run(work(url))
    for number in owed:
        click.echo(say(f"{number}: a new revision is queued.", f"{number} : révision en file."))
    click.echo(say(f"{len(owed)} queued.", f"{len(owed)} en file."))


async def _changed(store: Store) -> tuple[str, ...]:
    from classifiers import page_types
    from intake.pipeline.reissuing import would_change
    from intake.pipeline.replaying import reported_applications

    model = page_types.load()
    numbers = await reported_applications(store)
    return tuple([number for number in numbers if await would_change(store, number, model)])


async def _owed(store: Store, numbers: tuple[str, ...]) -> list[str]:
    from intake.pipeline.reissuing import owe_new_report

    actor = getpass.getuser()
    return [number for number in numbers if await owe_new_report(store, number, actor=actor)]
