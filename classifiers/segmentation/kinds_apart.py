"""Neighbouring pages of one type that are of different kinds of it: a lease, then a bill."""

import math

from classifiers.page_types.combination import CATCH_ALL
from classifiers.page_types.examination import ExaminedPage
from classifiers.page_types.model import type_of_kind
from models.document_types import DocumentType

LEAST_DISTANCE = 0.6
"""From this distance on two pages are of different kinds."""


def of_other_kinds(before: ExaminedPage, page: ExaminedPage) -> bool:
    """Whether two pages of one type of its own are surely of different kinds of it.

    A lease and a bill both prove where somebody lives, so that their types do not part them.
    Documents that nobody asks for are left out: their second pages are told so badly that they
    look like another kind as often as another document does.
    """
    type_ = page.reading.classification.best.type
    if type_ in CATCH_ALL or type_ is not before.reading.classification.best.type:
        return False
    return kinds_distance(before, page, type_) >= LEAST_DISTANCE


def kinds_distance(before: ExaminedPage, page: ExaminedPage, type_: DocumentType) -> float:
    """Return how far apart the kinds of two pages are, 0..1, given that both are of the type.

    One less the Bhattacharyya coefficient of the probabilities of the kinds; 0 where the type has
    one kind, or a page has no probability of it.
    """
    first, second = _kinds_within(type_, before), _kinds_within(type_, page)
    if not first or not second:
        return 0.0
    common = math.fsum(math.sqrt(share * second.get(kind, 0.0)) for kind, share in first.items())
    return max(0.0, 1.0 - common)


def _kinds_within(type_: DocumentType, page: ExaminedPage) -> dict[str, float]:
    """Return the probability of each kind of the type, given that the page is of it."""
    own = {kind: p for kind, p in page.kinds.items() if type_of_kind(kind) is type_}
    whole = math.fsum(own.values())
    return {kind: p / whole for kind, p in own.items()} if whole > 0 else {}
