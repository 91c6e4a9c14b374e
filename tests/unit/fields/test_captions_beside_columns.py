"""Captions that go on, are explained, are cut or stand over larger values; lines that slip."""

import pytest

from classifiers.fields import read_fields
from models.document_types import DocumentType as T
from models.documents import FieldName as F
from models.extraction import Page
from tests.unit.fields.placed_pages import Text, page, scanned_page


def read(type_: T, shown: Page) -> dict[F, str]:
    found: dict[F, str] = {}
    for field in read_fields(type_, "u1", (shown,), None):
        found.setdefault(field.name, field.value)
    return found


CAPTIONS: tuple[tuple[str, T, tuple[Text, ...], F, str | None], ...] = (
    # A date is no word of a caption, however close it stands behind one.
    (
        "a value in digits ends a caption",
        T.ENTRY_DOCUMENT,
        ((50, 100, "Passport"), (130, 100, "X0496733"), (50, 118, "Valid until 2027-09-22")),
        F.EXPIRY_DATE,
        "2027-09-22",
    ),
    # What stands in brackets only explains; the passport is not what is asked for.
    (
        "an explanation in brackets changes nothing in what a caption says",
        T.STUDY_PERMIT,
        ((50, 100, "Last name (as in passport)"), (300, 100, "MALIK")),
        F.FAMILY_NAME,
        "MALIK",
    ),
    # Two sides of one printed word; the second has initials only.
    (
        "initials are the other side of a bilingual word",
        T.TEMPORARY_RESIDENT_PERMIT,
        ((50, 100, "3. Date de naissance/D.O.B."), (300, 100, "1988-02-14")),
        F.BIRTH_DATE,
        "1988-02-14",
    ),
    # A narrow column breaks the caption; its second line has no value of its own.
    (
        "a caption understood by its words may be broken over lines beside its value",
        T.FEE_RECEIPT,
        (
            (50, 100, "Reference number of the"),
            (300, 100, "F488234650"),
            (50, 111, "transaction:"),
        ),
        F.DOCUMENT_NUMBER,
        "F488234650",
    ),
    # "Customer number" asks for a number, and nobody is called like the next caption.
    (
        "a bare number behind another caption is that one's number",
        T.PROOF_OF_RESIDENCE,
        ((50, 100, "CUSTOMER NUMBER 38083-8832694"), (50, 118, "BRANCH"), (300, 118, "875")),
        F.FULL_NAME,
        None,
    ),
    # A word that no caption has qualifies the bare word behind it.
    (
        "a bare word that ends a longer caption is not that caption",
        T.PROOF_OF_RESIDENCE,
        ((50, 600, "Withdrawal date"), (300, 600, "2022-02-08")),
        F.LETTER_DATE,
        None,
    ),
    # Prose has captions in it only by chance.
    (
        "a sentence that begins with the word of a caption is none",
        T.PROOF_OF_RESIDENCE,
        (
            (50, 100, "Le locataire reconnait avoir lu la brochure du logement."),
            (50, 112, "Animaux"),
        ),
        F.FULL_NAME,
        None,
    ),
    # The line breaks between two words of what tells the name.
    (
        "a line of prose may break the words before a name",
        T.PROOF_OF_RESIDENCE,
        (
            (50, 100, "Je suis le voisin de la maison depuis longtemps. Mon"),
            (50, 112, "locataire Nimal Perera y habite depuis le 19 octobre 2020."),
        ),
        F.FULL_NAME,
        "Nimal Perera",
    ),
    # Two captions in one line of prose: a sentence ends between them.
    (
        "a value in prose ends with its sentence",
        T.PROOF_OF_RESIDENCE,
        ((50, 100, "Locataire : Clarisse Fotso. Loyer : 900 $ par mois."),),
        F.FULL_NAME,
        "Clarisse Fotso",
    ),
)


@pytest.mark.parametrize(
    ("type_", "texts", "name", "value"), [c[1:] for c in CAPTIONS], ids=[c[0] for c in CAPTIONS]
)
def test_a_caption_is_told_by_all_of_its_words_and_by_nothing_of_its_value(
    type_: T, texts: tuple[Text, ...], name: F, value: str | None
) -> None:
    assert read(type_, page(*texts)).get(name) == value


def test_under_small_captions_the_next_column_is_a_caption_and_no_value() -> None:
    # "Zone d'affectation" is in no list; its size over the values tells what it is.
    small = ((50, 100, "Prénoms"), (300, 100, "Zone d'affectation"))
    values = ((50, 108, "HERY MAMY"), (300, 108, "WINNIPEG"))
    shown = page(*small, *values, heights=(5.0, 5.0, 10.0, 10.0))
    assert read(T.STUDY_PERMIT, shown)[F.GIVEN_NAME] == "HERY MAMY"


def test_the_rest_of_a_broken_caption_is_not_the_value_below_it() -> None:
    grid = ((50, 100, "UCI / IUC"), (300, 100, "Family name / Nom de"), (300, 111, "famille"))
    values = ((50, 111, "3432-4637"), (300, 124, "Niyonzima"))
    assert read(T.STUDY_PERMIT, page(*grid, *values))[F.FAMILY_NAME] == "Niyonzima"


