"""Numbers, dates and names as each language writes them."""

from datetime import date, datetime

from intake.web.pages.messages import Messages
from models.bilingual import Bilingual, Language
from models.document_types import TITLES, DocumentType
from models.documents import Field, FieldName
from models.extraction import TextSource
from models.report import ConditionReading, Finding, ReportedDocument

NARROW_NO_BREAK_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"

SMALLEST_SHARE = 0.01
"""Probabilities below it are shown as less than one per cent."""


def percent(probability: float, language: Language) -> str:
    """Return 0.934 as ``93 %`` in French and ``93%`` in English.

    Never rounded up to certainty, nor down to nothing.
    """
    sign = f"{NO_BREAK_SPACE}%" if language is Language.FR else "%"
    if 0.0 < probability < SMALLEST_SHARE:
        return f"<{NO_BREAK_SPACE}1{sign}" if language is Language.FR else f"<1{sign}"
    share = min(int(probability * 100), 99) if probability < 1.0 else 100
    return f"{share}{sign}"


def decimal(value: float, language: Language) -> str:
    """Return two decimals, with the decimal sign of the language."""
    shown = f"{value:.2f}"
    return shown.replace(".", ",") if language is Language.FR else shown


def whole_number(value: int, language: Language) -> str:
    """Return 14700 as ``14 700`` in French and ``14,700`` in English."""
    shown = f"{value:,}"
    return shown.replace(",", NARROW_NO_BREAK_SPACE) if language is Language.FR else shown


def day(value: date) -> str:
    """Return the date as ISO 8601, the Government of Canada's standard in both languages."""
    return f"{value:%Y-%m-%d}"


def moment(value: datetime, language: Language) -> str:
    """Return a date and a time of day, in UTC as the service keeps it."""
    hour = f"{value:%H}{NARROW_NO_BREAK_SPACE}h{NARROW_NO_BREAK_SPACE}{value:%M}"
    return f"{value:%Y-%m-%d} {hour if language is Language.FR else f'{value:%H:%M}'} UTC"


def type_title(type_: DocumentType | None, messages: Messages) -> str:
    """Return the name of a document type, or the words for an undecided one."""
    return messages("viewer.no_type") if type_ is None else in_language(TITLES[type_], messages)


def in_language(text: Bilingual, messages: Messages) -> str:
    """Return a bilingual text in the language of the page."""
    return text.in_language(messages.language)


def finding_text(finding: Finding, messages: Messages) -> str:
    """Return what a finding says in the language of the page."""
    return in_language(Bilingual(finding.en, finding.fr), messages)


def page_list(pages: tuple[int, ...]) -> str:
    """Return pages 1, 2, 3 and 7 as ``1–3, 7``."""
    runs: list[tuple[int, int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], page)
        else:
            runs.append((page, page))
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


def pages_of(pages: tuple[int, ...], messages: Messages) -> str:
    """Return ``page 3`` or ``pages 1–3, 7``."""
    return messages.counted("documents.pages", len(pages), pages=page_list(pages))


def media_name(media_type: str | None, messages: Messages) -> str:
    """Return ``PDF`` for ``application/pdf``."""
    if media_type is None:
        return messages("uploads.unknown_type")
    key = f"media.{media_type.replace('/', '_').replace('.', '_')}"
    return messages(key) if messages.has(key) else media_type


def variant_name(variant: str, messages: Messages) -> str:
    """Return the words for an accepted difference of a marker; its code if there are none.

    New variants come with the classifier, which the pages must not lag behind.
    """
    key = f"variant.{variant}"
    return messages(key) if messages.has(key) else variant.replace("_", " ")


_VALUES = {
    FieldName.SEX: "sex",
    FieldName.CURRENT_STATUS: "status",
    FieldName.PERMIT_TYPE: "permit_type",
    FieldName.FORM_VALIDATED: "validated",
    FieldName.PROVINCE: "province",
    FieldName.RESIDENCE_PROVINCE: "province",
    FieldName.INTENDED_PROVINCE: "province",
}
"""Fields whose values are codes, with the section of the texts that words them."""

_COUNTRIES = (FieldName.CITIZENSHIP, FieldName.CURRENT_COUNTRY, FieldName.RESIDENCE_COUNTRY)

_UCI_PARTS = {8: (4,), 10: (2, 6)}
"""Where hyphens stand in a client identifier, by its number of digits."""


FORMS = (DocumentType.IMM1295, DocumentType.IMM5710)
"""Application forms: what expires on them is the passport that they name."""


def field_label(field: Field, document: ReportedDocument, messages: Messages) -> str:
    """Return what a field of a document is called."""
    if field.name is FieldName.EXPIRY_DATE and document.type in FORMS:
        return messages("documents.passport_expiry")
    return messages(f"field.{field.name}")


def value_words(field: Field, messages: Messages) -> str:
    """Return a field's value in words that a person reads: codes by name, a UCI in its groups.

    A value without words of its own is returned as it is.
    """
    if field.name is FieldName.UCI:
        return grouped_uci(field.value)
    section = _VALUES.get(field.name)
    key = f"value_{section}.{field.value.lower()}"
    return messages(key) if section and messages.has(key) else field.value


def as_read(field: Field) -> str | None:
    """Return a country as the document writes it; None for other fields, and where it adds nothing.

    Three letters are what machines compare; the words beside them are the document's own.
    """
    if field.name not in _COUNTRIES:
        return None
    coded = (TextSource.MRZ, TextSource.BARCODE)
    texts = (seen.text for seen in field.evidence if seen.source not in coded)
    return next((text for text in texts if text and text != field.value), None)


def grouped_uci(uci: str) -> str:
    """Return ``9437482499`` as ``94-3748-2499``, as letters and cards print it."""
    places = _UCI_PARTS.get(len(uci)) if uci.isdecimal() else None
    if places is None:
        return uci
    return "-".join(uci[a:b] for a, b in zip((0, *places), (*places, None), strict=True))


_LONGEST_QUOTATION = 60


def quotation(text: str, messages: Messages) -> str:
    """Return what was read, on one line, shortened and in the quotation marks of the language."""
    line = " ".join(text.split())
    if len(line) > _LONGEST_QUOTATION:
        line = line[: _LONGEST_QUOTATION - 1].rstrip() + "…"
    return messages("evidence.text", text=line) if line else messages("evidence.no_text")


def condition_name(condition: ConditionReading, messages: Messages) -> str:
    """Return what a condition is about, in the programme's words.

    Reports made before conditions had a title in them fall back on the pages' own words.
    """
    if condition.title is not None:
        return in_language(condition.title, messages)
    key = f"condition.{condition.id}"
    return messages(key) if messages.has(key) else condition.id.replace("_", " ")
