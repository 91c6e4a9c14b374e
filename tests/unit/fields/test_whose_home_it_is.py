"""Names, addresses and issuers of homes in layouts where another's stand beside or above them."""

import pytest

from classifiers.fields import read_fields
from classifiers.fields.parsing.addresses import find_postal_address
from classifiers.fields.person_names import find_first_person, find_named_in_prose, is_person
from models.document_types import DocumentType as T
from models.documents import FieldName as F
from tests.unit.fields.placed_pages import Text, page


def first(name: F, *texts: Text) -> str | None:
    fields = read_fields(T.PROOF_OF_RESIDENCE, "u1", (page(*texts),), None)
    return next((field.value for field in fields if field.name is name), None)


HEADED: list[tuple[str, tuple[Text, ...]]] = [
    (
        "below each other",
        ((50, 60, "LANDLORD"), (50, 72, "Name: Robert Gendron"),
         (50, 84, "Address: 10 King St, Truro NS B2N 1H5"),
         (50, 110, "TENANT"), (50, 122, "Name: Ana Ruiz"),
         (50, 150, "RENTAL UNIT"), (50, 162, "Address: 12 Main St, Regina SK S4T 0Y5")),
    ),
    (
        "beside each other",
        ((50, 60, "ENTRE LE LOCATEUR"), (330, 60, "ET LE LOCATAIRE"),
         (50, 72, "Nom : Robert Gendron"), (330, 72, "Nom : Ana Ruiz"),
         (50, 84, "Adresse : 10 King St, Truro NS B2N 1H5"),
         (50, 110, "LOGEMENT LOUÉ"), (50, 122, "Adresse : 12 Main St, Regina SK S4T 0Y5")),
    ),
    (
        "without captions",
        ((50, 60, "LANDLORD"), (50, 72, "Robert Gendron"), (50, 84, "10 King St"),
         (50, 96, "Truro NS B2N 1H5"), (50, 122, "TENANT"), (50, 134, "Ana Ruiz"),
         (50, 146, "12 Main St"), (50, 158, "Regina SK S4T 0Y5")),
    ),
]  # fmt: skip


@pytest.mark.parametrize("texts", [case[1] for case in HEADED], ids=[case[0] for case in HEADED])
def test_what_stands_under_the_landlords_heading_is_not_the_tenants(
    texts: tuple[Text, ...],
) -> None:
    assert first(F.FULL_NAME, *texts) == "Ana Ruiz"
    assert (first(F.ADDRESS, *texts) or "").startswith("12 Main St")
    assert first(F.PROVINCE, *texts) == "SK"


def test_an_office_above_its_address_is_no_resident() -> None:
    texts = (
        (50, 60, "Manitoba Health Registration"), (50, 72, "300 Carlton St, Winnipeg MB R3B 3M9"),
        (50, 110, "Ana Ruiz"), (50, 122, "12 Main St"), (50, 134, "Winnipeg MB R2J 0V5"),
    )  # fmt: skip
    assert first(F.FULL_NAME, *texts) == "Ana Ruiz"
    assert first(F.ADDRESS, *texts) == "12 Main St Winnipeg MB R2J 0V5"


NO_PERSONS = [
    "INSTALLED AT",
    "Ville de Hawkesbury",
    "Manitoba Health",
    "Coastline Property Management",
]


@pytest.mark.parametrize("name", NO_PERSONS)
def test_names_of_towns_provinces_companies_and_captions_are_no_persons(name: str) -> None:
    assert not is_person(name)
    # Alberta is a first name as well.
    assert is_person("Alberta Rossi")


def test_a_unit_between_street_and_city_belongs_to_the_address_below_its_caption() -> None:
    # The caption's own value is the last line.
    texts = (
        (50, 60, "12 Main St"), (50, 72, "UNIT 6"), (50, 84, "Winnipeg MB R3T 2C2"),
    )  # fmt: skip
    assert first(F.ADDRESS, *texts) == "12 Main St UNIT 6 Winnipeg MB R3T 2C2"


def test_the_caption_of_a_telephone_takes_no_city_with_it() -> None:
    line = "Service address: 77 Front Street, Yellowknife NT X1A 2N9 Tel: 867-555-0177"
    assert first(F.ADDRESS, (50, 60, line)) == "77 Front Street, Yellowknife NT X1A 2N9"
    assert first(F.PROVINCE, (50, 60, line)) == "NT"


