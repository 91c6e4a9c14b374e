import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from procrastinate.schema import SchemaManager

from intake.store import jobs, migrate
from intake.store.database import Database
from intake.store.errors import DatabaseUnavailableError

pytestmark = pytest.mark.service

QUEUE_OBJECTS = """
select 'column', table_name::text, column_name::text, data_type::text
from information_schema.columns where table_name like 'procrastinate%'
union all
select 'routine', routine_name::text, data_type::text, md5(routine_definition)
from information_schema.routines where routine_name like 'procrastinate%'
union all
select 'index', tablename::text, indexname::text, indexdef
from pg_indexes where tablename like 'procrastinate%'
order by 1, 2, 3, 4
"""


def queue_objects(url: str) -> list[Any]:
    with psycopg.connect(url) as connection:
        return connection.execute(QUEUE_OBJECTS).fetchall()


NEWEST_REVISION = max(
    path.name.partition("_")[0]
    for path in (Path(migrate.__file__).parent / "migrations" / "versions").glob("[0-9]*.py")
)


def revisions(url: str) -> list[Any]:
    with psycopg.connect(url) as connection:
        return connection.execute("select version_num from alembic_version").fetchall()


def test_migrating_again_changes_nothing(server: Any) -> None:
    url = server.create_database(migrated=False)
    for _ in range(2):
        migrate.upgrade(url)
        assert revisions(url) == [(NEWEST_REVISION,)]


def test_processes_may_migrate_at_the_same_time(server: Any) -> None:
    url = server.create_database(migrated=False)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(migrate.upgrade, [url] * 4))
    assert revisions(url) == [(NEWEST_REVISION,)]


def test_the_queue_is_as_its_own_complete_schema(server: Any) -> None:
    # Our revision takes the queue's migrations up to a fixed one; a later queue needs a new one.
    url = server.create_database(migrated=False)
    with psycopg.connect(url) as connection:
        connection.execute(SchemaManager.get_schema())
    assert queue_objects(server.create_database()) == queue_objects(url)


def test_a_database_that_does_not_answer_is_told() -> None:
    with pytest.raises(DatabaseUnavailableError):
        migrate.upgrade("postgresql://nobody@/none?host=/nonexistent")


def test_jobs_appear_with_their_transaction_only(server: Any) -> None:
    url = server.create_database()

    async def defer(*, fail: bool) -> None:
        async with Database.opened(url) as database, database.transaction() as connection:
            await jobs.defer_process(connection, 1)
            await jobs.defer_report(connection, "W123456789")
            await jobs.defer_deliver(connection, 2)
            if fail:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        asyncio.run(defer(fail=True))
    asyncio.run(defer(fail=False))
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "select task_name, queue_name, lock, args from procrastinate_jobs order by id"
        ).fetchall()
    assert found == [
        ("process", "process", None, {"upload": 1}),
        ("report", "process", "report:W123456789", {"application": "W123456789"}),
        ("deliver", "deliver", None, {"delivery": 2}),
    ]
