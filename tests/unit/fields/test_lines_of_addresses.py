"""An address is a house, perhaps a unit, and a city, in this order; nothing else is part of it."""

import pytest

from classifiers.fields import read_fields
from classifiers.fields.parsing.addresses import find_addresses
from models.document_types import DocumentType as T
from models.documents import FieldName as F
from tests.unit.fields.placed_pages import Text, page, scanned_page

SEQUENCES: list[tuple[str, tuple[str, ...]]] = [
    # The two lines of one address.
    ("12 Main Street\nWinnipeg MB R1E 0X2", ("12 Main Street Winnipeg MB R1E 0X2",)),
    # A city and its code may stand below each other, and a building before them.
    (
        "12 rue Roy\nPavillon Est\nMontréal (Québec)\nH2X 1Y4",
        ("12 rue Roy Pavillon Est Montréal (Québec) H2X 1Y4",),
    ),
    # A unit before the city begins no address of its own.
    ("12 Main St\nApt 4 Truro NS B2N 1H5", ("12 Main St Apt 4 Truro NS B2N 1H5",)),
    # A line's end may part a code, a unit from its house, and a hyphenated city.
    ("12 Main Street, Winnipeg MB R1E\n0X2", ("12 Main Street, Winnipeg MB R1E 0X2",)),
    ("Unit 5, 100\nMain Street, Truro NS B2N 1H5", ("Unit 5, 100 Main Street, Truro NS B2N 1H5",)),
    ("4th floor\n12 Main Street\nTruro NS B2N 1H5", ("4th floor 12 Main Street Truro NS B2N 1H5",)),
    ("12 rue Roy, Saint-Jean-sur-\nRichelieu", ("12 rue Roy, Saint-Jean-sur- Richelieu",)),
    # Two addresses under each other are two, whether or not they end in codes.
    (
        "12 rue Roy, Montréal\n99 King St, Calgary AB T2P 1J9",
        ("12 rue Roy, Montréal", "99 King St, Calgary AB T2P 1J9"),
    ),
    (
        "12 rue Roy\nMontréal QC H2X 1Y4\nUnit 5, 99 King St\nCalgary AB T2P 1J9",
        ("12 rue Roy Montréal QC H2X 1Y4", "Unit 5, 99 King St Calgary AB T2P 1J9"),
    ),
    ("12 Main Street\n99 King Street", ("12 Main Street", "99 King Street")),
    # The city below belongs to no street that names its own province.
    (
        "12 Main Street, Winnipeg MB\nCalgary AB T2P 1J9",
        ("12 Main Street, Winnipeg MB", "Calgary AB T2P 1J9"),
    ),
    # A street is named after a province without a comma before it.
    ("12 rue Ontario\nMontréal QC H2X 1Y4", ("12 rue Ontario Montréal QC H2X 1Y4",)),
    # Abroad, a city may stand behind its code.
    ("39 boulevard de la Liberté\n80159 Besançon", ("39 boulevard de la Liberté 80159 Besançon",)),
    # Names, dates and numbers of accounts above a street are none of it.
    (
        "2022-03-07\nVotre compte : 54766-6966861\nKhady Ndiaye\n12 Elgin St\nTruro NS B2N 1H5",
        ("12 Elgin St Truro NS B2N 1H5",),
    ),
]


@pytest.mark.parametrize(("text", "addresses"), SEQUENCES)
def test_the_kinds_of_the_lines_tell_where_an_address_begins_and_ends(
    text: str, addresses: tuple[str, ...]
) -> None:
    assert tuple(match.values[0] for match in find_addresses(text)) == addresses


CONTACTS = [
    "204 555-0199",
    "(204) 555-0199",
    "204-555-0199",
    "204.555.0199",
    "+1 204 555 0199",
    "555-0199",
    "Tel: 204 555-0199",
    "Tél. : 204 555-0199",
    "(tel. 204 555-0199)",
    "Telephone 204 555 0199",
    "ana@example.org",
    "www.example.org",
]


@pytest.mark.parametrize("contact", CONTACTS)
@pytest.mark.parametrize("joint", [" ", ", ", "\n"])
@pytest.mark.parametrize("address", ["12 Main St, Winnipeg, Manitoba", "12 Main St, Winnipeg MB"])
def test_no_address_ends_with_a_telephone_or_with_where_to_write(
    address: str, joint: str, contact: str
) -> None:
    (found,) = find_addresses(address + joint + contact)
    assert found.values == (address,)


HOUSES = [
    # A unit and a house are parted by a dash as a telephone number is.
    "555-1234 Main Street, Winnipeg MB R1E 0X2",
    "PH 3, 12 Main Street, Winnipeg MB R1E 0X2",
    "B-1177 Fernwood Road, Victoria BC V8V 3R4",
]


@pytest.mark.parametrize("address", HOUSES)
def test_a_unit_before_a_house_is_no_telephone(address: str) -> None:
    (found,) = find_addresses(address)
    assert found.values == (address,)


STACKED: list[tuple[str, tuple[Text, ...]]] = [
    (
        "below a caption",
        ((50, 88, "Address"), (50, 100, "12 rue Roy, Montreal"),
         (50, 112, "99 King St, Calgary AB T2P 1J9")),
    ),
    (
        "beside a caption",
        ((50, 100, "Address:"), (200, 100, "12 rue Roy, Montreal"),
         (200, 112, "99 King St, Calgary AB T2P 1J9")),
    ),
    (
        "with a telephone between them",
        ((50, 88, "Address"), (50, 100, "12 rue Roy, Montreal"), (50, 112, "514 555-0199"),
         (50, 124, "99 King St, Calgary AB T2P 1J9")),
    ),
]  # fmt: skip


@pytest.mark.parametrize("scanned", [False, True])
@pytest.mark.parametrize("texts", [case[1] for case in STACKED], ids=[case[0] for case in STACKED])
def test_two_addresses_below_each_other_are_not_joined(
    texts: tuple[Text, ...], *, scanned: bool
) -> None:
    made = scanned_page(*texts) if scanned else page(*texts)
    fields = read_fields(T.PROOF_OF_RESIDENCE, "u1", (made,), None)
    assert [f.value for f in fields if f.name is F.ADDRESS][:1] == ["12 rue Roy, Montreal"]
    assert not any(f.name is F.PROVINCE for f in fields)
