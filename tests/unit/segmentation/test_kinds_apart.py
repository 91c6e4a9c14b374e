"""Two pages of one type are parted by the kinds of paper that they are."""

import pytest

from classifiers.page_types import load
from classifiers.page_types.examination import ExaminedPage, examine_pages
from classifiers.page_types.examples import page_of_text
from classifiers.segmentation.kinds_apart import of_other_kinds
from classifiers.segmentation.runs import segment
from models.extraction import Extraction
from models.media_types import MediaType

RESUME = """CURRICULUM VITAE
Leila Haddad
Work experience
2019 to 2023 Sales associate, Atelier Verdun: serving customers, cash register, inventory
2015 to 2019 Receptionist, Clinique du Parc: telephone, appointments, billing
Education
2011 to 2015 Bachelor of Commerce, University of Balamand
Languages: Arabic, French, English. Skills: Excel, Word. References on request"""
SLIP = """PAY STATEMENT
Employee Leila Haddad Pay period 2023-05-01 to 2023-05-14
Earnings Hours Rate Current Year to date
Regular 80.00 21.50 1720.00 15480.00
Deductions CPP 88.20 EI 27.10 Federal tax 210.00
Net pay 1394.70 Deposited to account"""
CERTIFICATE = """GOUVERNEMENT DU QUÉBEC
CERTIFICAT DE SÉLECTION DU QUÉBEC
Nom de famille HADDAD Prénom Leila
Numéro de référence individuel 0012345678 Catégorie travailleur qualifié
Date de délivrance 2023-02-01 Date d'expiration 2025-02-01"""
LEASE = """RESIDENTIAL TENANCY AGREEMENT
Landlord: Maple Grove Properties Tenant: Leila Haddad
Rental unit: 12 King Street, Ottawa, Ontario K1A 0B1
Rent of 1,450 dollars is due on the first day of each month
The tenancy begins on 2023-06-01"""


def examined(*texts: str) -> tuple[ExaminedPage, ...]:
    pages = tuple(page_of_text(text, number=n) for n, text in enumerate(texts, start=1))
    return examine_pages(Extraction("", 0, MediaType.PDF, pages, None, (), ()), load())


BILL = """Horizon Hydro
Electricity bill
Account 448812 Service address 12 King Street, Ottawa, Ontario K1A 0B1
Meter reading 41120 kWh used 612
Amount due 84.20 Pay by 2023-07-01"""
LEASE_GOES_ON = """Residential tenancy agreement, continued
10. The tenant keeps the rental unit clean and repairs damage that the tenant has caused.
11. The landlord may enter the rental unit with twenty-four hours of written notice.
12. The tenant gives sixty days of notice to end the tenancy.
Signature of landlord Signature of tenant"""


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        # Two proofs of one type, of kinds that have nothing in common.
        (LEASE, BILL, True),
        (BILL, LEASE, True),
        # A paper and its next page, or the same paper again.
        (LEASE, LEASE_GOES_ON, False),
        (BILL, BILL, False),
        # A type of one kind.
        (CERTIFICATE, CERTIFICATE, False),
        # Types that differ part the pages by themselves.
        (CERTIFICATE, LEASE, False),
        # Papers that nobody asks for look as different on two pages of one paper.
        (RESUME, SLIP, False),
    ],
)
def test_kinds_part_pages_of_one_type_and_no_others(
    first: str, second: str, *, apart: bool
) -> None:
    assert of_other_kinds(*examined(first, second)) is apart


def test_proofs_of_different_kinds_in_a_row_are_documents_of_their_own() -> None:
    runs = segment(examined(LEASE, BILL, CERTIFICATE), load().boundary)
    assert [run.numbers for run in runs] == [(1,), (2,), (3,)]
    assert not any(run.doubts for run in runs)
