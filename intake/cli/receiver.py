"""``csq-intake receiver``: receives reports, verifies and stores them, for trying out."""

from pathlib import Path

import click
import uvicorn

from intake.cli.language import say
from intake.delivery.receiving import Fault, Faults, Misbehaviour, Receiver
from intake.delivery.signing import PublicKey


class Answer(click.ParamType[Fault]):
    """A status of HTTP, or the name of a misbehaviour."""

    name = "answer"

    def convert(
        self, value: Fault | str, param: click.Parameter | None, ctx: click.Context | None
    ) -> Fault:
        """Read one value of ``--answer``."""
        if not isinstance(value, str):
            return value
        if value in tuple(Misbehaviour):
            return Misbehaviour(value)
        if value.isascii() and value.isdigit() and 200 <= int(value) <= 599:  # noqa: PLR2004
            return int(value)
        names = ", ".join(Misbehaviour)
        asked = say(
            f"Give a status from 200 to 599, or one of: {names}.",
            f"Donnez un code de 200 à 599, ou l'un de ceux-ci : {names}.",
        )
        return self.fail(asked, param, ctx)


@click.command(
    help=say(
        "Receive reports, verify their signature and keep each once, as DIR/<message id>.json.",
        "Reçoit des rapports, vérifie leur signature et garde chacun une fois, sous "
        "DIR/<identifiant du message>.json.",
    )
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help=say("Address to listen on.", "Adresse d'écoute."),
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8900,
    show_default=True,
    help=say("Port to listen on; 0 takes any free one.", "Port d'écoute ; 0 prend un port libre."),
)
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=say("Where reports are kept.", "Où les rapports sont gardés."),
)
@click.option(
    "--key",
    "keys",
    required=True,
    multiple=True,
    metavar="whpk_...",
    help=say(
        "Public key of the sender (repeat it while keys change).",
        "Clé publique de l'expéditeur (à répéter pendant un changement de clés).",
    ),
)
@click.option(
    "--answer",
    "answers",
    multiple=True,
    type=Answer(),
    metavar="STATUS|slow|huge|cut",
    help=say(
        "Answer the first messages with these statuses, keeping nothing, or misbehave: answer too "
        "late (slow), without end (huge), or keep the message and cut the line (cut). Then take "
        "messages.",
        "Répond aux premiers messages par ces codes, sans rien garder, ou se conduit mal : répond "
        "trop tard (slow), sans fin (huge), ou garde le message et coupe la ligne (cut). Prend "
        "ensuite les messages.",
    ),
)
@click.option(
    "--forever",
    is_flag=True,
    help=say("Repeat the last --answer without end.", "Répète sans fin la dernière --answer."),
)
@click.option(
    "--retry-after",
    help=say("Retry-After header of these answers.", "En-tête Retry-After de ces réponses."),
)
def command(
    *,
    host: str,
    port: int,
    out: Path,
    keys: tuple[str, ...],
    answers: tuple[Fault, ...],
    forever: bool,
    retry_after: str | None,
) -> None:
    """Serve until interrupted; the first line printed is the receiver's address."""
    receiver = Receiver(
        out,
        [PublicKey.parse(key) for key in keys],
        told=_tell,
        faults=Faults(list(answers), forever=forever, retry_after=retry_after),
    )
    config = uvicorn.Config(receiver, host=host, port=port, lifespan="off", log_level="warning")
    listening = config.bind_socket()
    # Listening starts before the address is told, so that nobody who reads it is turned away.
    listening.listen()
    _tell(f"http://{host}:{listening.getsockname()[1]}/")
    uvicorn.Server(config).run(sockets=[listening])


def _tell(line: str) -> None:
    click.echo(line)
