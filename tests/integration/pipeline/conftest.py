"""Children that load the model once for a module, and a database for each test."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from intake.worker.computation import Children
from tests.integration.pipeline.shop import Shop


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    """Two computation children."""
    with asyncio.Runner() as runner:
        opening = Children.opened(2, 60.0)
        children = runner.run(opening.__aenter__())
        yield Shop(runner, children)
        runner.run(opening.__aexit__(None, None, None))


@pytest.fixture
def url(server: Any) -> str:
    """A database of its own for each test."""
    return str(server.create_database())
