"""The main path of extraction: bytes of one upload in, all that was read of it out."""

import hashlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

from extractors.admission import admit
from extractors.decisions import Decision
from extractors.ends import ReadEnd
from extractors.images.pictures import Album, EncodedAlbum
from extractors.limits import DEFAULT_LIMITS, Limits
from extractors.ocr.engine import EngineName, opened
from extractors.sheets import Sheet, SheetSource
from models.bilingual import Reason
from models.extraction import (
    Extraction,
    FormContent,
    Page,
    ReadOutcome,
    ReadStatus,
)
from models.media_types import MediaType

AHEAD = 2
"""Sheets drawn ahead of each reading thread; more would only hold memory."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How the pages of one upload are read.

    Attributes:
        threads: pages that are read at the same time.
        engine: the OCR engine that looks first.
        second_look: numbers of the pages that the other engine looks at as well, 1-based, among
            those that are read by OCR.
    """

    threads: int
    engine: EngineName
    second_look: frozenset[int]

    def renumbered(self, limits: Limits) -> "Manner":
        """Return the manner for sheets that get other numbers as pages.

        Which sheet becomes which page is known only afterwards, so all are looked at if one is.
        """
        every = range(1, limits.pages + 1) if self.second_look else ()
        return replace(self, second_look=frozenset(every))


def read(
    content: bytes,
    limits: Limits = DEFAULT_LIMITS,
    *,
    threads: int = 1,
    engine: EngineName = EngineName.TESSERACT,
    second_look: tuple[int, ...] = (),
) -> ReadOutcome:
    """Read one upload in this process, without containment.

    Arguments and outcome are those of :func:`read_into`, with the pictures in the outcome.
    """
    album = EncodedAlbum()
    outcome = read_into(
        album, content, limits, threads=threads, engine=engine, second_look=second_look
    )
    if outcome.extraction is None:
        return outcome
    return replace(outcome, images=album.of_pages(outcome.extraction.pages))


def read_into(
    album: Album,
    content: bytes,
    limits: Limits = DEFAULT_LIMITS,
    *,
    threads: int = 1,
    engine: EngineName = EngineName.TESSERACT,
    second_look: tuple[int, ...] = (),
) -> ReadOutcome:
    """Read one upload, and give the pictures of its pages away as soon as each is read.

    Args:
        album: takes the pictures, some perhaps of pages that are not in the outcome.
        content: the upload's bytes.
        limits: what the upload may need.
        threads: pages that are read at the same time.
        engine: the OCR engine that looks first.
        second_look: numbers of pages, 1-based, that the other engine (rapidocr) is to look at
            however well the first one read them; where the first reads badly, the other looks
            without being asked. ``Page.second_look`` tells for which pages it did.

    Returns:
        The typed end of the reading, without pictures; every expected failure is an outcome, not
        an exception.
    """
    manner = Manner(threads, engine, frozenset(second_look))
    try:
        media_type = admit(content, limits)
        if media_type is MediaType.PDF:
            return _read_pdf(content, limits, manner, album)
        if media_type is MediaType.DOCX:
            return _read_word(content, limits, manner, album)
        return _read_image(content, media_type, limits, manner, album)
    except ReadEnd as end:
        return end.outcome()


def _read_pdf(content: bytes, limits: Limits, manner: Manner, album: Album) -> ReadOutcome:
    # Each format loads its own libraries: an image upload never pays for the PDF stack.
    from extractors.pdf import acroform  # noqa: PLC0415
    from extractors.pdf.opening import open_pdf  # noqa: PLC0415
    from extractors.pdf.source import PdfSheets  # noqa: PLC0415
    from extractors.xfa import form as xfa  # noqa: PLC0415

    opened = open_pdf(content, limits)
    facsimile = xfa.read_form(opened.document, limits, album)
    drawn = facsimile.pages if facsimile else ()
    form = facsimile.content if facsimile else acroform.read_form(opened.document, limits)
    problems = (*opened.problems, *(facsimile.problems if facsimile else ()))
    pages = drawn
    if not drawn or opened.pages > 1:
        words = {} if drawn else acroform.words_by_page(form)
        source = PdfSheets(opened.content, limits, words)
        of_sheets = manner.renumbered(limits) if drawn else manner
        pages = _after(drawn, _read_sheets(source, limits, of_sheets, album))
        problems = (*problems, *source.problems)
    return _outcome(content, MediaType.PDF, pages, form, problems)


def _after(drawn: tuple[Page, ...], real: tuple[Page, ...]) -> tuple[Page, ...]:
    """Put the real pages behind the facsimile pages that stand for the request to wait."""
    if not drawn:
        return real
    kept = [page for page in real if page.text_decision != Decision.PLEASE_WAIT]
    return (*drawn, *(replace(page, number=n) for n, page in enumerate(kept, len(drawn) + 1)))


def _read_word(content: bytes, limits: Limits, manner: Manner, album: Album) -> ReadOutcome:
    from extractors.docx.source import WordSheets  # noqa: PLC0415

    source = WordSheets(content, limits, album)
    pictures = _read_sheets(source, limits, manner.renumbered(limits), album)
    return _outcome(content, MediaType.DOCX, source.in_order(pictures), None, source.problems)


def _read_image(
    content: bytes, media_type: MediaType, limits: Limits, manner: Manner, album: Album
) -> ReadOutcome:
    from extractors.images.source import ImageSheets  # noqa: PLC0415

    source = ImageSheets(content, media_type, limits)
    pages = _read_sheets(source, limits, manner, album)
    return _outcome(content, media_type, pages, None, source.problems)


def _read_sheets(
    source: SheetSource, limits: Limits, manner: Manner, album: Album
) -> tuple[Page, ...]:
    """Read the sheets in order, several at a time, holding few rasters at once."""
    from extractors.ocr.looks import Engines  # noqa: PLC0415
    from extractors.page import read_sheet  # noqa: PLC0415

    engines = Engines(opened(manner.engine))
    done: list[Page] = []
    waiting: deque[Future[Page]] = deque()
    with ThreadPoolExecutor(manner.threads) as pool:
        try:
            for sheet in _counted(source.sheets()):
                again = sheet.number in manner.second_look
                waiting.append(pool.submit(read_sheet, sheet, engines, limits, album, again=again))
                while len(waiting) > manner.threads * AHEAD:
                    done.append(waiting.popleft().result())
            done.extend(future.result() for future in waiting)
        finally:
            pool.shutdown(cancel_futures=True)
    return tuple(done)


def _counted(sheets: Iterator[Sheet]) -> Iterator[Sheet]:
    for number, sheet in enumerate(sheets, 1):
        if sheet.number != number:
            raise AssertionError(f"sheet {sheet.number} given as number {number}")
        yield sheet


def _outcome(
    content: bytes,
    media_type: MediaType,
    pages: tuple[Page, ...],
    form: FormContent | None,
    problems: tuple[Reason, ...],
) -> ReadOutcome:
    from extractors.components import tool_versions  # noqa: PLC0415

    extraction = Extraction(
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type=media_type,
        pages=pages,
        form=form,
        problems=problems,
        tools=tool_versions(),
    )
    return ReadOutcome(ReadStatus.READ, extraction, None)
