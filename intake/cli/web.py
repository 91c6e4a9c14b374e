"""``csq-intake web``: the web process alone."""

import click

from intake.app.processes import address, listen, run_web
from intake.cli.language import say
from intake.settings import Settings


@click.command(
    help=say(
        "Run the web process alone, until interrupted.",
        "Fait tourner le processus web seul, jusqu'à interruption.",
    )
)
def command() -> None:
    """Serve until SIGTERM or SIGINT."""
    settings = Settings()
    with listen(settings.host, settings.port) as listening:
        at = address(listening, settings.host)
        click.echo(say(f"The web process is at {at}", f"Le processus web est à {at}"))
        run_web(settings, listening)
