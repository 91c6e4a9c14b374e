"""Every accepted difference of a marker, and every weight of a statement, has words."""

import ast
import re
from importlib.resources import files

import pytest

from intake.web.pages.messages import messages
from models.bilingual import Language

MARKERS = files("classifiers.markers")
NAME = re.compile(r"[a-z]+(?:_[a-z]+)*")


def named_in_code(module: str) -> set[str]:
    """Return the texts that stand in sets of a module, or are added to one: the variants."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(MARKERS.joinpath(module).read_text("utf-8"))):
        held: list[ast.expr] = []
        if isinstance(node, ast.Set):
            held = node.elts
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith((".add", "frozenset")):
            held = node.args
        for one in held:
            found |= {c.value for c in ast.walk(one) if isinstance(c, ast.Constant) and c.value}
    return {text for text in found if isinstance(text, str) and NAME.fullmatch(text)}


def variants() -> set[str]:
    written = re.findall(r'variant = "(\w+)"', MARKERS.joinpath("writings.toml").read_text("utf-8"))
    return set(written) | named_in_code("differences.py") | named_in_code("judging.py")


def test_the_variants_are_found_at_all() -> None:
    assert {"plural", "no_dash", "letter_case", "swapped_boxes"} <= variants()


@pytest.mark.parametrize("language", Language)
def test_no_variant_is_shown_by_its_code(language: Language) -> None:
    texts = messages(language)
    assert {name for name in variants() if not texts.has(f"variant.{name}")} == set()


@pytest.mark.parametrize("language", Language)
def test_every_trust_of_a_statement_has_its_words(language: Language) -> None:
    assert all(messages(language).has(f"trust.{name}") for name in ("proves", "states", "suggests"))
