"""Brings a database to the tables of this version (Alembic, run from the program)."""

from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, pool, text

from intake.store.errors import DatabaseUnavailableError

LOCK_KEY = 0x43535149
"""Key of the advisory lock that lets one process migrate at a time."""


def upgrade(url: str) -> None:
    """Run every revision that the database does not have; safe to call from many processes.

    Args:
        url: ``postgresql://...`` as psycopg takes it.

    Raises:
        DatabaseUnavailableError: the database does not answer.
    """
    with _connected(url) as connection:
        # Held by the session and not by a transaction, since each revision has its own.
        connection.execute(text("select pg_advisory_lock(:key)"), {"key": LOCK_KEY})
        connection.commit()
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _connected(url: str) -> Connection:
    try:
        driver = psycopg.connect(url)
    except psycopg.OperationalError as error:
        raise DatabaseUnavailableError from error
    # Our own connection, since the engine would read the address by rules of its own.
    engine = create_engine("postgresql+psycopg://", creator=lambda: driver, poolclass=pool.NullPool)
    return engine.connect()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
