"""Witnesses of the form's boxes that contradict each other: one shows an entry, another does not.

A validated form carries its boxes as data or print and once more in its barcodes. Which of them
holds is not for a machine to say: the form can have been changed after it was validated, and pages
of two forms can have been put together.
"""

from dataclasses import dataclass

from classifiers.completeness.case import Case
from classifiers.completeness.marks import OTHER_BOX, witnesses_of
from classifiers.completeness.persons import Persons
from classifiers.markers import judge
from models.extraction import TextSource
from models.markers import Marker, MarkerStatus, Witness

Boxes = dict[Marker, tuple[Witness, ...]]
"""The witnesses of each box."""


@dataclass(frozen=True, slots=True)
class _Said:
    """The markers that one form's witnesses show, and those that they show not to be there."""

    shown: frozenset[Marker]
    denied: frozenset[Marker]


def shown_markers(case: Case, persons: Persons) -> frozenset[Marker]:
    """Return the markers that one witness at least shows."""
    return _said(_boxes(case, persons)).shown


def conflicting_markers(case: Case, persons: Persons) -> frozenset[Marker]:
    """Return the markers that one witness shows and another, just as readable, does not.

    A form on which all witnesses show every marker settles it, whatever a draft beside it holds.
    Barcodes that were found apart from any box speak of every form.
    """
    boxes = _boxes(case, persons)
    every = _said(boxes)
    conflicts = every.shown & every.denied
    forms = {_form_of(witness, case) for witnesses in boxes.values() for witness in witnesses}
    each = {form: _of_form(form, boxes, case) for form in forms}
    loose = {form for form, own in each.items() if not _has_boxes(own)}
    apart = [_said(each[form]) for form in loose]
    for form in forms - loose or forms:
        said = _said(each[form])
        denied = said.denied.union(*(one.denied for one in apart))
        if said.shown == frozenset(Marker) and not denied:
            return frozenset()
    return conflicts


def _boxes(case: Case, persons: Persons) -> Boxes:
    return {marker: witnesses_of(marker, case, persons) for marker in Marker}


def _form_of(witness: Witness, case: Case) -> str:
    """Name the form on whose pages a witness was found; its upload if it is on none."""
    on_page = (
        form.id
        for form in case.forms
        if form.upload == witness.upload and witness.page in form.pages
    )
    return next(on_page, witness.upload)


def _of_form(form: str, boxes: Boxes, case: Case) -> Boxes:
    return {
        marker: tuple(one for one in witnesses if _form_of(one, case) == form)
        for marker, witnesses in boxes.items()
    }


def _has_boxes(boxes: Boxes) -> bool:
    """Whether the boxes themselves were read, as data or print."""
    return any(one.source is not TextSource.BARCODE for own in boxes.values() for one in own)


def _said(boxes: Boxes) -> _Said:
    """Put the witnesses of each source together, since entries may stand in each other's box."""
    shown: set[Marker] = set()
    denied: set[Marker] = set()
    for source in TextSource:
        own = {
            marker: tuple(one for one in witnesses if one.source is source)
            for marker, witnesses in boxes.items()
        }
        for marker in Marker:
            status = judge(marker, own[marker], own[OTHER_BOX[marker]]).status
            if status.counts:
                shown.add(marker)
            elif _denies(status, source, own[marker]):
                denied.add(marker)
    return _Said(frozenset(shown), frozenset(denied))


def _denies(status: MarkerStatus, source: TextSource, witnesses: tuple[Witness, ...]) -> bool:
    """Whether a reading shows that the entry is not in its box.

    OCR may have damaged an entry that it nearly read, and overlooked one where it read nothing.
    """
    if source is not TextSource.OCR:
        return status in (MarkerStatus.ABSENT, MarkerStatus.NEAR_MISS)
    return status is MarkerStatus.ABSENT and any(one.text.strip() for one in witnesses)
