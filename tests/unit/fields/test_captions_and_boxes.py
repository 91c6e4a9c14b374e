"""Where a value stands when its caption begins before its label, or a form takes it in parts."""

import pytest

from classifiers.fields import read_fields
from classifiers.fields.parsing.dates import find_date
from classifiers.fields.parsing.places import find_postal_code
from models.document_types import DocumentType as T
from models.documents import FieldName as F
from tests.unit.fields.placed_pages import Text, page


def value(type_: T, name: F, *texts: Text) -> str | None:
    fields = read_fields(type_, "u1", (page(*texts),), None)
    return next((field.value for field in fields if field.name is name), None)


PARTIES = ((60, 100, "LE LOCATEUR"), (310, 100, "LE LOCATAIRE"))


@pytest.mark.parametrize(
    ("type_", "name", "texts", "expected"),
    [
        # The article belongs to the caption: the value stands below the article.
        (
            T.PROOF_OF_RESIDENCE,
            F.FULL_NAME,
            (*PARTIES, (60, 114, "Gestion Alma inc."), (310, 114, "Rania HADDAD")),
            "Rania HADDAD",
        ),
        # The caption begins in another language, and the next column's does so too.
        (
            T.PASSPORT,
            F.ISSUE_DATE,
            (
                (60, 100, "7. Dáta eisiúna /Date of issue"),
                (330, 100, "8. As feidhm /Date of expiry"),
                (60, 114, "01 Mar 2019"),
                (330, 114, "28 Feb 2029"),
            ),
            "2019-03-01",
        ),
        # A caption in the state's own language alone.
        (
            T.PASSPORT,
            F.ISSUE_DATE,
            ((60, 100, "Fecha de expedición"), (60, 114, "20 04 2020")),
            "2020-04-20",
        ),
        # Brackets within the brackets that explain a caption.
        (
            T.IMM5710,
            F.GIVEN_NAME,
            (
                (60, 100, "Prénom(s) (tel(s) qu'il(s) figure(nt) dans votre passeport)"),
                (60, 114, "Widlyne"),
            ),
            "Widlyne",
        ),
        (
            T.IMM5710,
            F.FAMILY_NAME,
            ((60, 100, "Nom de famille (tel qu'il figure au passeport)"), (60, 114, "BAPTISTE")),
            "BAPTISTE",
        ),
        # Faint captions are lost, and the condition that ends the stay is not.
        (
            T.WORK_PERMIT,
            F.EXPIRY_DATE,
            (
                (60, 100, "U586023919"),
                (60, 120, "2025-02-21"),
                (310, 120, "2027-02-21"),
                (60, 150, "1. MUST LEAVE CANADA BY 2027-02-21"),
            ),
            "2027-02-21",
        ),
        (
            T.VISITOR_RECORD,
            F.EXPIRY_DATE,
            ((60, 100, "Conditions : DOIT QUITTER LE CANADA AU PLUS TARD LE 05 MAR 2026"),),
            "2026-03-05",
        ),
        # Where both are legible, the caption's own date comes first.
        (
            T.WORK_PERMIT,
            F.EXPIRY_DATE,
            (
                (60, 100, "MUST LEAVE CANADA BY 2027-02-20"),
                (60, 130, "Expiry date"),
                (60, 144, "2027-02-21"),
            ),
            "2027-02-21",
        ),
        # A form about the family begins with the applicant.
        (
            T.FAMILY_INFORMATION,
            F.FAMILY_NAME,
            (
                (60, 100, "Nom de famille"), (200, 100, "Prénoms"),
                (60, 114, "IYER"), (200, 114, "Karthik"),
                (60, 200, "Nom de famille"), (200, 200, "Prénoms"),
                (60, 214, "MBIDA"), (200, 214, "Solange"),
            ),
            "IYER",
        ),
    ],
)  # fmt: skip
def test_a_value_stands_below_the_beginning_of_its_caption(
    type_: T, name: F, texts: tuple[Text, ...], expected: str
) -> None:
    assert value(type_, name, *texts) == expected


LEASE = (
    (60, 80, "and the LANDLORD(S):"),
    (60, 100, "Last name"), (250, 100, "First and middle name(s)"),
    (60, 114, "Nakamura"), (250, 114, "Grace Ellen"),
    (60, 140, "and the TENANT(S):"),
    (60, 160, "Last name"), (250, 160, "First and middle name(s)"),
    (60, 174, "BENHADDOU"), (250, 174, "Youssef"),
    (60, 220, "Unit"), (120, 220, "Street number"), (220, 220, "Street name"), (330, 220, "City"),
    (60, 234, "B"), (120, 234, "1177"), (220, 234, "Fernwood Road"), (330, 234, "Victoria"),
    (60, 260, "Province"), (220, 260, "Postal code"),
    (60, 274, "BC"), (220, 274, "V8V 3R4"),
)  # fmt: skip


