"""One real PostgreSQL for the whole run, and a fresh, migrated database for each module."""

import asyncio
import itertools
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psycopg
import pytest
import uvicorn
from psycopg import conninfo, sql

from intake.settings import Settings
from intake.store import accounts, embedded_postgres, migrate
from intake.store.accounts import Role
from intake.store.database import Database
from intake.web.application import create_application

TEMPLATE = "template_of_tests"


@dataclass
class Server:
    """The running server; ``url`` is of a database that no test uses."""

    url: str
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def create_database(self, *, migrated: bool = True) -> str:
        name = f"test_{next(self.numbers)}"
        template = sql.Identifier(TEMPLATE if migrated else "template1")
        with psycopg.connect(self.url, autocommit=True) as connection:
            statement = sql.SQL("create database {} template {}")
            connection.execute(statement.format(sql.Identifier(name), template))
        return conninfo.make_conninfo(self.url, dbname=name)


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Path]:
    """A folder with a short path that every account can walk through, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="csq-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def server(open_folder: Path) -> Iterator[Server]:
    with embedded_postgres.running(open_folder / "shared") as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"create database {TEMPLATE}")
        migrate.upgrade(conninfo.make_conninfo(url, dbname=TEMPLATE))
        yield Server(url)


@pytest.fixture(scope="module")
def database_url(server: Server) -> str:
    """A fresh, migrated database."""
    return server.create_database()


@dataclass
class Service:
    """The web process over real HTTP, with an access key for each role."""

    url: str
    settings: Settings
    database_url: str
    keys: dict[Role, str]
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(100_000_000))

    def client(self, role: Role = Role.PIPELINE, **headers: str) -> httpx.Client:
        authorization = {"Authorization": f"Bearer {self.keys[role]}"}
        return httpx.Client(base_url=self.url, headers=authorization | headers, timeout=60)

    def register(self) -> str:
        """Register a new application; return its number."""
        number = f"W{next(self._numbers)}"
        body = {"number": number, "received_at": "2022-07-04T13:05:09Z"}
        with self.client() as client:
            client.post("/v1/applications", json=body).raise_for_status()
        return number

    def count(self, table: str) -> int:
        with psycopg.connect(self.database_url) as connection:
            statement = sql.SQL("select count(*) from {}").format(sql.Identifier(table))
            found = connection.execute(statement).fetchone()
        assert found is not None
        return int(found[0])

    @property
    def stored(self) -> tuple[int, int, int, int, int]:
        """How many uploads, jobs, kept answers, blobs and temporary files there are."""
        blobs = sum(1 for path in self.settings.blob_folder.rglob("*") if path.is_file())
        temporary = sum(len(list(f.iterdir())) - 1 for f in self.settings.incoming_folder.iterdir())
        rows = [self.count(name) for name in ("upload", "procrastinate_jobs", "idempotency")]
        return (rows[0], rows[1], rows[2], blobs, temporary)


@pytest.fixture(scope="module")
def service(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    settings = Settings(home=tmp_path_factory.mktemp("home"), port=0)
    config = uvicorn.Config(
        create_application(settings, database_url), port=0, log_level="error", log_config=None
    )
    web = uvicorn.Server(config)
    thread = threading.Thread(target=web.run)
    thread.start()
    try:
        while not web.started:
            assert thread.is_alive(), "the web process did not start"
            time.sleep(0.01)
        port = web.servers[0].sockets[0].getsockname()[1]
        keys = asyncio.run(_keys(database_url))
        yield Service(f"http://127.0.0.1:{port}", settings, database_url, keys)
    finally:
        web.should_exit = True
        thread.join(20)


async def _keys(database_url: str) -> dict[Role, str]:
    async with Database.opened(database_url) as database, database.transaction() as connection:
        return {
            role: (await accounts.add(connection, f"{role}-1", frozenset({role}), actor="test")).key
            for role in Role
        }
