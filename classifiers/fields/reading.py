"""Read the fields of one document of a known type."""

from collections.abc import Callable
from functools import cache

from classifiers.fields.boxed_parts import boxed_parts
from classifiers.fields.federal import (
    application_letter_rules,
    maintained_status_rules,
    side_form_rules,
    submission_rules,
)
from classifiers.fields.form_boxes import box_readings
from classifiers.fields.form_data import code_fields, data_fields
from classifiers.fields.issuers import issuer_reading, period_end
from classifiers.fields.layout import Sheet, lay_out
from classifiers.fields.letters import addressee, joined_names, saluted, standing_date
from classifiers.fields.parsing.dates import NumericOrder, numeric_order
from classifiers.fields.passports import merged, passport_rules, zone_fields
from classifiers.fields.permits import entry_rules, permit_rules
from classifiers.fields.printed_forms import printed_form_rules
from classifiers.fields.quebec import certificate_rules, invitation_rules, own_reference_first
from classifiers.fields.receipts import receipt_rules
from classifiers.fields.residence import residence_rules
from classifiers.fields.residents import province_reading, resident_block
from classifiers.fields.rules import Reading, RuleBook, fields_of
from classifiers.fields.unlabelled import expiry_by_its_term, unlabelled
from classifiers.fields.values import Placement
from models.document_types import DocumentType
from models.documents import Field, FieldName
from models.extraction import FormContent, Page, PageKind

_Readings = tuple[Reading, ...]
_RULES: dict[DocumentType, Callable[[NumericOrder], RuleBook]] = {
    DocumentType.CSQ: certificate_rules,
    DocumentType.CAQ: certificate_rules,
    DocumentType.INVITATION_LETTER: invitation_rules,
    DocumentType.PR_ACKNOWLEDGMENT: application_letter_rules,
    DocumentType.PR_SUBMISSION_CONFIRMATION: submission_rules,
    DocumentType.OTHER_LETTER: application_letter_rules,
    DocumentType.MAINTAINED_STATUS_LETTER: maintained_status_rules,
    DocumentType.PR_FEE_RECEIPT: receipt_rules,
    DocumentType.FEE_RECEIPT: receipt_rules,
    DocumentType.WORK_PERMIT: permit_rules,
    DocumentType.STUDY_PERMIT: permit_rules,
    DocumentType.VISITOR_RECORD: permit_rules,
    DocumentType.TEMPORARY_RESIDENT_PERMIT: permit_rules,
    DocumentType.ENTRY_DOCUMENT: entry_rules,
    DocumentType.PASSPORT: passport_rules,
    DocumentType.PROOF_OF_RESIDENCE: residence_rules,
    DocumentType.FAMILY_INFORMATION: side_form_rules,
    DocumentType.USE_OF_REPRESENTATIVE: side_form_rules,
    DocumentType.IMM1295: printed_form_rules,
    DocumentType.IMM5710: printed_form_rules,
}
_LETTERS = frozenset(
    (
        DocumentType.INVITATION_LETTER,
        DocumentType.PR_ACKNOWLEDGMENT,
        DocumentType.PR_SUBMISSION_CONFIRMATION,
        DocumentType.OTHER_LETTER,
        DocumentType.MAINTAINED_STATUS_LETTER,
    )
)
_RECEIPTS = frozenset((DocumentType.FEE_RECEIPT, DocumentType.PR_FEE_RECEIPT))
_DATES_OF_PAPERS = frozenset(
    (
        FieldName.ISSUE_DATE,
        FieldName.EXPIRY_DATE,
        FieldName.LETTER_DATE,
        FieldName.RECEIVED_DATE,
        FieldName.DEADLINE,
    )
)
_FORMS = frozenset((DocumentType.IMM1295, DocumentType.IMM5710))
_SIDE_FORMS = frozenset((DocumentType.FAMILY_INFORMATION, DocumentType.USE_OF_REPRESENTATIVE))


