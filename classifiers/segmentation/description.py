"""What a run of pages says about itself as one document: type, language, quality, heading."""

import math
from itertools import pairwise

import numpy as np

from classifiers.page_types.abstention import BETWEEN_TYPES, Thresholds, kindred
from classifiers.page_types.anchors import AnchorHit, AnchorKind
from classifiers.page_types.combination import TEXT_TYPES
from classifiers.page_types.examination import SETTLED, ExaminedPage, decided, ranked
from classifiers.segmentation.letter_ends import closes_letter
from classifiers.segmentation.runs import Run
from models.classification import Candidate, Classification, DecidedBy, PageLanguage
from models.document_types import DocumentType
from models.documents import DocumentQuality, Evidence
from models.extraction import QualityTier
from models.geometry import enclosing

_WORST_LAST = tuple(QualityTier)
_LEAST_PROBABILITY = 1e-5
_MOST_HEADINGS = 3
_STRONGEST_FIRST = (
    AnchorKind.TITLE,
    AnchorKind.FORM_NUMBER,
    AnchorKind.STATEMENT,
    AnchorKind.LABEL,
    AnchorKind.AMOUNT,
)


def document_classification(run: Run, thresholds: Thresholds) -> Classification:
    """Return the type of a run from those of its pages.

    A format that settles a page settles its document. Otherwise the pages' probabilities are
    multiplied, damped by the root of their number, because pages of one document err together.
    """
    if len(run.pages) == 1 and run.pages[0].is_shared:
        return run.pages[0].reading.classification
    if any(page.witness is not None and page.witness.type is run.type for page in run.pages):
        return Classification((Candidate(run.type, SETTLED),), DecidedBy.FORMAT, None)
    pages = _telling(run.pages)
    if len(pages) == 1:
        return pages[0].reading.classification
    scores = np.zeros(len(TEXT_TYPES))
    for page in pages:
        read = page.reading.classification
        scores += [math.log(max(_LEAST_PROBABILITY, read.probability_of(t))) for t in TEXT_TYPES]
    scores /= math.sqrt(len(pages))
    raised = np.exp(scores - scores.max())
    return decided(
        ranked(raised / raised.sum()),
        letters=sum(page.text.letters for page in run.pages),
        familiarity=max(page.familiarity for page in run.pages),
        tier=document_quality(run.pages).tier,
        thresholds=thresholds,
    )


def _telling(pages: tuple[ExaminedPage, ...]) -> tuple[ExaminedPage, ...]:
    """Leave out the pages that only close a letter: a signature says nothing of its type."""
    rest = (page for before, page in pairwise(pages) if not closes_letter(before, page))
    return (pages[0], *rest)


def document_kindred(
    run: Run, told: Classification, thresholds: Thresholds
) -> tuple[DocumentType, ...]:
    """Return the types of which an untyped document certainly is one; empty if it is not."""
    if told.abstained is None or told.abstained.code not in BETWEEN_TYPES or run.doubts:
        return ()
    return kindred(told.candidates, document_quality(run.pages).tier, thresholds)


def document_language(pages: tuple[ExaminedPage, ...]) -> PageLanguage:
    """Return the pages' common language; mixed if they differ."""
    known = {page.reading.language for page in pages} - {PageLanguage.UNKNOWN}
    if not known:
        return PageLanguage.UNKNOWN
    return known.pop() if len(known) == 1 else PageLanguage.MIXED


def document_quality(pages: tuple[ExaminedPage, ...]) -> DocumentQuality:
    """Return the worst page tier, and the mean OCR confidence of the pages that have one."""
    tiers = [page.page.quality.tier for page in pages]
    known = [c for page in pages if (c := page.page.quality.ocr_confidence) is not None]
    mean = round(math.fsum(known) / len(known), 4) if known else None
    return DocumentQuality(max(tiers, key=_WORST_LAST.index), mean)


def document_heading(
    upload: str, pages: tuple[ExaminedPage, ...], type_: DocumentType
) -> tuple[Evidence, ...]:
    """Return the evidence for ``type_``, best first: formats, then titles, then the rest.

    Of a page on which several papers stand, the best evidence for each of them.
    """
    if len(pages) == 1 and pages[0].is_shared:
        return _headings_of_parts(upload, pages[0])
    found: list[Evidence] = []
    for page in pages:
        if page.witness is not None and page.witness.type is type_:
            found += page.witness.evidence(upload, page.page.number)
    for kind in _STRONGEST_FIRST:
        for page in pages:
            hits = [h for h in page.hits if h.anchor.type is type_ and h.anchor.kind is kind]
            hits.sort(key=lambda hit: -hit.strength)
            found += [_evidence(upload, page, hit) for hit in hits if hit.words]
    return tuple(found[:_MOST_HEADINGS])


def _headings_of_parts(upload: str, page: ExaminedPage) -> tuple[Evidence, ...]:
    parts = ((part, part.reading.classification.best.type) for part in page.parts)
    return tuple(
        heading for part, best in parts for heading in document_heading(upload, (part,), best)[:1]
    )


def _evidence(upload: str, page: ExaminedPage, hit: AnchorHit) -> Evidence:
    words = hit.words
    confidence = hit.strength * math.fsum(word.confidence for word in words) / len(words)
    return Evidence(
        upload,
        page.page.number,
        enclosing(word.box for word in words),
        " ".join(word.text for word in words),
        words[0].source,
        round(confidence, 4),
    )
