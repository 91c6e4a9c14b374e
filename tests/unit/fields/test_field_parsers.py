"""Numbers, names, money and places as documents write them."""

import pytest

from classifiers.fields.parsing.names import find_name, find_sex, find_text
from classifiers.fields.parsing.numbers import (
    find_amount,
    find_document_number,
    find_uci,
    letter_number,
)
from classifiers.fields.parsing.places import (
    country_code,
    find_country,
    find_postal_code,
    find_province,
    province_of_form_code,
    province_of_postal_code,
)

APPLICATION = letter_number("EVSWF", (8, 9))
REFERENCE = letter_number("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (7,))


def value(found) -> str | None:  # type: ignore[no-untyped-def]
    return None if found is None else found.values[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1234-5678", "12345678"),
        ("12-3456-7890", "1234567890"),
        ("12 3456 7890", "1234567890"),
        ("12‑3456‑7890", "1234567890"),
        # OCR reads O for 0 and l for 1.
        ("1O-3456-789l", "1034567891"),
        # Neither a telephone number nor a word.
        ("506 555-0177", None),
        ("SOBOLISO", None),
    ],
)
def test_client_identifiers(text: str, expected: str | None) -> None:
    assert value(find_uci(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("E123456789", "E123456789"),
        ("W 301 234 567", "W301234567"),
        ("no e12345678,", "E12345678"),
        ("EO12345678", "E012345678"),
        ("E1234567", None),
        ("ABE123456789", None),
    ],
)
def test_application_numbers(text: str, expected: str | None) -> None:
    assert value(APPLICATION(text)) == expected


def test_numbers_of_one_length_are_not_parts_of_longer_ones() -> None:
    assert value(REFERENCE("A1234567")) == "A1234567"
    assert REFERENCE("A1234567890") is None


def test_a_date_is_no_document_number() -> None:
    assert find_document_number("1995-09-18") is None
    assert value(find_document_number("No AB-1234567")) == "AB1234567"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$1,365.00 CAD", "1365.00"),
        ("1 365,00 $", "1365.00"),
        ("CAD 85.00", "85.00"),
        ("155.00", "155.00"),
        ("12", None),
    ],
)
def test_amounts(text: str, expected: str | None) -> None:
    assert value(find_amount(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ouédraogo", "Ouédraogo"),
        ("  : d'Aubigné-Lefèvre", "d'Aubigné-Lefèvre"),
        ("Mme Ana María García López,", "Ana María García López"),
        ("NGUYỄN 12 rue X", "NGUYỄN"),
        # The end of a label that has more words than the list knows.
        ("usuel(s) : Salma Khadija", "Salma Khadija"),
        ("usuel(s)...........", None),
        ("-", None),
        ("N/A", None),
        ("P", None),
    ],
)
def test_names(text: str, expected: str | None) -> None:
    assert value(find_name(text)) == expected


def test_texts_that_say_nothing_are_nothing() -> None:
    assert find_text(" - ") is None
    assert value(find_text(": Travailleur qualifié ")) == "Travailleur qualifié"
    # A bracket that the text opens is its own, one that stands around it is not.
    assert value(find_text(" Travailleur qualifié (PRTQ) ")) == "Travailleur qualifié (PRTQ)"
    assert value(find_text("(Travailleur qualifié)")) == "Travailleur qualifié"


@pytest.mark.parametrize(
    ("text", "expected"), [("F", "F"), ("Male", "M"), ("Homme", "M"), ("X", "X"), ("Figure", None)]
)
def test_sexes(text: str, expected: str | None) -> None:
    assert value(find_sex(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moncton, NB", "NB"),
        ("Ottawa (Ontario)", "ON"),
        ("Île-du-Prince-Édouard", "PE"),
        ("COLOMBIE-BRITANNIQUE", "BC"),
        ("Newfoundland and Labrador", "NL"),
        ("Montréal (Québec)", "QC"),
        ("on Monday", None),
    ],
)
def test_provinces(text: str, expected: str | None) -> None:
    assert value(find_province(text)) == expected


def test_postal_codes_tell_the_province() -> None:
    assert value(find_postal_code("Ottawa ON  K1A 0B1")) == "K1A0B1"
    assert value(find_postal_code("H2X1Y4")) == "H2X1Y4"
    assert province_of_postal_code("K1A0B1") == "ON"
    assert province_of_postal_code("J8X3Z1") == "QC"
    # Two territories share this letter.
    assert province_of_postal_code("X1A1A1") is None


def test_pick_list_codes_of_provinces() -> None:
    assert (province_of_form_code("05"), province_of_form_code("qc")) == ("QC", "QC")
    assert province_of_form_code("99") is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Côte d'Ivoire", "CIV"),
        ("COTE D'IVOIRE", "CIV"),
        ("Guinea-Bissau", "GNB"),
        ("Viêt Nam", "VNM"),
        ("FRA", "FRA"),
        # A conjunction is no Andorra.
        ("and", None),
        ("Atlantis", None),
    ],
)
def test_countries(name: str, code: str | None) -> None:
    assert country_code(name) == code


def test_the_longest_country_name_wins() -> None:
    assert value(find_country("Guinea Bissau, West Africa")) == "GNB"
    assert value(find_country("Guinea, Conakry")) == "GIN"
