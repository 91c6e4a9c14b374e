"""``csq-intake deliveries``: lists, replays, and the keys that sign."""

import asyncio
import getpass
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TypeVar

import click
from rich.console import Console
from rich.table import Column, Table

from intake.cli.language import language, say
from intake.delivery import keys, outbox
from intake.delivery.outbox import ALWAYS, STATE_TEXTS, DeliveryState, Listed, Period, Tally
from intake.delivery.sending import FAULT_TEXTS, Fault
from intake.settings import Settings
from intake.store import opening
from intake.store.database import Connection
from models.bilingual import Bilingual
from models.errors import IntakeError

Result = TypeVar("Result")

MOST_REPLAYED = 100_000
"""Rows taken by one replay; a year's cap is far below."""


class NoReceiverError(IntakeError):
    """There is nowhere to send to."""

    code = "no_receiver"
    text = Bilingual(
        "No receiver is configured. Set INTAKE_DELIVERY_URL, start the service with it, then "
        "replay.",
        "Aucun destinataire n'est configuré. Indiquez INTAKE_DELIVERY_URL, démarrez le service "
        "avec ce réglage, puis rejouez.",
    )


_TIMES = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
_made_from = click.option(
    "--from",
    "made_from",
    type=click.DateTime(_TIMES),
    help=say("Reports made at this time (UTC) or later.", "Rapports établis dès ce moment (UTC)."),
)
_made_before = click.option(
    "--until",
    "made_before",
    type=click.DateTime(_TIMES),
    help=say("Reports made before this time (UTC).", "Rapports établis avant ce moment (UTC)."),
)


PIPED_WIDTH = 200
"""Characters a line where the output is no terminal."""

MOST_SHOWN = 100
"""Dead deliveries that are shown without being asked for."""


@click.group(
    invoke_without_command=True,
    help=say(
        "List and replay deliveries of reports, and show the key that signs them. Without a "
        "command: say how many reports did not get through, and list those that were given up.",
        "Liste et rejoue les livraisons de rapports, et montre la clé qui les signe. Sans "
        "commande : dit combien de rapports ne sont pas passés, et liste ceux qui ont été "
        "abandonnés.",
    ),
)
@click.pass_context
def command(context: click.Context) -> None:
    """Deliveries of reports."""
    if context.invoked_subcommand is None:
        tally, dead = _in_store(_not_through)
        _print_standing(tally, dead)


async def _not_through(connection: Connection) -> tuple[Tally, tuple[Listed, ...]]:
    tally = await outbox.tally(connection)
    dead = await outbox.deliveries(connection, state=DeliveryState.DEAD, most=MOST_SHOWN)
    return tally, dead


def _print_standing(tally: Tally, dead: tuple[Listed, ...]) -> None:
    if Settings().delivery_url is None:
        click.echo(NoReceiverError().in_language(language()), err=True)
    click.echo(
        say(
            f"Reports on their way: {tally.pending}; given up: {tally.dead}; made without a "
            f"receiver and never sent: {tally.unsent}.",
            f"Rapports en cours d'envoi : {tally.pending}; abandonnés : {tally.dead}; établis "
            f"sans destinataire et jamais envoyés : {tally.unsent}.",
        )
    )
    if dead:
        _print_table(dead)
        click.echo(
            say(
                "Send them again with: csq-intake deliveries replay --all dead",
                "Envoyez-les de nouveau avec : csq-intake deliveries replay --all dead",
            )
        )


@command.command(
    "list",
    help=say("List reports and their deliveries.", "Liste les rapports et leurs livraisons."),
)
@click.option(
    "--application", metavar="NUMBER", help=say("Of this one alone.", "De celle-ci seulement.")
)
@click.option(
    "--state",
    type=click.Choice([state.value for state in DeliveryState]),
    help=say("In this state alone.", "Dans cet état seulement."),
)
@_made_from
@_made_before
@click.option(
    "--most",
    type=click.IntRange(1, 10_000),
    default=100,
    show_default=True,
    help=say("No more rows than this.", "Pas plus de lignes que cela."),
)
def list_deliveries(
    *,
    application: str | None,
    state: str | None,
    made_from: datetime | None,
    made_before: datetime | None,
    most: int,
) -> None:
    """Print one row for each delivery, newest report first."""
    wanted = None if state is None else DeliveryState(state)
    made = _period(made_from, made_before)
    listed = _in_store(
        lambda connection: outbox.deliveries(
            connection, application=application, state=wanted, made=made, most=most
        )
    )
    _print_table(listed)


