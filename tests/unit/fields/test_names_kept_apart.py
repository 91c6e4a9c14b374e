"""Names, days and lines that stand close to others and are kept apart from them."""

from dataclasses import replace

import pytest

from classifiers.fields import read_fields
from classifiers.fields.levelling import Line, Tilt, tilt_of
from classifiers.fields.misread_capitals import as_names
from classifiers.fields.residence import find_dashed_number
from classifiers.fields.setting_out import lay_out
from models.document_types import DocumentType as T
from models.documents import FieldName as F
from models.extraction import Page
from tests.unit.fields.placed_pages import HEIGHT, WIDTH, Text, scanned_page


def first(name: F, *texts: Text, type_: T = T.PROOF_OF_RESIDENCE) -> str | None:
    fields = read_fields(type_, "u1", (scanned_page(*texts),), None)
    return next((field.value for field in fields if field.name is name), None)


STROKES = [
    # An l and another consonant begin no word.
    ("lsabel Costa", "Isabel Costa"),
    ("Marie-lrène Roy", "Marie-Irène Roy"),
    # These names are known, though a vowel follows.
    ("lulia Popa", "Iulia Popa"),
    ("lan Smith", "Ian Smith"),
    # These begin with an L that the writer made small.
    ("Maria lopez", "Maria lopez"),
    ("leila ben Ali", "leila ben Ali"),
    ("Marie-laure Roy", "Marie-laure Roy"),
    ("Ana Ruiz loue le logement", "Ana Ruiz loue le logement"),
    # A loan is money, though Ioan is a name.
    ("loan Costa", "loan Costa"),
    ("Acme ltd", "Acme ltd"),
    ("lloyd George", "lloyd George"),
]


@pytest.mark.parametrize(("read", "name"), STROKES)
def test_a_small_l_is_an_i_only_where_no_l_can_stand(read: str, name: str) -> None:
    (row,) = lay_out(scanned_page((50, 100, read))).rows
    assert as_names(row.words) == name


SENTENCES = [
    # The word behind a name is the sentence's.
    ("I confirm that Ana Ruiz lives at 12 Main Street.", "Ana Ruiz"),
    ("I confirm that Ana Ruiz leases 12 Main Street.", "Ana Ruiz"),
    ("J'atteste que Ana Ruiz loge au 12 rue Roy.", "Ana Ruiz"),
    ("J'atteste que Ana Ruiz loue le logement du 12 rue Roy.", "Ana Ruiz"),
    # A small i of the sentence is misread as well.
    ("I confirm that Ana Ruiz lnsures the house at 12 Main Street.", "Ana Ruiz"),
    # The first word of a name must have a capital.
    ("I confirm that loana Popescu lives at 12 Main Street.", "Ioana Popescu"),
]


@pytest.mark.parametrize(("sentence", "name"), SENTENCES)
def test_no_word_of_a_sentence_becomes_part_of_the_name_before_it(sentence: str, name: str) -> None:
    assert first(F.FULL_NAME, (50, 100, sentence)) == name


PARTIES = [
    # A straight quotation mark closes what it opened.
    'BETWEEN Rosa Klein "Landlord" AND Ioana Popescu "Tenant"',
    'BETWEEN Rosa Klein ("Landlord") AND Ioana Popescu ("Tenant")',
    'BETWEEN Rosa Klein " Landlord " AND Ioana Popescu " Tenant "',
    # No word leads to the first name.
    'Rosa Klein ("Landlord") and Ioana Popescu ("Tenant")',
    # What is told of the landlord may speak of the tenant.
    "BETWEEN Rosa Klein (who rents to the tenant) AND Ioana Popescu (the tenant)",
    "BETWEEN Rosa Klein (landlord of the tenant) AND Ioana Popescu (the tenant)",
    "ENTRE Rosa Klein (qui loue au locataire) ET Ioana Popescu (le locataire)",
    # A party is called something in many ways.
    'BETWEEN Rosa Klein (landlord) AND Ioana Popescu (hereinafter referred to as the "Tenant")',
    "BETWEEN Rosa Klein (landlord) AND Ioana Popescu (jointly and severally, the tenants)",
    "ENTRE Rosa Klein (locateur) ET Ioana Popescu (ci-après dénommée le « locataire »)",
    "ENTRE Rosa Klein (locateur) ET Ioana Popescu (ci-après appelée « la locataire »)",
]


