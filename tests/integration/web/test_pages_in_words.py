"""What the pages say: nothing that is not so, nothing in the other language, no dead ends."""

import html
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from intake.store.accounts import Role
from tests.integration.web.kept_reports import EMPTY, LACKING, TORN, WHOLE, keep, signed_in

pytestmark = pytest.mark.service


@pytest.fixture(scope="module")
def kept(service: Any, database_url: str) -> Any:
    keep(database_url)
    return service


@pytest.fixture(scope="module")
def officer(kept: Any) -> Iterator[httpx.Client]:
    with signed_in(kept, Role.OFFICER) as client:
        yield client


def page(client: httpx.Client, path: str) -> str:
    return html.unescape(client.get(path).raise_for_status().text)


def test_whoever_has_the_role_qa_alone_is_offered_no_page_that_is_closed_to_them(kept: Any) -> None:
    with signed_in(kept, Role.QA) as reviewer:
        for path in ("/en/quality?scope=all", f"/en/quality/{LACKING}/u1/1", "/fr/quality"):
            shown = page(reviewer, path)
            for link in set(re.findall(r'href="(/(?:en|fr)/[^"#]*)', shown)):
                assert reviewer.get(link).status_code == 200, (path, link)


@pytest.mark.parametrize(
    ("role", "start", "home"),
    [
        (Role.QA, "/", "/en/quality"),
        (Role.QA, "/fr/", "/fr/quality"),
        (Role.OFFICER, "/", "/en/applications"),
        (Role.OFFICER, "/fr/", "/fr/applications"),
    ],
)
def test_everybody_is_led_to_the_first_page_that_they_may_open(
    kept: Any, role: Role, start: str, home: str
) -> None:
    with signed_in(kept, role) as person:
        answer = person.get(start, follow_redirects=True)
        assert answer.status_code == 200
        assert answer.url.path == home


def test_a_page_about_a_problem_leads_to_a_page_that_may_be_opened(kept: Any) -> None:
    with signed_in(kept, Role.QA) as reviewer:
        refused = reviewer.get(f"/en/applications/{LACKING}")
        assert refused.status_code == 403
        (back,) = re.findall(r'<p><a href="([^"]*)"', refused.text)
        assert reviewer.get(back, follow_redirects=True).status_code == 200


def test_whoever_may_open_applications_is_led_from_a_document_to_its_application(
    kept: Any,
) -> None:
    with signed_in(kept, Role.ADMIN) as administrator:
        assert f'href="/en/applications/{LACKING}#d1"' in page(
            administrator, f"/en/quality/{LACKING}/u1/1"
        )


@pytest.mark.parametrize(
    ("language", "words"), [("en", "nothing waits to be read"), ("fr", "rien n'attend")]
)
def test_an_application_without_files_says_so_and_shows_no_empty_table(
    officer: httpx.Client, language: str, words: str
) -> None:
    shown = page(officer, f"/{language}/applications/{EMPTY}")
    assert words in shown
    assert "<table" not in shown


@pytest.mark.parametrize("number", [LACKING, WHOLE, TORN])
def test_the_closest_documents_are_announced_only_where_one_is_shown(
    officer: httpx.Client, number: str
) -> None:
    shown = page(officer, f"/en/applications/{number}")
    assert ("What came closest is shown" in shown) == (">Closest document</a>" in shown)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("number", [LACKING, TORN])
def test_no_two_links_to_evidence_have_one_name(
    officer: httpx.Client, language: str, number: str
) -> None:
    shown = page(officer, f"/{language}/applications/{number}")
    names = re.findall(r'id="fact-[^"]*"[^>]*aria-label="([^"]*)"', shown)
    assert len(names) > 5
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_the_authority_of_a_requirement_is_named_in_the_language_of_the_page(
    officer: httpx.Client,
) -> None:
    french = page(officer, f"/fr/applications/{LACKING}")
    assert "Preuves documentaires" in french
    assert "Instructions du formulaire" in french
    for english in ("Documentary evidence", "Form instructions", "supporting documents"):
        assert english not in french
        assert english in page(officer, f"/en/applications/{LACKING}")
