"""The API's description and the problems are complete, in both languages, with examples."""

import re
from typing import Any

import pytest
from fastapi.routing import APIRoute

from intake.settings import Settings, descriptions
from intake.submission.errors import SubmissionError
from intake.web.application import create_application
from intake.web.errors import WebError
from intake.web.language import asked_language
from intake.web.problem_kinds import KINDS
from models.bilingual import Language
from models.errors import IntakeError

METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    return create_application(settings, "postgresql://unused").openapi()


def operations(described: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method} {path}", operation)
        for path, item in described["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    ]


def test_it_is_openapi_3_1(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    assert len(operations(described)) >= 11


def test_every_operation_says_what_it_does_and_what_may_go_wrong(
    described: dict[str, Any],
) -> None:
    for name, operation in operations(described):
        assert operation["summary"], name
        assert operation["description"], name
        if any(public in name for public in ("/health/", "/schemas/")):
            continue
        for status in ("401", "403", "500"):
            content = operation["responses"][status]["content"]
            assert content["application/problem+json"]["examples"], name


def test_every_shape_has_an_example(described: dict[str, Any]) -> None:
    shown = {"ReasonShape", "InvalidPart", "Problem"}
    for name, schema in described["components"]["schemas"].items():
        if schema.get("type") == "object" and name not in shown:
            assert schema.get("examples"), name


def test_problem_examples_never_hold_both_media_types(described: dict[str, Any]) -> None:
    for name, operation in operations(described):
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"], (name, status)


def subclasses(root: type[IntakeError]) -> set[type[IntakeError]]:
    return {root}.union(*(subclasses(child) for child in root.__subclasses__()))


def test_every_error_of_a_sender_has_its_own_answer() -> None:
    roots = {SubmissionError, WebError}
    told = {error for root in roots for error in subclasses(root)} - roots
    assert told <= set(KINDS)


def test_codes_are_unique_and_plain() -> None:
    codes = [error.code for error in KINDS]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch("[a-z_]+", code) for code in codes)


def test_every_setting_is_described() -> None:
    for row in descriptions():
        assert row.variable.startswith("INTAKE_")
        assert row.meaning.endswith("."), row.variable
        assert (
            row.default or "Default:" in row.meaning or "If" in row.meaning or "if" in row.meaning
        )


LANGUAGES = {
    "fr-CA": Language.FR,
    "FR": Language.FR,
    "en;q=0.1, fr;q=0.2": Language.FR,
    "en, fr": Language.EN,  # of equal weights the first
    "fr;q=0, en;q=0.1": Language.EN,  # zero means "not this one"
    "fr;q=nonsense": None,
    "french": None,
    "*": None,
    "": None,
}


@pytest.mark.parametrize("header", LANGUAGES)
def test_the_language_asked_for(header: str) -> None:
    assert asked_language(header) is LANGUAGES[header]


def test_every_route_of_the_api_asks_who_calls(tmp_path: Any) -> None:
    application = create_application(Settings(home=tmp_path), "postgresql://unused")
    routes = [r for r in application.routes if isinstance(r, APIRoute) and r.path.startswith("/v1")]
    for route in routes:
        names = {
            dependency.call.__name__
            for dependency in route.dependant.dependencies
            if dependency.call
        }
        assert "account_with_role" in names, route.path
