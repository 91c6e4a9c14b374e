"""One application's facts, as every rule sees them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from classifiers.completeness.programme import Programme
from classifiers.fields.folding import fold
from models.application import Application, Dossier, ReadUpload, SeenElsewhere
from models.document_types import DocumentType
from models.documents import Document, Evidence, Field, FieldName
from models.extraction import Page, QualityTier, TextSource
from models.geometry import WHOLE_PAGE
from models.reading import BoxReading, UploadReading

HARD_TO_READ = frozenset({QualityTier.POOR, QualityTier.UNREADABLE})
"""Tiers of pages on which a document can be overlooked."""


@dataclass(frozen=True, slots=True)
class Case:
    """An application, the documents found in it and the programme applied to it.

    Attributes:
        documents: numbered over the whole application (``d1``), in order of upload and page.
        boxes: every reading of a marker box, of every upload.
        received: the day of receipt (UTC), on which dates are judged.
        elsewhere: what other applications hold too.
        place_in_year: of the application, by time of receipt; None if nobody counted.
        texts: of each document, by its identifier, in lower case without accents.
    """

    application: Application
    programme: Programme
    uploads: tuple[ReadUpload, ...]
    documents: tuple[Document, ...]
    boxes: tuple[BoxReading, ...]
    received: date
    elsewhere: tuple[SeenElsewhere, ...] = ()
    place_in_year: int | None = None
    texts: Mapping[str, str] = field(default_factory=dict)

    def of_types(self, types: Iterable[DocumentType]) -> tuple[Document, ...]:
        """Return the documents that certainly are of one of ``types``, whichever it is."""
        wanted = frozenset(types)
        return tuple(one for one in self.documents if one.kinds and one.kinds <= wanted)

    @property
    def forms(self) -> tuple[Document, ...]:
        """The application forms of the programme."""
        return self.of_types(self.programme.rules.form_types)

    @property
    def unread(self) -> tuple[ReadUpload, ...]:
        """Uploads that could not be read."""
        return tuple(upload for upload in self.uploads if upload.extraction is None)

    @property
    def pages(self) -> tuple[tuple[str, Page], ...]:
        """Every page that was read, with the identifier of its upload."""
        return tuple(
            (upload.id, page)
            for upload in self.uploads
            if upload.extraction is not None
            for page in upload.extraction.pages
        )

    def pages_of(self, document: Document) -> tuple[Page, ...]:
        """Return the pages of a document."""
        return tuple(
            page
            for upload, page in self.pages
            if upload == document.upload and page.number in document.pages
        )

    def whole_page(self, upload: str, number: int, confidence: float = 0.0) -> Evidence:
        """Point to a page as a whole, with the means by which it was read.

        A page without words is a picture in which OCR found nothing.
        """
        found = (p.text_source for u, p in self.pages if u == upload and p.number == number)
        source = next(found, None) or TextSource.OCR
        return Evidence(upload, number, WHOLE_PAGE, "", source, confidence)

    def text_of(self, document: Document) -> str:
        """Return a document's text in lower case without accents."""
        return self.texts[document.id]


def case_of(dossier: Dossier, readings: tuple[UploadReading, ...], programme: Programme) -> Case:
    """Gather what the rules need; number the documents over the whole application.

    ``readings`` holds one for each upload of ``dossier`` that was read, in any order.
    """
    by_upload = {reading.upload: reading for reading in readings}
    ordered = [by_upload[upload.id] for upload in dossier.uploads if upload.id in by_upload]
    found = [
        document
        for reading in ordered
        for document in sorted(reading.documents, key=lambda document: document.pages)
    ]
    documents = tuple(replace(document, id=f"d{n}") for n, document in enumerate(found, start=1))
    return Case(
        dossier.application,
        programme,
        dossier.uploads,
        documents,
        tuple(box for reading in ordered for box in reading.boxes),
        dossier.application.received_on,
        dossier.elsewhere,
        dossier.place_in_year,
        _texts(dossier, documents),
    )


def _texts(dossier: Dossier, documents: tuple[Document, ...]) -> dict[str, str]:
    pages = {
        (upload.id, page.number): page.text
        for upload in dossier.uploads
        if upload.extraction is not None
        for page in upload.extraction.pages
    }
    return {
        document.id: fold("\n".join(pages[document.upload, number] for number in document.pages))
        for document in documents
    }


def is_certain(field: Field) -> bool:
    """Whether a field was read as data at least once, not from a picture alone."""
    return any(evidence.source is not TextSource.OCR for evidence in field.evidence)


def evidence_of(document: Document, case: Case) -> tuple[Evidence, ...]:
    """Return what speaks for a document's type; its first page as a whole if nothing is named."""
    if document.heading:
        return document.heading
    confidence = document.classification.best.probability
    return (case.whole_page(document.upload, document.pages[0], confidence),)


def date_in(document: Document, name: FieldName) -> date | None:
    """Return a date field; None if it was not read or is not a date."""
    value = document.value(name)
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        return None


def evidence_for(document: Document, *names: FieldName) -> tuple[Evidence, ...]:
    """Return the evidence of the named fields that were read."""
    return tuple(
        evidence
        for name in names
        if (field := document.field(name)) is not None
        for evidence in field.evidence
    )
