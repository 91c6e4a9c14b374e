"""The work that fills a processor core, as the computation child runs it.

Requests and answers are JSON (msgspec), never pickles: both sides check what they are given.
"""

import hashlib
from collections import OrderedDict
from dataclasses import asdict
from functools import cache
from typing import Final

import msgspec

from classifiers import page_types, reporting
from classifiers.completeness import programme
from classifiers.completeness.provenance import Maker, product_with
from classifiers.completeness.second_look import pages_to_look_at_again
from classifiers.page_types import PageTypeModel
from classifiers.understanding import understand
from extractors.limits import DEFAULT_LIMITS
from intake.pipeline.requests import Report, Request, Understand
from intake.pipeline.workbench import MadeReport
from intake.settings import Settings
from intake.store.reports import DocumentRow
from models.application import Dossier, Review
from models.extraction import Extraction
from models.reading import UploadReading
from models.report import CompletenessReport, ReportedDocument

PROGRAMME: Final = "a76"

KEPT_READINGS: Final = 500
"""Readings that a child remembers: a report on uploads that it has just read reads none again."""

_kept: OrderedDict[tuple[str, bytes, bytes], UploadReading] = OrderedDict()


def answer(request: Request) -> UploadReading | MadeReport:
    """Do what a request asks."""
    match request:
        case Understand(upload, extraction):
            return understood(upload, extraction, ())
        case Report(dossier):
            return make_report(dossier)


@cache
def model() -> PageTypeModel:
    """Return the page-type model, loaded and verified once."""
    return page_types.load()


@cache
def maker(ocr_engine: str) -> Maker:
    """Return this product with every setting that changes what is read of a file."""
    settings = {"limits": asdict(DEFAULT_LIMITS), "reading": {"ocr_engine": ocr_engine}}
    return product_with(settings)


def understood(upload: str, extraction: Extraction, reviews: tuple[Review, ...]) -> UploadReading:
    """Read one upload's pages, or remember how the same ones were read under the same reviews.

    The reading is a pure function of its arguments and the model, so that a remembered one is the
    one that would be made.
    """
    key = (upload, _digest(extraction), _digest(reviews))
    reading = _kept.pop(key, None) or understand(upload, extraction, model(), reviews)
    _kept[key] = reading
    if len(_kept) > KEPT_READINGS:
        _kept.popitem(last=False)
    return reading


def _digest(value: Extraction | tuple[Review, ...]) -> bytes:
    return hashlib.sha256(msgspec.json.encode(value)).digest()


def make_report(dossier: Dossier) -> MadeReport:
    """Make the report on a dossier by the rules of the day on which IRCC received it.

    If none hold on that day, the nearest ones are applied and the report needs review: an
    application that no rules cover must come before a person, not wait in the queue for ever.
    """
    readings = tuple(
        understood(
            upload.id,
            upload.extraction,
            tuple(review for review in dossier.reviews if review.upload == upload.id),
        )
        for upload in dossier.uploads
        if upload.extraction is not None
    )
    rules = programme.load_nearest(PROGRAMME, as_of=dossier.application.received_on)
    made_by = maker(Settings().ocr_engine)
    report = reporting.report_from_readings(dossier, readings, rules, model().ref, made_by)
    return MadeReport(
        report.report_id,
        report.outcome,
        _document_rows(report),
        msgspec.Raw(reporting.canonical_json(report)),
        pages_to_look_at_again(report, dossier.uploads),
    )


def _document_rows(report: CompletenessReport) -> tuple[DocumentRow, ...]:
    return tuple(_document_row(document) for document in report.documents)


def _document_row(document: ReportedDocument) -> DocumentRow:
    ranked = [candidate.probability for candidate in document.candidates[:2]]
    return DocumentRow(
        document.id,
        int(document.upload.removeprefix("u")),
        document.pages,
        document.type,
        document.probability,
        ranked[0] - sum(ranked[1:]) if ranked else 0.0,
        document.abstained.code if document.abstained else None,
        document.decided_by,
    )
