"""``csq-intake worker``: the worker alone."""

import click

from intake.app.processes import run_worker
from intake.cli.language import say
from intake.settings import Settings


@click.command(
    help=say(
        "Run the worker alone, until interrupted.",
        "Fait tourner l'exécutant seul, jusqu'à interruption.",
    )
)
def command() -> None:
    """Work until SIGTERM or SIGINT."""
    run_worker(Settings())
