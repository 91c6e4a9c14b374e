"""The letter on an officer's page: offered where something is open, in both languages."""

import asyncio
import hashlib
from dataclasses import replace

import httpx
import pytest

from classifiers.reporting import canonical_json
from intake.letter.writing import style_source
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

pytestmark = pytest.mark.service

LACKING, WHOLE, TORN = "W301234567", "W301234568", "W301234569"


def of(number: str, report: CompletenessReport) -> CompletenessReport:
    return replace(report, application=replace(report.application, number=number))


async def _keep(url: str) -> None:
    """Store two applications with one report each: one that lacks a passport, one complete."""
    made = {
        LACKING: of(LACKING, judged(*separate(*OVERSEAS[:-1]))),
        WHOLE: of(WHOLE, judged(*separate(*OVERSEAS))),
        # The form gives Ontario and the lease Quebec.
        TORN: of(TORN, judged(*separate(*IN_CANADA[:-1], QUEBEC_LEASE))),
    }
    async with Database.opened(url) as database, database.transaction() as connection:
        for number, report in made.items():
            await applications.insert(connection, Application(number, RECEIVED))
            body = canonical_json(report)
            row = NewReport(
                report.report_id[:-1] + number[-1], number, 1, None, 1, report.outcome,
                body.decode(), hashlib.sha256(body).hexdigest(),
            )  # fmt: skip
            assert await reports.insert(connection, row, ())


@pytest.fixture(scope="module")
def officer(service, database_url):
    """An officer who has signed in."""
    asyncio.run(_keep(database_url))
    with httpx.Client(base_url=service.url, follow_redirects=True, timeout=60) as client:
        answer = client.post(
            "/en/sign-in",
            data={"key": service.keys[Role.OFFICER], "next": "/en/applications"},
            headers={"Origin": service.url},
        )
        answer.raise_for_status()
        yield client


def test_page_offers_the_letter_in_both_languages_where_something_is_open(officer):
    page = officer.get(f"/fr/applications/{LACKING}").raise_for_status().text
    for language in ("en", "fr"):
        for form in ("html", "pdf"):
            assert f"/{language}/applications/{LACKING}/reports/1/letter.{form}" in page
    assert "Le service n'envoie rien" in page.replace("&#39;", "'")
    assert "letter.pdf" not in officer.get(f"/en/applications/{WHOLE}").raise_for_status().text


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "What we did not find"), ("fr", "Ce que nous n'avons pas trouvé")],
)
def test_letter_is_read_as_a_page_that_loads_nothing(officer, language, heading):
    answer = officer.get(f"/{language}/applications/{LACKING}/reports/1/letter.html")
    answer.raise_for_status()
    assert heading in answer.text.replace("&#39;", "'")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert style_source() in policy
    assert "no-store" in answer.headers["cache-control"]


def test_page_shows_both_sides_and_who_settles_it(officer):
    page = officer.get(f"/en/applications/{TORN}").raise_for_status().text
    assert "<strong>For:</strong> The form gives this place of residence: ON." in page
    assert "<strong>Against:</strong> This shows a residence in Quebec." in page
    assert "Can be settled by an officer, by looking" in page


def test_letter_is_saved_as_pdf(officer):
    answer = officer.get(f"/fr/applications/{LACKING}/reports/1/letter.pdf").raise_for_status()
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["content-type"] == "application/pdf"
    assert f"{LACKING}-1-fr.pdf" in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    "place",
    [
        f"/en/applications/{LACKING}/reports/2/letter.html",  # no such revision
        f"/en/applications/{WHOLE}/reports/1/letter.html",  # nothing to ask
    ],
)
def test_letter_that_is_not_there_is_not_found(officer, place):
    assert officer.get(place).status_code == 404


def test_letter_is_for_officers_alone_and_is_on_record(officer, service):
    place = f"/en/applications/{LACKING}/reports/1/letter.html"
    with httpx.Client(base_url=service.url, timeout=60) as stranger:
        assert stranger.get(place).status_code == 303
    before = service.count("audit")
    officer.get(place).raise_for_status()
    assert service.count("audit") == before + 1
