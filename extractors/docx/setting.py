"""Which page of a Word document holds what: text set by us, or one large picture."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors.docx.blocks import Block, PageBreak, Paragraph, Picture, Section, Table
from extractors.docx.package import Package
from extractors.docx.typesetting import (
    CELL_SPACE,
    EDGE,
    HEIGHT,
    HEIGHT_POINTS,
    MARGIN,
    SCALE,
    WIDTH,
    WIDTH_POINTS,
    Line,
    SetCell,
    TypesetPage,
    lines_of,
    rows_of,
)
from extractors.ends import NothingInside, ReadEnd, TooManyPages
from extractors.images.opening import FORMATS
from extractors.images.pictures import Album
from extractors.images.rasters import drawn
from extractors.images.source import ImageSheets
from extractors.limits import Limits
from extractors.ocr.measures import ink_share
from extractors.sheets import Pixels, Sheet
from models.bilingual import Bilingual, Reason
from models.extraction import Page, PageKind, PageQuality, QualityTier, TextSource
from models.media_types import HEAD_LENGTH, identify

OWN_PAGE = 128.0
"""Points (45 mm) that both sides of a picture reach to be a page: an identity card is 54 mm high,
while the banner of a letter and a signature are lower."""
DECISION = "document_text"
HEADER_ROOM = HEIGHT // 4
"""Pixels that headers, and footers, may take of a page."""

PICTURE_NOT_READ = Bilingual(
    "A picture in the Word document cannot be displayed and was not read. Send it as a file of its "
    "own, as PDF or JPEG.",
    "Une image du document Word ne peut pas être affichée et n'a pas été lue. Envoyez-la dans un "
    "fichier distinct, en PDF ou en JPEG.",
)


@dataclass(frozen=True, slots=True)
class SetPage:
    """A page of text, set; its number is not known before the whole document is."""

    page: Page


@dataclass(frozen=True, slots=True)
class PicturePage:
    """A page that is one picture of the document.

    Attributes:
        content: the picture's bytes; None if it is of no kind that is read, or missing.
    """

    content: bytes | None


def sheets_of(content: bytes | None, limits: Limits) -> Iterator[Sheet]:
    """Give the one page of an embedded picture.

    Raises:
        ReadEnd: if it is missing, damaged, too large, or of no kind that is read.
    """
    media_type = identify(content[:HEAD_LENGTH]) if content is not None else None
    if content is None or media_type not in FORMATS:
        raise NothingInside
    return ImageSheets(content, media_type, limits, single=True).sheets()


class Setting:
    """Sets sections on pages."""

    def __init__(self, package: Package, limits: Limits, album: Album) -> None:
        self._package = package
        self._limits = limits
        self._album = album
        self._longest = limits.word_characters
        self._pages: list[TypesetPage | PicturePage] = []
        self._page: TypesetPage | None = None
        self._section: Section | None = None
        self.problems: list[Reason] = []

    def pages_of(self, sections: tuple[Section, ...]) -> tuple[SetPage | PicturePage, ...]:
        """Return the pages of the document.

        Raises:
            TooManyPages: if there are more than the limits allow.
        """
        for section in sections:
            if section.new_page:
                self._end_page()
            self._section = section
            for block in (*_pictures(section.header), *section.blocks, *_pictures(section.footer)):
                self._set(block)
        self._end_page()
        return tuple(
            page if isinstance(page, PicturePage) else _finished(page, self._limits, self._album)
            for page in self._pages
        )

    def _set(self, block: Block) -> None:
        match block:
            case Paragraph():
                for line in lines_of(block, WIDTH - 2 * MARGIN, self._longest):
                    self._line(line)
            case Table():
                for row in rows_of(block, self._longest):
                    self._row(row)
            case Picture():
                self._picture(block)
            case PageBreak():
                self._end_page()

    def _line(self, line: Line) -> None:
        page = self._open_page(line.style.line, empty=not line.pieces)
        if page is not None:
            page.write(line, MARGIN, WIDTH - 2 * MARGIN, page.top)
            page.top += line.style.line

    def _row(self, row: tuple[SetCell, ...]) -> None:
        """Set a row of a table; one that is taller than a page goes on on the next."""
        while any(cell.lines for cell in row):
            least = max(cell.lines[0].style.line if cell.lines else 0 for cell in row)
            page = self._open_page(least + 2 * CELL_SPACE)
            if page is None:
                return
            fitting = tuple(_fitting(cell, page.room) for cell in row)
            height = max(cell.height for cell in fitting)
            for cell in fitting:
                page.frame(cell.left, page.top, cell.left + cell.width, page.top + height)
                top = page.top + CELL_SPACE
                for line in cell.lines:
                    page.write(line, cell.left + CELL_SPACE, cell.width - 2 * CELL_SPACE, top)
                    top += line.style.line
            page.top += height
            row = tuple(
                replace(cell, lines=cell.lines[len(set_.lines) :])
                for cell, set_ in zip(row, fitting, strict=True)
            )

    def _picture(self, block: Picture) -> None:
        content = self._package.part(block.part) if block.part is not None else None
        if block.part is None:
            return
        unknown = block.width is None or block.height is None
        if unknown or min(block.width or 0.0, block.height or 0.0) >= OWN_PAGE:
            self._end_page()
            self._add(PicturePage(content))
            return
        try:
            sheet = next(sheets_of(content, self._limits))
        except ReadEnd:
            self.problems.append(Reason.of("picture_not_read", PICTURE_NOT_READ))
            return
        if sheet.pixels is not None:
            self._paste(sheet.pixels, block.width or 0.0, block.height or 0.0)

    def _paste(self, pixels: Pixels, width: float, height: float) -> None:
        """Show a small picture at its size, reduced where it is wider than the text."""
        width, height = width * SCALE, height * SCALE
        factor = min(1.0, (WIDTH - 2 * MARGIN) / width, HEIGHT / 3 / height)
        size = (max(1, int(width * factor)), max(1, int(height * factor)))
        small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
        page = self._open_page(size[1] + 4)
        if page is not None:
            page.paste(small, MARGIN, page.top)
            page.top += size[1] + 4

    def _open_page(self, needed: int, *, empty: bool = False) -> TypesetPage | None:
        """Return a page with room for so many pixels; None for empty lines between pages."""
        if self._page is not None and self._page.room < needed:
            self._end_page()
        if self._page is None:
            if empty:
                return None
            self._page = self._new_page()
        return self._page

    def _new_page(self) -> TypesetPage:
        page = TypesetPage()
        if self._section is not None:
            header = self._edge_lines(self._section.header)
            top = EDGE
            for line in header:
                page.write(line, MARGIN, WIDTH - 2 * MARGIN, top)
                top += line.style.line
            page.top = max(MARGIN, top)
            footer = self._edge_lines(self._section.footer)
            page.bottom = min(HEIGHT - MARGIN, HEIGHT - EDGE - _height(footer))
        return page

    def _edge_lines(self, blocks: tuple[Block, ...]) -> list[Line]:
        """Return the lines of a header or footer, as many as an edge may have."""
        lines: list[Line] = []
        for paragraph in _texts(blocks):
            for line in lines_of(paragraph, WIDTH - 2 * MARGIN, self._longest):
                if not line.pieces:
                    continue
                if _height(lines) + line.style.line > HEADER_ROOM:
                    return lines
                lines.append(line)
        return lines

    def _end_page(self) -> None:
        page, self._page = self._page, None
        if page is None:
            return
        if self._section is not None:
            top = page.bottom
            for line in self._edge_lines(self._section.footer):
                page.write(line, MARGIN, WIDTH - 2 * MARGIN, top)
                top += line.style.line
        self._add(page)

    def _add(self, page: TypesetPage | PicturePage) -> None:
        if len(self._pages) >= self._limits.pages:
            raise TooManyPages(pages=self._limits.pages)
        self._pages.append(page)


def _height(lines: list[Line]) -> int:
    return sum(line.style.line for line in lines)


def _fitting(cell: SetCell, room: int) -> SetCell:
    """Return the part of a cell that fits so many pixels."""
    taken, left = 0, room - 2 * CELL_SPACE
    for line in cell.lines:
        left -= line.style.line
        if left < 0:
            break
        taken += 1
    return replace(cell, lines=cell.lines[:taken])


def _pictures(blocks: tuple[Block, ...]) -> tuple[Picture, ...]:
    return tuple(block for block in blocks if isinstance(block, Picture))


def _texts(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                yield from (paragraph for cell in row for paragraph in cell.paragraphs)


def _finished(page: TypesetPage, limits: Limits, album: Album) -> SetPage:
    pixels = page.drawn()
    words = page.words(limits.words_per_page)
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    return SetPage(
        Page(
            number=1,
            width=WIDTH_POINTS,
            height=HEIGHT_POINTS,
            kind=PageKind.TYPESET,
            rotation=0,
            ink=round(ink_share(grey), 5),
            text_source=TextSource.TEXT_LAYER if words else None,
            text_decision=DECISION,
            words=words,
            quality=PageQuality(QualityTier.DIGITAL, None, None),
            image=album.add(drawn(pixels)),
        )
    )
