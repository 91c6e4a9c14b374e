"""The command line ``csq-intake``: one module for each command, loaded only when it is called."""

import importlib
import sys

import click

from intake.cli import usage_errors
from intake.cli.language import choose, language, say
from models.bilingual import Bilingual
from models.errors import IntakeError

USAGE_STATUS = 64
"""Exit status after a wrong call (``EX_USAGE`` of sysexits.h)."""

FAILURE_STATUS = 70
"""Exit status when the command itself failed (``EX_SOFTWARE`` of sysexits.h)."""

INTERRUPTED_STATUS = 130

COMMANDS: dict[str, Bilingual] = {
    "account": Bilingual("Add or revoke access keys.", "Ajoute ou révoque des clés d'accès."),
    "blobs": Bilingual(
        "Find and remove stored files that no row names.",
        "Trouve et supprime les fichiers conservés qu'aucune ligne ne nomme.",
    ),
    "check": Bilingual(
        "Read files and print the completeness report, without the service.",
        "Lit des fichiers et affiche le rapport de complétude, sans le service.",
    ),
    "deliveries": Bilingual(
        "List and replay deliveries of reports.", "Liste et rejoue les livraisons de rapports."
    ),
    "demo": Bilingual(
        "Start the service, post a sample application and print its report.",
        "Démarre le service, dépose une demande d'exemple et affiche son rapport.",
    ),
    "doctor": Bilingual(
        "Say what is installed and what is missing.", "Dit ce qui est installé et ce qui manque."
    ),
    "evaluate": Bilingual(
        "Measure the quality bars on held-back fixtures.",
        "Mesure les seuils de qualité sur des exemples mis de côté.",
    ),
    "migrate": Bilingual(
        "Bring the database to this version.", "Met la base de données à cette version."
    ),
    "programme": Bilingual(
        "Show a programme's rules, and what another file would change.",
        "Montre les règles d'un programme, et ce qu'un autre fichier changerait.",
    ),
    "receiver": Bilingual(
        "Receive reports, verify and store them (for trying out).",
        "Reçoit des rapports, les vérifie et les conserve (pour essai).",
    ),
    "reissue": Bilingual(
        "Have new revisions of reports made after the rules or the model changed.",
        "Fait établir de nouvelles révisions après un changement de règles ou de modèle.",
    ),
    "replay": Bilingual(
        "Make a stored report again and compare it, byte for byte.",
        "Refait un rapport conservé et le compare, octet par octet.",
    ),
    "serve": Bilingual(
        "Run the whole service in one process tree.",
        "Fait tourner tout le service dans un seul arbre de processus.",
    ),
    "train": Bilingual("Train the page-type model.", "Entraîne le modèle de types de pages."),
    "web": Bilingual("Run the web process alone.", "Fait tourner le processus web seul."),
    "worker": Bilingual("Run the worker alone.", "Fait tourner l'exécutant seul."),
}


class _Commands(click.Group):
    """A group that imports a command's module only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"intake.cli.{cmd_name}")
        command = module.command
        if not isinstance(command, click.Command):
            raise TypeError(f"intake.cli.{cmd_name}.command is no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, text.in_language(language())) for name, text in COMMANDS.items()]
        with formatter.section(say("Commands", "Commandes")):
            formatter.write_dl(rows)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="csq-intake")
@click.option(
    "--lang",
    type=click.Choice(["en", "fr"]),
    expose_value=False,
    is_eager=True,
    callback=lambda _ctx, _param, value: choose(value) if value else None,
    help="Language of messages. / Langue des messages.",
)
def group() -> None:
    """Intake desk for Quebec IMP+ (A76) work-permit applications.

    Guichet de réception des demandes de permis de travail PMI+ (A76) du Québec.
    """


def main() -> None:
    """Run the command line and exit with its status."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status (sysexits.h where the command sets none)."""
    try:
        status = group.main(args=arguments, prog_name="csq-intake", standalone_mode=False)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.Abort:
        return INTERRUPTED_STATUS
    except click.ClickException as wrong:
        usage_errors.show(wrong)
        return USAGE_STATUS
    except IntakeError as failed:
        click.echo(f"{failed.code}: {failed.in_language(language())}", err=True)
        return FAILURE_STATUS
    return status if isinstance(status, int) else 0