@pytest.mark.parametrize("sentence", PARTIES)
def test_the_tenant_is_who_is_called_so_and_not_who_is_told_of_beside_the_tenant(
    sentence: str,
) -> None:
    assert first(F.FULL_NAME, (20, 100, sentence)) == "Ioana Popescu"


def test_a_landlord_who_rents_to_the_tenant_is_nobodys_tenant() -> None:
    sentence = "BETWEEN Rosa Klein (who rents to the tenant) AND the person who signs below"
    assert first(F.FULL_NAME, (20, 100, sentence)) is None


RECEIPTS: list[tuple[tuple[str, ...], str | None]] = [
    # An application arrives in many words.
    (("Your application got to us on May 2, 2024 and is whole.",), "2024-05-02"),
    (("Your application has safely reached our office on May 2, 2024.",), "2024-05-02"),
    (("An application to work under your name came in on May 2, 2024.",), "2024-05-02"),
    (("Votre demande nous est parvenue en entier le 2 mai 2024.",), "2024-05-02"),
    (("Thank you for the application you sent through the portal on May 2, 2024.",), "2024-05-02"),
    (("Your application was deemed complete as of May 2, 2024.",), "2024-05-02"),
    (("Votre demande est réputée complète le 2 mai 2024.",), "2024-05-02"),
    # The line may break anywhere in the sentence.
    (
        (
            "We are glad to tell you, as you have asked us to, that we did get and receive",
            "your whole application for permanent residence here on May 2, 2024.",
        ),
        "2024-05-02",
    ),
    # Other things are done to an application, and with its fees.
    (("Your application fees were refunded on May 2, 2024.",), None),
    (("Your previous application was refused on May 2, 2023.",), None),
    (("Please keep a copy of the application that you signed on May 2, 2024.",), None),
    (("Your application was moved to another office on May 2, 2024.",), None),
    (("Your application came in by mail, as you signed it on May 2, 2024.",), None),
    (("Your earlier application landed in our office on May 2, 2023.",), None),
    (("We sent your whole application back to you on May 2, 2024.",), None),
    (("La présente rappelle la décision sur votre demande du 2 mai 2023.",), None),
    # The arrival was the sentence's before.
    (("Your application arrived. We looked at the application on May 2, 2024.",), None),
]


@pytest.mark.parametrize(("lines", "day"), RECEIPTS)
def test_an_application_is_received_on_the_day_of_a_sentence_that_tells_of_its_arrival(
    lines: tuple[str, ...], day: str | None
) -> None:
    body = tuple((50, 100 + 12 * place, line) for place, line in enumerate(lines))
    texts = ((50, 60, "Date: November 6, 2024"), *body)
    assert first(F.RECEIVED_DATE, *texts, type_=T.PR_ACKNOWLEDGMENT) == day


COLUMNS: list[tuple[Text, Text]] = [
    # Another column beside the upper line, the lower one, or both.
    ((300, 100, "Rosa Klein owner"), (300, 160, "Total")),
    ((320, 112, "Rosa Klein owner"), (320, 160, "Total")),
    ((300, 100, "Rosa Klein owner"), (320, 112, "Account 4472")),
]


@pytest.mark.parametrize("others", COLUMNS)
def test_the_two_lines_around_a_caption_are_those_of_one_column(others: tuple[Text, ...]) -> None:
    texts = (
        (200, 100, "12 Main Street"), (50, 106, "Address"), (200, 112, "Winnipeg MB R1E 0X2"),
    )  # fmt: skip
    assert first(F.ADDRESS, *texts, *others) == "12 Main Street Winnipeg MB R1E 0X2"


def with_heights(page: Page, heights: dict[str, float]) -> Page:
    """Give words of a page a height in points."""
    words = []
    for word in page.words:
        height = heights.get(word.text, HEIGHT * (word.box.y1 - word.box.y0))
        words.append(replace(word, box=word.box._replace(y1=word.box.y0 + height / HEIGHT)))
    return replace(page, words=tuple(words))


