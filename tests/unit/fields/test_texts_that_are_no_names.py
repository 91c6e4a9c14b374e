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


COUNTRIES = [
    ("Senegal", False),
    ("Côte d'Ivoire", False),
    # People bear the names of some.
    ("Jordan", True),
    ("Georgia", True),
    ("Aminata Senegal", True),
    # Short surnames in capitals are the codes of others.
    ("LIE", True),
    ("NGA", True),
    # Captions of letters.
    ("Concerne", False),
    ("Matricule", False),
]


@pytest.mark.parametrize(("text", "named"), COUNTRIES)
def test_a_country_alone_is_no_person_unless_people_are_called_so(
    text: str, *, named: bool
) -> None:
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


BODY = (50, 160, "We return the package since it does not meet what is asked of it")
LONE: list[tuple[tuple[Text, ...], list[str]]] = [
    # Above the letter stands to whom it is written.
    (((50, 100, "Ana Ruiz"), BODY), ["Ana Ruiz"]),
    # Below its first sentence stand titles of papers.
    ((BODY, (50, 200, "Schedule A")), []),
    # Whoever signs is not written to.
    ((BODY, (50, 200, "People Operations")), []),
    ((BODY, (50, 200, "Rosa Klein")), []),
    # A long heading has capitals, and is no sentence.
    (((50, 60, "Office of the Registrar General of Births Marriages and Deaths Winnipeg"),
      (50, 100, "Ana Ruiz"), BODY), ["Ana Ruiz"]),
    # The name of a ministry has as many small words as a sentence.
    (((50, 60, "Ministère de l'Immigration, de la Francisation et de l'Intégration du Québec"),
      (50, 100, "Ana Ruiz"), BODY), ["Ana Ruiz"]),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "found"), LONE)
def test_a_name_alone_in_its_row_is_the_addressees_only_above_the_first_sentence(
    texts: tuple[Text, ...], found: list[str]
) -> None:
    assert names(T.OTHER_LETTER, (50, 40, "Department of Records"), *texts) == found


COUPLES: list[tuple[tuple[Text, ...], list[str]]] = [
    # One caption leads to both columns, as close to each other as a blank on a coarse scan.
    (
        ((230, 100, "HUSBAND"), (320, 100, "WIFE"), (50, 115, "Name of spouses"),
         (230, 115, "JOSE MARIA RUIZ"), (320, 115, "ANA COSTA REYES")),
        ["JOSE MARIA RUIZ", "ANA COSTA REYES"],
    ),
    # A single word in a column is a part of the name.
    (((50, 115, "Husband:"), (120, 115, "JOSE MARIA"), (190, 115, "RUIZ")), ["JOSE MARIA RUIZ"]),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "found"), COUPLES)
def test_names_in_two_columns_are_two_spouses(texts: tuple[Text, ...], found: list[str]) -> None:
    assert names(T.MARRIAGE_CERTIFICATE, *texts) == found


HEADS = ((150, 100, "Nom de famille /"), (150, 114, "prénoms"))
FORMS: list[tuple[tuple[Text, ...], dict[F, str]]] = [
    # The last word of a column's head names no part of the full name below it.
    ((*HEADS, (50, 130, "Demandeur"), (150, 130, "RUIZ Ana")), {F.FULL_NAME: "RUIZ Ana"}),
    # A cell has two lines.
    (((50, 100, "Full name"), (50, 120, "RUIZ"), (50, 132, "Ana Maria")),
     {F.FULL_NAME: "RUIZ Ana Maria"}),
    # What stands further below is of the next cell.
    (((50, 100, "Full name"), (50, 120, "Suharto"), (50, 140, "Ana Maria")),
     {F.FULL_NAME: "Suharto"}),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "found"), FORMS)
def test_the_applicants_name_is_whole_and_no_part_of_it_stands_for_another(
    texts: tuple[Text, ...], found: dict[F, str]
) -> None:
    fields = read_fields(T.FAMILY_INFORMATION, "u1", (page(*texts),), None)
    assert {field.name: field.value for field in fields} == found
