"""Names and addresses as OCR leaves them: mended where only one reading is left, else not told."""

import pytest

from classifiers.fields import read_fields
from classifiers.fields.misread_capitals import as_names
from classifiers.fields.parsing.addresses import find_address
from classifiers.fields.parsing.places import find_postal_code
from classifiers.fields.residence import find_dashed_number
from classifiers.fields.setting_out import lay_out
from models.document_types import DocumentType as T
from models.documents import FieldName as F
from tests.unit.fields.placed_pages import Text, page, scanned_page


def first(name: F, *texts: Text, type_: T = T.PROOF_OF_RESIDENCE) -> str | None:
    fields = read_fields(type_, "u1", (scanned_page(*texts),), None)
    return next((field.value for field in fields if field.name is name), None)


CAPITALS = [
    ("loana Popescu", "Ioana Popescu"),
    ("Ananya lyer", "Ananya Iyer"),
    ("KlM Nguyen", "KIM Nguyen"),
    ("Jean-lsaac Roy", "Jean-Isaac Roy"),
    # Small words inside names begin with a small l.
    ("Juan de la Cruz", "Juan de la Cruz"),
    ("Emil Klein", "Emil Klein"),
]


@pytest.mark.parametrize(("read", "name"), CAPITALS)
def test_a_small_l_that_begins_a_name_or_stands_among_capitals_is_an_i(
    read: str, name: str
) -> None:
    (row,) = lay_out(scanned_page((50, 100, read))).rows
    assert as_names(row.words) == name


def test_a_text_layer_says_what_was_typed() -> None:
    (row,) = lay_out(page((50, 100, "lina Costa"))).rows
    assert as_names(row.words) == "lina Costa"


def test_a_tenant_whose_capital_was_misread_is_not_the_landlord() -> None:
    texts = (
        (67, 173, "Locateur:"), (262, 173, "Luis Simôes"),
        (67, 187, "Locataire(s):"), (262, 187, "loana Stefania Popa"),
    )  # fmt: skip
    assert first(F.FULL_NAME, *texts) == "Ioana Stefania Popa"


STRADDLED: list[tuple[str, tuple[Text, ...]]] = [
    ("between", ((200, 100, "12 Main Street"), (50, 106, "Address"),
                 (200, 112, "Winnipeg MB R1E 0X2"))),
    ("beside the lower", ((200, 100, "12 Main Street"), (50, 112, "Address"),
                          (200, 112, "Winnipeg MB R1E 0X2"))),
    ("beside the upper", ((50, 100, "Address"), (200, 100, "12 Main Street, Apt 4"),
                          (200, 112, "Winnipeg MB R1E 0X2"))),
]  # fmt: skip


@pytest.mark.parametrize("texts", [case[1] for case in STRADDLED], ids=[c[0] for c in STRADDLED])
def test_an_address_has_both_of_its_lines_wherever_its_caption_stands(
    texts: tuple[Text, ...],
) -> None:
    found = first(F.ADDRESS, *texts)
    assert found is not None
    assert found.startswith("12 Main Street")
    assert found.endswith("Winnipeg MB R1E 0X2")


def test_an_address_without_its_house_is_not_told_but_its_province_is() -> None:
    texts = ((50, 100, "Address"), (150, 100, "Wellesley Blvd West, Regina SK S0R 2W8"))
    assert first(F.ADDRESS, *texts) is None
    assert first(F.PROVINCE, *texts) == "SK"


def test_an_address_whose_postal_code_is_beyond_mending_is_not_told_but_its_province_is() -> None:
    texts = ((50, 100, "Address"), (150, 100, "4759 rue du Moulin, Moncton NB E6R 471"))
    assert first(F.ADDRESS, *texts) is None
    assert first(F.PROVINCE, *texts) == "NB"


def test_the_envelopes_address_stands_for_a_broken_one() -> None:
    texts = (
        (50, 50, "Owen MacLeod"), (50, 62, "2635 rue Laurier"), (50, 74, "Gatineau QC G3X 5T8"),
        (50, 120, "Service address"), (200, 120, "2635 rue Laurier, Gatineau QC G3X 5"),
    )  # fmt: skip
    assert first(F.ADDRESS, *texts) == "2635 rue Laurier Gatineau QC G3X 5T8"


CODES = [
    # Alberta's codes begin with T.
    ("Red Deer AB 19K 3V3", "T9K3V3"),
    # Ontario's begin with one of five letters.
    ("Ottawa ON 79K 3V3", None),
    ("Winnipeg, Manitoba RlE 0XZ", "R1E0X2"),
    ("Montréal (Québec) H2X 1YA", "H2X1Y4"),
    # A 7 may be a Z or a T.
    ("Moncton NB E6R 471", None),
    # A bracket that closes was a J.
    ("Toronto ON L2) 7R5", "L2J7R5"),
    ("Laval QC H7A 2]3", "H7A2J3"),
    # It closes what was opened before the province.
    ("Hamilton (head office, ON) 905 555", None),
]


