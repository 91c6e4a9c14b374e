"""The application form counts only with both programme markers in its boxes."""

from dataclasses import replace

from classifiers.completeness.absence import doubt, looked_at
from classifiers.completeness.case import Case
from classifiers.completeness.marks import parted
from classifiers.completeness.persons import Persons
from classifiers.completeness.rules import Requirement
from classifiers.completeness.texts import reason
from classifiers.completeness.witness_conflicts import conflicting_markers, shown_markers
from models.bilingual import Reason
from models.documents import Evidence
from models.extraction import TextSource
from models.markers import Marker, MarkerReading, MarkerStatus, Witness
from models.report import ClosestCandidate, RequirementReading, RequirementStatus


def with_markers(
    form: RequirementReading,
    requirement: Requirement,
    case: Case,
    persons: Persons,
    markers: tuple[MarkerReading, ...],
) -> RequirementReading:
    """Lower a satisfied form requirement by the markers that do not count.

    A marker that is certainly not there makes the requirement missing; one that cannot be told
    makes it uncertain, as does one that a witness shows and another does not. Missing holds over
    uncertain, since a form that lacks one marker is incomplete whatever becomes of the other. Where
    another form may be hidden, nothing is certain.
    """
    wanted = [marker for marker in markers if marker.marker in requirement.markers]
    if not wanted:
        return form
    evidence = (*form.evidence, *(_evidence(w) for m in wanted for w in m.witnesses))
    shown = shown_markers(case, persons)
    certain_ocr = case.programme.rules.thresholds.certain_ocr
    certain = [m for m in wanted if m.marker not in shown and _is_absent(m, certain_ocr)]
    hidden = doubt(requirement.accepted_types(case.received), case) if certain else None
    if certain and hidden is None:
        return _missing(form, certain[0], case, evidence)
    why, places = hidden or (_open_question(wanted, shown, case, persons), ())
    if why is None:
        return replace(form, reason=reason("form_with_both_markers"), evidence=evidence)
    return replace(
        form,
        status=RequirementStatus.UNCERTAIN,
        reason=why,
        evidence=(*evidence, *places),
    )


def _open_question(
    wanted: list[MarkerReading], shown: frozenset[Marker], case: Case, persons: Persons
) -> Reason | None:
    """Return what an officer has to settle; None if all markers count."""
    lacking = [marker for marker in wanted if not marker.status.counts]
    if not lacking and parted(case, persons):
        return reason("markers_on_several_forms")
    conflicts = conflicting_markers(case, persons).union(m.marker for m in lacking) & shown
    disputed = [marker for marker in wanted if marker.marker in conflicts]
    if disputed:
        return reason("marker_witnesses_conflict", marker=disputed[0].published)
    if lacking:
        return reason(_doubt(lacking[0]), marker=lacking[0].published)
    return None


def _missing(
    form: RequirementReading,
    marker: MarkerReading,
    case: Case,
    evidence: tuple[Evidence, ...],
) -> RequirementReading:
    """Say that the form lacks a marker; the form itself is the closest candidate."""
    why = reason("marker_absent", marker=marker.published)
    found = [document for document in case.documents if document.id in form.documents]
    return replace(
        form,
        status=RequirementStatus.MISSING,
        documents=(),
        reason=why,
        evidence=evidence,
        closest=tuple(
            ClosestCandidate(one.id, one.type, one.classification.best.probability, why)
            for one in found
        ),
        looked_at=looked_at(case),
    )


def _is_absent(marker: MarkerReading, certain_ocr: float) -> bool:
    """Whether the box was read with certainty and holds no such text.

    Data of the form is certain. OCR is certain only of another text that it read well: where it
    saw nothing, small print may have been overlooked.
    """
    if marker.status is not MarkerStatus.ABSENT:
        return False
    return any(
        witness.source is not TextSource.OCR
        or (bool(witness.text.strip()) and witness.confidence >= certain_ocr)
        for witness in marker.witnesses
    )


def _doubt(marker: MarkerReading) -> str:
    """Name what keeps a marker from counting."""
    codes = {
        MarkerStatus.NEAR_MISS: "marker_near_miss",
        MarkerStatus.UNREADABLE: "marker_unreadable",
    }
    return codes.get(marker.status, "marker_not_certain")


def _evidence(witness: Witness) -> Evidence:
    return Evidence(
        witness.upload,
        witness.page,
        witness.box,
        witness.text,
        witness.source,
        witness.confidence,
    )
