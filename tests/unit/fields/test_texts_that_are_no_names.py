"""Texts that stand where names do and name nobody, on papers of many sorts."""

import pytest

from classifiers.fields import read_fields
from classifiers.fields.person_names import is_person
from models.document_types import DocumentType as T
from models.documents import FieldName as F
from tests.unit.fields.placed_pages import Text, page, scanned_page


def names(type_: T, *texts: Text, scanned: bool = False) -> list[str]:
    made = scanned_page(*texts) if scanned else page(*texts)
    fields = read_fields(type_, "u1", (made,), None)
    return [field.value for field in fields if field.name is F.FULL_NAME]


ELIDED = [
    # A particle of a name stands before a capital.
    ("Marie d'Amours", True),
    ("Jean L'Heureux", True),
    ("Ahmed el-amrani", True),
    # Grammar stands before a small letter.
    ("d'électricité - Tarif D", False),
    ("l'eau et Gaz", False),
]


@pytest.mark.parametrize(("text", "named"), ELIDED)
def test_an_elided_article_is_a_names_only_before_a_capital(text: str, *, named: bool) -> None:
    assert is_person(text) is named


def test_a_label_of_two_words_is_not_misread_where_one_of_them_is_missing() -> None:
    """« Facture » has all letters but one of « Facturé à », and is the title of the bill."""
    bill = ((50, 50, "Facture Tarif Domestique"), (50, 100, "Nom : Ana Ruiz"))
    assert names(T.PROOF_OF_RESIDENCE, *bill, scanned=True) == ["Ana Ruiz"]


RECEIPTS = [
    # The title goes on where a payer's caption of the same words would end.
    ((50, 50, "Reçu de paiement en ligne"), (50, 100, "Nom du payeur : Ana Ruiz")),
    # What stands below a title is a line of the table.
    ((50, 50, "Reçu de"), (50, 62, "travailleurs choisis"), (50, 100, "Payeur : Ana Ruiz")),
    # The caption itself.
    ((50, 100, "Reçu de : Ana Ruiz"),),
]


@pytest.mark.parametrize("texts", RECEIPTS)
def test_a_receipts_payer_is_a_person(texts: tuple[Text, ...]) -> None:
    assert names(T.FEE_RECEIPT, *texts) == ["Ana Ruiz"]
