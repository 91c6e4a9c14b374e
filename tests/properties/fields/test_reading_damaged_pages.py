"""Reading never fails, whatever the words of a page are: at worst it finds nothing."""

import random
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.fields import read_fields, vocabulary
from extractors.reading import read
from fixtures.specimens import draw, layouts
from models.bilingual import Language
from models.document_types import DocumentType
from models.extraction import Page, PageKind, PageQuality, QualityTier, TextSource, Word
from models.geometry import Box

LABELS = tuple(
    spelling
    for group in (
        vocabulary.FAMILY_NAME, vocabulary.FULL_NAME, vocabulary.BIRTH_DATE, vocabulary.UCI,
        vocabulary.APPLICATION_NUMBER, vocabulary.ISSUE_DATE, vocabulary.EXPIRY_DATE,
        vocabulary.LETTER_DATE, vocabulary.DOCUMENT_NUMBER, vocabulary.OTHER_PERSONAL,
    )
    for spelling in group
)  # fmt: skip
MARKS = ("—", "....", ":", "/", "« »", "(", ")", "-/-", "|", "'", "…", "(1)", "E\u0301", "ﬁ", "½")
VALUES = (
    "TREMBLAY,", "Ana", "1er mars 2022", "03/04/2023", "12-3456-7890", "E123456789", "$155.00",
    "E1A 4B7", "Dear", "Madame", "Total", "living at", "confirm that", "1*What",
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(LABELS), st.sampled_from(MARKS), st.sampled_from(VALUES), st.text(max_size=12)
)
PLACES = st.tuples(st.integers(0, 40), st.integers(0, 24), TEXTS)
TYPES = st.sampled_from(list(DocumentType))
DRAWN = (
    DocumentType.CSQ, DocumentType.INVITATION_LETTER, DocumentType.PR_ACKNOWLEDGMENT,
    DocumentType.WORK_PERMIT, DocumentType.PROOF_OF_RESIDENCE, DocumentType.PASSPORT,
)  # fmt: skip
VARIANTS = 40


def page_of(places: list[tuple[int, int, str]], rotation: int) -> Page:
    words = tuple(
        Word(text, Box.clamped(x / 42, y / 26, (x + len(text) / 3) / 42, (y + 0.7) / 26), 0.8, y,
             TextSource.OCR)
        for x, y, text in places
    )  # fmt: skip
    quality = PageQuality(QualityTier.POOR, 0.5, 150.0)
    return Page(
        1, 612.0, 792.0, PageKind.ORIGINAL, rotation, 0.1, TextSource.OCR, "test", words, quality,
        None,
    )  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(TYPES, st.lists(PLACES, max_size=30), st.sampled_from([0, 90, 180, 270]))
def test_no_arrangement_of_words_makes_reading_fail(
    type_: DocumentType, places: list[tuple[int, int, str]], rotation: int
) -> None:
    for field in read_fields(type_, "u1", (page_of(places, rotation),), None):
        assert field.value
        assert field.evidence


@cache
def drawn(type_: DocumentType, language: Language) -> tuple[Page, ...]:
    extraction = read(draw(type_, language, layouts(type_, language)[0], 7).pdf).extraction
    assert extraction is not None
    return extraction.pages


def damaged(page: Page, chance: random.Random) -> Page:
    """Lose words, empty them, leave only marks of them or change one of their letters."""
    words = []
    for word in page.words:
        lot = chance.random()
        text = word.text
        if lot < 0.05:
            continue
        if lot < 0.1:
            text = chance.choice(("", " ", *MARKS))
        elif lot < 0.2 and text:
            place = chance.randrange(len(text))
            text = text[:place] + chance.choice("OIl1|.—") + text[place + 1 :]
        words.append(replace(word, text=text, confidence=chance.random(), source=TextSource.OCR))
    return replace(page, words=tuple(words), rotation=chance.choice((0, 0, 0, 90, 180, 270)))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("type_", DRAWN)
def test_damage_to_a_drawn_page_never_makes_reading_fail(
    type_: DocumentType, language: Language
) -> None:
    pages = drawn(type_, language)
    for seed in range(VARIANTS):
        chance = random.Random(seed)
        worn = tuple(damaged(page, chance) for page in pages)
        for field in read_fields(type_, "u1", worn, None):
            assert field.value
            assert all(evidence.box.is_valid for evidence in field.evidence)
