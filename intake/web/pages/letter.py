"""The letter to an applicant, for an officer to read, and to send or not; nothing is sent here."""

from enum import StrEnum

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from intake.letter.contents import letter_of
from intake.letter.writing import as_html, as_pdf, style_source
from intake.review import stored_reports
from intake.store import audit
from intake.store.audit import Action
from intake.web.context import context_of
from intake.web.errors import NotFoundError
from intake.web.pages.listing import Officer
from intake.web.pages.officer import Number
from intake.web.pages.rendering import language_of
from intake.web.pages.routing import PageRoute

router = APIRouter(route_class=PageRoute)


class LetterFormat(StrEnum):
    """In which form the letter is wanted."""

    HTML = "html"
    PDF = "pdf"


@router.get("/applications/{number}/reports/{revision}/letter.{form}")
async def letter(
    request: Request, person: Officer, number: Number, revision: int, form: LetterFormat
) -> Response:
    """Give the letter on one revision, in the language of the address."""
    async with context_of(request).store.database.transaction() as connection:
        found = await stored_reports.revisions(connection, number)
        report = next((r for r in found if r.revision == revision), None)
        if report is None:
            raise NotFoundError
        written = letter_of(report.decoded(), language_of(request))
        if written.asks_nothing:
            raise NotFoundError
        await audit.record(
            connection, person.name, Action.LETTER_MADE, application=number, report=report.id
        )
    headers = {"Cache-Control": "private, no-store", "Content-Language": written.language}
    if form is LetterFormat.PDF:
        name = f"{number}-{revision}-{written.language}.pdf"
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
        # Setting the pages fills a processor core for a moment.
        content = await run_in_threadpool(as_pdf, written)
        return Response(content, media_type="application/pdf", headers=headers)
    headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src {style_source()}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    return Response(as_html(written), media_type="text/html", headers=headers)
