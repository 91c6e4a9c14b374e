"""The API's description says the same in English and in French, and its page follows suit."""

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from intake.settings import Settings
from intake.web.api.translated import french, in_language, levelled
from intake.web.application import create_application
from models.bilingual import Language

# What is alike in both languages by its nature.
ALIKE = {"Conflict"}


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return create_application(Settings(home=tmp_path_factory.mktemp("home")), "postgresql://unused")


def asked(application: FastAPI, address: str, languages: str = "") -> httpx.Response:
    """Ask for a page of nobody's: the application is not started, since it needs no database."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=transport, base_url="http://desk") as client:
            return await client.get(address, headers={"Accept-Language": languages})

    return asyncio.run(ask())


def texts(part: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every text for people with its place; examples are looked at apart."""
    if isinstance(part, list):
        for number, one in enumerate(part):
            yield from texts(one, (*place, str(number)))
    if not isinstance(part, dict):
        return
    for key, value in part.items():
        if key in ("summary", "description") and isinstance(value, str):
            yield (*place, key), value
        elif key not in ("example", "examples"):
            yield from texts(value, (*place, key))


def test_every_text_has_its_french_and_no_french_is_left_over(application: FastAPI) -> None:
    told = {levelled(text) for _, text in texts(application.openapi())}
    assert told - set(french()) == set()
    assert set(french()) - told == set()


def test_no_text_shows_how_the_code_is_written(application: FastAPI) -> None:
    for place, text in texts(in_language(application.openapi(), Language.EN)):
        assert ":class:" not in text, place
        assert "``" not in text, place


def test_both_descriptions_are_of_one_api(application: FastAPI) -> None:
    english, other = (in_language(application.openapi(), language) for language in Language)
    assert [place for place, _ in texts(english)] == [place for place, _ in texts(other)]
    assert english["paths"].keys() == other["paths"].keys()
    for (place, one), (_, two) in zip(texts(english), texts(other), strict=True):
        assert one != two or one in ALIKE, place
        # What stands as code is the same in every language, but for the link to the other one.
        if place != ("info", "description"):
            assert one.split("`")[1::2] == two.split("`")[1::2], place


def test_examples_of_problems_speak_the_language(application: FastAPI) -> None:
    described = in_language(application.openapi(), Language.FR)
    answer = described["paths"]["/v1/applications/{number}"]["get"]["responses"]["404"]
    examples = answer["content"]["application/problem+json"]["examples"]
    assert "demande" in examples["unknown_application"]["value"]["detail"]


@pytest.mark.parametrize(
    ("query", "header", "expected"),
    [
        ("", "", "en"),  # nothing asked for
        ("", "fr-CA, en;q=0.5", "fr"),
        ("?lang=fr", "en", "fr"),  # the address outweighs the header
        ("?lang=en", "fr", "en"),
    ],
)
@pytest.mark.parametrize("address", ["/openapi.json", "/docs"])
def test_the_language_is_the_one_asked_for(
    application: FastAPI, address: str, query: str, header: str, expected: str
) -> None:
    answer = asked(application, address + query, header)
    assert answer.status_code == 200
    assert answer.headers["content-language"] == expected
    assert answer.headers["vary"] == "Accept-Language"
    summary = {"en": "Register an application", "fr": "Inscrire une demande"}[expected]
    assert summary in answer.text


def test_a_language_that_there_is_not_is_a_wrong_request(application: FastAPI) -> None:
    assert asked(application, "/openapi.json?lang=de").status_code == 422


def test_the_page_leads_to_itself_in_the_other_language(application: FastAPI) -> None:
    page = asked(application, "/docs?lang=fr").text
    assert '<html lang="fr">' in page
    assert 'href="/docs?lang=en"' in page
    for english in ("Parameters", "Answers", "Successful", "required"):
        assert english not in page
