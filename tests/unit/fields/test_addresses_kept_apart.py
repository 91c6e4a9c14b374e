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


ANOTHERS: list[tuple[str, tuple[Text, ...], str]] = [
    (
        "the owner's address begins with a house of its own",
        (
            (50, 100, "Address:"), (200, 100, "12 rue Roy, Montreal"),
            (50, 112, "Owner:"), (200, 112, "99 King St, Calgary AB T2P 1J9"),
        ),
        "12 rue Roy, Montreal",
    ),
    (
        "an address of a unit needs no caption to be another",
        (
            (50, 100, "Address"), (200, 100, "12 rue Roy, Montreal"),
            (200, 112, "Unit 5, 99 King St, Calgary AB T2P 1J9"),
        ),
        "12 rue Roy, Montreal",
    ),
    (
        "the owner's city has the caption of the owner",
        (
            (50, 100, "Address:"), (200, 100, "12 rue Roy, Montreal"),
            (50, 112, "Owner:"), (200, 112, "Calgary AB T2P 1J9"),
        ),
        "12 rue Roy, Montreal",
    ),
    (
        "captions have no colon on many forms",
        (
            (50, 100, "Address"), (200, 100, "12 rue Roy, Montreal"),
            (50, 112, "Owner"), (200, 112, "Calgary AB T2P 1J9"),
        ),
        "12 rue Roy, Montreal",
    ),
    (
        "another address of the same person is another address",
        (
            (50, 100, "Address:"), (200, 100, "12 rue Roy, Montreal"),
            (50, 112, "Mailing address:"), (200, 112, "Calgary AB T2P 1J9"),
        ),
        "12 rue Roy, Montreal",
    ),
    (
        "an owner's address is an owner's",
        (
            (50, 100, "Address"), (200, 100, "12 rue Roy, Montreal"),
            (50, 112, "Owner's address"), (200, 112, "Calgary AB T2P 1J9"),
        ),
        "12 rue Roy, Montreal",
    ),
    (
        "a number of persons is no house",
        (
            (50, 100, "Occupants:"), (200, 100, "2 adults, 1 child"),
            (50, 112, "Address:"), (200, 112, "Winnipeg MB R1E 0X2"),
        ),
        "Winnipeg MB R1E 0X2",
    ),
    (
        "nor is a telephone",
        (
            (50, 100, "Telephone:"), (200, 100, "204 555 0199"),
            (50, 112, "Address:"), (200, 112, "Winnipeg MB R1E 0X2"),
        ),
        "Winnipeg MB R1E 0X2",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "address"), [case[1:] for case in ANOTHERS], ids=[case[0] for case in ANOTHERS]
)
def test_a_line_of_another_caption_is_no_line_of_the_address(
    texts: tuple[Text, ...], address: str
) -> None:
    assert read(F.ADDRESS, *texts, scanned=False) == address


def test_the_province_of_an_owner_is_not_the_tenants() -> None:
    for scanned in (False, True):
        assert read(F.PROVINCE, *ANOTHERS[0][1], scanned=scanned) is None


OWN: list[tuple[str, tuple[Text, ...], str]] = [
    (
        "the second line has a caption for the city",
        (
            (50, 100, "Address:"), (200, 100, "12 Main Street"),
            (50, 112, "City, postal code:"), (200, 112, "Winnipeg MB R1E 0X2"),
        ),
        "12 Main Street Winnipeg MB R1E 0X2",
    ),
    (
        "the caption is broken over both lines",
        (
            (50, 100, "Address of the"), (200, 100, "12 Main Street"),
            (50, 112, "rental unit:"), (200, 112, "Winnipeg MB R1E 0X2"),
        ),
        "12 Main Street Winnipeg MB R1E 0X2",
    ),
    (
        "what stands left of the caption is of another column",
        (
            (50, 100, "Bill number: 4411"), (200, 100, "Address:"), (300, 100, "12 Main Street"),
            (50, 112, "Bill month: May"), (300, 112, "Winnipeg MB R1E 0X2"),
        ),
        "12 Main Street Winnipeg MB R1E 0X2",
    ),
    (
        "the number of a unit may stand before the city",
        (
            (50, 100, "Address"), (200, 100, "12 Main Street"),
            (200, 112, "Apt 4, Winnipeg MB R1E 0X2"),
        ),
        "12 Main Street Apt 4, Winnipeg MB R1E 0X2",
    ),
    (
        "the post's counter stands for a street",
        (
            (200, 100, "General Delivery"), (50, 112, "Address"),
            (200, 112, "Iqaluit NU X0A 0H0"),
        ),
        "General Delivery Iqaluit NU X0A 0H0",
    ),
]  # fmt: skip


@pytest.mark.parametrize("scanned", [False, True])
@pytest.mark.parametrize(
    ("texts", "address"), [case[1:] for case in OWN], ids=[case[0] for case in OWN]
)
def test_a_line_of_no_other_caption_is_the_addresss(
    texts: tuple[Text, ...], address: str, *, scanned: bool
) -> None:
    assert read(F.ADDRESS, *texts, scanned=scanned) == address


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


SOUND = [
    # Whoever has no house has letters kept at the post.
    ("General Delivery, Iqaluit NU X0A 0H0", True),
    ("Poste restante, Kuujjuaq QC J0M 1C0", True),
    # A unit may stand last.
    ("12 MAIN STREET, CALGARY AB, UNIT 4", True),
    # A text layer says what was typed; OCR may have lost the house, or a sign of the code.
    ("Wellesley Blvd West, Regina SK S0R 2W8", False),
    ("2635 rue Laurier, Gatineau QC G3X 5", False),
    ("4759 rue du Moulin, Moncton NB E6R 471", False),
]


@pytest.mark.parametrize("scanned", [False, True])
@pytest.mark.parametrize(("address", "by_ocr"), SOUND)
def test_only_what_ocr_broke_is_not_told(address: str, *, by_ocr: bool, scanned: bool) -> None:
    found = read(F.ADDRESS, (50, 100, "Address:"), (150, 100, address), scanned=scanned)
    assert found == (address if by_ocr or not scanned else None)
