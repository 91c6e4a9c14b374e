"""Page images as the pages show them."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.store.database import Connection, fetch_all
from intake.store.statements import statements
from intake.web.pages.marks import Mark
from intake.web.pages.messages import Messages
from intake.web.pages.wording import type_title
from models.report import CompletenessReport

_SQL = statements("pages")


@dataclass(frozen=True, slots=True)
class PictureRow:
    """One stored page picture; ``upload`` as in the report (``u1``), sizes in pixels."""

    upload: str
    number: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page image with its boxes.

    Attributes:
        title: what the page belongs to, in the language of the page.
        href: address of the image.
        marks: from top to bottom.
    """

    upload: str
    upload_name: str
    number: int
    title: str
    href: str
    width: int
    height: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """The page images of one upload; ``name`` is the file's own."""

    upload: str
    name: str
    sheets: tuple[Sheet, ...]


async def pictures(connection: Connection, application: str) -> tuple[PictureRow, ...]:
    """Return every page picture of an application, in order of upload and page."""
    return await fetch_all(connection, PictureRow, _SQL["sheets"], application=application)


def sheets(
    report: CompletenessReport,
    rows: tuple[PictureRow, ...],
    marks_on: Callable[[str, int], tuple[Mark, ...]],
    messages: Messages,
) -> tuple[Sheet, ...]:
    """Tie each picture to what the report says of its page.

    Args:
        report: the revision shown.
        rows: pictures of the application.
        marks_on: gives the boxes of one page.
        messages: texts of the page's language.
    """
    names = {upload.id: upload.name for upload in report.uploads}
    types = {
        (document.upload, page): document.type
        for document in report.documents
        for page in document.pages
    }
    return tuple(
        Sheet(
            upload=row.upload,
            upload_name=names[row.upload],
            number=row.number,
            title=type_title(types.get((row.upload, row.number)), messages),
            href=image_href(report.application.number, row.upload, row.number),
            width=row.width,
            height=row.height,
            marks=marks_on(row.upload, row.number),
        )
        for row in rows
        # An upload that came after this revision is not part of what it says.
        if row.upload in names
    )


def groups(all_sheets: tuple[Sheet, ...]) -> tuple[SheetGroup, ...]:
    """Return the sheets of each upload together."""
    names = {sheet.upload: sheet.upload_name for sheet in all_sheets}
    return tuple(
        SheetGroup(upload, name, tuple(sheet for sheet in all_sheets if sheet.upload == upload))
        for upload, name in names.items()
    )


def image_href(application: str, upload: str, page: int) -> str:
    """Return the address of a page image; the API's, which authorises and records each view."""
    return f"/v1/applications/{application}/uploads/{upload}/pages/{page}/image"
