"""Addresses take no line, number or name of another fact, and lose none of their own."""

import pytest

from classifiers.fields import read_fields
from classifiers.fields.parsing.places import find_misread_province, find_postal_code
from models.document_types import DocumentType as T
from models.documents import FieldName as F
from tests.unit.fields.placed_pages import Text, page, scanned_page


def read(name: F, *texts: Text, scanned: bool) -> str | None:
    made = scanned_page(*texts) if scanned else page(*texts)
    fields = read_fields(T.PROOF_OF_RESIDENCE, "u1", (made,), None)
    return next((field.value for field in fields if field.name is name), None)


NAMED_LIKE_ALBERTA = [
    # A city of Saskatchewan.
    "12 Central Ave, Prince Albert",
    # A street, and one of which OCR read a letter too many.
    "120 Albert, Laval",
    "Apt 3, 120 Alberte, Laval",
    "Alberto",
    "Albertan",
    "Alberts",
]


@pytest.mark.parametrize("text", NAMED_LIKE_ALBERTA)
def test_albert_is_never_a_misread_alberta(text: str) -> None:
    assert find_misread_province(text) is None


MISREAD = [
    ("12 Main Street, Red Deer, Alherta", "AB"),
    ("12 Main Street, Truro, Nova Scotla, Canada", "NS"),
    ("12 Main Street, Winnipeg (Manltoba)", "MB"),
    # The address lost its commas where its lines were joined.
    ("12 Main Street Winnipeg Manltoba Canada", "MB"),
    ("12 Main Street, Winnipeg, Manltoba R1E 0X2", "MB"),
    # What OCR made of the code is beyond mending.
    ("12 Main Street, Winnipeg, Manltoba RUE 4X2", "MB"),
    # A city and a street go on behind the name.
    ("12 Manltoba Plains, Springfield", None),
    # Behind a number stands a street.
    ("12 Ontarlo, Springfield", None),
]


@pytest.mark.parametrize(("text", "province"), MISREAD)
def test_a_misread_province_ends_its_address(text: str, province: str | None) -> None:
    found = find_misread_province(text)
    assert (found.values[0] if found else None) == province


@pytest.mark.parametrize("text", NAMED_LIKE_ALBERTA[:3])
def test_a_street_or_city_named_albert_tells_no_province(text: str) -> None:
    assert read(F.PROVINCE, (50, 100, "Address"), (150, 100, text), scanned=True) is None


NUMBERS = [
    # Telephone numbers have digits where a postal code has letters.
    ("12 Main Street, Edmonton, Alberta 780 555-1234", None),
    ("Halifax NS 902 555-0199", None),
    ("Winnipeg MB 204-555-0199", None),
    # Seven digits and more are one even where OCR made a letter of one.
    ("Regina SK S06 555-0199", None),
    ("Regina SK S06 555 0199", None),
    # No postal code has an O, an I or a U in the place of a letter.
    ("Ottawa ON K10 1B1", None),
    ("Edmonton AB T5U 1BB", None),
    # Nor does one begin with W.
    ("Iqaluit NU WOA OHO", None),
    # A telephone number behind a code takes nothing from it.
    ("Winnipeg MB R1E 0X2 204 555-0199", "R1E0X2"),
    # Letters and digits that resemble each other are told apart by their places.
    ("Winnipeg MB R1E OXZ", "R1E0X2"),
    ("Winnipeg MB 81E 0XZ", "R1E0X2"),
]


@pytest.mark.parametrize(("text", "code"), NUMBERS)
def test_a_telephone_number_is_no_misread_postal_code(text: str, code: str | None) -> None:
    found = find_postal_code(text)
    assert (found.values[0] if found else None) == code
