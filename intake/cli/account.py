"""``csq-intake account``: add and revoke the accounts of people and services."""

import asyncio

import click

from intake.cli.language import say
from intake.settings import settings
from intake.store import accounts, audit, opening
from intake.store.accounts import NewAccount, Role
from intake.store.database import Database

NO_SUCH_ACCOUNT_STATUS = 1


@click.group(name="account")
def command() -> None:
    """Add or revoke accounts. / Ajoute ou révoque des comptes."""


@command.command()
@click.argument("name")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="What the account may do; can be given several times. / Ce que le compte permet.",
)
def add(name: str, roles: tuple[str, ...]) -> None:
    """Add the account NAME and print its access key once.

    Ajoute le compte NAME et affiche sa clé d'accès une seule fois.
    """
    with opening.database_url(settings()) as url:
        new = asyncio.run(_add(url, name, frozenset(Role(role) for role in roles)))
    click.echo(
        say(
            "Access key, shown only now and kept nowhere:",
            "Clé d'accès, affichée maintenant seulement et conservée nulle part :",
        ),
        err=True,
    )
    click.echo(new.key)


@command.command()
@click.argument("name")
def revoke(name: str) -> int:
    """Revoke the account NAME at once. / Révoque immédiatement le compte NAME."""
    with opening.database_url(settings()) as url:
        revoked = asyncio.run(_revoke(url, name))
    if revoked:
        click.echo(say("The account is revoked.", "Le compte est révoqué."))
        return 0
    click.echo(
        say("No account of this name is in use.", "Aucun compte de ce nom n'est en service."),
        err=True,
    )
    return NO_SUCH_ACCOUNT_STATUS


async def _add(url: str, name: str, roles: frozenset[Role]) -> NewAccount:
    async with Database.opened(url) as database, database.transaction() as connection:
        return await accounts.add(connection, name, roles, actor=audit.OPERATOR)


async def _revoke(url: str, name: str) -> bool:
    async with Database.opened(url) as database, database.transaction() as connection:
        return await accounts.revoke(connection, name, actor=audit.OPERATOR)
