"""Findings on the application form and its two marker boxes."""

from collections.abc import Iterator

from classifiers.completeness.case import Case, evidence_for, evidence_of
from classifiers.completeness.findings.note import Note, note
from classifiers.completeness.marks import witnesses_of
from classifiers.completeness.persons import Ownership
from classifiers.completeness.requirements import Known
from classifiers.markers import witnesses_disagree
from models.documents import Evidence, FieldName
from models.extraction import Validation
from models.markers import Marker, MarkerReading, MarkerStatus, Witness
from models.report import RequirementReading


def form_findings(case: Case, known: Known, _: tuple[RequirementReading, ...]) -> Iterator[Note]:
    """Look at the forms used, their validation and the agreement of their readings."""
    forms = [form for form in case.forms if known.persons.owner(form) is not Ownership.OTHER]
    if len({form.type for form in forms}) > 1:
        yield note("several_forms", tuple(e for form in forms for e in evidence_of(form)[:1]))
    for form in forms:
        if form.value(FieldName.FORM_VALIDATED) == Validation.NOT_VALIDATED.value:
            yield note("form_not_validated", evidence_for(form, FieldName.FORM_VALIDATED))
    for marker in Marker:
        witnesses = witnesses_of(marker, case, known.persons)
        if witnesses_disagree(witnesses):
            yield note("witnesses_disagree", tuple(map(_evidence, witnesses)))
    yield from _boxes(known.markers)


def _boxes(markers: tuple[MarkerReading, ...]) -> Iterator[Note]:
    """Look at the two boxes together."""
    witnesses = tuple(_evidence(witness) for marker in markers for witness in marker.witnesses)
    if any("swapped_boxes" in marker.variants for marker in markers):
        yield note("marker_boxes_swapped", witnesses)
    statuses = {marker.status for marker in markers}
    if MarkerStatus.ABSENT in statuses and any(status.counts for status in statuses):
        yield note("one_marker_box_filled", witnesses)


def _evidence(witness: Witness) -> Evidence:
    """Point to what a witness read."""
    return Evidence(
        witness.upload,
        witness.page,
        witness.box,
        witness.text,
        witness.source,
        witness.confidence,
    )
