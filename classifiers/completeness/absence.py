"""Before something is called missing: what else could be it, and how much was looked at."""

from collections.abc import Iterator

from classifiers.completeness.case import HARD_TO_READ, Case, evidence_of, whole_page
from classifiers.completeness.rules import Requirement
from classifiers.completeness.texts import reason, reason_with
from models.bilingual import Reason
from models.document_types import TITLES, DocumentType
from models.documents import Document, Evidence
from models.extraction import Page, QualityTier
from models.report import ClosestCandidate, LookedAt

_MOST_CANDIDATES = 3


def accepted_probability(document: Document, types: frozenset[DocumentType]) -> float:
    """Return the probability that a document is of any of ``types``."""
    return min(1.0, sum(document.classification.probability_of(type_) for type_ in sorted(types)))


def doubt(types: frozenset[DocumentType], case: Case) -> tuple[Reason, tuple[Evidence, ...]] | None:
    """Return why an absence is not certain, with the place to look at; None if it is certain."""
    possible = [
        (accepted_probability(document, types), document)
        for document in case.documents
        if document.type is None
    ]
    likely = [one for one in possible if one[0] >= case.programme.rules.thresholds.could_be]
    if likely:
        _, document = max(likely, key=lambda one: one[0])
        code = "could_be_abstained_document"
        return reason(code, document=document.id), evidence_of(document)
    if case.unread:
        return reason("upload_not_read", upload=case.unread[0].id), ()
    hiding = next(_hiding_pages(case), None)
    if hiding is None:
        return None
    upload, page = hiding
    why = reason("pages_not_readable", upload=upload, page=page.number)
    return why, (whole_page(upload, page.number),)


def _hiding_pages(case: Case) -> Iterator[tuple[str, Page]]:
    """Yield the hard-to-read pages that no document of a taken type accounts for.

    An unreadable page hides what it holds, unless a person or a format (a machine-readable zone,
    a barcode) has settled what it is; so does a poor page whose type was not taken.
    """
    taken = {
        (document.upload, number): document
        for document in case.documents
        if document.type is not None
        for number in document.pages
    }
    for upload, page in case.pages:
        if page.quality.tier not in HARD_TO_READ:
            continue
        document = taken.get((upload, page.number))
        if document is None or (
            page.quality.tier is QualityTier.UNREADABLE
            and document.type in (DocumentType.OTHER, DocumentType.OTHER_LETTER)
        ):
            yield upload, page


def closest(
    requirement: Requirement, types: frozenset[DocumentType], case: Case
) -> tuple[ClosestCandidate, ...]:
    """Name the documents that came nearest, each with why it lost; known decoys come first."""
    ranked: list[tuple[int, float, ClosestCandidate]] = []
    for document in case.documents:
        if document.type in types:
            continue
        probability = accepted_probability(document, types)
        decoy = _decoy(requirement, document, case)
        if decoy is None and probability < case.programme.rules.thresholds.closest:
            continue
        why = decoy or _lost(document)
        candidate = ClosestCandidate(document.id, document.type, probability, why)
        ranked.append((0 if decoy else 1, -probability, candidate))
    ranked.sort(key=lambda one: one[:2])
    if not ranked:
        ranked.extend(_nearest(types, case))
    return tuple(candidate for _, _, candidate in ranked[:_MOST_CANDIDATES])


def _nearest(
    types: frozenset[DocumentType], case: Case
) -> Iterator[tuple[int, float, ClosestCandidate]]:
    """Yield what came nearest where none came near, so that the proof names it.

    That is the most probable document; without any probability, those that no requirement asks
    for, since each of the others is accounted for.
    """
    others = [document for document in case.documents if document.type not in types]
    possible = [(accepted_probability(document, types), document) for document in others]
    probability = max((one for one, _ in possible), default=0.0)
    if probability > 0.0:
        document = next(document for one, document in possible if one == probability)
        yield (
            1,
            -probability,
            ClosestCandidate(document.id, document.type, probability, _lost(document)),
        )
        return
    rules = case.programme.rules
    asked = {one for each in rules.requirements for one in each.accepted_types(case.received)}
    for document in others:
        if document.type not in asked and document.type is not DocumentType.BLANK:
            yield 1, 0.0, ClosestCandidate(document.id, document.type, 0.0, _lost(document))


def _decoy(requirement: Requirement, document: Document, case: Case) -> Reason | None:
    """Return the reason of the first decoy rule that fits; None if none does."""
    for decoy in requirement.decoys:
        if document.type not in decoy.types:
            continue
        if not decoy.phrases or any(phrase in case.text_of(document) for phrase in decoy.phrases):
            return decoy.reason
    return None


def _lost(document: Document) -> Reason:
    """Say why a document that no decoy rule explains is not the one."""
    if document.type is None:
        return document.classification.abstained or reason("type_not_certain")
    return reason_with("another_type", "type", TITLES[document.type])


def looked_at(case: Case) -> LookedAt:
    """Count what was searched."""
    return LookedAt(
        uploads=len(case.uploads),
        pages=len(case.pages),
        second_look=any(page.second_look is not None for _, page in case.pages),
    )
