"""What tells a letter from another paper that nobody asks for."""

import numpy as np
import pytest

from classifiers.page_types.combination import (
    EVIDENCE,
    LETTER_EVIDENCE,
    TEXT_TYPES,
    Combination,
    PageEvidence,
    evidence,
)
from classifiers.page_types.examples import page_of_text
from classifiers.page_types.letter_signs import letter_signs
from classifiers.page_types.text import PageText
from models.document_types import DocumentType as T
from models.extraction import QualityTier

OTHER, LETTER = TEXT_TYPES.index(T.OTHER), TEXT_TYPES.index(T.OTHER_LETTER)
WEIGHTS = dict(zip(LETTER_EVIDENCE, (-1.0, 0.3, 0.9, 1.7, 0.7), strict=True))
COMBINATION = Combination(
    (1.0,) * len(EVIDENCE), tuple(WEIGHTS.values()), dict.fromkeys(QualityTier, 1.0)
)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Dear Ms. Ruiz,\nWe confirm that she works here.\nYours truly,\nJ. Roy", (1.0, 1.0)),
        (
            "Madame, Monsieur,\nNous confirmons.\nVeuillez agréer nos salutations.",
            (1.0, 1.0),
        ),
        ("À qui de droit :\nJe soussigné confirme.", (1.0, 0.0)),
        ("To whom it may concern\nThis is to confirm.\nKind regards", (1.0, 1.0)),
        # A form asks for a title; that greets nobody.
        ("Title: Mr, Mrs or Madame\nName of the applicant", (0.0, 0.0)),
        # A contract names its parties.
        ("CONTRACT OF EMPLOYMENT\nBetween the employer, dear to us, and the worker", (0.0, 0.0)),
        # Part of a word is no salutation.
        ("Cherbourg\nHighway 20\nYourself", (0.0, 0.0)),
        ("", (0.0, 0.0)),
    ],
)
def test_a_letter_greets_and_closes_at_the_beginning_of_a_line(
    text: str, signs: tuple[float, ...]
) -> None:
    assert letter_signs(PageText.of(page_of_text(text))) == signs


def seen(by_type: dict[T, float], signs: tuple[float, ...]) -> PageEvidence:
    return evidence(by_type, by_type, (), frozenset(), signs)


@pytest.mark.parametrize(
    ("other", "letter", "signs", "told"),
    [
        # The text leans to another paper, but it greets somebody.
        (0.5, 0.3, (1.0, 0.0), T.OTHER_LETTER),
        (0.5, 0.3, (0.0, 0.0), T.OTHER),
        # The text leans to a letter by little, and nothing in it is written as one.
        (0.35, 0.45, (0.0, 0.0), T.OTHER),
        # A second page greets nobody, yet its text is surely a letter's.
        (0.01, 0.9, (0.0, 0.0), T.OTHER_LETTER),
    ],
)
def test_the_form_of_a_letter_decides_between_papers_that_nobody_asks_for(
    other: float, letter: float, signs: tuple[float, ...], told: T
) -> None:
    page = seen({T.OTHER: other, T.OTHER_LETTER: letter}, signs)
    before = COMBINATION.probabilities(page, QualityTier.GOOD)
    after = COMBINATION.letter_told(before, page)
    assert TEXT_TYPES[int(after.argmax())] is told
    assert after[[OTHER, LETTER]].sum() == pytest.approx(before[[OTHER, LETTER]].sum())


def test_the_form_of_a_letter_changes_nothing_for_a_type_of_its_own() -> None:
    page = seen({T.CSQ: 0.97, T.OTHER: 0.02, T.OTHER_LETTER: 0.01}, (1.0, 1.0))
    before = COMBINATION.probabilities(page, QualityTier.GOOD)
    after = COMBINATION.letter_told(before, page)
    rest = [row for row in range(len(TEXT_TYPES)) if row not in (OTHER, LETTER)]
    assert np.array_equal(after[rest], before[rest])
    assert TEXT_TYPES[int(after.argmax())] is T.CSQ
