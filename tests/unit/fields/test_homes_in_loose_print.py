"""Homes and issuers among numbered things, sentences that run on, and lines of a photograph."""

import pytest

from classifiers.fields import read_fields
from models.document_types import DocumentType as T
from models.documents import FieldName as F
from tests.unit.fields.placed_pages import Text, page, scanned_page


def found(name: F, *texts: Text, scanned: bool = False) -> str | None:
    made = scanned_page(*texts) if scanned else page(*texts)
    fields = read_fields(T.PROOF_OF_RESIDENCE, "u1", (made,), None)
    return next((field.value for field in fields if field.name is name), None)


RESIDENT = ((50, 100, "Ana Ruiz"), (50, 112, "12 Main Street"), (50, 124, "Winnipeg MB R1E 0X2"))
ISSUERS: list[tuple[tuple[Text, ...], str | None]] = [
    # A number tells which of many a thing is, and names nobody.
    ((*RESIDENT, (300, 60, "Class 5")), None),
    # Two words before it are a name.
    ((*RESIDENT, (50, 60, "Hydro Boreal 2000")), "Hydro Boreal 2000"),
    # One word below the resident is a caption or a mark.
    ((*RESIDENT, (50, 150, "SexF")), None),
    # Whoever signs has two names.
    ((*RESIDENT, (50, 150, "Rosa Klein")), "Rosa Klein"),
]


@pytest.mark.parametrize(("texts", "issuer"), ISSUERS)
def test_an_issuer_is_no_numbered_thing_and_no_single_word_below_the_resident(
    texts: tuple[Text, ...], issuer: str | None
) -> None:
    assert found(F.ISSUER, *texts) == issuer


SERVICES: list[tuple[tuple[Text, ...], str | None]] = [
    # Nothing tells where a street ends that runs on into other sentences.
    (((50, 100, "Service at: 12 Main Ave. Meter 88213. Basic charge 9.02; energy 812 kWh"),), None),
    # The envelope's own lines tell the address then.
    ((*RESIDENT, (50, 200, "Service at: 12 Main Ave. Meter 88213. Basic charge 9.02")),
     "12 Main Street Winnipeg MB R1E 0X2"),
    # A point shortens words of an address.
    (((50, 100, "Service at: 12 St. John's Ave. W., Apt. 5"),), "12 St. John's Ave. W., Apt. 5"),
    # A code ends an address, whatever follows.
    (((50, 100, "Service at: 12 Main Ave., Winnipeg MB R1E 0X2. Basic charge 9.02; more"),),
     "12 Main Ave., Winnipeg MB R1E 0X2"),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "address"), SERVICES)
def test_a_street_that_runs_on_into_other_sentences_is_no_address(
    texts: tuple[Text, ...], address: str | None
) -> None:
    assert found(F.ADDRESS, *texts) == address


HOME = "12 Main Street, Winnipeg MB R1E 0X2"
CAPTIONED: list[tuple[str, str]] = [
    ("Emplacement", "Service au nom de"),
    ("Lieu desservi", "Facture au nom de"),
    ("Adresse d'installation", "Contrat au nom de"),
    ("Location", "Account in the name of"),
    ("Point of delivery", "Policy in the name of"),
]


@pytest.mark.parametrize(("place", "holder"), CAPTIONED)
def test_a_bill_says_in_many_words_where_it_serves_and_whom(place: str, holder: str) -> None:
    texts = (
        (50, 100, place), (330, 100, "Period"), (50, 112, HOME), (330, 112, "23.02.2023"),
        (50, 150, holder), (330, 150, "Account"), (50, 162, "Ana Ruiz"), (330, 162, "588 8593 385"),
    )  # fmt: skip
    assert found(F.ADDRESS, *texts) == HOME
    assert found(F.PROVINCE, *texts) == "MB"
    assert found(F.FULL_NAME, *texts) == "Ana Ruiz"


NAME = ((50, 100, "Ana Ruiz"), (50, 112, "12 Main Street"))
FALLEN: list[tuple[tuple[Text, ...], str | None]] = [
    # The line falls by half its height, and another column keeps its beginning.
    (((50, 124, "Winnipeg"), (300, 124, "Bill"), (95, 130, "MB R1E 0X2")), "MB"),
    # A code in a column of its own is another address's.
    (((50, 124, "Winnipeg"), (300, 130, "MB R1E 0X2")), None),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "province"), FALLEN)
def test_a_code_that_fell_out_of_its_line_ends_the_city_before_it(
    texts: tuple[Text, ...], province: str | None
) -> None:
    assert found(F.PROVINCE, *NAME, *texts, scanned=True) == province
