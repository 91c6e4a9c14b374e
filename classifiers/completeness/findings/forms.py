"""Findings on the application form and its two marker boxes."""

from collections.abc import Iterator

from classifiers.completeness.case import Case, evidence_for, evidence_of
from classifiers.completeness.findings.note import Note, note, note_in_words
from classifiers.completeness.form_codes import FACT_NAMES, differing_facts
from classifiers.completeness.marks import witnesses_of
from classifiers.completeness.persons import Ownership
from classifiers.completeness.requirements import Known
from classifiers.markers import witnesses_disagree
from models.bilingual import Bilingual
from models.documents import Document, Evidence, FieldName
from models.extraction import Validation
from models.geometry import WHOLE_PAGE
from models.markers import Marker, MarkerReading, Witness
from models.report import RequirementReading


def form_findings(case: Case, known: Known, _: tuple[RequirementReading, ...]) -> Iterator[Note]:
    """Look at the forms used, their validation and the agreement of their readings."""
    forms = [form for form in case.forms if known.persons.owner(form) is not Ownership.OTHER]
    if len({form.type for form in forms}) > 1:
        yield note("several_forms", tuple(e for form in forms for e in evidence_of(form, case)[:1]))
    for form in forms:
        if form.value(FieldName.FORM_VALIDATED) == Validation.NOT_VALIDATED.value:
            flag = evidence_for(form, FieldName.FORM_VALIDATED)
            # The flag is a hidden field, which a form lays out with no size or not at all.
            shown = tuple(one for one in flag if one.box.area > 0 and one.box != WHOLE_PAGE)
            yield note("form_not_validated", shown or evidence_of(form, case)[:1])
    for marker in Marker:
        witnesses = witnesses_of(marker, case, known.persons)
        if witnesses_disagree(witnesses):
            yield note("witnesses_disagree", tuple(map(_evidence, witnesses)))
    yield from _boxes(known.markers)
    if _one_is_empty(case, known):
        shown = tuple(_evidence(w) for m in Marker for w in witnesses_of(m, case, known.persons))
        yield note("one_marker_box_filled", shown)
    yield from _changed_after_validation(forms, case)


def _boxes(markers: tuple[MarkerReading, ...]) -> Iterator[Note]:
    """Look at the two boxes together."""
    witnesses = tuple(_evidence(witness) for marker in markers for witness in marker.witnesses)
    if any("swapped_boxes" in marker.variants for marker in markers):
        yield note("marker_boxes_swapped", witnesses)


def _one_is_empty(case: Case, known: Known) -> bool:
    """Whether one box holds a text and the other was seen empty.

    Both programme entries in one box are an accepted writing, whatever the other box holds.
    """
    if all(marker.status.counts for marker in known.markers):
        return False
    read = [witnesses_of(marker, case, known.persons) for marker in Marker]
    filled = [any(witness.text.strip() for witness in witnesses) for witnesses in read]
    return all(read) and any(filled) and not all(filled)


def _changed_after_validation(forms: list[Document], case: Case) -> Iterator[Note]:
    """A validated form carries its data twice, as data and as barcodes."""
    for form in forms:
        differing = differing_facts(form, case)
        if differing:
            evidence = tuple(one for fact in differing for one in (fact.in_data, fact.in_code))
            names = [FACT_NAMES[fact.fact] for fact in differing]
            words = Bilingual(", ".join(n.en for n in names), ", ".join(n.fr for n in names))
            yield note_in_words("form_changed_after_validation", evidence, {"fields": words})


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
