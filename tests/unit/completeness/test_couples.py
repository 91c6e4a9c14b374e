"""A paper that names two persons as equals contradicts nobody's name."""

from dataclasses import replace

import pytest

from classifiers.completeness.holders import name_of
from fixtures.papers import Paper, made_upload
from models.document_types import DocumentType
from models.documents import Document, FieldName


def certificate(*names: str) -> Document:
    """Return a certificate with each name in a field of its own."""
    papers = tuple(
        Paper(DocumentType.MARRIAGE_CERTIFICATE, {FieldName.FULL_NAME: name}) for name in names
    )
    _, reading = made_upload("u1", papers)
    assert reading is not None
    fields = tuple(field for document in reading.documents for field in document.fields)
    return replace(reading.documents[0], fields=fields)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        # One name is the name of the paper, as on a letter.
        (("Pedro Ruiz",), "Pedro Ruiz"),
        # Which of two spouses applies, the paper does not say.
        (("Pedro Ruiz", "Ana Costa"), None),
    ],
)
def test_only_a_paper_about_one_person_tells_a_name_to_compare(
    names: tuple[str, ...], told: str | None
) -> None:
    assert name_of(certificate(*names)) == told
