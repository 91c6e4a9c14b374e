"""Pages joined into the documents of an upload."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from classifiers.page_types.combination import Array
from classifiers.page_types.examination import ExaminedPage
from classifiers.segmentation.boundaries import BoundaryWeights, boundary_evidence
from classifiers.segmentation.decoding import decode
from classifiers.segmentation.identity import identifiers, page_place
from models.document_types import DocumentType

_TYPES = tuple(DocumentType)
_LEAST_EMISSION = 1e-4
"""No page rules a type out: one misread page must not split a document."""
_LIKELY_FIRST = 0.5
_FORM_FORMATS = frozenset({"form_data", "form_number", "form_barcode"})
"""Formats that name a form of several pages, see ``FormatWitness.code``."""


@dataclass(frozen=True)
class Run:
    """The pages of one document, ascending.

    Attributes:
        type: the type of the best joint decoding, which the document's own classification may
            still abstain from.
    """

    type: DocumentType
    pages: tuple[ExaminedPage, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The 1-based page numbers."""
        return tuple(examined.page.number for examined in self.pages)


def segment(pages: tuple[ExaminedPage, ...], boundary: Mapping[str, float]) -> tuple[Run, ...]:
    """Split pages into runs, in order of first page; every page is in exactly one run.

    Blank pages belong to no document: each stretch of them is a run of its own.

    Args:
        pages: of one upload, ascending.
        boundary: weights of the boundary evidence by name.
    """
    inked = tuple(page for page in pages if not page.is_blank)
    runs = (*_joined(_decoded(inked, BoundaryWeights.named(boundary))), *_blank_runs(pages))
    return tuple(sorted(runs, key=lambda run: run.numbers[0]))


def _decoded(pages: tuple[ExaminedPage, ...], weights: BoundaryWeights) -> tuple[Run, ...]:
    starts = [1.0 - _LEAST_EMISSION]
    for before, page in pairwise(pages):
        settled = _form_boundary(before, page)
        seen = boundary_evidence(before, page)
        starts.append(weights.probability(seen) if settled is None else settled)
    runs: list[Run] = []
    for page, state in zip(pages, decode(_emissions(pages), np.asarray(starts)), strict=False):
        if state.starts:
            runs.append(Run(_TYPES[state.type], (page,)))
        else:
            runs[-1] = replace(runs[-1], pages=(*runs[-1].pages, page))
    return tuple(runs)


def _form_boundary(before: ExaminedPage, page: ExaminedPage) -> float | None:
    """Return the probability of a start between two pages that formats take for the same form.

    None if they are not. Forms repeat their title and number on every page, which would otherwise
    speak for a start; where the numbering does not go on, another copy of the form begins.
    """
    first, second = before.witness, page.witness
    if first is None or second is None or first.type is not second.type:
        return None
    if not {first.code, second.code} <= _FORM_FORMATS:
        return None
    place, place_before = page_place(page.text.raw), page_place(before.text.raw)
    last = 1 if place_before is None else place_before.number
    both_data = first.code == second.code == "form_data"
    goes_on = both_data or place is None or place.number > last
    return _LEAST_EMISSION if goes_on else 1.0 - _LEAST_EMISSION


def _emissions(pages: tuple[ExaminedPage, ...]) -> Array:
    table = np.full((len(pages), len(_TYPES)), _LEAST_EMISSION)
    for row, page in enumerate(pages):
        for candidate in page.reading.classification.candidates:
            column = _TYPES.index(candidate.type)
            table[row, column] = max(_LEAST_EMISSION, candidate.probability)
    return table


def _joined(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Join runs that other documents interrupt, where shared numbers prove that they are one."""
    joined: list[Run] = []
    for run in runs:
        earlier = next((i for i, other in enumerate(joined) if _continues(other, run)), None)
        if earlier is None:
            joined.append(run)
        else:
            found = joined[earlier]
            joined[earlier] = replace(found, pages=(*found.pages, *run.pages))
    return tuple(joined)


def _continues(earlier: Run, later: Run) -> bool:
    """Whether ``later`` is a continuation of ``earlier`` by its numbering and its identifiers."""
    if earlier.type is not later.type:
        return False
    last, first = page_place(earlier.pages[-1].text.raw), page_place(later.pages[0].text.raw)
    if last is None or first is None or not last.is_followed_by(first):
        return False
    if later.pages[0].first >= _LIKELY_FIRST and first.total is None:
        return False
    return bool(_identifiers(earlier) & _identifiers(later))


def _identifiers(run: Run) -> frozenset[str]:
    return frozenset().union(*(identifiers(page.text.raw) for page in run.pages))


def _blank_runs(pages: tuple[ExaminedPage, ...]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for page in pages:
        if not page.is_blank:
            continue
        if runs and runs[-1].numbers[-1] == page.page.number - 1:
            runs[-1] = replace(runs[-1], pages=(*runs[-1].pages, page))
        else:
            runs.append(Run(DocumentType.BLANK, (page,)))
    return tuple(runs)
