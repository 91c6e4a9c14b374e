"""Findings on dates and on the certificate's category."""

from collections.abc import Iterator
from datetime import date, timedelta

from classifiers.completeness.case import Case, date_in, evidence_for, evidence_of
from classifiers.completeness.dates import (
    MADE_ON,
    Rescue,
    expiry_of,
    months_after,
    rescue_of,
    rescuing,
)
from classifiers.completeness.document_rules import Freshness, Validity
from classifiers.completeness.findings.note import Note, note
from classifiers.completeness.persons import Ownership
from classifiers.completeness.requirements import Known
from classifiers.completeness.rules import Requirement
from classifiers.completeness.verdicts import is_rejected, is_unsettled
from models.document_types import DocumentType
from models.documents import Document, FieldName
from models.report import RequirementReading, RequirementStatus

_MADE = (FieldName.ISSUE_DATE, FieldName.LETTER_DATE)
_OF_EXPIRY = (FieldName.EXPIRY_DATE, FieldName.ISSUE_DATE)


def dated_findings(
    case: Case, known: Known, requirements: tuple[RequirementReading, ...]
) -> Iterator[Note]:
    """Look at every document that must be in force, and at the invitation's window."""
    satisfied = {one.id for one in requirements if one.status is RequirementStatus.SATISFIED}
    for requirement in case.programme.rules.requirements:
        for document in case.of_types(requirement.accepted_types(case.received)):
            if known.persons.owner(document) is Ownership.OTHER:
                continue
            yield from _category(document, requirement, case)
            yield from _future(document, requirement, case)
            if requirement.validity is not None:
                settled = requirement.id in satisfied
                yield from _expiry(document, requirement.validity, case, known, settled=settled)
            if requirement.freshness is not None:
                yield from _freshness(document, requirement.freshness, case)
    yield from _invitation(case, known)


def _freshness(document: Document, freshness: Freshness, case: Case) -> Iterator[Note]:
    """A document that tells how things were long before the application was received."""
    dated = ((name, date_in(document, name)) for name in freshness.fields)
    name, day = next(((n, d) for n, d in dated if d is not None), (None, None))
    if name is None or day is None or months_after(day, freshness.months) >= case.received:
        return
    yield note(
        freshness.finding,
        evidence_for(document, name),
        document=document.id,
        day=day.isoformat(),
        months=freshness.months,
    )


def _category(document: Document, requirement: Requirement, case: Case) -> Iterator[Note]:
    """A certificate of another category cannot serve; an unknown one is left to an officer."""
    category = requirement.category
    if category is None:
        return
    read = document.value(FieldName.CATEGORY)
    evidence = evidence_for(document, FieldName.CATEGORY)
    if read is None:
        if document.fields:
            yield note("csq_category_not_read", evidence_of(document, case))
    elif is_rejected(document, category):
        yield note("csq_category_not_skilled_worker", evidence)
    elif is_unsettled(document, category):
        yield note("csq_category_not_established", evidence, category=read)


def _future(document: Document, requirement: Requirement, case: Case) -> Iterator[Note]:
    """What was made after the application was received was not there when it was made."""
    timely = requirement.validity or requirement.freshness
    if timely is None and document.type is not DocumentType.INVITATION_LETTER:
        return
    for name in _MADE:
        day = date_in(document, name)
        if day is not None and day > case.received:
            evidence = evidence_for(document, name)
            yield note("issued_after_receipt", evidence, document=document.id, day=day.isoformat())


def _expiry(
    document: Document,
    validity: Validity,
    case: Case,
    known: Known,
    *,
    settled: bool,
) -> Iterator[Note]:
    """A document that expired before the day of receipt, or a passport that soon will."""
    expiry = expiry_of(document, validity)
    if expiry is None:
        return
    evidence = evidence_for(document, *_OF_EXPIRY)
    day = expiry.isoformat()
    if document.type is DocumentType.PASSPORT:
        yield from _passport(expiry, document, case)
    elif expiry >= case.received:
        return
    elif validity.rescued_by is not None:
        rescuer = case.programme.rules.requirement(validity.rescued_by)
        rescue = rescue_of(expiry, rescuer, case, known.persons)
        proofs = rescuing(rescuer, case, known.persons)
        # Both sides: the date that has passed, and the application that makes up for it.
        evidence = (*evidence, *(e for proof in proofs for e in evidence_for(proof, *MADE_ON)))
        if rescue is Rescue.IN_TIME:
            yield note("csq_expired_pr_in_time", evidence, expiry=day)
        elif not settled:
            yield note("csq_expired", evidence, expiry=day)
    elif not settled:
        yield note("permit_expired", evidence, document=document.id, expiry=day)


def _passport(expiry: date, document: Document, case: Case) -> Iterator[Note]:
    """A permit cannot outlast the passport."""
    evidence = evidence_for(document, FieldName.EXPIRY_DATE)
    months = case.programme.rules.windows.permit_months
    if expiry < case.received:
        yield note("passport_expired", evidence, expiry=expiry.isoformat())
    elif expiry < months_after(case.received, months):
        yield note("passport_short", evidence, expiry=expiry.isoformat(), months=months)


def _invitation(case: Case, known: Known) -> Iterator[Note]:
    """The invitation gives a deadline, or a date from which the programme's window runs."""
    window = timedelta(days=case.programme.rules.windows.invitation_days)
    ends: list[tuple[date, Document]] = []
    for letter in case.of_types({DocumentType.INVITATION_LETTER}):
        if known.persons.owner(letter) is Ownership.OTHER:
            continue
        written = date_in(letter, FieldName.LETTER_DATE)
        deadline = date_in(letter, FieldName.DEADLINE) or (written + window if written else None)
        if deadline is not None:
            ends.append((deadline, letter))
    if not ends:
        return
    deadline, letter = max(ends, key=lambda one: one[0])
    if deadline < case.received:
        evidence = evidence_for(letter, FieldName.DEADLINE, FieldName.LETTER_DATE)
        yield note("invitation_window", evidence, deadline=deadline.isoformat())
