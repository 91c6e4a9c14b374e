"""Connections and transactions (psycopg 3), and rows as typed, frozen values."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

import msgspec
import psycopg
from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from intake.store.errors import DatabaseUnavailableError

Connection = psycopg.AsyncConnection[tuple[Any, ...]]
"""A connection inside a transaction."""

Parameters = Mapping[str, object]
"""Values for the ``%(named)s`` places of a statement."""

Row = TypeVar("Row")

WAIT_SECONDS = 15.0
"""How long a request waits for a free connection, or for the database to come back."""


class Database:
    """A pool of connections to one database."""

    def __init__(self, pool: AsyncConnectionPool[Connection]) -> None:
        self.pool = pool

    @classmethod
    @contextlib.asynccontextmanager
    async def opened(cls, url: str, *, connections: int = 8) -> AsyncIterator["Database"]:
        """Open a pool for the time of the block.

        Raises:
            DatabaseUnavailableError: no connection within :data:`WAIT_SECONDS`.
        """
        pool: AsyncConnectionPool[Connection] = AsyncConnectionPool(
            url,
            min_size=1,
            max_size=connections,
            timeout=WAIT_SECONDS,
            open=False,
            check=AsyncConnectionPool.check_connection,
            kwargs={"application_name": "csq-intake"},
        )
        try:
            async with _available():
                await pool.open(wait=True, timeout=WAIT_SECONDS)
            yield cls(pool)
        finally:
            await pool.close()

    @contextlib.asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """Run the block in one transaction: committed at its end, rolled back on any error.

        Raises:
            DatabaseUnavailableError: no connection within :data:`WAIT_SECONDS`.
        """
        async with _available():
            connection = await self.pool.getconn()
        try:
            async with connection.transaction():
                yield connection
        finally:
            await self.pool.putconn(connection)


@contextlib.asynccontextmanager
async def _available() -> AsyncIterator[None]:
    try:
        yield
    except (PoolTimeout, psycopg.OperationalError) as error:
        raise DatabaseUnavailableError from error


async def execute(connection: Connection, statement: bytes, **parameters: object) -> int:
    """Run a statement; return how many rows it changed."""
    return (await connection.execute(statement, parameters)).rowcount


async def fetch_one(
    connection: Connection, row: type[Row], statement: bytes, **parameters: object
) -> Row | None:
    """Run a query; return its first row as ``row``, or None if it has none.

    Args:
        connection: inside a transaction.
        row: a dataclass whose attributes are named as the columns, or ``int``, ``str``, ``bool``
            or ``datetime`` for a query of one column.
        statement: SQL with ``%(named)s`` places.
        parameters: the values of those places.

    Raises:
        msgspec.ValidationError: the columns do not fit ``row``.
    """
    found = await fetch_all(connection, row, statement, **parameters)
    return found[0] if found else None


async def fetch_all(
    connection: Connection, row: type[Row], statement: bytes, **parameters: object
) -> tuple[Row, ...]:
    """Run a query; return every row as ``row`` (see :func:`fetch_one`)."""
    async with connection.cursor(row_factory=dict_row) as cursor:
        await cursor.execute(statement, parameters)
        found = await cursor.fetchall()
    if row in (int, str, bool, datetime):
        return tuple(msgspec.convert(next(iter(columns.values())), row) for columns in found)
    return tuple(msgspec.convert(columns, row) for columns in found)