SENTENCES = [
    # A sentence goes on behind the code, and may date something else there.
    ("12 Main St, Truro NS B2N 1H5 since March 3, 2024", "12 Main St, Truro NS B2N 1H5"),
    # A province that is set apart ends an address where the sentence ends.
    ("12 Main St, Summerside, PEI. She pays $800.", "12 Main St, Summerside, PEI"),
    ("au 12, rue Roy, Moncton (N.-B.). Elle paie.", None),
    (
        "12 Main St,\nSaint John, New Brunswick. He came on March 3, 2024.",
        "12 Main St, Saint John, New Brunswick",
    ),
    # A street named after a province is none.
    ("12 rue Ontario. Elle paie.", None),
    ("12 Main Street", None),
]


@pytest.mark.parametrize(("text", "address"), SENTENCES)
def test_an_address_in_a_sentence_ends_with_its_code_or_province(
    text: str, address: str | None
) -> None:
    found = find_postal_address(text)
    assert (found.values[0] if found else None) == address


@pytest.mark.parametrize(
    "text", ["madame Ana Ruiz, employée", "Mme Ana Ruiz habite", "Mr. Ana Ruiz is", "Ana Ruiz is"]
)
def test_a_form_of_address_before_a_name_may_be_small(text: str) -> None:
    found = find_named_in_prose(text)
    assert found is not None
    assert found.values == ("Ana Ruiz",)


@pytest.mark.parametrize("text", ["Ana Ruiz and Pedro Ruiz", "Ana Ruiz et Pedro", "Ana Ruiz; P. R"])
def test_of_two_tenants_the_first_is_told(text: str) -> None:
    found = find_first_person(text)
    assert found is not None
    assert found.values == ("Ana Ruiz",)


def test_a_comma_may_stand_for_the_bracket_in_which_a_party_is_called() -> None:
    texts = (
        (50, 60, "Entre Immeubles Vanier ltée, ci-après « le locateur », et Ana Ruiz,"),
        (50, 72, "ci-après « la locataire », il est convenu ce qui suit."),
    )
    assert first(F.FULL_NAME, *texts) == "Ana Ruiz"


ISSUERS = [
    # A company's kind is shortened with a point.
    ("Northline Fabrication Ltd.", "Northline Fabrication Ltd"),
    # How letters greet and take leave names nobody.
    ("To whom it may concern", None),
    ("Madame, Monsieur,", None),
    ("Sincerely,", None),
    # The city of a letter's head is no name.
    ("Fort Erie, Ontario", None),
    # A signature with a telephone is none.
    ("Helen Schmidt (905-555-0188)", None),
    # Nor is the heading of a party.
    ("ENTRE LE LOCATEUR", None),
]


@pytest.mark.parametrize(("line", "issuer"), ISSUERS)
def test_an_issuer_is_no_greeting_and_no_heading(line: str, issuer: str | None) -> None:
    assert first(F.ISSUER, (50, 60, line)) == issuer


def test_a_resident_who_is_named_twice_is_no_issuer() -> None:
    texts = ((50, 60, "Tenant: Ana Ruiz"), (50, 90, "Ana Ruiz,"), (50, 120, "Ana Ruiz"))
    assert first(F.ISSUER, *texts) is None


def test_the_first_day_of_a_period_dates_no_bill() -> None:
    texts = ((400, 60, "RELEVÉ DE COMPTE"), (400, 80, "Période du 1 avril 2024"))
    assert first(F.LETTER_DATE, *texts) is None


def test_a_heading_of_a_party_is_no_resident_and_one_of_the_home_ends_the_partys_lines() -> None:
    lease = (
        (50, 100, "A. ENTRE LE LOCATEUR"), (300, 100, "ET LE LOCATAIRE"),
        (50, 112, "Nom : Gestion Roy inc."), (300, 112, "Nom : Ana Ruiz"),
        (50, 124, "N° 1200 Rue : boul. Martin, Laval H7S 1N2"),
        (50, 148, "B. DESCRIPTION ET DESTINATION DU LOGEMENT LOUÉ"),
        (50, 160, "Adresse : 12, avenue Roy, app. 3, Montréal (Québec) H2H 1V1"),
    )  # fmt: skip
    fields = read_fields(T.PROOF_OF_RESIDENCE, "u1", (page(*lease),), None)
    found = {field.name: field.value for field in fields}
    assert found[F.FULL_NAME] == "Ana Ruiz"
    assert found[F.ADDRESS] == "12, avenue Roy, app. 3, Montréal (Québec) H2H 1V1"
