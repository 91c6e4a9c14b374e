"""An application and its uploads as the report sees them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from models.bilingual import Reason
from models.document_types import DocumentType
from models.extraction import Extraction, ReadStatus


class Answer(StrEnum):
    """Yes, no, or not known."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Application:
    """One work-permit application.

    Attributes:
        number: a letter and 8 or 9 digits (``W301234567``).
        received_at: when IRCC received it, with time zone.
        declared_pr_filed: what the application pipeline declared about a permanent residence
            application; ``unknown`` if it declared nothing.
        declared_in_canada: what the pipeline declared about the applicant's present place.
    """

    number: str
    received_at: datetime
    declared_pr_filed: Answer = Answer.UNKNOWN
    declared_in_canada: Answer = Answer.UNKNOWN

    @property
    def received_on(self) -> date:
        """The day of receipt in UTC, whose rules hold; the same in every session's time zone."""
        return self.received_at.astimezone(UTC).date()


@dataclass(frozen=True, slots=True)
class ReadUpload:
    """One upload whose reading has ended.

    Attributes:
        id: within its application, in order of arrival (``u1``).
        name: the file name as received.
        media_type: found by content; None if the content is of no known type.
        extraction: present if and only if ``status`` is ``read``.
        reason: why it could not be read; None if it was.
        extraction_sha256: of the stored bytes of ``extraction``, by which a replay finds them
            again; None if they are not stored.
    """

    id: str
    sha256: str
    name: str
    media_type: str | None
    status: ReadStatus
    extraction: Extraction | None
    reason: Reason | None
    extraction_sha256: str | None = None


class ReviewKind(StrEnum):
    """What a reviewer did."""

    CORRECTION = "correction"
    CONFIRMATION = "confirmation"


@dataclass(frozen=True, slots=True)
class Review:
    """A person's word on one document: never overwrites, always adds.

    Attributes:
        upload: identifier within the application.
        pages: 1-based pages that form the document, ascending.
        reviewer: account name of the reviewer.
    """

    id: str
    kind: ReviewKind
    upload: str
    pages: tuple[int, ...]
    type: DocumentType
    reviewer: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class SeenElsewhere:
    """An upload, or one of its pages, that other applications hold as well, byte for byte.

    Attributes:
        upload: identifier within this application (``u1``).
        page: 1-based page whose picture is the same; None if the whole file is.
        applications: numbers of the other applications, ascending; never empty.
    """

    upload: str
    page: int | None
    applications: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a completeness report is made from, apart from the programme and the model.

    Attributes:
        uploads: in order of arrival.
        reviews: in the order they were made; of two about the same page the later one holds.
        revision: number of the report to make, from 1.
        supersedes: identifier of revision ``revision - 1``; None for the first.
        elsewhere: what other applications hold too, as the store knew it at that moment.
        place_in_year: which one of its calendar year (UTC) the application is by time of receipt,
            from 1, as the store knew it at that moment; None if nobody counted.
    """

    application: Application
    uploads: tuple[ReadUpload, ...]
    reviews: tuple[Review, ...] = ()
    revision: int = 1
    supersedes: str | None = None
    elsewhere: tuple[SeenElsewhere, ...] = ()
    place_in_year: int | None = None
