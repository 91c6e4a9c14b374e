"""Captions that nobody listed, captions cut short, and texts that only resemble values."""

import pytest

from classifiers.fields import read_fields
from classifiers.fields.parsing.dates import find_date
from classifiers.fields.parsing.places import find_postal_code
from classifiers.fields.person_names import is_person
from models.document_types import DocumentType as T
from models.documents import Field
from models.documents import FieldName as F
from tests.unit.fields.placed_pages import Text, page


def fields(type_: T, *texts: Text) -> list[Field]:
    return list(read_fields(type_, "u1", (page(*texts),), None))


def value(type_: T, name: F, *texts: Text) -> str | None:
    return next((field.value for field in fields(type_, *texts) if field.name is name), None)


@pytest.mark.parametrize(
    "caption",
    ["In force till:", "Usable up to:", "Lapses on", "Last day", "Dernier jour de validité :",
     "Bon jusqu'au", "Se termine le", "Terme", "Date of lapse:"],
)  # fmt: skip
def test_a_caption_of_expiry_is_put_together_from_its_parts(caption: str) -> None:
    texts = ((60, 100, caption), (260, 100, "2024-10-30"))
    assert value(T.WORK_PERMIT, F.EXPIRY_DATE, *texts) == "2024-10-30"


@pytest.mark.parametrize(
    "caption", ["MUST LEAVE CANADA BY", "DOIT QUITTER LE CANADA AU PLUS TARD LE", "Passport expiry"]
)
def test_a_day_to_leave_by_and_a_passports_expiry_are_no_expiry_of_a_permit(caption: str) -> None:
    texts = ((60, 100, caption), (360, 100, "2024-10-30"))
    assert value(T.WORK_PERMIT, F.EXPIRY_DATE, *texts) is None


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("2024-10-29", "2024-10-29"),
        ("2025-10-30", "2025-10-30"),
        # No term of a certificate ends then.
        ("2024-03-01", None),
    ],
)
def test_a_certificate_without_a_caption_of_expiry_ends_with_its_term(
    later: str, expected: str | None
) -> None:
    texts = ((60, 100, "Date de délivrance : 2022-10-30"), (60, 140, f"Xyzzy {later}"))
    found = [f for f in fields(T.CSQ, *texts) if f.name is F.EXPIRY_DATE]
    assert [f.value for f in found] == ([expected] if expected else [])
    assert all(f.evidence[0].confidence < 0.7 for f in found)


TERMS = [
    # Nothing is left of the captions of a faded certificate.
    (("1996-02-03", "2024-01-18", "2026-01-18"), ("2024-01-18", "2026-01-18")),
    (("2027-05-02", "2024-05-03"), ("2024-05-03", "2027-05-02")),
    # Two certificates, of which one was there before.
    (("2019-03-01", "2021-03-01", "2021-02-28", "2024-02-28"), None),
    # A term of no certificate.
    (("2024-01-18", "2025-01-18"), None),
    # Only with the day first are the two a term apart.
    (("12/03/2024", "11/03/2026", "06/03/1979"), ("2024-03-12", "2026-03-11")),
    # They are with either first.
    (("05/03/2024", "05/03/2026"), None),
]


@pytest.mark.parametrize(("dates", "term"), TERMS)
def test_two_dates_a_term_apart_are_those_of_a_certificate_without_captions(
    dates: tuple[str, ...], term: tuple[str, str] | None
) -> None:
    texts = tuple((60.0, 100.0 + 40 * n, f"Xyzzy {day}") for n, day in enumerate(dates))
    found = {f.name: f.value for f in fields(T.CSQ, *texts)}
    told = {F.ISSUE_DATE: term[0], F.EXPIRY_DATE: term[1]} if term else {}
    assert {n: v for n, v in found.items() if n in (F.ISSUE_DATE, F.EXPIRY_DATE)} == told


def test_nobody_is_born_a_term_before_the_certificate_expires() -> None:
    texts = ((60, 100, "Date de naissance : 2024-01-15"), (60, 140, "Échéance : 2026-01-15"))
    assert value(T.CSQ, F.BIRTH_DATE, *texts) is None
    assert value(T.CSQ, F.ISSUE_DATE, *texts) == "2024-01-15"


def test_a_birth_date_is_no_other_date() -> None:
    texts = ((60, 100, "Née le / Délivrance"), (260, 100, "1998-05-26"))
    assert value(T.CSQ, F.BIRTH_DATE, *texts) == "1998-05-26"
    assert value(T.CSQ, F.ISSUE_DATE, *texts) is None


