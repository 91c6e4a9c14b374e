"""Before something is called missing: what else could be it, and how much was looked at."""

from collections.abc import Iterator

from classifiers.completeness.case import HARD_TO_READ, Case, evidence_of
from classifiers.completeness.rules import Requirement
from classifiers.completeness.second_look import is_read_once
from classifiers.completeness.texts import reason, reason_with, reason_within
from models.application import ReadUpload
from models.bilingual import Reason
from models.classification import DecidedBy
from models.document_types import TITLES, DocumentType
from models.documents import Document, Evidence
from models.extraction import Page, QualityTier
from models.report import ClosestCandidate, LookedAt

_MOST_CANDIDATES = 3
# Problems of a file whose pages were all read none the less: a page's text by another way, a
# picture as far as it goes (its tier tells the rest), a form whose two writings differ.
_NOTHING_LOST = frozenset({"text_not_read", "form_values_differ", "image_cut_short"})


def accepted_probability(document: Document, types: frozenset[DocumentType]) -> float:
    """Return the probability that a document is of any of ``types``."""
    return min(1.0, sum(document.classification.probability_of(type_) for type_ in sorted(types)))


def doubt(types: frozenset[DocumentType], case: Case) -> tuple[Reason, tuple[Evidence, ...]] | None:
    """Return why an absence is not certain, with the place to look at; None if it is certain."""
    likely = [
        (accepted_probability(document, types), document)
        for document in case.documents
        if _is_open(document) and document.type not in types
    ]
    likely = [one for one in likely if one[0] >= case.programme.rules.thresholds.could_be]
    if likely:
        _, document = max(likely, key=lambda one: one[0])
        code = "could_be_abstained_document" if document.type is None else "could_be_mistaken"
        return reason(code, document=document.id), evidence_of(document, case)
    if case.unread:
        return reason("upload_not_read", upload=case.unread[0].id), ()
    return _partly_read(case) or _hidden(case)


def _is_open(document: Document) -> bool:
    """Whether the type rests on the model alone; a person or a format settles it."""
    return document.type is None or document.classification.decided_by is DecidedBy.MODEL


def _partly_read(case: Case) -> tuple[Reason, tuple[Evidence, ...]] | None:
    """Return the first upload of which a part was left out."""
    for upload in case.uploads:
        for problem in left_out(upload):
            words = {"problem": problem}
            return reason_within("upload_read_in_part", words, upload=upload.id), ()
    return None


def left_out(upload: ReadUpload) -> tuple[Reason, ...]:
    """Return the problems of an upload that was read by which something was not looked at."""
    problems = () if upload.extraction is None else upload.extraction.problems
    return tuple(one for one in problems if one.code not in _NOTHING_LOST)


def _hidden(case: Case) -> tuple[Reason, tuple[Evidence, ...]] | None:
    """Return the first page that may hold something unseen."""
    hiding = next(_hiding_pages(case), None)
    if hiding is not None:
        upload, page = hiding
        why = reason("pages_not_readable", upload=upload, page=page.number)
        return why, (case.whole_page(upload, page.number),)
    undecided = (document for document in case.documents if not document.kinds)
    once = next((d for d in undecided if any(map(is_read_once, case.pages_of(d)))), None)
    if once is None:
        return None
    return reason("second_look_not_taken", document=once.id), evidence_of(once, case)


def _hiding_pages(case: Case) -> Iterator[tuple[str, Page]]:
    """Yield the hard-to-read pages that no document of a known type, or of kindred ones, holds.

    An unreadable page hides what it holds, unless a person or a format (a machine-readable zone,
    a barcode) has settled what it is; so does a poor page whose type was not taken.
    """
    taken = {
        (document.upload, number): document
        for document in case.documents
        if document.kinds
        for number in document.pages
    }
    for upload, page in case.pages:
        if page.quality.tier not in HARD_TO_READ:
            continue
        document = taken.get((upload, page.number))
        if document is None or (page.quality.tier is QualityTier.UNREADABLE and _is_open(document)):
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
