"""Who can settle what the requirement matrix leaves open."""

from dataclasses import replace

from classifiers.completeness.case import Case
from classifiers.completeness.rules import Requirement
from models.report import RequirementReading, RequirementStatus, Settler

_LOOK = (Settler.OFFICER,)
_SEND = (Settler.APPLICANT,)
_BOTH = (Settler.OFFICER, Settler.APPLICANT)

SETTLERS: dict[str, tuple[Settler, ...]] = {
    "could_be_abstained_document": _LOOK,
    "could_be_mistaken": _LOOK,
    "second_look_not_taken": _LOOK,
    "upload_not_read": _SEND,
    "upload_read_in_part": _SEND,
    "pages_not_readable": _BOTH,
    "document_expired": _BOTH,
    "expired_rescue_date_not_read": _BOTH,
    "not_legible": _BOTH,
    "expiry_not_read": _BOTH,
    "names_another_person": _BOTH,
    "may_name_another_person": _LOOK,
    "applicant_not_named": _BOTH,
    "no_particulars": _BOTH,
    "may_be_another_document": _BOTH,
    "does_not_serve_here": _SEND,
    "issued_after_receipt": _BOTH,
    "category_not_accepted": _LOOK,
    "place_not_read": _BOTH,
    "place_not_accepted": _BOTH,
    "documents_disagree": _LOOK,
    "form_and_document_disagree": _LOOK,
    "contradicted_by_place": _LOOK,
    "markers_on_several_forms": _BOTH,
    "marker_witnesses_conflict": _BOTH,
    "marker_near_miss": _LOOK,
    "marker_not_certain": _LOOK,
    "marker_unreadable": _BOTH,
}
"""By the code of the reason. Who can settle a condition stands in the programme file."""

_OPEN = frozenset({RequirementStatus.UNCERTAIN, RequirementStatus.CONTRADICTED})


def settled(
    reading: RequirementReading, requirement: Requirement, case: Case
) -> RequirementReading:
    """Return the reading with who can settle it, if it is open."""
    if reading.status not in _OPEN:
        return reading
    if reading.reason.code != "condition_unknown":
        return replace(reading, settled_by=SETTLERS[reading.reason.code])
    conditions = case.programme.rules.conditions
    by = next(one.settled_by for one in conditions if one.id == requirement.applies_when)
    return replace(reading, settled_by=by)
