"""Whose home a paper is about and where it is; the two spouses of a certificate."""

import pytest

from classifiers.fields import read_fields
from classifiers.fields.parsing.addresses import find_address
from classifiers.fields.parsing.dates import find_date
from classifiers.fields.residence import find_dashed_number
from models.document_types import DocumentType as T
from models.documents import Field
from models.documents import FieldName as F
from tests.unit.fields.placed_pages import Text, page


def fields(type_: T, *texts: Text) -> tuple[Field, ...]:
    return read_fields(type_, "u1", (page(*texts),), None)


def values(type_: T, name: F, *texts: Text) -> list[str]:
    return [field.value for field in fields(type_, *texts) if field.name is name]


ADDRESSES = [
    # The form of a postal code proves that its O is a zero.
    ("3923 Queen Blvd, Winnipeg MB ROG 4R8", "3923 Queen Blvd, Winnipeg MB R0G 4R8"),
    # A unit's number has its word before it.
    ("Apt 5, 100 Main Street, Truro NS B2N 1H5", "Apt 5, 100 Main Street, Truro NS B2N 1H5"),
    # What a sentence says before the house is no part of the address.
    ("the house of 792 Oak Lane, Truro NS B2N 1H5", "792 Oak Lane, Truro NS B2N 1H5"),
    # A day is no number of a house.
    ("partage le loyer avec moi depuis le 16 septembre 2025", None),
    # Movements of an account are no address, whatever numbers they have.
    ("14.02.2023 Retrait au guichet 16.02.2023 Paiement Hydro 18", None),
    # A colon ends a caption, and addresses have none.
    ("Nombre de pièces : Le logement est en copropriété : 3. Coordonnées", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "address"), ADDRESSES)
def test_an_address_has_a_number_that_is_no_date_and_a_code_of_one_form(
    text: str, address: str | None
) -> None:
    found = find_address(text)
    assert (found.values[0] if found else None) == address


NUMBERS = [
    ("S1323-26350-66734", "S13232635066734"),
    # The first sign of three groups of five is a letter: 1 is a misread I.
    ("16309-82619-63681", "I63098261963681"),
    # No letter resembles a 4, so that the number stays unread.
    ("46309-82619-63681", None),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_a_licence_number_of_fives_begins_with_a_letter_or_is_none(
    text: str, number: str | None
) -> None:
    found = find_dashed_number(text)
    assert (found.values[0] if found else None) == number


@pytest.mark.parametrize(
    ("text", "day"), [("June24,1998", "1998-06-24"), ("March8, 2020", "2020-03-08")]
)
def test_a_month_glued_to_its_day_takes_no_digit_of_it(text: str, day: str) -> None:
    found = find_date(text)
    assert found is not None
    assert found.values == (day,)


BLOCK = ((50, 122, "Khady Ndiaye"), (50, 134, "4720 Elgin Street, Apt 1004"))


def test_a_name_is_looked_for_above_the_street_and_not_above_the_date_of_the_letter() -> None:
    above = ((50, 98, "Date : 2022-03-07"), (50, 110, "Votre compte : 54766-6966861"))
    code = (50, 146, "Charlottetown PE C7Y 0C7")
    assert values(T.PROOF_OF_RESIDENCE, F.FULL_NAME, *above, *BLOCK, code) == ["Khady Ndiaye"]


def test_the_wide_blank_before_a_postal_code_parts_no_line() -> None:
    code = ((50, 146, "Charlottetown PE"), (145, 146, "C7Y 0C7"))
    assert values(T.PROOF_OF_RESIDENCE, F.PROVINCE, *BLOCK, *code) == ["PE"]


def test_a_resident_abroad_stands_above_the_street_though_no_code_ends_the_address() -> None:
    abroad = ((50, 134, "39 boulevard de la Liberté"), (50, 146, "80159 Besançon"))
    assert values(T.PROOF_OF_RESIDENCE, F.FULL_NAME, BLOCK[0], *abroad) == ["Khady Ndiaye"]


def test_a_letter_names_tenant_and_house_in_its_sentences() -> None:
    said = (
        (50, 100, "I am the landlord of 792 Harvest Lane, Lethbridge, AB T1J 0N3 in Alberta."),
        (50, 130, "My tenant Eric Uwase has lived there for two years."),
    )
    found = {field.name: field.value for field in fields(T.PROOF_OF_RESIDENCE, *said)}
    assert found[F.FULL_NAME] == "Eric Uwase"
    assert found[F.ADDRESS] == "792 Harvest Lane, Lethbridge, AB T1J 0N3"


ISSUERS: list[tuple[str, tuple[Text, ...], str]] = [
    # A larger title is no company; the line with a word of companies is one.
    ("a word of companies", ((50, 60, "Grand River Energy"), (50, 90, "Your new plan")),
     "Grand River Energy"),
    # A browser prints the title once more at the top of its page.
    ("the title stands twice",
     ((250, 10, "Your new plan"), (50, 60, "Tamarack North"), (50, 90, "Your new plan")),
     "Tamarack North"),
    # The resident's own street is nobody's name.
    ("an address is no name", ((50, 60, "Caisse du Rivage"), *BLOCK, (50, 146, "Truro NS B2N 1H5")),
     "Caisse du Rivage"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "issuer"), [case[1:] for case in ISSUERS], ids=[case[0] for case in ISSUERS]
)
def test_an_issuer_is_known_by_what_companies_call_themselves_and_is_no_title(
    texts: tuple[Text, ...], issuer: str
) -> None:
    assert values(T.PROOF_OF_RESIDENCE, F.ISSUER, *texts) == [issuer]


COUPLE = (
    (50, 100, "First spouse"), (250, 100, "Pedro Ruiz"),
    (50, 115, "Date of birth"), (250, 115, "1980-01-02"),
    (50, 130, "Second spouse"), (250, 130, "Ana Costa"),
)  # fmt: skip


def test_each_spouse_is_a_field_of_its_own_in_the_order_of_the_page() -> None:
    assert values(T.MARRIAGE_CERTIFICATE, F.FULL_NAME, *COUPLE) == ["Pedro Ruiz", "Ana Costa"]
    assert values(T.MARRIAGE_CERTIFICATE, F.BIRTH_DATE, *COUPLE) == []


@pytest.mark.parametrize(
    ("more", "day"),
    [
        # A caption names the day.
        (((50, 145, "Date of the marriage"), (250, 145, "2015-05-06")), ["2015-05-06"]),
        # No caption that is known, but no other day either.
        (((50, 145, "Joined"), (250, 145, "2015-05-06")), ["2015-05-06"]),
        # Two days without captions: neither is proven.
        (((50, 145, "Joined"), (250, 145, "2015-05-06"), (50, 160, "On 2016-01-01")), []),
    ],
)
def test_the_day_of_a_marriage_is_captioned_or_the_only_one_left(
    more: tuple[Text, ...], day: list[str]
) -> None:
    assert values(T.MARRIAGE_CERTIFICATE, F.ISSUE_DATE, *COUPLE, *more) == day