@command.command(help=say("Send a report again.", "Envoie un rapport de nouveau."))
@click.argument("identifiers", nargs=-1, metavar="[DELIVERY|REPORT]...")
@click.option(
    "--all",
    "state",
    type=click.Choice([DeliveryState.DEAD.value, DeliveryState.UNSENT.value]),
    help=say(
        "Every report that was given up, or was never sent.",
        "Tous les rapports abandonnés, ou jamais envoyés.",
    ),
)
@_made_from
@_made_before
def replay(
    *,
    identifiers: tuple[str, ...],
    state: str | None,
    made_from: datetime | None,
    made_before: datetime | None,
) -> None:
    """Queue deliveries; the messages keep their identifiers."""
    if Settings().delivery_url is None:
        raise NoReceiverError
    made = _period(made_from, made_before)
    if not identifiers and state is None and made == ALWAYS:
        raise click.UsageError(
            say(
                "Name a delivery or a report, or give --all, --from or --until.",
                "Nommez une livraison ou un rapport, ou donnez --all, --from ou --until.",
            )
        )
    replayed = _in_store(lambda connection: _replay(connection, identifiers, state, made))
    if not replayed:
        click.echo(say("There is no such report.", "Il n'y a aucun rapport de ce genre."))
    for delivery in replayed:
        click.echo(say(f"Delivery {delivery} is queued.", f"La livraison {delivery} est en file."))


@command.command(
    help=say(
        "Print the public key by which receivers verify reports (newest first).",
        "Affiche la clé publique par laquelle les destinataires vérifient les rapports (la plus "
        "récente d'abord).",
    )
)
@click.option(
    "--rotate",
    is_flag=True,
    help=say(
        "Add a new key, which signs from the next report on; the older ones sign as well until "
        "--retire.",
        "Ajoute une clé, qui signe dès le prochain rapport ; les anciennes signent aussi jusqu'à "
        "--retire.",
    ),
)
@click.option(
    "--retire",
    is_flag=True,
    help=say(
        "Drop all keys but the newest, once every receiver has that one.",
        "Retire toutes les clés sauf la plus récente, quand chaque destinataire a celle-ci.",
    ),
)
def key(*, rotate: bool, retire: bool) -> None:
    """Print every public key, one a line."""
    folder = Settings().secrets_folder
    if rotate and retire:
        raise click.UsageError(
            say(
                "Rotate first; retire once every receiver has the new key.",
                "Ajoutez d'abord ; retirez quand chaque destinataire a la nouvelle clé.",
            )
        )
    change = keys.rotate if rotate else keys.retire if retire else keys.load
    for secret in change(folder):
        click.echo(str(secret.public))


async def _replay(
    connection: Connection, identifiers: tuple[str, ...], state: str | None, made: Period
) -> list[int]:
    wanted = list(identifiers)
    if state is not None or made != ALWAYS:
        wished = None if state is None else DeliveryState(state)
        listed = await outbox.deliveries(connection, state=wished, made=made, most=MOST_REPLAYED)
        # Oldest first, so that the revisions of an application leave in their order; a report
        # that was replayed before has several deliveries and is sent once.
        wanted += dict.fromkeys(row.report for row in reversed(listed))
    return [await outbox.replay(connection, one, actor=getpass.getuser()) for one in wanted]


def _period(begin: datetime | None, end: datetime | None) -> Period:
    """Read times of the command line, which carry no zone, as UTC."""
    return Period(begin and begin.replace(tzinfo=UTC), end and end.replace(tzinfo=UTC))


def _in_store(work: Callable[[Connection], Awaitable[Result]]) -> Result:
    """Do the work in one transaction on the database that the settings name."""
    settings = Settings()

    async def opened(url: str) -> Result:
        async with (
            opening.opened(settings, url) as store,
            store.database.transaction() as connection,
        ):
            return await work(connection)

    with opening.database_url(settings) as url:
        return asyncio.run(opened(url))


def _print_table(listed: tuple[Listed, ...]) -> None:
    """Print as wide as the terminal; wide enough for one row a line where there is none."""
    width = None if sys.stdout.isatty() else PIPED_WIDTH
    Console(soft_wrap=True, width=width).print(_table(listed))


def _table(listed: tuple[Listed, ...]) -> Table:
    headings = (
        say("Application", "Demande"),
        say("Revision", "Révision"),
        say("Report", "Rapport"),
        say("Delivery", "Livraison"),
        say("State", "État"),
        say("Attempts", "Essais"),
        say("Last answer", "Dernière réponse"),
    )
    # Only the last column gives way: identifiers are what a replay is asked for by.
    columns = [Column(heading, no_wrap=True) for heading in headings[:-1]]
    table = Table(*columns, Column(headings[-1], overflow="fold"), box=None)
    for row in listed:
        table.add_row(
            row.application,
            str(row.revision),
            row.report,
            "" if row.delivery is None else str(row.delivery),
            STATE_TEXTS[row.state or DeliveryState.UNSENT].in_language(language()),
            str(row.attempts),
            _last_answer(row),
        )
    return table


def _last_answer(row: Listed) -> str:
    parts = [] if row.last_status is None else [str(row.last_status)]
    if row.last_error is not None:
        parts.append(FAULT_TEXTS[Fault(row.last_error)].in_language(language()))
    return " ".join(parts)