LARGE = [
    # Two small lines stand beside large print, before it or behind it.
    (60.0, 200.0),
    (200.0, 60.0),
]


@pytest.mark.parametrize(("name", "small"), LARGE)
def test_large_print_beside_two_small_lines_is_one_row(name: float, small: float) -> None:
    lines = tuple((60.0, 200.0 + 14 * n, "A line of many small words of print") for n in range(4))
    page = scanned_page(
        (name, 100, "Ana Maria Ruiz"),
        (small, 100, "12 Main Street"), (small, 113, "Winnipeg MB R1E"), *lines,
    )  # fmt: skip
    tall = with_heights(page, dict.fromkeys(("Ana", "Maria", "Ruiz"), 24.0))
    rows = [row.text for row in lay_out(tall).rows]
    assert {"Ana Maria Ruiz", "12 Main Street", "Winnipeg MB R1E"} <= set(rows)


LICENCES = [
    # OCR lost a dash, or measured blanks beside one.
    ("A1234-56789 01234", "A12345678901234"),
    ("A1234 56789-01234", "A12345678901234"),
    ("A1234-56789 - 01234", "A12345678901234"),
    ("A1234 - 56789 - 01234", "A12345678901234"),
    # A mark beside a whole number is none of it.
    ("A1234-56789-01234 56789", "A12345678901234"),
    ("A1234-56789-01234 - 5", "A12345678901234"),
    # A letter was read as a digit.
    ("81234-56789 01234", "B12345678901234"),
]


@pytest.mark.parametrize(("text", "number"), LICENCES)
def test_a_licence_of_three_groups_has_them_all_though_a_dash_is_lost(
    text: str, number: str
) -> None:
    found = find_dashed_number(text)
    assert found is not None
    assert found.values == (number,)


def test_a_number_ends_with_its_line_and_takes_no_number_of_the_house_below() -> None:
    texts = ((50, 100, "Licence number"), (50, 114, "900 8129 250"), (50, 128, "1478 Queen Street"))
    assert first(F.DOCUMENT_NUMBER, *texts) == "9008129250"


NOUNS: list[tuple[tuple[Text, ...], str | None]] = [
    # A date beside a caption heads a column of its own.
    (((50, 100, "Tenant Date"), (50, 114, "Ana Ruiz")), "Ana Ruiz"),
    # A name or a number is the landlord's or the customer's.
    (((50, 100, "Landlord's name: Rosa Klein"),), None),
    (((50, 100, "Customer number: Rosa Klein"),), None),
]


@pytest.mark.parametrize(("texts", "name"), NOUNS)
def test_a_bare_noun_behind_a_caption_is_its_own_where_it_is_no_date(
    texts: tuple[Text, ...], name: str | None
) -> None:
    assert first(F.FULL_NAME, *texts) == name


FANS = [
    # Lines that would cross on the page by chance of their slopes.
    (9.0, 0.075, 0.0),
    # Lines of a photograph taken from one side.
    (60.0, 0.075, -0.15 / 480),
]


@pytest.mark.parametrize(("pitch", "steepest", "growth"), FANS)
def test_lines_spread_by_half_their_distance_at_most(
    pitch: float, steepest: float, growth: float
) -> None:
    slopes = [steepest * (4 - n) / 4 for n in range(9)]
    lines = [Line(0.0, n * pitch, WIDTH, n * pitch + s * WIDTH) for n, s in enumerate(slopes)]
    assert tilt_of(lines, WIDTH).growth == pytest.approx(growth)
    assert 1.0 + tilt_of(lines, WIDTH).growth * WIDTH > 0.5


def test_a_page_whose_lines_would_cross_is_left_as_it_is() -> None:
    lines = [Line(0.0, 9.0 * n, WIDTH, 9.0 * n + 0.075 * (4 - n) / 4 * WIDTH) for n in range(9)]
    assert tilt_of(lines, WIDTH) == Tilt()
