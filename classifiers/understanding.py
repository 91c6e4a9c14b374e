"""From an extraction to the documents, fields and marker boxes of one upload."""

from classifiers.fields import read_fields
from classifiers.markers import read_boxes
from classifiers.page_types import ExaminedPage, PageTypeModel, examine_pages
from classifiers.segmentation import (
    Decided,
    Run,
    decided_runs,
    document_heading,
    document_kindred,
    document_language,
    document_quality,
    segment,
    told_if_shared,
)
from models.application import Review
from models.classification import Candidate, Classification, DecidedBy
from models.document_types import DocumentType
from models.documents import Document
from models.extraction import Extraction, FormContent
from models.reading import UploadReading

_WORK_PERMIT_FORMS = (DocumentType.IMM1295, DocumentType.IMM5710)


def understand(
    upload: str,
    extraction: Extraction,
    model: PageTypeModel,
    reviews: tuple[Review, ...] = (),
) -> UploadReading:
    """Read the page types, documents, fields and marker boxes of one upload.

    Args:
        upload: identifier within the application (``u1``).
        extraction: what was read from the upload.
        model: the trained page type model.
        reviews: of the whole application, in the order they were made; those about other
            uploads are not looked at.
    """
    pages = tuple(told_if_shared(page, model) for page in examine_pages(extraction, model))
    reviewed = _reviewed_runs(pages, tuple(r for r in reviews if r.upload == upload))
    classified = _classified_runs(pages, reviewed, model)
    decided = sorted((*reviewed, *classified), key=lambda item: item[0].numbers)
    documents = tuple(
        _document(
            upload,
            f"d{index}",
            each,
            extraction.form,
            one_of=document_kindred(*each, model.thresholds),
        )
        for index, each in enumerate(decided, start=1)
    )
    return UploadReading(
        upload=upload,
        pages=tuple(page.reading for page in pages),
        documents=documents,
        boxes=read_boxes(upload, extraction, _form_pages(documents)),
    )


def _reviewed_runs(
    pages: tuple[ExaminedPage, ...], reviews: tuple[Review, ...]
) -> tuple[Decided, ...]:
    """Return the documents that people decided; of two reviews of a page the later one holds."""
    holding = {number: review for review in reviews for number in review.pages}
    runs: list[Decided] = []
    for review in reviews:
        held = tuple(page for page in pages if holding.get(page.page.number) is review)
        if held:
            sure = (Candidate(review.type, 1.0),)
            runs.append((Run(review.type, held), Classification(sure, DecidedBy.REVIEW, None)))
    return tuple(runs)


def _classified_runs(
    pages: tuple[ExaminedPage, ...], reviewed: tuple[Decided, ...], model: PageTypeModel
) -> tuple[Decided, ...]:
    """Segment the pages that nobody reviewed; a reviewed document parts its neighbours."""
    taken = {number for run, _ in reviewed for number in run.numbers}
    stretches: list[list[ExaminedPage]] = [[]]
    for page in pages:
        if page.page.number in taken:
            stretches.append([])
        else:
            stretches[-1].append(page)
    runs = (run for part in stretches for run in segment(tuple(part), model.boundary))
    return tuple(decided for run in runs for decided in decided_runs(run, model.thresholds))


def _document(
    upload: str,
    id_: str,
    decided: Decided,
    form: FormContent | None,
    *,
    one_of: tuple[DocumentType, ...],
) -> Document:
    run, classification = decided
    # Kindred types hold the same facts, so that the rules of the likeliest read them.
    read_as = one_of[0] if one_of else classification.type
    # What stands on a page that may be of another paper is no fact of this one.
    pages = tuple(examined.page for examined in run.parts[0].pages)
    content = form if _holds_form(run, form) else None
    return Document(
        id=id_,
        upload=upload,
        pages=run.numbers,
        language=document_language(run.pages),
        classification=classification,
        quality=document_quality(run.pages),
        fields=() if read_as is None else read_fields(read_as, upload, pages, content),
        heading=document_heading(upload, run.pages, classification.best.type),
        doubts=run.doubts,
        one_of=one_of,
    )


def _holds_form(run: Run, form: FormContent | None) -> bool:
    """Whether the upload's form data stand on the pages of this document."""
    return form is not None and any(field.page in run.numbers for field in form.fields)


def _form_pages(documents: tuple[Document, ...]) -> tuple[int, ...]:
    """Return the pages of every work-permit form of the upload, ascending."""
    forms = (document for document in documents if document.type in _WORK_PERMIT_FORMS)
    return tuple(sorted(number for document in forms for number in document.pages))
