"""The programme markers of an application: every witness of the applicant's forms, judged once."""

from classifiers.completeness.case import Case
from classifiers.completeness.persons import Ownership, Persons
from classifiers.markers import judge
from models.markers import Marker, MarkerReading, MarkerStatus, Witness

OTHER_BOX = {Marker.JOB_TITLE: Marker.A76, Marker.A76: Marker.JOB_TITLE}
"""Where applicants write a marker too, beside its own box."""


def read_markers(case: Case, persons: Persons) -> tuple[MarkerReading, ...]:
    """Judge both markers, each with regard to the other's box."""
    witnesses = {marker: witnesses_of(marker, case, persons) for marker in Marker}
    return tuple(
        judge(marker, witnesses[marker], witnesses[OTHER_BOX[marker]]) for marker in Marker
    )


def parted(case: Case, persons: Persons) -> bool:
    """Whether no page carries both markers, and one that carries the one lacks the other.

    A form has both boxes in one row, and a barcode holds both, so that two forms with one marker
    each are no form with both.
    """
    seen = {marker: witnesses_of(marker, case, persons) for marker in Marker}
    halves = False
    for place in {(w.upload, w.page) for witnesses in seen.values() for w in witnesses}:
        here = {m: tuple(w for w in seen[m] if (w.upload, w.page) == place) for m in Marker}
        readings = [judge(marker, here[marker], here[OTHER_BOX[marker]]) for marker in Marker]
        counted = sum(reading.status.counts for reading in readings)
        if counted == len(readings):
            return False
        absent = any(reading.status is MarkerStatus.ABSENT for reading in readings)
        halves = halves or (counted > 0 and absent)
    return halves


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