def read_fields(
    type: DocumentType,  # noqa: A002 - the name is the published interface.
    upload: str,
    pages: tuple[Page, ...],
    form: FormContent | None,
) -> tuple[Field, ...]:
    """Read the facts that a document of ``type`` holds.

    Args:
        type: the document's type, taken or assumed.
        upload: the upload's identifier within its application.
        pages: the document's pages, in order.
        form: the upload's form data; used for the two work-permit forms only.

    Returns:
        One field per fact, the likeliest reading first; where a value can be read in two ways,
        a second field of the same name follows. A type without rules has no fields.
    """
    if type not in _RULES or not pages:
        return ()
    text = "\n".join(page.text for page in pages)
    order = numeric_order(text)
    originals = tuple(page for page in pages if page.kind is not PageKind.FACSIMILE)
    sheets = tuple(lay_out(page) for page in originals)
    readings = _rule_book(type, order).read(sheets) if sheets else ()
    printed = fields_of(upload, _completed(type, sheets, readings, order))
    if type is DocumentType.PASSPORT:
        return merged(zone_fields(upload, pages, FieldName.PASSPORT_NUMBER), printed)
    if type is DocumentType.ENTRY_DOCUMENT:
        return merged(printed, zone_fields(upload, pages, FieldName.DOCUMENT_NUMBER))
    if type in _FORMS:
        data = data_fields(upload, form) if form is not None else ()
        return _first_of(data, code_fields(upload, pages), printed)
    return printed


@cache
def _rule_book(type_: DocumentType, order: NumericOrder) -> RuleBook:
    """Return the rules of a type; folding their many spellings takes longer than reading a page."""
    return _RULES[type_](order)


def _completed(
    type_: DocumentType, sheets: tuple[Sheet, ...], readings: _Readings, order: NumericOrder
) -> _Readings:
    """Add what stands on a page without a label of its own."""
    readings = _without_births(readings)
    readings += unlabelled(type_, sheets, readings)
    if type_ is DocumentType.CSQ:
        readings += expiry_by_its_term(sheets, readings, order)
    if type_ is DocumentType.INVITATION_LETTER:
        readings = own_reference_first(readings)
    if type_ in _LETTERS:
        return _letter(sheets, readings, order)
    if type_ in _RECEIPTS:
        dated = any(reading.name is FieldName.LETTER_DATE for reading in readings)
        standing = None if dated else standing_date(sheets, order)
        return readings if standing is None else (*readings, standing)
    if type_ in _FORMS:
        return readings + box_readings(sheets)
    if type_ in _SIDE_FORMS:
        return _named_once(readings)
    if type_ is DocumentType.PROOF_OF_RESIDENCE:
        return _residence(sheets, readings, order)
    return readings


def _without_births(readings: _Readings) -> _Readings:
    """Leave out every other date that was read from the words of a birth date."""
    births = {
        word
        for reading in readings
        if reading.name is FieldName.BIRTH_DATE and reading.placement is not Placement.FLOW
        for word in reading.words
    }
    return tuple(
        reading
        for reading in readings
        if reading.name not in _DATES_OF_PAPERS or not births.intersection(reading.words)
    )


def _letter(sheets: tuple[Sheet, ...], readings: _Readings, order: NumericOrder) -> _Readings:
    readings = joined_names(readings)
    names = {reading.name for reading in readings}
    extra = []
    if FieldName.LETTER_DATE not in names:
        extra.append(standing_date(sheets, order, readings))
    if FieldName.FULL_NAME not in names:
        extra.append(addressee(sheets))
    return readings + tuple(reading for reading in extra if reading is not None)


def _named_once(readings: _Readings) -> _Readings:
    """Leave out a name under a bare « Demandeur » where the name was read from its parts."""
    names = {reading.name for reading in readings}
    if not {FieldName.FAMILY_NAME, FieldName.GIVEN_NAME} <= names:
        return readings
    return tuple(reading for reading in readings if reading.name is not FieldName.FULL_NAME)


def _residence(sheets: tuple[Sheet, ...], readings: _Readings, order: NumericOrder) -> _Readings:
    readings = boxed_parts(sheets) + readings
    names = {reading.name for reading in readings}
    block = resident_block(sheets)
    # A labelled name or address is the tenant's or the customer's own; the block of an envelope
    # window comes second.
    found = readings + tuple(r for r in block if r.name not in names)
    extra = [province_reading(found + block), issuer_reading(sheets)]
    if not any(reading.name is FieldName.FULL_NAME for reading in found):
        extra.append(saluted(sheets[0]))
    if FieldName.LETTER_DATE not in names:
        extra.append(standing_date(sheets, order) or period_end(sheets, order))
    return found + tuple(reading for reading in extra if reading is not None)


def _first_of(*sources: tuple[Field, ...]) -> tuple[Field, ...]:
    """Merge fields by name: the first source that has one gives it, agreeing ones add evidence."""
    found: dict[FieldName, Field] = {}
    for fields in sources:
        seen_here: set[FieldName] = set()
        for field in fields:
            known = found.get(field.name)
            if known is None:
                found[field.name] = field
            elif known.value == field.value and field.name not in seen_here:
                found[field.name] = Field(field.name, field.value, known.evidence + field.evidence)
            seen_here.add(field.name)
    return tuple(found.values())
