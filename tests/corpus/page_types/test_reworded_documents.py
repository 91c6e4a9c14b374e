"""Page types do not hang on who issued a document, how it is titled, or the order of its fields."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

import msgspec
import pytest

from classifiers.page_types import PageTypeModel, examine_pages, load
from classifiers.page_types.combination import CATCH_ALL, TEXT_TYPES
from classifiers.page_types.examples import page_of_text
from fixtures.contents.content import Content
from fixtures.specimens import HELD_OUT, draw_kind, kinds
from fixtures.specimens.drawing import layouts_of, type_of
from models.bilingual import Language
from models.document_types import DocumentType
from models.extraction import Extraction
from models.media_types import MediaType

SEED = 4_000_001
OTHER_SEED = 4_100_001
"""Of drawings whose titles are other wordings of the same kind's."""
MOST_LOST = 0.02
ISSUERS = (
    "Office of Records",
    "Bureau central des dossiers",
    "Northern Services",
    "Direction de l'enregistrement",
    "Greyfield and Partners",
    "Société Belleval",
)


@dataclass(frozen=True, slots=True)
class Family:
    """One kind in one language and held-out layout."""

    kind: str
    language: Language
    layout: str


def families() -> Iterator[Family]:
    for kind in kinds():
        if type_of(kind) in TEXT_TYPES:
            for language in Language:
                for layout in sorted(set(layouts_of(kind, language)) & HELD_OUT):
                    yield Family(kind, language, layout)


def renamed(content: Content, family: Family) -> Content:
    """Call every issuer by another name, wherever the document names it."""
    rng = Random(f"{family}")
    names = {name: rng.choice(ISSUERS) for name in sorted(content.issuer, key=len, reverse=True)}
    return replaced(content, names)


def retitled(content: Content, family: Family) -> Content:
    """Give the document the title of another drawing of its kind."""
    title = content.title

    def kept(other: Content) -> Content:
        nonlocal title
        title = other.title if title else title
        return other

    draw_kind(family.kind, family.language, family.layout, OTHER_SEED, edited=kept)
    return replace(content, title=title)


def reordered(content: Content, family: Family) -> Content:
    """Put the fields into another order."""
    rng = Random(f"{family}")
    shuffled = tuple(rng.sample(content.entries, len(content.entries)))
    reference = tuple(rng.sample(content.reference, len(content.reference)))
    return replace(content, entries=shuffled, reference=reference)


def all_changed(content: Content, family: Family) -> Content:
    return reordered(retitled(renamed(content, family), family), family)


def replaced(content: Content, names: dict[str, str]) -> Content:
    """Return a document with names exchanged in all of its texts."""
    text = msgspec.json.encode(content).decode()
    for old, new in names.items():
        text = text.replace(_within_json(old), _within_json(new))
    return msgspec.json.decode(text, type=Content)


def _within_json(text: str) -> str:
    return msgspec.json.encode(text).decode()[1:-1]


@pytest.fixture(scope="module")
def model() -> PageTypeModel:
    return load()


def test_other_issuers_titles_and_orders_cost_at_most_two_points(model: PageTypeModel) -> None:
    as_drawn = share_right(model, lambda content, _: content)
    assert share_right(model, all_changed) >= as_drawn - MOST_LOST


def share_right(model: PageTypeModel, change: Callable[[Content, Family], Content]) -> float:
    right = pages = 0
    for family in families():
        drawn = draw_kind(
            family.kind,
            family.language,
            family.layout,
            SEED,
            edited=lambda content, family=family: change(content, family),  # type: ignore[misc]
        )
        read = tuple(page_of_text(text, number=n) for n, text in enumerate(drawn.page_texts, 1))
        extraction = Extraction("", 0, MediaType.PDF, read, None, (), ())
        for examined in examine_pages(extraction, model):
            right += is_right(examined.reading.classification.best.type, family.kind)
            pages += 1
    return right / pages


def is_right(found: DocumentType, kind: str) -> bool:
    # A bank statement from abroad proves no residence, so that another document is what it is too.
    true = type_of(kind)
    harmless = true in CATCH_ALL or kind == "foreign_bank_statement"
    return found is true or (found in CATCH_ALL and harmless)
