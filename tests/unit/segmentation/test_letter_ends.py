"""A signature that did not fit on the page belongs to the letter before it."""

import pytest

from classifiers.page_types import PageTypeModel, load
from classifiers.page_types.examination import examine
from classifiers.page_types.examples import page_of_text
from classifiers.segmentation import decided_runs, segment
from classifiers.segmentation.letter_ends import closes_letter
from models.document_types import DocumentType as T

LETTER = """Ministère de l'Immigration, de la Francisation et de l'Intégration
Montréal, le 2 février 2024
Thandeka Mokoena
Objet : invitation, Programme de mobilité internationale Plus
Bonjour,
Le Québec vous invite à demander un permis de travail ouvert au titre du PMI+.
Vous devez transmettre votre demande au plus tard le 2 mai 2024."""
SIGNED = "Veuillez agréer nos salutations distinguées.\nGeneviève Larose\nDirectrice des opérations"
ENGLISH = """Dear Ms. Mokoena,
Quebec invites you to apply for an open work permit under IMP+ by May 2, 2024."""
ANOTHER = "Dear Ms. Ruiz,\nWe confirm that you work here.\nYours truly,\nJ. Roy"
LONG = "Yours truly,\n" + "The schedule of rates follows on this page and the next one.\n" * 8


@pytest.fixture(scope="module")
def model() -> PageTypeModel:
    return load()


CASES = [
    (LETTER, SIGNED, True),
    (ENGLISH, "Page 2\nYours sincerely,\nG. Larose", True),
    # A running head stands above it.
    (ENGLISH, "Government of Quebec\n- 2 -\nRegards,\nG. Larose\nCounsellor", True),
    # The letter has taken its leave already.
    (f"{LETTER}\n{SIGNED}", SIGNED, False),
    # Nobody was greeted.
    ("CERTIFICATE OF SELECTION\nFile A1234567890", SIGNED, False),
    # Another letter greets before it takes its leave.
    (LETTER, ANOTHER, False),
    # Thanks are a receipt's first words as well.
    (LETTER, "Thank you for your payment.\nTotal 1,085.00", False),
    # More than a signature.
    (LETTER, LONG, False),
]


@pytest.mark.parametrize(("first", "second", "closes"), CASES)
def test_only_what_takes_the_leave_that_a_letter_lacks_closes_it(
    model: PageTypeModel, first: str, second: str, *, closes: bool
) -> None:
    pages = (page_of_text(first, number=1), page_of_text(second, number=2))
    assert closes_letter(*examine(pages, None, model)) is closes


@pytest.mark.parametrize("last", ["", "Curriculum vitae\nExperience, education, references"])
def test_a_letter_and_its_signature_on_the_next_page_are_one_document(
    model: PageTypeModel, last: str
) -> None:
    texts = (LETTER, SIGNED, last) if last else (LETTER, SIGNED)
    pages = tuple(page_of_text(text, number=number) for number, text in enumerate(texts, 1))
    runs = segment(examine(pages, None, model), model.boundary)
    assert runs[0].numbers == (1, 2)
    assert runs[0].doubts == ()
    assert len(runs) == (2 if last else 1)
    told = decided_runs(runs[0], model.thresholds)
    assert [(part.numbers, read.type) for part, read in told] == [((1, 2), T.INVITATION_LETTER)]
