"""The letter on an officer's page: offered where something is open, in both languages."""

import httpx
import pytest

from intake.letter.writing import style_source
from intake.store.accounts import Role
from tests.integration.web.kept_reports import LACKING, TORN, WHOLE, keep, signed_in

pytestmark = pytest.mark.service


@pytest.fixture(scope="module")
def officer(service, database_url):
    """An officer who has signed in."""
    keep(database_url)
    with signed_in(service, Role.OFFICER) as client:
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
