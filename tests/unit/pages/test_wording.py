"""Numbers and lists as each language writes them; addresses that a sign-in may lead to."""

import pytest

from intake.web.pages.sign_in import is_own_page
from intake.web.pages.wording import page_list, percent
from models.bilingual import Language


@pytest.mark.parametrize(
    ("probability", "language", "expected"),
    [
        (0.934, Language.EN, "93%"),
        (0.934, Language.FR, "93\u00a0%"),
        (0.9999, Language.EN, "99%"),  # never shown as certain
        (1.0, Language.EN, "100%"),
        (0.004, Language.EN, "<1%"),  # never shown as impossible
        (0.0, Language.EN, "0%"),
    ],
)
def test_probabilities_are_shown_without_false_certainty(
    probability: float, language: Language, expected: str
) -> None:
    assert percent(probability, language) == expected


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ((3,), "3"),
        ((1, 2, 3), "1–3"),
        ((1, 2, 3, 7), "1–3, 7"),
        ((1, 3), "1, 3"),  # not contiguous
    ],
)
def test_pages_are_listed_as_runs(pages: tuple[int, ...], expected: str) -> None:
    assert page_list(pages) == expected


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("/en/applications/W301234567?revision=1", True),
        ("/fr/quality", True),
        ("", False),
        ("//evil.example/en/", False),  # another host without a scheme
        ("https://evil.example/en/", False),
        ("/en/\\evil.example", False),  # browsers read the backslash as a slash
        ("/v1/applications", False),  # not a page
    ],
)
def test_a_sign_in_leads_to_own_pages_only(address: str, own: bool) -> None:
    assert is_own_page(address) is own
