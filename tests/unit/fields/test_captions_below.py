"""Pages whose captions stand below their values, and pages that only look like it."""

import pytest

from classifiers.fields import read_fields
from models.document_types import DocumentType as T
from models.documents import FieldName as F
from tests.unit.fields.placed_pages import Text, page


def read(type_: T, *texts: Text) -> dict[F, str]:
    found: dict[F, str] = {}
    for field in read_fields(type_, "u1", (page(*texts),), None):
        found.setdefault(field.name, field.value)
    return found


def stacked(x: float, y: float, *lines: str, pitch: float = 12.0) -> tuple[Text, ...]:
    """Set lines at one edge below each other, all equally far apart."""
    return tuple((x, y + pitch * place, line) for place, line in enumerate(lines))


DATES = ("04/10/2023", "Délivrance", "04/10/2025", "Fin de validité")


def test_the_reading_that_leaves_no_caption_over_wins_where_distances_say_nothing() -> None:
    found = read(T.CSQ, *stacked(60, 100, *DATES, "À joindre au dossier fédéral."))
    assert (found[F.ISSUE_DATE], found[F.EXPIRY_DATE]) == ("2023-10-04", "2025-10-04")


def test_the_same_lines_in_the_other_order_are_captions_above_their_values() -> None:
    turned = ("Délivrance", "04/10/2023", "Fin de validité", "04/10/2025", "À joindre.")
    found = read(T.CSQ, *stacked(60, 100, *turned))
    assert (found[F.ISSUE_DATE], found[F.EXPIRY_DATE]) == ("2023-10-04", "2025-10-04")


def test_a_column_decides_for_itself_beside_one_that_prints_its_captions_above() -> None:
    found = read(
        T.CSQ,
        *stacked(60, 100, "04/10/2023", "Délivrance", "04/10/2025", "Fin de validité"),
        *stacked(300, 103, "Nom de famille", "TREMBLAY", "Prénom", "Maya", "Sexe", "F"),
    )
    assert found[F.ISSUE_DATE] == "2023-10-04"
    assert (found[F.FAMILY_NAME], found[F.GIVEN_NAME], found[F.SEX]) == ("TREMBLAY", "Maya", "F")


def test_text_of_another_column_in_the_same_line_is_no_value_of_a_caption_below() -> None:
    found = read(
        T.CSQ,
        *stacked(60, 100, "1989-06-16", "Né le", "2023-03-29", "Délivrance", "Quispe", "Nom"),
        (300, 160, "La personne est choisie par le Québec"),
    )
    assert (found[F.BIRTH_DATE], found[F.FAMILY_NAME]) == ("1989-06-16", "Quispe")


def test_a_sentence_above_a_value_is_no_part_of_it() -> None:
    found = read(
        T.CSQ,
        *stacked(60, 88, "Le Québec accepte que la personne séjourne pour un temps."),
        *stacked(60, 100, "18/06/1974", "Né le", "12/04/2024", "Émis le"),
    )
    assert (found[F.BIRTH_DATE], found[F.ISSUE_DATE]) == ("1974-06-18", "2024-04-12")


def test_a_value_of_two_lines_above_its_caption_is_read_whole() -> None:
    found = read(
        T.PROOF_OF_RESIDENCE,
        *stacked(60, 100, "2049 Main Crescent West, Apt 848,", "Toronto ON L9V 2E8"),
        *stacked(60, 126, "Service address", "2023-09-01", "Bill date", "Ana Ruiz", "Customer"),
    )
    assert found[F.ADDRESS] == "2049 Main Crescent West, Apt 848, Toronto ON L9V 2E8"
    assert (found[F.LETTER_DATE], found[F.PROVINCE]) == ("2023-09-01", "ON")


@pytest.mark.parametrize("words", [18, 19, 24])
def test_a_line_of_nothing_but_words_of_labels_is_no_reason_to_fail(words: int) -> None:
    assert read(T.CSQ, (20, 100, " ".join(["date"] * words))) == {}


def test_a_date_that_a_caption_names_is_not_the_day_of_the_letter() -> None:
    found = read(
        T.PR_ACKNOWLEDGMENT,
        *stacked(60, 100, "E004417820", "Application number"),
        *stacked(220, 100, "14 March 2024", "Date received"),
        (60, 200, "Dear Oleksandra Marchenko:"),
    )
    assert found[F.RECEIVED_DATE] == "2024-03-14"
    assert F.LETTER_DATE not in found
