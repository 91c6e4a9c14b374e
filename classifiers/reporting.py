"""The completeness report: a pure function of an application's uploads, a programme and a model."""

from classifiers.completeness.canonical import canonical_json, identified, parse, schema
from classifiers.completeness.case import HARD_TO_READ, Case, case_of
from classifiers.completeness.conditions import read_conditions
from classifiers.completeness.facts import facts_of
from classifiers.completeness.findings import findings_of
from classifiers.completeness.marks import read_markers
from classifiers.completeness.outcome import outcome_of
from classifiers.completeness.persons import persons_of
from classifiers.completeness.programme import Programme
from classifiers.completeness.provenance import Maker, product, provenance_of
from classifiers.completeness.requirements import Known, read_requirements
from classifiers.completeness.routing import route_of
from classifiers.page_types import PageTypeModel
from classifiers.understanding import understand
from models.application import Dossier, ReadUpload
from models.documents import Document
from models.extraction import Extraction
from models.reading import UploadReading
from models.report import (
    SCHEMA_ID,
    CompletenessReport,
    HardPage,
    ModelRef,
    ReportedApplication,
    ReportedDocument,
    ReportedUpload,
    ReportInputs,
)

__all__ = ["Maker", "canonical_json", "parse", "report", "report_from_readings", "schema"]


def report(
    dossier: Dossier, programme: Programme, model: PageTypeModel, maker: Maker | None = None
) -> CompletenessReport:
    """Report on an application, from its extractions to the verdict.

    No clock and no randomness: the same arguments always give the same report.

    Args:
        dossier: the application with its uploads and reviews.
        programme: the rules of the day on which the application was received.
        model: the page-type model.
        maker: the software and settings; this product with its defaults if not given.
    """
    readings = tuple(
        understand(
            upload.id,
            upload.extraction,
            model,
            tuple(review for review in dossier.reviews if review.upload == upload.id),
        )
        for upload in dossier.uploads
        if upload.extraction is not None
    )
    return report_from_readings(dossier, readings, programme, model.ref, maker)


def report_from_readings(
    dossier: Dossier,
    readings: tuple[UploadReading, ...],
    programme: Programme,
    model: ModelRef,
    maker: Maker | None = None,
) -> CompletenessReport:
    """Report on an application whose uploads have been understood already.

    The arguments are those of :func:`report`; ``readings`` holds one for each upload that was
    read, in any order.
    """
    case = case_of(dossier, readings, programme)
    persons = persons_of(case)
    known = Known(persons, read_conditions(case, persons), read_markers(case, persons))
    requirements = read_requirements(case, known)
    findings = findings_of(case, known, requirements)
    application = dossier.application
    return identified(
        CompletenessReport(
            schema=SCHEMA_ID,
            report_id="",
            revision=dossier.revision,
            supersedes=dossier.supersedes,
            application=ReportedApplication(
                application.number, application.received_at, programme.ref, persons.applicant
            ),
            outcome=outcome_of(requirements, findings, in_effect=programme.in_effect),
            route=route_of(case, persons),
            conditions=known.conditions,
            markers=known.markers,
            requirements=requirements,
            documents=_documents(case),
            uploads=tuple(_upload(upload) for upload in dossier.uploads),
            findings=findings,
            provenance=provenance_of(maker or product(), model, dossier.uploads),
            facts=facts_of(case, known),
            inputs=_inputs(dossier),
        )
    )


def _inputs(dossier: Dossier) -> ReportInputs:
    """Name what went in beside the uploads."""
    application = dossier.application
    return ReportInputs(
        declared_pr_filed=application.declared_pr_filed,
        declared_in_canada=application.declared_in_canada,
        reviews=tuple(review.id for review in dossier.reviews),
        elsewhere=dossier.elsewhere,
        place_in_year=dossier.place_in_year,
    )


def _documents(case: Case) -> tuple[ReportedDocument, ...]:
    return tuple(_document(document) for document in case.documents)


def _document(document: Document) -> ReportedDocument:
    """Show one document with all that was made of it."""
    return ReportedDocument(
        id=document.id,
        upload=document.upload,
        pages=document.pages,
        type=document.type,
        language=document.language,
        probability=document.classification.best.probability,
        decided_by=document.classification.decided_by,
        candidates=document.classification.candidates,
        abstained=document.classification.abstained,
        quality=document.quality,
        fields=document.fields,
    )


def _upload(upload: ReadUpload) -> ReportedUpload:
    """Show one upload; the reason why one was not read counts as its first problem."""
    problems = () if upload.reason is None else (upload.reason,)
    extraction = upload.extraction
    return ReportedUpload(
        id=upload.id,
        sha256=upload.sha256,
        name=upload.name,
        media_type=upload.media_type,
        pages=0 if extraction is None else len(extraction.pages),
        status=upload.status,
        problems=problems if extraction is None else (*problems, *extraction.problems),
        extraction_sha256=upload.extraction_sha256,
        hard_pages=() if extraction is None else _hard_pages(extraction),
    )


def _hard_pages(extraction: Extraction) -> tuple[HardPage, ...]:
    """Name the pages on which something can be overlooked, and what makes them so."""
    return tuple(
        HardPage(page.number, page.quality.tier, page.quality.reasons)
        for page in extraction.pages
        if page.quality.tier in HARD_TO_READ
    )
