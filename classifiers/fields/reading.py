"""Read the fields of one document of a known type."""

from collections.abc import Callable
from functools import cache

from classifiers.fields.address_lines import with_all_lines, without_broken
from classifiers.fields.addressees import addressee, over_street, saluted
from classifiers.fields.applicants import of_the_applicant
from classifiers.fields.boxed_parts import boxed_parts
from classifiers.fields.days_of_receipt import of_applications, received_by_its_sentence
from classifiers.fields.federal import (
    application_letter_rules,
    maintained_status_rules,
    side_form_rules,
    submission_rules,
)
from classifiers.fields.form_boxes import box_readings
from classifiers.fields.form_data import code_fields, data_fields
from classifiers.fields.issuers import issuer_reading, period_end
from classifiers.fields.layout import Sheet
from classifiers.fields.letters import (
    FIRST_YEAR,
    joined_names,
    standing_date,
)
from classifiers.fields.lodgers import lodger
from classifiers.fields.marriages import apart, marriage_rules, of_the_couple
from classifiers.fields.parsing.dates import NumericOrder, numeric_order
from classifiers.fields.parties import tenant_in_prose, without_landlords
from classifiers.fields.passports import (
    merged,
    passport_rules,
    without_cut_number,
    zone_fields,
)
from classifiers.fields.permits import entry_rules, permit_rules
from classifiers.fields.printed_forms import printed_form_rules
from classifiers.fields.quebec import certificate_rules, invitation_rules, own_reference_first
from classifiers.fields.receipts import receipt_rules
from classifiers.fields.residence import residence_rules
from classifiers.fields.residents import holders_address, province_reading, resident_block
from classifiers.fields.rules import Reading, RuleBook, fields_of
from classifiers.fields.setting_out import lay_out
from classifiers.fields.unlabelled import (
    dates_by_their_term,
    issued_and_not_born,
    unlabelled,
)
from classifiers.fields.values import Placement
from models.document_types import DocumentType
from models.documents import Field, FieldName
from models.extraction import FormContent, Page, PageKind

_Readings = tuple[Reading, ...]
_Sheets = tuple[Sheet, ...]
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
    DocumentType.MARRIAGE_CERTIFICATE: marriage_rules,
    DocumentType.FAMILY_INFORMATION: side_form_rules,
    DocumentType.USE_OF_REPRESENTATIVE: side_form_rules,
    DocumentType.IMM1295: printed_form_rules,
    DocumentType.IMM5710: printed_form_rules,
}
_DATES_OF_PAPERS = frozenset(
    (
        FieldName.ISSUE_DATE,
        FieldName.EXPIRY_DATE,
        FieldName.LETTER_DATE,
        FieldName.RECEIVED_DATE,
        FieldName.DEADLINE,
    )
)
_DATES_OF_LETTERS = frozenset((FieldName.LETTER_DATE, FieldName.RECEIVED_DATE, FieldName.DEADLINE))
_FORMS = frozenset((DocumentType.IMM1295, DocumentType.IMM5710))


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
    completed = _completed(type, sheets, readings, order)
    if type is DocumentType.MARRIAGE_CERTIFICATE:
        return tuple(field for group in apart(completed) for field in fields_of(upload, group))
    printed = fields_of(upload, completed)
    if type is DocumentType.PASSPORT:
        return merged(zone_fields(upload, pages, FieldName.PASSPORT_NUMBER), printed)
    if type is DocumentType.ENTRY_DOCUMENT:
        zone = zone_fields(upload, pages, FieldName.DOCUMENT_NUMBER)
        return merged(printed, without_cut_number(zone, printed))
    if type in _FORMS:
        data = data_fields(upload, form) if form is not None else ()
        return _first_of(data, code_fields(upload, pages), printed)
    return printed


@cache
def _rule_book(type_: DocumentType, order: NumericOrder) -> RuleBook:
    """Return the rules of a type; folding their many spellings takes longer than reading a page."""
    return _RULES[type_](order)


def _completed(
    type_: DocumentType, sheets: _Sheets, readings: _Readings, order: NumericOrder
) -> _Readings:
    """Add what stands on a page without a label of its own."""
    readings = _without_births(readings)
    readings += unlabelled(type_, sheets, readings)
    finish = _FINISHED.get(type_)
    return readings if finish is None else finish(sheets, readings, order)


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
        if reading.name not in _DATES_OF_PAPERS
        or not (births.intersection(reading.words) or _is_old(reading))
    )


def _is_old(reading: Reading) -> bool:
    """Whether a letter's date is of the last century: a birth's, whose caption OCR lost."""
    return reading.name in _DATES_OF_LETTERS and all(
        int(value[:4]) < FIRST_YEAR for value in reading.values
    )


