"""QA's document page: candidates on the left, pages on the right, one key to pick a type."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request, Response
from fastapi.responses import RedirectResponse

from intake.review import stored_reports
from intake.review.errors import ReportChangedError, ReviewedPagesError
from intake.review.recording import (
    RecordedReview,
    ReviewRequest,
    document_with_page,
    record_review,
    recorded_review,
    reviews_of_pages,
)
from intake.review.stored_reports import StoredReport
from intake.review.uncertainty import Selection, uncertain_documents
from intake.store import applications, audit
from intake.store.accounts import Account
from intake.store.audit import Action
from intake.web.access import ensure_same_origin
from intake.web.context import context_of
from intake.web.errors import NotFoundError
from intake.web.pages.messages import Messages, messages
from intake.web.pages.officer import Number, RevisionLine, revision_lines
from intake.web.pages.quality import Reviewer
from intake.web.pages.rendering import language_of, render
from intake.web.pages.routing import PageRoute
from intake.web.pages.sheets import PictureRow, Sheet, pictures, sheets
from models.document_types import DocumentType
from models.report import CompletenessReport, ReportedDocument, ReportedUpload

router = APIRouter(route_class=PageRoute)

ANOTHER = "another"
MOST_OFFERS = 9
"""As many as there are number keys."""

Upload = Annotated[str, Path(pattern="^u[1-9][0-9]{0,4}$")]
PageNumber = Annotated[int, Path(ge=1)]


@dataclass(frozen=True, slots=True)
class Offer:
    """A type that a number key picks; ``probability`` is None if it is no candidate."""

    type: DocumentType
    probability: float | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The document that a reviewer looks at, with what is known of it."""

    shown: StoredReport
    report: CompletenessReport
    upload: ReportedUpload
    document: ReportedDocument
    pictures: tuple[PictureRow, ...]
    history: tuple[RecordedReview, ...]

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The types that the number keys pick: the candidates, then the programme's own types.

        A certain but wrong model leaves one candidate; the right type is then most often one of
        the documents that the programme asks for, which the closed list begins with.
        """
        ranked = [Offer(c.type, c.probability) for c in self.document.candidates]
        listed = {offer.type for offer in ranked}
        ranked += [Offer(type_, None) for type_ in DocumentType if type_ not in listed]
        return tuple(ranked[:MOST_OFFERS])


@dataclass(frozen=True, slots=True)
class Choice:
    """What the form holds: a candidate, or ``another`` with the type picked from all."""

    type: str
    another: str
    pages: tuple[int, ...]

    @property
    def decided(self) -> DocumentType | None:
        """The type chosen; None if there is none."""
        value = self.another if self.type == ANOTHER else self.type
        return DocumentType(value) if value in set(DocumentType) else None


@dataclass(frozen=True, slots=True)
class Place:
    """A page of an upload of an application, as the address names it."""

    number: str
    upload: str
    page: int


def _place(number: Number, upload: Upload, page: PageNumber) -> Place:
    return Place(number, upload, page)


@dataclass(frozen=True, slots=True)
class Sent:
    """What the browser sent; ``report`` is the revision that the reviewer looked at."""

    report: str
    choice: Choice


def _sent(
    report: Annotated[str, Form()],
    type: Annotated[str, Form()] = "",  # noqa: A002 - name of the form's field
    another: Annotated[str, Form()] = "",
    pages: Annotated[tuple[int, ...], Form()] = (),
) -> Sent:
    return Sent(report, Choice(type, another, pages))


AtPlace = Annotated[Place, Depends(_place)]


@router.get("/quality/reviews/{review}")
async def saved(request: Request, person: Reviewer, review: str) -> Response:
    """Show what became of a review: the revision that it led to, once it is made."""
    async with context_of(request).store.database.transaction() as connection:
        found = await recorded_review(connection, review)
        if found is None:
            raise NotFoundError
        application = await applications.find(connection, found.application)
        revisions = await stored_reports.revisions(connection, found.application)
        waiting_documents = await uncertain_documents(connection, Selection(), limit=1)
    texts = messages(language_of(request))
    ready: RevisionLine | None = None
    # The revision that knows all inputs knows this review too.
    if application and revisions and revisions[0].inputs_version == application.inputs_version:
        ready = revision_lines(revisions[:2], texts)[0]
    following = waiting_documents[0] if waiting_documents else None
    return render(
        request,
        "saved.html",
        title=texts("saved.title"),
        person=person,
        review=found,
        ready=ready,
        waiting=ready is None or ready.delivery == "pending",
        next_href=following
        and f"/{texts.language}/quality/{following.application}/{following.upload}"
        f"/{following.pages[0]}",
    )


@router.get("/quality/{number}/{upload}/{page}")
async def document(request: Request, person: Reviewer, place: AtPlace) -> Response:
    """Show the document that holds this page of the newest revision."""
    reviewed = await _load(request, person, place)
    current = reviewed.document.type
    choice = Choice(_field(reviewed, current), current or "", reviewed.document.pages)
    return _document_page(request, person, reviewed, choice)


@router.post("/quality/{number}/{upload}/{page}")
async def save(
    request: Request, person: Reviewer, place: AtPlace, sent: Annotated[Sent, Depends(_sent)]
) -> Response:
    """Keep the review and have the next revision made."""
    ensure_same_origin(request)
    problem = None
    if sent.choice.decided is None:
        problem = "review.error_type"
    else:
        wanted = ReviewRequest(
            application=place.number,
            upload=place.upload,
            pages=sent.choice.pages,
            type=sent.choice.decided,
            reviewer=person.name,
            report_id=sent.report,
        )
        try:
            review = await record_review(context_of(request).store.database, wanted)
        except ReviewedPagesError:
            problem = "review.error_pages"
        except ReportChangedError:
            problem = "review.report_changed"
        else:
            return RedirectResponse(
                f"/{language_of(request)}/quality/reviews/{review}", HTTPStatus.SEE_OTHER
            )
    reviewed = await _load(request, person, place)
    return _document_page(request, person, reviewed, sent.choice, problem=problem)


async def _load(request: Request, person: Account, place: Place) -> Reviewed:
    async with context_of(request).store.database.transaction() as connection:
        shown = await stored_reports.newest(connection, place.number)
        if shown is None:
            raise NotFoundError
        report = shown.decoded()
        document = document_with_page(report.documents, place.upload, place.page)
        if document is None:
            raise NotFoundError
        await audit.record(
            connection,
            person.name,
            Action.APPLICATION_VIEWED,
            application=place.number,
            upload=place.upload,
        )
        return Reviewed(
            shown=shown,
            report=report,
            upload=next(u for u in report.uploads if u.id == place.upload),
            document=document,
            pictures=await pictures(connection, place.number),
            history=await reviews_of_pages(connection, place.number, place.upload, document.pages),
        )


def _field(reviewed: Reviewed, type_: DocumentType | None) -> str:
    """Return the radio button of a type: its own if it is a candidate."""
    if type_ is None:
        return ""
    listed = type_ in {offer.type for offer in reviewed.offers}
    return type_ if listed else ANOTHER


def _document_page(
    request: Request,
    person: Account,
    reviewed: Reviewed,
    choice: Choice,
    *,
    problem: str | None = None,
) -> Response:
    texts = messages(language_of(request))
    return render(
        request,
        "review.html",
        title=texts("review.title"),
        person=person,
        status=HTTPStatus.OK if problem is None else HTTPStatus.CONFLICT,
        number=reviewed.report.application.number,
        shown=reviewed.shown,
        document=reviewed.document,
        upload=reviewed.upload,
        offers=reviewed.offers,
        types=tuple(DocumentType),
        chosen=choice.type,
        chosen_another=choice.another if choice.type == ANOTHER else "",
        chosen_pages=choice.pages,
        sheets=_sheets(reviewed, texts),
        history=reviewed.history,
        problem=problem and texts(problem),
    )


def _sheets(reviewed: Reviewed, texts: Messages) -> tuple[Sheet, ...]:
    """Return the pages of the document, then the others of the same file."""
    found = sheets(reviewed.report, reviewed.pictures, lambda _upload, _page: (), texts)
    same_file = [sheet for sheet in found if sheet.upload == reviewed.upload.id]
    return tuple(sorted(same_file, key=lambda sheet: sheet.number not in reviewed.document.pages))
