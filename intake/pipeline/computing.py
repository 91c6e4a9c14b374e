"""The work that fills a processor core, as the computation child runs it.

Requests and answers are JSON (msgspec), never pickles: both sides check what they are given.
"""

from datetime import date
from functools import cache
from typing import Final

import msgspec

from classifiers import page_types, reporting
from classifiers.completeness import programme
from classifiers.page_types import PageTypeModel
from classifiers.understanding import understand
from intake.pipeline.requests import Report, Request, Understand
from intake.pipeline.workbench import MadeReport
from intake.store.reports import DocumentRow
from models.application import Dossier
from models.reading import UploadReading
from models.report import CompletenessReport, ReportedDocument

PROGRAMME: Final = "a76"


def answer(request: Request) -> UploadReading | MadeReport:
    """Do what a request asks."""
    match request:
        case Understand(upload, extraction):
            return understand(upload, extraction, model())
        case Report(dossier):
            return make_report(dossier)


@cache
def model() -> PageTypeModel:
    """Return the page-type model, loaded and verified once."""
    return page_types.load()


def make_report(dossier: Dossier) -> MadeReport:
    """Make the report on a dossier by the rules of the day on which IRCC received it."""
    as_of: date = dossier.application.received_at.date()
    report = reporting.report(dossier, programme.load(PROGRAMME, as_of=as_of), model())
    return MadeReport(
        report.report_id,
        report.outcome,
        _document_rows(report),
        msgspec.Raw(reporting.canonical_json(report)),
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