@pytest.mark.parametrize(("text", "code"), CODES)
def test_the_first_letter_of_a_postal_code_is_its_provinces_where_that_has_but_one(
    text: str, code: str | None
) -> None:
    found = find_postal_code(text)
    assert (found.values[0] if found else None) == code


def test_a_postal_code_glued_to_its_province_is_set_apart() -> None:
    found = find_address("1494 rue du Moulin, Longueuil QCH1A 8L1")
    assert found is not None
    assert found.values == ("1494 rue du Moulin, Longueuil QC H1A 8L1",)


PROVINCES = [
    ("12 Main Street, Regina, Saskatchewam", "SK"),
    ("12 Main Street, Truro, Nova Scotla", "NS"),
    ("12 Main Street, Winnipeg, Manltoba", "MB"),
    # A street is named after a province, and a short name resembles too much.
    ("12 Ontarlo Street, Springfield", None),
    ("12 Main Street, Quebee", None),
]


@pytest.mark.parametrize(("address", "province"), PROVINCES)
def test_a_provinces_name_is_known_by_all_but_a_letter_or_two(
    address: str, province: str | None
) -> None:
    texts = ((50, 100, "Address"), (150, 100, address))
    assert first(F.PROVINCE, *texts) == province


def test_the_title_of_a_form_is_no_address() -> None:
    assert find_address("Tenancy Agreement (Standard Form of Lease) - Form 2229E") is None
    assert find_address("12 rue Roy, Montréal (Québec) H2X 1Y4") is not None


@pytest.mark.parametrize("text", ["M1025-17853-97998 1", "M1025 -17853-97998"])
def test_a_number_with_dashes_ends_before_a_mark_that_stands_apart(text: str) -> None:
    found = find_dashed_number(text)
    assert found is not None
    assert found.values == ("M10251785397998",)


def test_a_date_that_can_be_read_in_two_ways_is_settled_by_no_other_date() -> None:
    texts = (
        (50, 60, "This form is required for tenancies commencing on March 1, 2021 or later."),
        (50, 100, "Start date:"), (200, 100, "04/10/2022"),
    )  # fmt: skip
    assert first(F.ISSUE_DATE, *texts) == "2022-10-04"


def test_a_value_that_begins_before_the_rest_of_its_caption_is_whole() -> None:
    # The caption was "Home address", of which OCR lost the first word.
    texts = ((102, 186, "address"), (78, 199, "2804 Wellesley Blvd, Regina SK S0R 2W8"))
    assert first(F.ADDRESS, *texts) == "2804 Wellesley Blvd, Regina SK S0R 2W8"


def test_a_salutation_may_follow_the_name() -> None:
    texts = ((50, 100, "Björn Großmann, bonjour,"), (50, 130, "Votre demande est complète."))
    assert first(F.FULL_NAME, *texts, type_=T.PR_ACKNOWLEDGMENT) == "Björn Großmann"


def test_the_end_of_a_long_line_and_a_short_last_line_are_no_label_beyond_it() -> None:
    # Three words would be looked at in a line of one.
    texts = ((50, 100, "We gave the keys of this house to the one who is our"), (50, 111, "tenant"))
    assert first(F.FULL_NAME, *texts) is None


LEASES = [
    (
        "of one line",
        ((50, 100, "BETWEEN Rosa Klein (the landlord) AND Ioana Popescu (the tenant)"),),
    ),
    (
        "broken before the tenant",
        (
            (50, 100, "This lease is made BETWEEN Rosa Klein (the landlord) AND"),
            (50, 112, "loana Popescu (the tenant) for the term of one year."),
        ),
    ),
    (
        "in quotation marks",
        ((50, 100, "ENTRE Rosa Klein (le locateur) ET Ioana Popescu (ci-après le « locataire »)"),),
    ),
]


@pytest.mark.parametrize("texts", [case[1] for case in LEASES], ids=[case[0] for case in LEASES])
def test_a_sentence_calls_its_tenant_so_behind_the_name(texts: tuple[Text, ...]) -> None:
    assert first(F.FULL_NAME, *texts) == "Ioana Popescu"


