"""Pages joined into the documents of an upload."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from classifiers.page_types.combination import Array
from classifiers.page_types.examination import ExaminedPage
from classifiers.segmentation.boundaries import BoundaryWeights, boundary_evidence
from classifiers.segmentation.decoding import decode, start_posteriors
from classifiers.segmentation.identity import identifiers, page_place
from classifiers.segmentation.kinds_apart import of_other_kinds
from classifiers.segmentation.letter_ends import closes_letter
from classifiers.segmentation.loose_ends import nothing_continues
from models.document_types import DocumentType

_TYPES = tuple(DocumentType)
_LEAST_EMISSION = 1e-4
"""No page rules a type out: one misread page must not split a document."""
_STARTS_WITH_CODES = 0.05
"""Scans of forms may be in any order, but most are as they were printed: the codes come last."""
_STARTS_CLOSING = 0.05
"""What closes the letter before hardly begins another document, whatever its few words resemble."""
_STARTS_TITLED = 0.99
"""Another paper with its title and other numbers; not certain, since numbers are misread."""
_OF_ONE_PAGE = (
    DocumentType.CSQ,
    DocumentType.CAQ,
    DocumentType.WORK_PERMIT,
    DocumentType.STUDY_PERMIT,
    DocumentType.VISITOR_RECORD,
    DocumentType.TEMPORARY_RESIDENT_PERMIT,
)
"""Papers with their holder's numbers that are issued on one page."""
_LIKELY_FIRST = 0.5
_DOUBT = 0.2
"""Between this posterior probability of a start and its complement a boundary is in doubt."""
_SAME_PRINT = 0.75
"""Share of common trigrams from which two pages are prints of one page, the same again or filled in
differently. Pages of one paper that follow one another share at most 0.64 (72 pairs, measured)."""
_FEWEST_GRAMS = 150
"""Pages with fewer different trigrams say too little to be compared."""
_FORMS = (
    DocumentType.IMM1295,
    DocumentType.IMM5710,
    DocumentType.FAMILY_INFORMATION,
    DocumentType.USE_OF_REPRESENTATIVE,
)
_FORM_FORMATS = frozenset({"form_data", "form_number", "form_barcode"})
"""Formats that name a form of several pages, see ``FormatWitness.code``."""


