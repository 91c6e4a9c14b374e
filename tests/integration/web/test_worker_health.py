"""Administrators see which workers live and what holds their readers; nobody else does."""

import asyncio
from typing import Any

import pytest

from intake.store import workers
from intake.store.accounts import Role
from intake.store.database import Database, execute
from models.containment import Containment, Layer, LayerReport, LayerState

FOUND = Containment(
    tuple(
        LayerReport(layer, LayerState.ABSENT, "bwrap is not installed")
        if layer is Layer.BUBBLEWRAP
        else LayerReport(layer, LayerState.HOLDS)
        for layer in Layer
    )
)


def tell(url: str, name: str, *, long_ago: bool = False) -> None:
    async def told() -> None:
        async with Database.opened(url) as database, database.transaction() as connection:
            await workers.tell(connection, name, FOUND, delivers=True)
            if long_ago:
                await execute(
                    connection,
                    b"update worker set seen_at = now() - interval '1 hour' where name = %(name)s",
                    name=name,
                )

    asyncio.run(told())


def test_the_living_workers_are_listed_with_every_layer(service: Any) -> None:
    tell(service.database_url, "gone", long_ago=True)
    tell(service.database_url, "here")
    # A second sign of life is no second worker.
    tell(service.database_url, "here")
    with service.client(Role.ADMIN) as client:
        items = client.get("/health/workers").json()["items"]
    assert [item["name"] for item in items] == ["here"]
    assert items[0]["lacking"] == ["bubblewrap"]
    assert {each["layer"]: each["state"] for each in items[0]["layers"]} == {
        layer: "absent" if layer is Layer.BUBBLEWRAP else "holds" for layer in Layer
    }


@pytest.mark.parametrize("role", [Role.PIPELINE, Role.OFFICER, Role.QA])
def test_what_holds_the_readers_is_told_to_administrators_alone(service: Any, role: Role) -> None:
    with service.client(role) as client:
        assert client.get("/health/workers").status_code == 403
    with service.client(Authorization="") as client:
        assert client.get("/health/workers").status_code == 401
