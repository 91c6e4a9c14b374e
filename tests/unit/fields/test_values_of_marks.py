"""What stands beside a label may be marks alone: it is no value, and no reason to fail."""

import pytest

from classifiers.fields import read_fields
from models.document_types import DocumentType
from models.documents import FieldName
from tests.unit.fields.placed_pages import page


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