@dataclass(frozen=True)
class Run:
    """The pages of one document, ascending.

    Attributes:
        type: the type of the best joint decoding, which the document's own classification may
            still abstain from.
        doubts: numbers of the pages at which it is in doubt whether a document begins: within the
            run, or at its first page where it may continue the document before. A doubt between
            two documents of different types is settled by their types and is none.
    """

    type: DocumentType
    pages: tuple[ExaminedPage, ...]
    doubts: tuple[int, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The 1-based page numbers."""
        return tuple(examined.page.number for examined in self.pages)

    @property
    def parts(self) -> tuple["Run", ...]:
        """The run parted wherever it may be; the first part is certain to be of one document."""
        cuts = [n for n, page in enumerate(self.numbers) if n and page in self.doubts]
        edges = pairwise((0, *cuts, len(self.pages)))
        return tuple(self.of(self.pages[start:end]) for start, end in edges)

    def of(self, pages: tuple[ExaminedPage, ...]) -> "Run":
        """Return the run of ``pages`` of this one, with the doubts that are theirs."""
        numbers = {examined.page.number for examined in pages}
        return Run(self.type, pages, tuple(page for page in self.doubts if page in numbers))


def segment(pages: tuple[ExaminedPage, ...], boundary: Mapping[str, float]) -> tuple[Run, ...]:
    """Split pages into runs, in order of first page; every page is in exactly one run.

    Blank pages belong to no document: each stretch of them is a run of its own. So is each page on
    which nothing could be read: the backs of a form, through which its print shines, must not take
    the form apart. So is each page on which several papers stand.

    Args:
        pages: of one upload, ascending.
        boundary: weights of the boundary evidence by name.
    """
    alone = tuple(page for page in pages if page.is_wordless or page.is_shared)
    told = tuple(page for page in pages if not (page.is_blank or page in alone))
    decoded = _parted_copies(_decoded(told, BoundaryWeights.named(boundary)))
    lone = (Run(page.reading.classification.best.type, (page,)) for page in alone)
    runs = (*_joined(_unmixed(decoded)), *_blank_runs(pages), *lone)
    return tuple(sorted(runs, key=lambda run: run.numbers[0]))


def _decoded(pages: tuple[ExaminedPage, ...], weights: BoundaryWeights) -> tuple[Run, ...]:
    starts, loose = [1.0 - _LEAST_EMISSION], [False]
    for before, page in pairwise(pages):
        settled = _settled(before, page)
        # The pages of a form end where its questions do, whether or not the next one follows.
        is_form = page.reading.classification.best.type in _FORMS
        loose.append(settled is None and not is_form and nothing_continues(before, page))
        told = weights.probability(
            boundary_evidence(before, page),
            ends=loose[-1],
            other_kind=of_other_kinds(before, page),
        )
        starts.append(told if settled is None else settled)
    if not pages:
        return ()
    emissions, begin = _emissions(pages), np.asarray(starts)
    posteriors = start_posteriors(emissions, begin)
    runs: list[Run] = []
    states = decode(emissions, begin)
    for page, state, start, is_loose in zip(pages, states, posteriors, loose, strict=True):
        doubtful, here = _DOUBT < start < 1 - _DOUBT, (page.page.number,)
        if state.starts:
            twins = bool(runs) and runs[-1].type is _TYPES[state.type]
            runs.append(Run(_TYPES[state.type], (page,), here if twins and doubtful else ()))
        else:
            doubts = (*runs[-1].doubts, *(here if doubtful or is_loose else ()))
            runs[-1] = replace(runs[-1], pages=(*runs[-1].pages, page), doubts=doubts)
    return tuple(runs)


def _parted_copies(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Part copies of a form in a row, whose pages tell no numbers: a copy repeats a page's print.

    Two pages of one form have different questions; the same page of two copies has the same.
    """
    parted: list[Run] = []
    for run in runs:
        if run.type not in _FORMS or len(run.pages) == 1:
            parted.append(run)
            continue
        copies: list[tuple[ExaminedPage, ...]] = [run.pages[:1]]
        for page in run.pages[1:]:
            repeats = page_place(page.text.raw) is None and any(
                _same_print(page, earlier) for earlier in copies[-1]
            )
            if repeats:
                copies.append((page,))
            else:
                copies[-1] = (*copies[-1], page)
        parted += [run.of(copy) for copy in copies]
    return tuple(parted)


def _same_print(page: ExaminedPage, earlier: ExaminedPage) -> bool:
    fewest = min(len(page.text.grams), len(earlier.text.grams))
    more = max(len(page.text.grams), len(earlier.text.grams))
    shared = len(page.text.grams & earlier.text.grams)
    return fewest >= _FEWEST_GRAMS and shared >= _SAME_PRINT * more


def _settled(before: ExaminedPage, page: ExaminedPage) -> float | None:
    """Return the probability of a start where formats or a repeated print settle it."""
    settled = _boundary_by_formats(before, page)
    place = page_place(page.text.raw)
    goes_on = place is not None and place != page_place(before.text.raw)
    if settled is None and closes_letter(before, page):
        return _STARTS_CLOSING
    if settled is None and not goes_on and _same_print(page, before):
        return 1.0 - _LEAST_EMISSION
    if settled is None and not goes_on and _titled_for_another(before, page):
        return _STARTS_TITLED
    return settled


def _titled_for_another(before: ExaminedPage, page: ExaminedPage) -> bool:
    """Whether both pages bear the title of one paper of one page, and no number in common.

    Each must have several numbers, so that one that was misread does not part a paper. Titles of
    longer papers may be running heads, and telephone numbers differ from page to page.
    """
    type_ = page.reading.classification.best.type
    if type_ not in _OF_ONE_PAGE or type_ is not before.reading.classification.best.type:
        return False
    first, second = identifiers(before.text.raw), identifiers(page.text.raw)
    several = min(len(first), len(second)) > 1
    return before.has_title and page.has_title and several and not first & second


def _boundary_by_formats(before: ExaminedPage, page: ExaminedPage) -> float | None:
    """Return the probability of a start, 0..1, where the formats of two pages settle it.

    None if they do not. Codes stand on the last page of a form, so that whether they continue a
    page without a format is left to what that page is. Forms repeat their title and number on
    every page, which would otherwise speak for a start; where the numbering does not go on, another
    copy of the form begins. A passport has one zone, so that the next page with one is another
    passport, or the same again.
    """
    first, second = before.witness, page.witness
    if first is None and second is not None and second.code == "form_barcode":
        return _STARTS_WITH_CODES
    if first is None or second is None or first.type is not second.type:
        return None
    if first.code == second.code == "mrz_td3":
        return 1.0 - _LEAST_EMISSION
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
        if row and closes_letter(pages[row - 1], page):
            # A signature says nothing of what it stands under.
            table[row] = 1 / len(_TYPES)
            continue
        for candidate in page.reading.classification.candidates:
            column = _TYPES.index(candidate.type)
            table[row, column] = max(_LEAST_EMISSION, candidate.probability)
    return table


def _unmixed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Take out of each run the pages that carry the numbers of an earlier run and not its own.

    Two copies of one form whose pages alternate are decoded as if the second page of the one
    followed the first page of the other; what is taken out here is joined rightly afterwards.
    """
    parted: list[Run] = []
    for run in runs:
        own = [page for page in run.pages if not _strays(page, run, runs)]
        strays = [page for page in run.pages if page not in own]
        parted += [run.of(tuple(own)), *(run.of((stray,)) for stray in strays)]
    return tuple(sorted(parted, key=lambda run: run.numbers[0]))


def _strays(page: ExaminedPage, run: Run, runs: tuple[Run, ...]) -> bool:
    if page is run.pages[0]:
        return False
    rest = Run(run.type, tuple(other for other in run.pages if other is not page))
    alone = Run(run.type, (page,))
    if not _identifiers(alone) or _identifiers(alone) & _identifiers(rest):
        return False
    earlier = (other for other in runs if other.numbers[0] < run.numbers[0])
    return any(_continues(other, alone) for other in earlier)


def _joined(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Join runs that other documents interrupt, where shared numbers prove that they are one."""
    joined: list[Run] = []
    for run in runs:
        earlier = next((i for i, other in enumerate(joined) if _continues(other, run)), None)
        if earlier is None:
            joined.append(run)
        else:
            found = joined[earlier]
            doubts = (*found.doubts, *run.doubts)
            joined[earlier] = replace(found, pages=(*found.pages, *run.pages), doubts=doubts)
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