def test_the_tenants_name_is_joined_from_its_boxes_and_not_the_landlords() -> None:
    assert value(T.PROOF_OF_RESIDENCE, F.FULL_NAME, *LEASE) == "Youssef BENHADDOU"


def test_an_address_is_joined_from_its_boxes_and_gives_the_province() -> None:
    address = value(T.PROOF_OF_RESIDENCE, F.ADDRESS, *LEASE)
    assert address == "B-1177 Fernwood Road, Victoria, BC V8V 3R4"
    assert value(T.PROOF_OF_RESIDENCE, F.PROVINCE, *LEASE) == "BC"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        # Streets named after provinces say nothing of where they are.
        ("12 Quebec Street, Guelph ON N1H 2T8", "ON"),
        ("2188 Ontario St, Vancouver, British Columbia", "BC"),
        ("455, rue Ontario Est, Montréal (Québec)", "QC"),
        ("7, avenue du Manitoba, Moncton, Nouveau-Brunswick", "NB"),
        # With no other word for it, the street is no province.
        ("2188 Ontario Street, apartment 3", None),
    ],
)
def test_a_street_named_after_a_province_is_no_province(address: str, expected: str | None) -> None:
    texts = ((60, 100, "Service address:"), (160, 100, address))
    assert value(T.PROOF_OF_RESIDENCE, F.PROVINCE, *texts) == expected


def test_a_postal_code_tells_the_province_before_the_name_of_a_street_does() -> None:
    found = value(
        T.PROOF_OF_RESIDENCE,
        F.PROVINCE,
        (60, 60, "OMAR AL-MASRI"),
        (60, 72, "305-2188 ONTARIO ST"),
        (60, 84, "VANCOUVER BC V5T 2X1"),
        (60, 140, "Service address:"),
        (160, 140, "305-2188 Ontario St, Vancouver"),
    )
    assert found == "BC"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # A statement is of the last day of its period.
        ("Période du 1er mai 2022 au 31 mai 2022", "2022-05-31"),
        ("Statement period: April 3, 2023 to May 2, 2023", "2023-05-02"),
        # The term of a lease is no period of a statement.
        ("Bail à durée fixe du 1er juillet 2022 au 30 juin 2023", None),
    ],
)
def test_a_statement_is_dated_by_the_end_of_its_period(line: str, expected: str | None) -> None:
    assert value(T.PROOF_OF_RESIDENCE, F.LETTER_DATE, (60, 100, line)) == expected


def test_a_permits_own_number_needs_no_label_but_the_applications_is_not_taken_for_it() -> None:
    texts = (
        (440, 60, "U032466478"),
        (60, 100, "Application No.:"),
        (160, 100, "W309806535"),
    )
    assert value(T.WORK_PERMIT, F.DOCUMENT_NUMBER, *texts) == "U032466478"
    assert value(T.WORK_PERMIT, F.DOCUMENT_NUMBER, *texts[1:]) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # The five is an S and the I a one, since a postal code alternates.
        ("QUEBEC QC GIR 155", "G1R1S5"),
        ("Toronto ON M4P 1Y3", "M4P1Y3"),
        # R is of Manitoba: no code of Ontario begins with it.
        ("Toronto ON R4P 155", None),
        # Six signs without a province before them may be anything.
        ("REF GIR 155", None),
    ],
)
def test_a_misread_postal_code_is_mended_behind_its_province(
    line: str, expected: str | None
) -> None:
    found = find_postal_code(line)
    assert (None if found is None else found.values[0]) == expected


def test_a_speck_below_a_caption_hides_no_value() -> None:
    texts = ((60, 100, "Prénom"), (60, 101.5, "."), (60, 116, "Leila"))
    assert value(T.CSQ, F.GIVEN_NAME, *texts) == "Leila"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The month in English stands behind the stroke, whatever OCR makes of the other name.
        ("27 БЕР/MAR 2019", "2019-03-27"),
        ("27 SEP/MAR 2019", "2019-03-27"),
        ("12 ENE/JAN 20", "2020-01-12"),
        # French and English of the same month.
        ("04 AOÛT/AUG 2021", "2021-08-04"),
    ],
)
def test_of_two_names_of_a_month_the_second_counts(text: str, expected: str) -> None:
    found = find_date(text)
    assert (None if found is None else found.values[0]) == expected
