"""Findings on where the applicant lives, and on declarations that do not fit what was read."""

from collections.abc import Iterator

from classifiers.completeness.case import Case, evidence_for
from classifiers.completeness.conditions import heard_on
from classifiers.completeness.findings.note import Note, note
from classifiers.completeness.persons import Ownership
from classifiers.completeness.requirements import Known
from models.application import Answer
from models.documents import Evidence, FieldName
from models.report import RequirementReading


def residence_findings(
    case: Case, known: Known, _: tuple[RequirementReading, ...]
) -> Iterator[Note]:
    """Compare form, country, province and declaration."""
    yield from _form_against_country(case, known)
    quebec = tuple(_excluded_residence(case, known))
    if quebec:
        yield note("residence_in_quebec", quebec)
    yield from _declarations(case, known)


def _form_against_country(case: Case, known: Known) -> Iterator[Note]:
    """Each form is made for applicants inside, or outside, Canada."""
    made_for = {office.form: office.in_canada for office in case.programme.rules.routing.offices}
    for form in case.forms:
        country = form.value(FieldName.CURRENT_COUNTRY)
        expected = made_for.get(form.type) if form.type else None
        if country is None or expected is None or known.persons.owner(form) is Ownership.OTHER:
            continue
        if (country == "CAN") is not expected:
            yield note("form_and_residence_disagree", evidence_for(form, FieldName.CURRENT_COUNTRY))


def _excluded_residence(case: Case, known: Known) -> Iterator[Evidence]:
    """Yield evidence of a residence in a place that speaks against the programme."""
    for requirement in case.programme.rules.requirements:
        place = requirement.place
        if place is None:
            continue
        for document in case.of_types(requirement.accepted_types(case.received)):
            if document.value(place.field) in place.contradicted:
                yield from evidence_for(document, place.field)
        for form in case.forms:
            owner = known.persons.owner(form)
            if owner is not Ownership.OTHER and form.value(place.form_field) in place.contradicted:
                yield from evidence_for(form, place.form_field)


def _declarations(case: Case, known: Known) -> Iterator[Note]:
    """A declaration must not contradict what was read as data or proven by a document."""
    for condition in case.programme.rules.conditions:
        statements = heard_on(condition, case, known.persons)
        declared = {one.answer for one in statements if one.source.kind == "declared"}
        read = [
            one
            for one in statements
            if one.source.kind != "declared" and one.source.trust != "suggests"
        ]
        opposed = [one for one in read if declared and one.answer not in declared]
        if opposed and Answer.UNKNOWN not in declared:
            yield note("declaration_differs", tuple(e for one in opposed for e in one.evidence))
