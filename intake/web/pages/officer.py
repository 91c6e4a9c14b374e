"""The application page: the report on the left, the page images with their boxes on the right."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from intake.letter.contents import letter_of
from intake.review import stored_reports
from intake.review.differences import compare
from intake.review.stored_reports import StoredReport
from intake.store import applications, audit, uploads
from intake.store.accounts import Account, Role
from intake.store.applications import ApplicationRow
from intake.store.audit import Action
from intake.store.uploads import UploadRow
from intake.web.context import context_of
from intake.web.errors import NotFoundError
from intake.web.pages.changes import sentences
from intake.web.pages.facts import fact_lines
from intake.web.pages.listing import Officer
from intake.web.pages.marks import Marks
from intake.web.pages.messages import Messages, messages
from intake.web.pages.rendering import language_of, render
from intake.web.pages.routing import PageRoute
from intake.web.pages.sheets import PictureRow, groups, pictures, sheets
from intake.web.pages.why import obstacles
from intake.web.pages.wording import FORMS, pages_of, type_title
from models.documents import FieldName
from models.report import CompletenessReport, Outcome

router = APIRouter(route_class=PageRoute)

Number = Annotated[str, Path(pattern="^[A-Z][0-9]{8,9}$")]


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """One revision in the list of revisions.

    Attributes:
        changes: sentences on what changed against the revision before; None for the first.
    """

    number: int
    created_at: datetime
    outcome: Outcome
    delivery: str | None
    changes: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class StoredApplication:
    """All that the page is made from.

    Attributes:
        revisions: newest first.
    """

    row: ApplicationRow
    uploads: tuple[UploadRow, ...]
    revisions: tuple[StoredReport, ...]
    pictures: tuple[PictureRow, ...]


@router.get("/applications/{number}")
async def application(
    request: Request,
    person: Officer,
    number: Number,
    revision: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """Show the newest revision of the report, or the one asked for."""
    stored = await _load(request, person, number)
    if not stored.revisions:
        return _waiting(request, person, stored)
    shown = next(
        (r for r in stored.revisions if revision in (None, r.revision)),
        None,
    )
    if shown is None:
        raise NotFoundError
    return _report_page(request, person, stored, shown)


@router.get("/applications/{number}/reports/{revision}.json")
async def download(request: Request, person: Officer, number: Number, revision: int) -> Response:
    """Give the report as it was delivered, byte for byte."""
    async with context_of(request).store.database.transaction() as connection:
        found = await stored_reports.revisions(connection, number)
        report = next((r for r in found if r.revision == revision), None)
        if report is None:
            raise NotFoundError
        await audit.record(
            connection, person.name, Action.REPORT_VIEWED, application=number, report=report.id
        )
    return Response(
        report.body,
        media_type="application/json",
        headers={
            "Content-Disposition": f'attachment; filename="{number}-{revision}.json"',
            "Cache-Control": "private, no-store",
        },
    )


async def _load(request: Request, person: Account, number: str) -> StoredApplication:
    async with context_of(request).store.database.transaction() as connection:
        row = await applications.find(connection, number)
        if row is None:
            raise NotFoundError
        await audit.record(connection, person.name, Action.APPLICATION_VIEWED, application=number)
        return StoredApplication(
            row=row,
            uploads=await uploads.standing(connection, number),
            revisions=await stored_reports.revisions(connection, number),
            pictures=await pictures(connection, number),
        )


def _waiting(request: Request, person: Account, stored: StoredApplication) -> Response:
    texts = messages(language_of(request))
    return render(
        request,
        "waiting.html",
        title=texts("application.title", number=stored.row.number),
        person=person,
        number=stored.row.number,
        application=stored.row,
        uploads=stored.uploads,
    )


def _report_page(
    request: Request, person: Account, stored: StoredApplication, shown: StoredReport
) -> Response:
    texts = messages(language_of(request))
    report = shown.decoded()
    marks = Marks(report, texts)
    return render(
        request,
        "application.html",
        title=texts("application.title", number=stored.row.number),
        person=person,
        number=stored.row.number,
        report=report,
        shown=shown,
        newest_revision=stored.revisions[0].revision,
        revisions=revision_lines(stored.revisions, texts),
        obstacles=obstacles(report, texts),
        facts=None if report.facts is None else fact_lines(report.facts, texts, datetime.now(UTC)),
        has_letter=not letter_of(report, language_of(request)).asks_nothing,
        marks=marks,
        names={upload.id: upload.name for upload in report.uploads},
        document_names=_document_names(report, texts),
        document_dates=_document_dates(report, texts),
        groups=groups(sheets(report, stored.pictures, marks.on_page, texts)),
        may_review=person.may_act_as(Role.QA) and shown is stored.revisions[0],
    )


def _document_names(report: CompletenessReport, texts: Messages) -> dict[str, str]:
    return {
        document.id: f"{type_title(document.type, texts)}, {document.upload}, "
        f"{pages_of(document.pages, texts)}"
        for document in report.documents
    }


_DATES = (
    FieldName.ISSUE_DATE,
    FieldName.LETTER_DATE,
    FieldName.RECEIVED_DATE,
    FieldName.DEADLINE,
    FieldName.EXPIRY_DATE,
)
"""What an officer asks first of a document that satisfies a requirement."""


def _document_dates(report: CompletenessReport, texts: Messages) -> dict[str, tuple[str, ...]]:
    return {
        document.id: tuple(
            texts("requirements.date", name=texts(f"field.{name}"), value=field.value)
            for name in _DATES
            for field in document.fields
            if field.name is name and document.type not in FORMS
        )
        for document in report.documents
    }


def revision_lines(
    revisions: tuple[StoredReport, ...], texts: Messages
) -> tuple[RevisionLine, ...]:
    """Return one line for each revision, newest first, with what changed."""
    reports = [(stored, stored.decoded()) for stored in revisions]
    return tuple(
        RevisionLine(
            number=stored.revision,
            created_at=stored.created_at,
            outcome=report.outcome,
            delivery=stored.delivery,
            changes=None if before is None else sentences(compare(before[1], report), texts),
        )
        for (stored, report), before in zip_longest(reports, reports[1:])
    )