def test_a_prose_lease_has_the_house_whose_city_stands_in_the_next_line() -> None:
    texts = (
        (50, 100, "BETWEEN Rosa Klein (the landlord) AND Ioana Popescu (the tenant)"),
        (50, 112, "for the premises at 12 Main Street,"),
        (50, 124, "Winnipeg, Manitoba RlE 0XZ"),
    )
    assert first(F.PROVINCE, *texts) == "MB"
    assert first(F.ADDRESS, *texts) == "12 Main Street, Winnipeg, Manitoba R1E 0X2"


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Good news! Your application got to us on September 16, 2024 and is whole.", "2024-09-16"),
        # A limit is no day of receipt.
        ("You may complete your application before September 16, 2024 in our portal.", None),
        # A day after the letter is to come.
        ("We look at your application again on December 16, 2024 at the latest.", None),
    ],
)
def test_the_one_day_that_a_sentence_gives_an_application_is_its_receipt(
    sentence: str, day: str | None
) -> None:
    texts = ((50, 60, "Date: November 6, 2024"), (50, 100, sentence))
    assert first(F.RECEIVED_DATE, *texts, type_=T.PR_ACKNOWLEDGMENT) == day


def test_a_value_stands_beside_the_first_line_of_a_caption_of_two() -> None:
    texts = (
        (52, 222, "The landlord will rent to the tenant"),
        (300, 222, "3437 King St, St. John's NL A1J 6P4"),
        (54, 234, "the unit at:"),
    )
    assert first(F.ADDRESS, *texts) == "3437 King St, St. John's NL A1J 6P4"


def test_the_head_of_a_table_dates_no_statement() -> None:
    texts = (
        (304, 83, "Statement period ending : 2022/07/12"),
        (71, 211, "Trans. date"), (159, 211, "Item"), (295, 211, "Debit"),
        (72, 225, "2022/04/16"), (159, 225, "Payroll deposit"), (381, 225, "168.51"),
    )  # fmt: skip
    assert first(F.LETTER_DATE, *texts) == "2022-07-12"


def test_the_end_of_a_sentence_in_a_line_of_its_own_dates_no_letter() -> None:
    texts = (
        (50, 100, "I confirm that the lease was signed and that the move-in day was"),
        (50, 111, "March 19, 2023."),
        (50, 150, "October 20, 2023"),
    )
    assert first(F.LETTER_DATE, *texts) == "2023-10-20"


def test_a_client_identifier_has_ten_digits_where_two_stand_before_a_misread_dash() -> None:
    texts = ((50, 100, "UCI:"), (150, 100, "67:6413-8804"))
    assert first(F.UCI, *texts, type_=T.PR_ACKNOWLEDGMENT) == "6764138804"


LONE_ADDRESSES = [
    # The small captions of a card are the first that a fax loses.
    (
        ((60, 100, "Driver's Licence"), (60, 130, "2656 MAIN ST N, APT 553, TORONTO ON P3Y 5V9")),
        "ON",
    ),
    (
        ((60, 100, "Permis de conduire"), (60, 130, "12 rue Roy, Moncton (N.-B.) E1C 4Z7")),
        "NB",
    ),
    # Of two addresses one is the office's.
    (
        (
            (60, 100, "Driver's Licence"),
            (60, 130, "2656 MAIN ST N, APT 553, TORONTO ON P3Y 5V9"),
            (60, 430, "Registry, 99 King St, Calgary AB T2P 1J9"),
        ),
        None,
    ),
    # The one address of a bill may be its issuer's.
    (((60, 100, "Electricity"), (60, 130, "2656 MAIN ST N, APT 553, TORONTO ON P3Y 5V9")), None),
]


@pytest.mark.parametrize(("texts", "province"), LONE_ADDRESSES)
def test_the_one_address_of_a_licence_is_its_holders(
    texts: tuple[Text, ...], province: str | None
) -> None:
    assert first(F.PROVINCE, *texts) == province


SPLIT_LINES = [
    # Another column stands beside the address, whose lines fill their own.
    (
        (60, 100, "Adresse du logement visé: 2575 Dundas St, Sudbury"),
        (420, 107, "Conditions légales"),
        (60, 112, "ON K7S 1S7"),
    ),
    # It breaks within the name of its street, and another column's line comes between.
    (
        (60, 100, "Address of the rental unit: 1999 Maple Crescent"),
        (420, 106, "Notice is given in person"),
        (60, 112, "East, Apt 1366, Hamilton ON P1C 3X0"),
        (420, 118, "to the address above."),
    ),
]


@pytest.mark.parametrize("texts", SPLIT_LINES)
def test_an_address_goes_on_in_the_next_line_of_its_column(texts: tuple[Text, ...]) -> None:
    assert first(F.PROVINCE, *texts) == "ON"


def test_the_wide_blank_before_a_postal_code_parts_no_address_from_it() -> None:
    texts = (
        (50.0, 187.0, "5 MARS 2025"),
        (50.0, 200.0, "Datée du"),
        (50.0, 215.0, "1993 PORTAGE STREET N, SUDBURY ON"),
        (220.0, 215.0, "K3R 6Z0"),
        (50.0, 228.0, "Adresse du logement visé"),
    )
    assert first(F.ADDRESS, *texts) == "1993 PORTAGE STREET N, SUDBURY ON K3R 6Z0"
