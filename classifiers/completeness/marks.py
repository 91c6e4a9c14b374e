"""The programme markers of an application: every witness of the applicant's forms, judged once."""

from classifiers.completeness.case import Case
from classifiers.completeness.persons import Ownership, Persons
from classifiers.markers import judge
from models.markers import Marker, MarkerReading, Witness

_OTHER = {Marker.JOB_TITLE: Marker.A76, Marker.A76: Marker.JOB_TITLE}


def read_markers(case: Case, persons: Persons) -> tuple[MarkerReading, ...]:
    """Judge both markers, each with regard to the other's box."""
    witnesses = {marker: witnesses_of(marker, case, persons) for marker in Marker}
    return tuple(judge(marker, witnesses[marker], witnesses[_OTHER[marker]]) for marker in Marker)


def witnesses_of(marker: Marker, case: Case, persons: Persons) -> tuple[Witness, ...]:
    """Return the readings of a marker's box, without those of another person's form."""
    foreign = {
        (form.upload, page)
        for form in case.forms
        if persons.owner(form) is Ownership.OTHER
        for page in form.pages
    }
    return tuple(
        box.witness
        for box in case.boxes
        if box.marker is marker and (box.witness.upload, box.witness.page) not in foreign
    )
