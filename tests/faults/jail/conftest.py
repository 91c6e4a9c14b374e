"""What the attacks aim at: listening sockets and a file of the service."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def listening_tcp() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def listening_unix(tmp_path: Path) -> Iterator[str]:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        server.listen()
        yield str(tmp_path / "socket")


@pytest.fixture
def listening_abstract(tmp_path: Path) -> Iterator[str]:
    name = f"csq-test-{tmp_path.name}-{id(tmp_path)}"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0{name}")
        server.listen()
        yield name


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """Stands for a file in the folder of the database."""
    file = tmp_path / "pg_hba.conf"
    file.write_text("secret", encoding="utf-8")
    return file
