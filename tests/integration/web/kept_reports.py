"""Applications whose reports are stored without a worker, and people who look at their pages."""

import asyncio
import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx

from classifiers.reporting import canonical_json
from intake.store import applications, reports
from intake.store.accounts import Role
from intake.store.database import Database
from intake.store.reports import NewReport
from models.application import Application
from models.report import CompletenessReport
from tests.unit.completeness.applications import (
    IN_CANADA,
    OVERSEAS,
    QUEBEC_LEASE,
    RECEIVED,
    judged,
    separate,
)

LACKING, WHOLE, TORN, EMPTY = "W301234567", "W301234568", "W301234569", "W301234570"


def keep(url: str) -> None:
    """Store three applications with one report each, and one that has no file yet.

    The first lacks a passport, the second is complete; of the third the form gives Ontario and
    the lease Quebec.
    """
    made = {
        LACKING: _of(LACKING, judged(*separate(*OVERSEAS[:-1]))),
        WHOLE: _of(WHOLE, judged(*separate(*OVERSEAS))),
        TORN: _of(TORN, judged(*separate(*IN_CANADA[:-1], QUEBEC_LEASE))),
    }
    asyncio.run(_insert(url, made))


def _of(number: str, report: CompletenessReport) -> CompletenessReport:
    return replace(report, application=replace(report.application, number=number))


async def _insert(url: str, made: dict[str, CompletenessReport]) -> None:
    async with Database.opened(url) as database, database.transaction() as connection:
        await applications.insert(connection, Application(EMPTY, RECEIVED))
        for number, report in made.items():
            await applications.insert(connection, Application(number, RECEIVED))
            body = canonical_json(report)
            row = NewReport(
                report.report_id[:-1] + number[-1], number, 1, None, 1, report.outcome,
                body.decode(), hashlib.sha256(body).hexdigest(),
            )  # fmt: skip
            assert await reports.insert(connection, row, ())


@contextlib.contextmanager
def signed_in(service: Any, role: Role) -> Iterator[httpx.Client]:
    """Yield the client of a person who has signed in."""
    with httpx.Client(base_url=service.url, follow_redirects=True, timeout=60) as client:
        answer = client.post(
            "/en/sign-in", data={"key": service.keys[role]}, headers={"Origin": service.url}
        )
        answer.raise_for_status()
        yield client
