"""The values of fields as an officer reads them: in words of the page's language, not in codes."""

import pytest

from intake.web.pages.messages import messages
from intake.web.pages.wording import as_read, field_label, grouped_uci, quotation, value_words
from models.bilingual import Language
from models.classification import DecidedBy, PageLanguage
from models.document_types import DocumentType
from models.documents import Evidence, Field, FieldName
from models.extraction import QualityTier, TextSource
from models.geometry import Box
from models.report import DocumentQuality, ReportedDocument

BOX = Box(0.1, 0.1, 0.2, 0.2)


def seen(text: str, source: TextSource = TextSource.OCR) -> Evidence:
    return Evidence("u1", 1, BOX, text, source, 0.9)


def field(name: FieldName, value: str, *evidence: Evidence) -> Field:
    return Field(name, value, evidence or (seen(value),))


@pytest.mark.parametrize(
    ("name", "value", "english", "french"),
    [
        (FieldName.SEX, "F", "Female", "Femme"),
        (FieldName.CURRENT_STATUS, "04", "Worker", "Travail"),
        (FieldName.PERMIT_TYPE, "OWP", "Open work permit", "Permis de travail ouvert"),
        (FieldName.FORM_VALIDATED, "not_validated", "No", "Non"),
        (FieldName.INTENDED_PROVINCE, "QC", "Quebec", "Québec"),
        # A code that nobody has words for is shown, not hidden.
        (FieldName.CURRENT_STATUS, "42", "42", "42"),
        (FieldName.FAMILY_NAME, "F", "F", "F"),
    ],
)
def test_a_coded_value_is_told_in_words(
    name: FieldName, value: str, english: str, french: str
) -> None:
    assert value_words(field(name, value), messages(Language.EN)) == english
    assert value_words(field(name, value), messages(Language.FR)) == french


@pytest.mark.parametrize(
    ("uci", "shown"),
    [("22822768", "2282-2768"), ("9437482499", "94-3748-2499"), ("12345", "12345")],
)
def test_a_client_identifier_is_grouped_as_letters_print_it(uci: str, shown: str) -> None:
    assert grouped_uci(uci) == shown


def test_a_country_is_shown_with_the_words_of_the_document() -> None:
    zone = seen("TL80114<<6MAR6908212M3108011", TextSource.MRZ)
    assert as_read(field(FieldName.CITIZENSHIP, "MAR", zone, seen("Maroc"))) == "Maroc"
    assert as_read(field(FieldName.CITIZENSHIP, "MAR", zone, seen("MAR"))) is None
    assert as_read(field(FieldName.FAMILY_NAME, "MAR", seen("Mar"))) is None


def test_a_quotation_stays_on_one_short_line() -> None:
    texts = messages(Language.EN)
    assert quotation("two\nlines", texts) == "“two lines”"
    assert len(quotation("word " * 100, texts)) < 65
    assert quotation("", texts) == "no words were read here"


@pytest.mark.parametrize(
    ("kind", "label"),
    [(DocumentType.IMM5710, "Expiry of the passport"), (DocumentType.PASSPORT, "Date of expiry")],
)
def test_a_form_does_not_expire_but_the_passport_that_it_names(
    kind: DocumentType, label: str
) -> None:
    expiry = field(FieldName.EXPIRY_DATE, "2031-08-01")
    document = ReportedDocument(
        id="d1",
        upload="u1",
        pages=(1,),
        type=kind,
        probability=0.99,
        language=PageLanguage.EN,
        decided_by=DecidedBy.MODEL,
        candidates=(),
        abstained=None,
        quality=DocumentQuality(QualityTier.DIGITAL, None),
        fields=(expiry,),
    )
    assert field_label(expiry, document, messages(Language.EN)) == label
