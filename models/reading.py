"""What the classifiers made of one upload."""

from dataclasses import dataclass

from models.classification import PageReading
from models.documents import Document
from models.markers import Marker, Witness


@dataclass(frozen=True, slots=True)
class BoxReading:
    """One witness of one of the form's two marker boxes; an empty text is an empty box."""

    marker: Marker
    witness: Witness


@dataclass(frozen=True, slots=True)
class UploadReading:
    """Page types, documents and marker boxes of one upload.

    Attributes:
        upload: identifier within the application (``u1``).
        documents: in order of first page; their ``id`` is local to the upload until the report
            numbers them over the whole application.
        boxes: every reading of the two boxes on the work-permit form, empty if no form is here.
    """

    upload: str
    pages: tuple[PageReading, ...]
    documents: tuple[Document, ...]
    boxes: tuple[BoxReading, ...]