def test_a_value_set_flush_right_goes_on_in_the_next_line() -> None:
    # Both lines end at one edge: 17 and 10 characters of five points and blanks.
    shown = page(
        (50, 100, "Address"), (412.5, 100, "804 Quarry Road,"),
        (380.5, 112, "Lethbridge, AB T1J 0N3"),
        (50, 130, "Account"), (440, 130, "00412"),
    )  # fmt: skip
    assert read(T.PROOF_OF_RESIDENCE, shown)[F.PROVINCE] == "AB"


def test_on_a_curled_scan_the_nearer_line_is_the_value_of_a_caption_alone() -> None:
    slipped = ((50, 165, "GROOM"), (260, 159, "Pedro Ruiz"), (50, 181, "THE WIFE"))
    found = read(T.MARRIAGE_CERTIFICATE, scanned_page(*slipped, (260, 175, "Ana Costa")))
    assert found[F.FULL_NAME] == "Pedro Ruiz"


def test_between_two_lines_about_as_near_a_caption_alone_has_no_value() -> None:
    slipped = ((260, 156, "Pedro Ruiz"), (50, 163, "GROOM"), (260, 170, "Ana Costa"))
    assert F.FULL_NAME not in read(T.MARRIAGE_CERTIFICATE, scanned_page(*slipped))


def test_a_word_with_the_rule_of_a_table_in_its_box_is_no_larger_print_below_captions() -> None:
    row = ((50, 100, "Nom de famille"), (300, 100, "NKOSI-DUBE"))
    ruled = ((50, 112, "Prénom(s)"), (300, 116, "Thandiwe"))
    shown = page(*row, *ruled, heights=(8.5, 8.5, 19.6, 8.7))
    assert read(T.CSQ, shown) == {F.FAMILY_NAME: "NKOSI-DUBE", F.GIVEN_NAME: "Thandiwe"}


WRAPPED: list[tuple[str, tuple[Text, ...], str]] = [
    (
        "a value wraps in its column, beside a caption of the next",
        (
            (60, 100, "Catégorie d'immigrants"), (200, 100, "Programme pilote -"),
            (400, 100, "Bureau fédéral"), (500, 100, "Rabat"),
            (200, 112, "intelligence artificielle"), (400, 112, "Autre référence"),
        ),
        "Programme pilote - intelligence artificielle",
    ),
    (
        "a paragraph wraps to the edge of its own column",
        (
            (60, 80, "Toute altération du certificat le rend nul."),
            (60, 100, "Catégorie : Immigrants économiques, sur les"),
            (60, 112, "travailleurs qualifiés"),
            (320, 106, "Toute fausse déclaration peut entraîner l'annulation du certificat."),
        ),
        "Immigrants économiques, sur les travailleurs qualifiés",
    ),
    (
        "a line that reaches further than its column may end there",
        (
            (60, 80, "Sexe : M"),
            (60, 100, "Catégorie : Immigrants économiques"),
            (60, 112, "Toute altération"),
            (320, 106, "Toute fausse déclaration peut entraîner l'annulation du certificat."),
        ),
        "Immigrants économiques",
    ),
    (
        "a sentence that names its category has no value of a caption",
        (
            (60, 100, "catégorie des travailleurs qualifiés."),
            (60, 140, "Catégorie :"), (180, 140, "Travailleur qualifié (PRTQ)"),
        ),
        "Travailleur qualifié (PRTQ)",
    ),
    (
        "other captions of a certificate end a category",
        (
            (60, 100, "Category"), (300, 100, "Sex"),
            (60, 111, "Travailleur qualifié"), (300, 111, "F"),
            (60, 122, "NOC"), (60, 133, "6590"),
        ),
        "Travailleur qualifié",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "category"), [each[1:] for each in WRAPPED])
def test_a_category_is_as_long_as_its_lines_say(texts: tuple[Text, ...], category: str) -> None:
    found = read_fields(T.CSQ, "u1", (page(*texts),), None)
    assert [field.value for field in found if field.name is F.CATEGORY] == [category]


NAMED_BELOW: list[tuple[Text, ...]] = [
    # The caption goes on in its next line, and its colon stands there.
    (
        (60, 100, "Family name / Nom de"), (306, 100, "EMPLOYMENT WITH A NON-COMPLIANT"),
        (60, 112, "famille: JAZIRI"), (306, 112, "EMPLOYER"),
    ),
    (
        (60, 100, "Nom de famille / Last name (as in"), (306, 100, "MOBILITY PROGRAM"),
        (60, 112, "passport): JAZIRI"), (306, 124, "2. MAY ATTEND SCHOOL"),
    ),
    # In a table of two columns, the next caption has its own value.
    (
        (60, 100, "Family name"), (306, 100, "JAZIRI"),
        (60, 112, "Sex: F"), (306, 124, "Employer"),
    ),
]  # fmt: skip


@pytest.mark.parametrize("texts", NAMED_BELOW)
def test_another_column_is_no_value_of_a_caption_that_goes_on_below(
    texts: tuple[Text, ...],
) -> None:
    assert read(T.WORK_PERMIT, page(*texts))[F.FAMILY_NAME] == "JAZIRI"
