"""``csq-intake serve``: the whole service in one process tree."""

import os
from pathlib import Path

import click
import msgspec

from intake.app.serving import Serving, serve
from intake.cli.language import say
from intake.settings import Settings


@click.command(
    help=say(
        "Run the whole service until interrupted: database, web process and worker. Settings are "
        "read from the environment (INTAKE_...).",
        "Fait tourner tout le service jusqu'à interruption : base de données, processus web et "
        "exécutant. Les réglages viennent de l'environnement (INTAKE_...).",
    )
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help=say(
        "Port to listen on instead of INTAKE_PORT; 0 takes any free one.",
        "Port d'écoute au lieu de INTAKE_PORT ; 0 prend un port libre.",
    ),
)
@click.option(
    "--ready-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help=say(
        "Write the address and the process id to this file (JSON) once the service answers.",
        "Écrit l'adresse et le numéro de processus dans ce fichier (JSON) dès que le service "
        "répond.",
    ),
)
def command(*, port: int | None, ready_file: Path | None) -> None:
    """Serve until SIGTERM or SIGINT."""
    settings = Settings()
    if port is not None:
        settings = settings.model_copy(update={"port": port})

    def ready(serving: Serving) -> None:
        _announce(serving)
        if ready_file is not None:
            _write(ready_file, serving)

    serve(settings, ready, _show_first_key)


def _announce(serving: Serving) -> None:
    click.echo(say(f"The service is at {serving.url}", f"Le service est à {serving.url}"))


def _show_first_key(key: str) -> None:
    click.echo(
        say(
            f"Access key of the first account, shown this once: {key}",
            f"Clé d'accès du premier compte, affichée cette seule fois : {key}",
        )
    )


def _write(path: Path, serving: Serving) -> None:
    """Write the file whole or not at all, since whoever waits for it reads it at once."""
    whole = path.with_name(f".{path.name}.new")
    whole.write_bytes(msgspec.json.encode({"url": serving.url, "pid": os.getpid()}))
    whole.replace(path)
