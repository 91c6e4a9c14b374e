"""Copies share type, number, holder and words; papers about one case share only its number."""

from dataclasses import replace

import pytest

from fixtures.papers import Paper
from models.document_types import DocumentType as T
from models.documents import FieldName
from tests.unit.completeness.applications import CSQ, OVERSEAS, codes, judged, separate

NUMBER = {FieldName.APPLICATION_NUMBER: "W301234567"}
ACKNOWLEDGMENT = Paper(
    T.OTHER_LETTER,
    NUMBER,
    text="We have received your application for a work permit and will tell you of the decision",
)
BIOMETRICS = replace(
    ACKNOWLEDGMENT,
    text="You must give your biometrics in person within thirty days of the date of this letter",
)
MISREAD = replace(
    ACKNOWLEDGMENT,
    text="We have receved your application for a work permit and will tell you of the decision |",
)
CERTIFICATE = replace(CSQ.but(file_number="D0123456789"), text="Certificat de sélection du Québec")


@pytest.mark.parametrize(
    ("one", "other", "copies"),
    [
        (ACKNOWLEDGMENT, ACKNOWLEDGMENT, True),
        (ACKNOWLEDGMENT, MISREAD, True),
        # Two letters about one application.
        (ACKNOWLEDGMENT, BIOMETRICS, False),
        # One letter about two applications.
        (ACKNOWLEDGMENT, ACKNOWLEDGMENT.but(application_number="W309999999"), False),
        (CERTIFICATE, CERTIFICATE, True),
        # The certificates of a couple have the number of their file in common.
        (CERTIFICATE, CERTIFICATE.but(given_name="Mamadou", birth_date="1988-02-02"), False),
    ],
)
def test_copies_have_number_holder_and_words_in_common(
    one: Paper, other: Paper, copies: bool
) -> None:
    report = judged(*separate(*OVERSEAS, one, other))
    assert ("duplicate_document" in codes(report)) is copies