@pytest.mark.parametrize(
    "line",
    [
        # A caption in two languages, of which dots cut the second.
        "Prénoms / Given names - First and middle n.. GUERLINE",
        "Prénom /Given name................... GUERLINE",
    ],
)
def test_dots_lead_over_the_rest_of_a_caption_to_its_value(line: str) -> None:
    assert value(T.WORK_PERMIT, F.GIVEN_NAME, (60, 100, line)) == "GUERLINE"


def test_a_caption_in_brackets_follows_its_value() -> None:
    texts = (
        (60, 100, "2106 Wellesley Drive, Winnipeg MB R2X 1L4 (Lieux loués)"),
        (60, 114, "Siobhan MacLeod (Bailleur)"),
        (60, 128, "Ximena Ruiz (Locataire)"),
    )
    assert value(T.PROOF_OF_RESIDENCE, F.FULL_NAME, *texts) == "Ximena Ruiz"
    assert value(T.PROOF_OF_RESIDENCE, F.PROVINCE, *texts) == "MB"


def test_an_address_is_not_ended_by_the_small_print_of_another_column() -> None:
    texts = (
        (300, 100, "César Quispe"), (300, 112, "2049 Main Crescent"),
        (300, 124, "Toronto ON L9V 2E8"), (40, 106, "654 4740 214"), (40, 117, "Compte no"),
    )  # fmt: skip
    assert value(T.PROOF_OF_RESIDENCE, F.FULL_NAME, *texts) == "César Quispe"
    assert value(T.PROOF_OF_RESIDENCE, F.PROVINCE, *texts) == "ON"


def test_the_first_day_of_a_table_is_not_the_day_of_a_statement() -> None:
    days = tuple((60.0, 120.0 + 14 * day, f"2023-05-{day + 1:02d}") for day in range(4))
    assert value(T.PROOF_OF_RESIDENCE, F.LETTER_DATE, *days) is None
    assert value(T.PROOF_OF_RESIDENCE, F.LETTER_DATE, (60, 100, "2023-05-01")) == "2023-05-01"


def test_a_grids_next_caption_is_known_by_the_captions_beside_it() -> None:
    texts = (
        (60, 100, "Catégorie d'immigration"), (300, 100, "Sexe"),
        (60, 112, "Travailleurs qualifiés"), (300, 112, "F"),
        (60, 126, "Xyzzy de sélection"), (300, 126, "Date de délivrance"),
        (60, 138, "Oui"), (300, 138, "2022-12-08"),
    )  # fmt: skip
    assert value(T.CSQ, F.CATEGORY, *texts) == "Travailleurs qualifiés"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("To Armelle Nguema,", "Armelle Nguema"),
        ("M./Mme Armelle Nguema,", "Armelle Nguema"),
        ("À l'attention de Armelle Nguema", "Armelle Nguema"),
        ("To Whom It May Concern,", None),
    ],
)
def test_a_salutation_names_the_addressee(line: str, expected: str | None) -> None:
    assert value(T.INVITATION_LETTER, F.FULL_NAME, (60, 200, line)) == expected


def test_a_letters_name_is_joined_from_its_labelled_parts() -> None:
    texts = ((60, 100, "Nom : NGUEMA OBIANG"), (60, 122, "Prénom : Armelle Prisca"))
    assert value(T.INVITATION_LETTER, F.FULL_NAME, *texts) == "Armelle Prisca NGUEMA OBIANG"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Käthe von Bülow", True), ("Tunde d'Almeida", True), ("I own the place at", False),
     ("Good day", False), ("d'électricité", False), ("d'Almeida", True),
     ("Appelez-moi en cas de doute", False), ("Person.... Ana Ruiz", False)],
)  # fmt: skip
def test_a_name_is_written_with_capitals_and_particles(text: str, *, expected: bool) -> None:
    assert is_person(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The date is August 11, 2021.", "2021-08-11"),
        ("l2 August 2021", "2021-08-12"),
        ("l mai 2021", "2021-05-01"),
    ],
)
def test_a_word_before_a_month_is_no_day(text: str, expected: str) -> None:
    match = find_date(text)
    assert match is not None
    assert match.values == (expected,)


def test_a_postal_code_may_be_glued_to_its_province() -> None:
    match = find_postal_code("4072 Queen Crescent West, KelownaBCV8J 3Z9")
    assert match is not None
    assert match.values == ("V8J3Z9",)


def test_numbers_of_an_invitation_are_known_by_their_shape_in_a_sentence() -> None:
    texts = (
        (60, 100, "prie IRCC de délivrer un permis de travail ouvert au"),
        (60, 114, "titulaire d'un CSQ, dossier C7604292381, dans le cadre du PMI+."),
        (60, 160, "N/R : K1327221"),
    )
    assert value(T.INVITATION_LETTER, F.FILE_NUMBER, *texts) == "C7604292381"
    assert value(T.INVITATION_LETTER, F.REFERENCE_NUMBER, *texts) == "K1327221"
