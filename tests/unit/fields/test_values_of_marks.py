"""What stands beside a label may be marks alone: it is no value, and no reason to fail."""

import pytest

from classifiers.fields import read_fields
from models.document_types import DocumentType
from models.documents import FieldName
from models.extraction import Page, PageKind, PageQuality, QualityTier, TextSource, Word
from models.geometry import Box

WIDTH, HEIGHT, GLYPH, LINE = 612.0, 792.0, 5.0, 10.0


def page(*texts: tuple[float, float, str]) -> Page:
    """Set texts on a letter page at (x, y) points, each word of ten points height."""
    words = []
    for number, (x, y, text) in enumerate(texts):
        left = x
        for part in text.split():
            right = left + GLYPH * len(part)
            box = Box.clamped(left / WIDTH, y / HEIGHT, right / WIDTH, (y + LINE) / HEIGHT)
            words.append(Word(part, box, 0.9, number, TextSource.TEXT_LAYER))
            left = right + GLYPH * 0.7
    return Page(
        1, WIDTH, HEIGHT, PageKind.ORIGINAL, 0, 0.1, TextSource.TEXT_LAYER, "test", tuple(words),
        PageQuality(QualityTier.GOOD, 0.9, 200.0), None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "texts",
    [
        # A rule of dots where a value was to be written.
        ((50, 100, "Locataire :"), (130, 100, "....")),
        # A dash before a label of no known spelling, whose colon ends the value before it.
        ((50, 100, "Locataire"), (120, 100, "— Suite occupée : 4")),
        # A dash before a known label in the next column.
        ((50, 100, "Locataire"), (120, 100, "— Téléphone :"), (220, 100, "506 555-0177")),
        ((50, 100, "Nom :"), (90, 100, "– Courriel :"), (50, 115, "Adresse :")),
        # Quotation marks with nothing between them.
        ((50, 100, "Nom"), (90, 100, "« »"), (50, 115, "« »")),
    ],
)
def test_marks_beside_a_label_are_no_name(texts: tuple[tuple[float, float, str], ...]) -> None:
    fields = read_fields(DocumentType.PROOF_OF_RESIDENCE, "u1", (page(*texts),), None)
    assert FieldName.FULL_NAME not in {field.name for field in fields}


def test_a_value_below_is_read_where_only_marks_stand_beside_its_label() -> None:
    fields = read_fields(
        DocumentType.CSQ,
        "u1",
        (page((50, 100, "Nom de famille"), (150, 100, "...."), (50, 114, "TREMBLAY")),),
        None,
    )
    assert [f.value for f in fields if f.name is FieldName.FAMILY_NAME] == ["TREMBLAY"]
