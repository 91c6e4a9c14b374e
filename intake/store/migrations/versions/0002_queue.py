"""Create the tables of the job queue (procrastinate), as far as its version 3.4."""

from pathlib import Path
from typing import cast

import psycopg
from alembic import op
from procrastinate.schema import SchemaManager

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

LAST = "03.04.00_50"
"""The queue's own migrations are files in order of version; later ones get a revision of ours."""


def upgrade() -> None:
    """Run the queue's migrations in their order, up to a fixed one.

    The queue's complete schema would differ with its installed version, and a database made by a
    later version could not take the revisions that follow this one.
    """
    driver = cast("psycopg.Connection", op.get_bind().connection.driver_connection)
    for path in sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql")):
        if path.name[: len(LAST)] <= LAST:
            driver.execute(path.read_bytes())
