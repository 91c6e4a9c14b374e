"""Runs whose boundaries are in doubt: what of them is certain all the same."""

from dataclasses import replace

from classifiers.page_types.abstention import Thresholds
from classifiers.segmentation.description import document_classification
from classifiers.segmentation.runs import Run
from models.bilingual import Reason
from models.classification import Classification

BOUNDARY_IN_DOUBT = Reason(
    "boundary_in_doubt",
    "It is not certain where this document begins or ends. Check which pages belong together.",
    "Il n'est pas certain où ce document commence ou finit. Vérifiez quelles pages vont ensemble.",
)


Decided = tuple[Run, Classification]
"""A run of pages with the classification that holds for it."""


def decided_runs(run: Run, thresholds: Thresholds) -> tuple[Decided, ...]:
    """Classify a run, and part it where that leaves less of it to a person.

    How many papers a run is may be in doubt while what they are is not: where each part by itself
    is certainly of the run's type, the run is of that type however it is parted, and stays whole.
    Otherwise the parts that are certain are taken, and what may belong to them or not is left to a
    person. While the whole run was left to one, two pages of a bill, of which the first says all,
    proved nothing.
    """
    whole = document_classification(run, thresholds)
    parts = [(part, document_classification(part, thresholds)) for part in run.parts]
    sure = [told.type is run.type for _, told in parts]
    if whole.type is run.type and all(sure):
        return ((run, whole),)
    return tuple(
        (part, told if certain or not part.doubts else _left_open(told))
        for (part, told), certain in zip(parts, sure, strict=True)
    )


def _left_open(told: Classification) -> Classification:
    return told if told.abstained is not None else replace(told, abstained=BOUNDARY_IN_DOUBT)
