"""Dates of documents against the day of receipt."""

from calendar import monthrange
from datetime import date
from enum import StrEnum

from classifiers.completeness.case import Case, date_in
from classifiers.completeness.document_rules import Validity
from classifiers.completeness.impostors import impostor
from classifiers.completeness.persons import Ownership, Persons
from classifiers.completeness.rules import Requirement
from models.documents import Document, FieldName

MADE_ON = (FieldName.RECEIVED_DATE, FieldName.LETTER_DATE, FieldName.ISSUE_DATE)
"""When an application was made, best first: what the receiver wrote, then the letter's dates."""


class Rescue(StrEnum):
    """Whether another document makes up for an expired one."""

    NONE = "none"
    IN_TIME = "in_time"
    LATE = "late"
    UNDATED = "undated"


def months_after(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last of that month if it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def expiry_of(document: Document, validity: Validity) -> date | None:
    """Return the date of expiry as read, or from the date of issue and the programme's terms.

    A date that is not after the date of issue was misread, and counts as not read.
    """
    read = date_in(document, validity.field)
    issued = date_in(document, FieldName.ISSUE_DATE)
    if issued is None or (read is not None and read > issued):
        return read
    term = next(
        (t for t in validity.terms if t.issued_from is None or t.issued_from <= issued), None
    )
    return None if term is None else months_after(issued, term.months)


def rescue_of(expiry: date, rescuer: Requirement, case: Case, persons: Persons) -> Rescue:
    """Tell whether a document of ``rescuer`` shows an application made on or before ``expiry``.

    A date after the expiry is taken as late only if it is the day of receipt itself: a letter may
    be written long after the application that it is about. Another person's proof shows nothing,
    and one that may be another's settles nothing.
    """
    proofs = rescuing(rescuer, case, persons)
    if not proofs:
        return Rescue.NONE
    own = [proof for proof in proofs if persons.is_own(proof)]
    made = [_made_on(proof) for proof in own]
    if any(day is not None and day <= expiry for day, _ in made):
        return Rescue.IN_TIME
    if len(own) == len(proofs) and all(day is not None and is_receipt for day, is_receipt in made):
        return Rescue.LATE
    return Rescue.UNDATED


def rescuing(rescuer: Requirement, case: Case, persons: Persons) -> tuple[Document, ...]:
    """Return what may make up for an expired document: nothing of another person or doubtful."""
    return tuple(
        proof
        for proof in case.of_types(rescuer.accepted_types(case.received))
        if persons.owner(proof) is not Ownership.OTHER and impostor(proof, rescuer, case) is None
    )


def _made_on(proof: Document) -> tuple[date | None, bool]:
    """Return the best date of a proof, and whether it is the day of receipt itself."""
    for name in MADE_ON:
        day = date_in(proof, name)
        if day is not None:
            return day, name is FieldName.RECEIVED_DATE
    return None, False