def _certificate(sheets: _Sheets, readings: _Readings, order: NumericOrder) -> _Readings:
    readings = issued_and_not_born(readings)
    return readings + dates_by_their_term(sheets, readings, order)


def _receipt(sheets: _Sheets, readings: _Readings, order: NumericOrder) -> _Readings:
    dated = any(reading.name is FieldName.LETTER_DATE for reading in readings)
    standing = None if dated else standing_date(sheets, order)
    return readings if standing is None else (*readings, standing)


def _form(sheets: _Sheets, readings: _Readings, _: NumericOrder) -> _Readings:
    return readings + box_readings(sheets)


def _invitation(sheets: _Sheets, readings: _Readings, order: NumericOrder) -> _Readings:
    return _letter(sheets, own_reference_first(readings), order)


def _letter(sheets: _Sheets, readings: _Readings, order: NumericOrder) -> _Readings:
    readings = of_applications(joined_names(readings))
    names = {reading.name for reading in readings}
    extra = []
    if FieldName.LETTER_DATE not in names:
        extra.append(standing_date(sheets, order, readings))
    if FieldName.FULL_NAME not in names:
        extra.append(addressee(sheets))
    return readings + tuple(reading for reading in extra if reading is not None)


def _acknowledgment(sheets: _Sheets, readings: _Readings, order: NumericOrder) -> _Readings:
    readings = _letter(sheets, readings, order)
    return readings + received_by_its_sentence(sheets, readings, order)


def _side_form(_: _Sheets, readings: _Readings, __: NumericOrder) -> _Readings:
    return of_the_applicant(readings)


def _residence(sheets: _Sheets, readings: _Readings, order: NumericOrder) -> _Readings:
    readings = with_all_lines(without_landlords(boxed_parts(sheets) + _without_cards(readings)))
    readings += _lodger(sheets, readings)
    block = resident_block(sheets)
    seen = readings + block
    readings, block = without_broken(readings), without_broken(block)
    names = {reading.name for reading in readings}
    # A labelled name or address is the tenant's or the customer's own; the block of an envelope
    # window comes second.
    found = readings + tuple(r for r in block if r.name not in names)
    if not any(reading.name is FieldName.ADDRESS for reading in seen):
        alone = holders_address(sheets)
        found, seen = found + alone, seen + alone
    extra = [province_reading(seen), issuer_reading(sheets, found + block)]
    if sheets and not any(reading.name is FieldName.FULL_NAME for reading in found):
        extra.append(tenant_in_prose(sheets) or over_street(sheets[0]) or saluted(sheets[0]))
    if FieldName.LETTER_DATE not in names:
        extra.append(standing_date(sheets, order) or period_end(sheets, order))
    return found + tuple(reading for reading in extra if reading is not None)


def _lodger(sheets: _Sheets, readings: _Readings) -> _Readings:
    """Read a name in a sentence where no caption tells it: a letter's head is the writer's."""
    named = any(reading.name is FieldName.FULL_NAME for reading in readings)
    found = None if named else lodger(sheets)
    return () if found is None else (found,)


def _without_cards(readings: _Readings) -> _Readings:
    """Leave out the date of a bill where it is a card's day of issue: a card has a number."""
    if not any(reading.name is FieldName.DOCUMENT_NUMBER for reading in readings):
        return readings
    issued = {r.words for r in readings if r.name is FieldName.ISSUE_DATE}
    return tuple(
        r for r in readings if r.name is not FieldName.LETTER_DATE or r.words not in issued
    )


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


_FINISHED: dict[DocumentType, Callable[[_Sheets, _Readings, NumericOrder], _Readings]] = {
    DocumentType.CSQ: _certificate,
    DocumentType.INVITATION_LETTER: _invitation,
    DocumentType.PR_ACKNOWLEDGMENT: _acknowledgment,
    DocumentType.PR_SUBMISSION_CONFIRMATION: _acknowledgment,
    DocumentType.OTHER_LETTER: _letter,
    DocumentType.MAINTAINED_STATUS_LETTER: _letter,
    DocumentType.PR_FEE_RECEIPT: _receipt,
    DocumentType.FEE_RECEIPT: _receipt,
    DocumentType.IMM1295: _form,
    DocumentType.IMM5710: _form,
    DocumentType.FAMILY_INFORMATION: _side_form,
    DocumentType.USE_OF_REPRESENTATIVE: _side_form,
    DocumentType.PROOF_OF_RESIDENCE: _residence,
    DocumentType.MARRIAGE_CERTIFICATE: of_the_couple,
}
"""What stands on a page without a label of its own, by the type of the document."""
