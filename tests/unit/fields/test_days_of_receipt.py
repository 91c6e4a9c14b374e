"""An acknowledgment's day of receipt is the application's own, whatever else a sentence dates."""

import textwrap

import pytest

from classifiers.fields import read_fields
from models.document_types import DocumentType as T
from models.documents import FieldName as F
from tests.unit.fields.placed_pages import page


def received(sentence: str, type_: T = T.PR_ACKNOWLEDGMENT) -> str | None:
    """Read a letter of one paragraph, as it wraps on a page."""
    lines = enumerate(textwrap.wrap(sentence, 80))
    made = page((50, 60, "6 November 2024"), *((50, 100 + 12 * n, line) for n, line in lines))
    fields = read_fields(type_, "u1", (made,), None)
    return next((field.value for field in fields if field.name is F.RECEIVED_DATE), None)


OWN = [
    "We received your application for permanent residence on 16 September 2024.",
    "Your application was received by our office in Sydney, Nova Scotia on 16 September 2024.",
    "Your application, which you signed on 3 March 2024, was received on 16 September 2024.",
    "We received your application dated 3 March 2024 on 16 September 2024.",
    "This letter confirms that your application was received on 16 September 2024.",
    "Nous avons reçu le 16 septembre 2024 votre demande de résidence permanente.",
    "Votre demande, que vous avez signée le 3 mars 2024, nous est parvenue le 16 septembre 2024.",
    "Received: 16 September 2024",
    "Reçue en date du 16 septembre 2024",
]


@pytest.mark.parametrize("sentence", OWN)
def test_the_day_behind_the_arrival_is_the_day_of_receipt(sentence: str) -> None:
    assert received(sentence) == "2024-09-16"


ANOTHERS = [
    # The day of a signature.
    "We received your application, which you signed on 3 March 2024.",
    "Received your application form signed 3 March 2024.",
    "Nous avons reçu votre demande, que vous avez signée le 3 mars 2024.",
    # The day of the application's own date.
    "We have received your application of 3 March 2024.",
    "Nous avons bien reçu votre demande du 3 mars 2024.",
    # A payment's day.
    "We received your application and the fees paid on 3 March 2024.",
    # Other things arrive, too.
    "The documents that you submitted on 3 March 2024 are complete.",
    "Your biometrics were received on 3 March 2024.",
    "The payment for your application was received on 3 March 2024.",
    "Vos documents, reçus le 3 mars 2024, ont été versés au dossier.",
    # What is still to arrive.
    "Your application must be received by 3 March 2024.",
    "If your application was received after 3 March 2024, it is returned.",
    "Votre demande doit être reçue avant le 3 mars 2024.",
]


@pytest.mark.parametrize("sentence", ANOTHERS)
def test_the_day_of_another_deed_thing_or_limit_is_no_day_of_receipt(sentence: str) -> None:
    assert received(sentence) is None


SENT = [
    "Nous confirmons que vous avez soumis votre demande de résidence permanente le 2 mai 2024.",
    "We confirm that you submitted your application for permanent residence on 2 May 2024.",
    "Your application for permanent residence was sent through the portal on 2 May 2024.",
]


@pytest.mark.parametrize("sentence", SENT)
def test_a_confirmation_of_submission_dates_the_application_by_its_sentence(sentence: str) -> None:
    assert received(sentence, T.PR_SUBMISSION_CONFIRMATION) == "2024-05-02"


def test_a_heading_leads_to_no_day_that_has_a_caption_of_its_own() -> None:
    texts = (
        (50.0, 100.0, "What we received from you"),
        (50.0, 112.0, "Date: March 23, 2022"),
        (50.0, 160.0, "In-date: February 1, 2022"),
    )
    fields = read_fields(T.PR_ACKNOWLEDGMENT, "u1", (page(*texts),), None)
    assert [f.value for f in fields if f.name is F.RECEIVED_DATE] == ["2022-02-01"]
