"""``csq-intake migrate``: bring the database to this version."""

import click

from intake.cli.language import say
from intake.settings import settings
from intake.store import opening


@click.command(name="migrate")
def command() -> None:
    """Bring the database to the tables of this version; safe to run again.

    Met la base de données aux tables de cette version; peut être relancé sans risque.
    """
    with opening.database_url(settings()):
        click.echo(
            say("The database is at this version.", "La base de données est à cette version.")
        )
