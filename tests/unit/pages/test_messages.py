"""Every text of the pages exists in both languages, and no template holds a text of its own."""

import re
from pathlib import Path

import pytest

from intake.store.applications import ApplicationState
from intake.store.uploads import UploadState
from intake.web.pages.messages import messages
from models.application import Answer
from models.bilingual import Language
from models.classification import DecidedBy, PageLanguage
from models.documents import FieldName
from models.extraction import QualityTier, ReadStatus, TextSource
from models.markers import Marker, MarkerStatus
from models.report import Outcome, RequirementStatus, Severity

WEB = Path(__file__).resolve().parents[3] / "intake" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
PLACE = re.compile(r"\{(\w+)\}")


def test_both_languages_have_the_same_texts_with_the_same_places() -> None:
    english, french = messages(Language.EN), messages(Language.FR)
    assert english.keys() == french.keys()
    for key in sorted(english.keys()):
        assert set(PLACE.findall(english.raw(key))) == set(PLACE.findall(french.raw(key))), key


@pytest.mark.parametrize(
    ("section", "values"),
    [
        ("answer", Answer),
        ("decided_by", DecidedBy),
        ("field", FieldName),
        ("marker", Marker),
        ("marker_status", MarkerStatus),
        ("outcome", Outcome),
        ("page_language", PageLanguage),
        ("read_status", ReadStatus),
        ("read_status", UploadState),
        ("requirement_status", RequirementStatus),
        ("severity", Severity),
        ("source", TextSource),
        ("state", ApplicationState),
        ("tier", QualityTier),
    ],
)
def test_every_value_of_the_vocabulary_has_its_words(section: str, values: list[str]) -> None:
    known = messages(Language.FR).keys()
    assert [value for value in values if f"{section}.{value}" not in known] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_prose(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", source, flags=re.DOTALL)
    named = re.findall(r'(?:title|alt|aria-label|placeholder)="([^"]*)"', text)
    text = re.sub(r"<[^>]*>", " ", text)
    assert re.findall(r"[^\W\d_]{2,}", " ".join([text, *named])) == []


def test_every_key_that_a_template_or_a_module_names_exists() -> None:
    known = messages(Language.EN).keys()
    sources = [*TEMPLATES, *(WEB / "pages").glob("*.py")]
    named = {
        key
        for source in sources
        for key in re.findall(
            r'(?:\bt|messages|texts)\("([a-z_]+\.[a-z_]+)"[,)]', source.read_text("utf-8")
        )
    }
    assert named - known == set()


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        (Language.EN, 0, "0 applications"),  # English: zero is plural
        (Language.EN, 1, "1 application"),
        (Language.FR, 0, "0 demande"),  # French: zero is singular
        (Language.FR, 2, "2 demandes"),
    ],
)
def test_counted_texts_follow_the_grammar(language: Language, count: int, expected: str) -> None:
    assert messages(language).counted("applications.found", count) == expected
