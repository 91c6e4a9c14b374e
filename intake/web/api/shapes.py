"""The JSON objects that the API takes and gives (OpenAPI schemas, with examples)."""

import re
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from intake.store.applications import ApplicationRow, ApplicationState
from intake.store.reports import DocumentRow, RevisionRow
from intake.store.uploads import UploadRow, UploadState
from intake.submission.file_names import notices
from intake.web.api import examples
from intake.web.api.examples import example
from models.application import Answer, Application
from models.bilingual import Reason
from models.classification import DecidedBy
from models.document_types import TITLES, DocumentType
from models.media_types import MediaType
from models.report import Outcome

APPLICATION_NUMBER = r"^[A-Z][0-9]{8,9}$"

_ISO_8601 = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]")
"""How a moment begins; the rest of it is for the library to judge."""


def _in_iso_8601(value: object) -> object:
    """Refuse a bare number, which the library takes for seconds or milliseconds by its size."""
    if isinstance(value, str) and _ISO_8601.match(value):
        return value
    raise PydanticCustomError("not_iso_8601", "not a date and time of ISO 8601")


Moment = Annotated[AwareDatetime, BeforeValidator(_in_iso_8601)]
"""A moment that a request names, as the description says it is written."""


class Shape(BaseModel):
    """An object of fixed keys, never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NewApplicationBody(Shape):
    """Particulars of an application to register."""

    model_config = example(examples.NEW_APPLICATION)

    number: Annotated[str, Field(pattern=APPLICATION_NUMBER)]
    received_at: Moment = Field(
        description="When IRCC received it: ISO 8601 with time zone, from 2000-01-01 to one day "
        "ahead of now."
    )
    declared_pr_filed: Answer = Field(
        default=Answer.UNKNOWN, description="Whether a permanent residence application was filed."
    )
    declared_in_canada: Answer = Field(
        default=Answer.UNKNOWN, description="Whether the applicant is in Canada."
    )

    def application(self) -> Application:
        """Return it as the vocabulary knows it."""
        return Application(
            number=self.number,
            received_at=self.received_at,
            declared_pr_filed=self.declared_pr_filed,
            declared_in_canada=self.declared_in_canada,
        )


class ReasonShape(Shape):
    """Why something is so, in both languages."""

    code: str
    en: str
    fr: str

    @classmethod
    def of(cls, reason: Reason) -> "ReasonShape":
        """Show ``reason``."""
        return cls(code=reason.code, en=reason.en, fr=reason.fr)


class ApplicationShape(Shape):
    """A registered application."""

    model_config = example(examples.APPLICATION)

    number: str
    received_at: AwareDatetime
    declared_pr_filed: Answer
    declared_in_canada: Answer
    state: ApplicationState
    registered_at: AwareDatetime
    submitted_at: AwareDatetime | None

    @classmethod
    def of(cls, row: ApplicationRow) -> "ApplicationShape":
        """Show ``row``."""
        return cls(
            number=row.number,
            received_at=row.received_at,
            declared_pr_filed=row.declared_pr_filed,
            declared_in_canada=row.declared_in_canada,
            state=row.state,
            registered_at=row.registered_at,
            submitted_at=row.submitted_at,
        )


class ApplicationList(Shape):
    """One page of applications, the latest registered first."""

    model_config = example({"items": [examples.APPLICATION], "next_after": examples.NUMBER})

    items: list[ApplicationShape]
    next_after: str | None = Field(
        description="Value of `after` for the next page; null if this is the last."
    )


class UploadShape(Shape):
    """One file as received, and how its reading stands."""

    model_config = example(examples.UPLOAD)

    id: str = Field(description="Within the application, in order of arrival.")
    name: str
    sha256: str
    size: int = Field(description="Bytes.")
    media_type: MediaType = Field(description="Told by the content, not by the name.")
    slot: str
    state: UploadState
    reason: ReasonShape | None = Field(description="Why it could not be read.")
    notices: list[ReasonShape] = Field(description="What is odd, though the file was taken.")
    received_at: AwareDatetime
    finished_at: AwareDatetime | None
    withdrawn_at: AwareDatetime | None = Field(description="When it was taken back, if it was.")

    @classmethod
    def of(cls, row: UploadRow) -> "UploadShape":
        """Show ``row``."""
        return cls(
            id=row.label,
            name=row.name,
            sha256=row.sha256,
            size=row.size,
            media_type=row.media_type,
            slot=row.slot,
            state=row.state,
            reason=None if row.reason is None else ReasonShape.of(row.reason),
            notices=[ReasonShape.of(notice) for notice in notices(row.name, row.media_type)],
            received_at=row.received_at,
            finished_at=row.finished_at,
            withdrawn_at=row.withdrawn_at,
        )


class TakenUploadShape(Shape):
    """One file of an upload request, as stored."""

    model_config = example(examples.TAKEN_UPLOAD)

    upload: UploadShape
    duplicate: bool = Field(description="The application had this content already.")


class UploadAnswer(Shape):
    """The answer to an upload request, in the order of its files."""

    model_config = example({"items": [examples.TAKEN_UPLOAD]})

    items: list[TakenUploadShape]


class UploadList(Shape):
    """All uploads of an application, in order of arrival."""

    model_config = example({"items": [examples.UPLOAD]})

    items: list[UploadShape]


class RevisionShape(Shape):
    """One revision of the completeness report."""

    model_config = example(examples.REVISION)

    revision: int
    report_id: str
    outcome: Outcome
    sha256: str = Field(description="Of the report's bytes.")
    created_at: AwareDatetime

    @classmethod
    def of(cls, row: RevisionRow) -> "RevisionShape":
        """Show ``row``."""
        return cls(
            revision=row.revision,
            report_id=row.id,
            outcome=row.outcome,
            sha256=row.sha256,
            created_at=row.created_at,
        )


class ApplicationStatus(Shape):
    """An application with its uploads and the revisions of its report."""

    model_config = example(examples.STATUS)

    application: ApplicationShape
    progress: Literal["open", "reading", "reporting", "reported"] = Field(
        description="`open` until submitted; `reading` while uploads are read; `reporting` while "
        "the report on all of them is made; `reported` when it is there."
    )
    uploads: list[UploadShape]
    reports: list[RevisionShape] = Field(description="The first revision first.")


class DocumentShape(Shape):
    """One document found in an upload."""

    model_config = example(examples.DOCUMENT)

    id: str
    upload: str
    pages: list[int]
    type: DocumentType | None = Field(description="null where the type was not decided.")
    title: dict[Literal["en", "fr"], str] | None = Field(description="The type's name.")
    probability: float
    abstained: str | None = Field(description="Why the type was not decided.")
    decided_by: DecidedBy

    @classmethod
    def of(cls, row: DocumentRow) -> "DocumentShape":
        """Show ``row``."""
        title = None if row.type is None else TITLES[row.type]
        return cls(
            id=row.document,
            upload=f"u{row.upload_ordinal}",
            pages=list(row.pages),
            type=row.type,
            title=None if title is None else {"en": title.en, "fr": title.fr},
            probability=row.probability,
            abstained=row.abstained,
            decided_by=row.decided_by,
        )


class DocumentList(Shape):
    """Documents of the newest report."""

    model_config = example({"items": [examples.DOCUMENT]})

    items: list[DocumentShape]


class Health(Shape):
    """Whether the process is up, or fit to serve."""

    model_config = example({"status": "ok"})

    status: Literal["ok"]
