"""Lists in pages of fixed length."""

from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import Request

PAGE_LENGTH = 25


@dataclass(frozen=True, slots=True)
class Pager:
    """The place in a list.

    Attributes:
        page: from 1.
        pages: at least 1.
        total: rows of the whole list.
    """

    page: int
    pages: int
    total: int
    previous_href: str | None
    next_href: str | None

    @property
    def offset(self) -> int:
        """Rows before this page."""
        return (self.page - 1) * PAGE_LENGTH


def pager(request: Request, page: int, total: int) -> Pager:
    """Return the place in a list of ``total`` rows; a page behind the end is the last page."""
    pages = max(1, -(-total // PAGE_LENGTH))
    shown = min(page, pages)
    return Pager(
        page=shown,
        pages=pages,
        total=total,
        previous_href=_href(request, shown - 1) if shown > 1 else None,
        next_href=_href(request, shown + 1) if shown < pages else None,
    )


def _href(request: Request, page: int) -> str:
    query = {**request.query_params, "page": page}
    return f"{request.url.path}?{urlencode(query)}"
