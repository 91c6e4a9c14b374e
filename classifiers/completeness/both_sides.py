"""A contradicted requirement with both of its sides: what speaks for it and what against."""

from collections.abc import Iterator

from classifiers.completeness.case import Case, evidence_for, evidence_of
from classifiers.completeness.document_rules import Place
from classifiers.completeness.persons import Ownership, Persons
from classifiers.completeness.rules import Requirement
from classifiers.completeness.texts import reason, reason_with
from classifiers.completeness.verdicts import Verdict
from models.bilingual import Reason
from models.report import Side, Stance


def sides_of(
    requirement: Requirement,
    good: list[Verdict],
    against: list[Verdict],
    case: Case,
    persons: Persons,
) -> tuple[Side, ...]:
    """Return what speaks for a requirement, then what speaks against it, documents before forms.

    The applicant's own forms count where the requirement is about a place that a form tells too.
    """
    place = requirement.place
    found = [
        *(_of_document(verdict, Stance.FOR, place, case) for verdict in good),
        *(_of_document(verdict, Stance.AGAINST, place, case) for verdict in against),
        *(_of_forms(place, case, persons) if place is not None else ()),
    ]
    return tuple(sorted(found, key=lambda side: list(Stance).index(side.stance)))


def contradicted_reason(
    good: list[Verdict], against: list[Verdict], sides: tuple[Side, ...]
) -> Reason:
    """Say between whom the contradiction is."""
    if good and against:
        return reason("documents_disagree")
    if against and all(side.stance is Stance.AGAINST for side in sides):
        return reason_with("contradicted_by_place", "against", against[0].reason)
    return reason("form_and_document_disagree")


def _of_document(verdict: Verdict, stance: Stance, place: Place | None, case: Case) -> Side:
    document = verdict.document
    evidence = evidence_for(document, place.field) if place is not None else ()
    return Side(stance, document.id, verdict.reason, evidence or evidence_of(document, case))


def _of_forms(place: Place, case: Case, persons: Persons) -> Iterator[Side]:
    """Yield what the applicant's forms say of the place."""
    for form in case.forms:
        value = form.value(place.form_field)
        evidence = evidence_for(form, place.form_field)
        if value is None or persons.owner(form) is Ownership.OTHER:
            continue
        if value in place.contradicted:
            yield Side(Stance.AGAINST, form.id, place.against, evidence)
        elif value in place.accepted:
            why = reason("form_names_place", place=value)
            yield Side(Stance.FOR, form.id, why, evidence)
