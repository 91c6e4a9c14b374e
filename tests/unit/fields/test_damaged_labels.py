"""Labels that OCR damaged, and labels that merely resemble each other."""

from dataclasses import replace

import pytest

from classifiers.fields import read_fields
from models.document_types import DocumentType
from models.documents import FieldName
from models.extraction import Page, PageKind, PageQuality, QualityTier, TextSource, Word
from models.geometry import Box

WIDTH, HEIGHT, GLYPH, LINE = 612.0, 792.0, 5.0, 8.0


def scanned(*texts: tuple[float, float, str], sure: float = 0.9) -> Page:
    """Set texts on a page as OCR gives them; words in ~tildes~ are hardly legible."""
    words = []
    for number, (x, y, text) in enumerate(texts):
        left = x
        for part in text.split():
            shown = part.strip("~")
            right = left + GLYPH * len(shown)
            box = Box.clamped(left / WIDTH, y / HEIGHT, right / WIDTH, (y + LINE) / HEIGHT)
            confidence = 0.1 if part != shown else sure
            words.append(Word(shown, box, confidence, number, TextSource.OCR))
            left = right + GLYPH * 0.6
    return Page(
        1, WIDTH, HEIGHT, PageKind.ORIGINAL, 0, 0.1, TextSource.OCR, "test", tuple(words),
        PageQuality(QualityTier.FAIR, 0.7, 200.0), None,
    )  # fmt: skip


def first(page: Page, name: FieldName, type_: DocumentType = DocumentType.CSQ) -> str | None:
    fields = read_fields(type_, "u1", (page,), None)
    return next((field.value for field in fields if field.name is name), None)


def test_an_exact_label_is_not_taken_for_a_longer_one_that_it_resembles() -> None:
    page = scanned((75, 250, "Nom à la naissance"), (75, 261, "Sarr"))
    assert first(page, FieldName.FAMILY_NAME) == "Sarr"
    assert first(page, FieldName.GIVEN_NAME) is None


def test_labels_on_neighbouring_lines_are_not_one_damaged_label() -> None:
    # "Référence Nom" resembles "Référence no."
    page = scanned(
        (58, 170, "RÉFÉRENCE"), (240, 170, "G2061562"),
        (58, 181, "NOM"), (240, 181, "Rodriguez Peña"),
        (58, 192, "PRÉNOM"), (240, 192, "Juan Camilo"),
        (58, 203, "DATE DE NAISSANCE"), (240, 203, "25.05.1972"),
    )  # fmt: skip
    assert first(page, FieldName.FAMILY_NAME) == "Rodriguez Peña"
    assert first(page, FieldName.BIRTH_DATE) == "1972-05-25"
    assert first(page, FieldName.REFERENCE_NUMBER) == "G2061562"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # A surname's half that OCR is unsure of belongs to the surname.
        ("da Silva ~Araüjo~", "da Silva Araüjo"),
        # What OCR makes of a dotted line does not.
        ("da Silva ~..,.~", "da Silva"),
        ("da Silva ~|~", "da Silva"),
    ],
)
def test_hardly_legible_words_of_a_name(value: str, expected: str) -> None:
    page = scanned((79, 238, "Nom de famille"), (283, 238, value))
    assert first(page, FieldName.FAMILY_NAME) == expected


@pytest.mark.parametrize(
    "label", ["Date de nalssance", "Dale de naissance", "Date denaissance", "Date de naissancc"]
)
def test_a_label_with_one_wrong_letter_is_found(label: str) -> None:
    page = scanned((79, 238, label), (283, 238, "1972-05-25"))
    assert first(page, FieldName.BIRTH_DATE) == "1972-05-25"


def test_the_landlords_name_is_not_the_tenants_though_the_caption_resembles_two_labels() -> None:
    # OCR text lets "Landlord's" pass for "Landlord", and a bare "name" is a label as well.
    page = scanned(
        (52, 236, "Landlord's name:"), (264, 236, "Guerline Pierre-Louis"),
        (52, 264, "Tenant:"), (264, 264, "Ananya Sharma"),
    )  # fmt: skip
    assert first(page, FieldName.FULL_NAME, DocumentType.PROOF_OF_RESIDENCE) == "Ananya Sharma"


def test_small_captions_without_descenders_stand_over_their_values_still() -> None:
    # OCR measures the captions low, so that the gap below them seems wide.
    page = scanned((96, 242, "Facture a"), (323, 242, "Report"))
    low = tuple(
        replace(word, box=word.box._replace(y1=word.box.y0 + 5.0 / HEIGHT)) for word in page.words
    )
    values = scanned((96, 254, "Hamza Qureshi"), (323, 254, "170,00"))
    both = replace(page, words=(*low, *values.words))
    assert first(both, FieldName.FULL_NAME, DocumentType.PROOF_OF_RESIDENCE) == "Hamza Qureshi"
