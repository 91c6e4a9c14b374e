"""The facts of a document that decide what it is worth to a requirement, as evidence."""

from classifiers.completeness.case import Case, evidence_for, evidence_of
from classifiers.completeness.persons import Persons
from classifiers.completeness.rules import Requirement
from models.documents import Document, Evidence, FieldName
from models.geometry import WHOLE_PAGE

_WHO = (
    FieldName.FAMILY_NAME,
    FieldName.GIVEN_NAME,
    FieldName.FULL_NAME,
    FieldName.UCI,
    FieldName.PASSPORT_NUMBER,
)


def proof_of(
    document: Document, requirement: Requirement, case: Case, persons: Persons
) -> tuple[Evidence, ...]:
    """Return what a document shows for a requirement: its heading, then the facts that decide.

    A page as a whole stands for a document of which nothing else can be pointed to.
    """
    facts = evidence_for(document, *_deciding(document, requirement))
    named = persons.telling(document) if requirement.same_person else ()
    shown = dict.fromkeys((*document.heading, *facts, *named))
    placed = tuple(one for one in shown if one.box.area > 0 and one.box != WHOLE_PAGE)
    return placed or evidence_of(document, case)


def _deciding(document: Document, requirement: Requirement) -> tuple[FieldName, ...]:
    """Name the fields that the requirement's tests look at."""
    names: list[FieldName] = [*(_WHO if requirement.same_person else ()), *requirement.particulars]
    if requirement.place is not None:
        names += [requirement.place.field, FieldName.ADDRESS]
    if requirement.category is not None:
        names.append(FieldName.CATEGORY)
    validity = requirement.validity
    if validity is not None:
        read = document.field(validity.field) is not None
        names.append(validity.field if read else FieldName.ISSUE_DATE)
    return tuple(dict.fromkeys(names))
