"""One sheet to one page: ink, words, codes, zones, quality and picture."""

from dataclasses import replace

import cv2
import numpy as np

from extractors import quality
from extractors.barcodes import read_barcodes
from extractors.decisions import Decision, Judgement
from extractors.images.pictures import Album
from extractors.images.rasters import drawn, photographed
from extractors.ink import drawn_ink_share
from extractors.limits import Limits
from extractors.lines import numbered
from extractors.look import look_at
from extractors.mrz.finding import read_zones
from extractors.ocr.looks import Engines
from extractors.ocr.measures import ink_share
from extractors.ocr.page import OcrReading, read_page
from extractors.ocr.perspective import page_corners
from extractors.ocr.text_lines import count_text_lines
from extractors.sheets import Sheet
from extractors.trust import agrees, asks_to_wait, judge
from models.extraction import Page, PageKind, PageQuality, TextSource, Word
from models.page_look import holds_no_word

NOTHING_ELSE = 0.9
SAME_PLACE = 0.4
"""Share of a word's box under words already known from which it is the same word."""


def read_sheet(
    sheet: Sheet, engines: Engines, limits: Limits, album: Album, *, again: bool = False
) -> Page:
    """Read one sheet.

    Args:
        sheet: a page of the upload.
        engines: that read its image, if that is read.
        limits: what the page may hold.
        album: takes its picture.
        again: whether the second engine looks at the image however well the first one read it.
    """
    if sheet.pixels is None:
        return _undrawn(sheet)
    grey = np.asarray(cv2.cvtColor(sheet.pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    judgement = sheet.judgement or judge(sheet.layer, grey)
    photo = sheet.photo or _is_picture(sheet)
    # Words of a text layer that the page shows are no dust: such a page needs no look.
    needs_look = judgement.read_image or not judgement.words
    look = look_at(grey, page_corners(grey) if photo else None) if needs_look else None
    empty = look is not None and look.is_empty
    reading = (
        read_page(grey, engines, limits, photo=photo, again=again, empty=empty)
        if judgement.read_image
        else None
    )
    judgement = _confirmed(judgement, reading)
    rotation = judgement.rotation if judgement.words or not reading else reading.rotation
    words = _words(sheet, judgement, reading, rotation)
    shown = drawn(sheet.pixels) if sheet.drawn else photographed(sheet.pixels, limits)
    page = Page(
        number=sheet.number,
        width=sheet.width,
        height=sheet.height,
        kind=PageKind.ORIGINAL,
        rotation=rotation,
        ink=round(drawn_ink_share(grey) if sheet.drawn else ink_share(grey), 5),
        text_source=_main_source(words),
        text_decision=judgement.decision.value,
        words=words,
        quality=_quality(sheet, words, reading, empty=empty),
        image=album.add(shown),
        barcodes=read_barcodes(grey, limits) if sheet.codes else (),
        mrz=read_zones(words, reading, engines.first),
        hints=judgement.hints,
        second_look=reading.second_look if reading else None,
        look=look,
    )
    return _without_request(_with_text_lines(page, reading, engines))


def _with_text_lines(page: Page, reading: OcrReading | None, engines: Engines) -> Page:
    """Look for lines of text that no engine read before the page may be called a photograph.

    It costs as much as half a second look, on the pages alone that nothing else tells from one.
    """
    finder = engines.line_finder if _may_be_photograph(page) else None
    if finder is None or reading is None or page.look is None:
        return page
    lines = count_text_lines(reading.prepared.image, finder)
    return replace(page, look=replace(page.look, text_lines=lines))


def _may_be_photograph(page: Page) -> bool:
    if page.barcodes or page.hints or not holds_no_word(page.words):
        return False
    return page.look is not None and page.look.may_be_photograph


def _confirmed(judgement: Judgement, reading: OcrReading | None) -> Judgement:
    """Settle a layer that could not be judged by itself: it counts if OCR reads the same."""
    if not judgement.unsure or reading is None or agrees(judgement.words, reading.words):
        return judgement
    hints = (*judgement.words, *judgement.hints)
    return replace(judgement, decision=Decision.UNCONFIRMED, words=(), hints=hints)


def _without_request(page: Page) -> Page:
    """Keep a viewer's request to wait from being taken for the text of a document."""
    if not asks_to_wait(page.words):
        return page
    return replace(
        page,
        text_source=None,
        text_decision=Decision.PLEASE_WAIT.value,
        words=(),
        hints=page.words,
        quality=quality.of_form_not_shown(),
    )


def _is_picture(sheet: Sheet) -> bool:
    """Whether a PDF page is nothing but one picture, which may be a photograph of a page."""
    return sheet.layer is None or (sheet.layer.image_cover > NOTHING_ELSE and not sheet.layer.words)


def _words(
    sheet: Sheet, judgement: Judgement, reading: OcrReading | None, rotation: int
) -> tuple[Word, ...]:
    layer = judgement.words
    seen = reading.words if reading else ()
    if not layer and not sheet.extra:
        return seen
    # A value is data, so OCR of its picture cannot know it better.
    missing = [word for word in sheet.extra if not _covered(word, layer)]
    known = (*layer, *missing)
    if not layer and seen and not missing:
        return seen
    added = [word for word in seen if not _covered(word, known)]
    if not missing and not added:
        return layer
    return numbered((*known, *added), rotation=rotation)


def _covered(word: Word, known: tuple[Word, ...]) -> bool:
    shared = sum(word.box.intersection_area(other.box) for other in known)
    return shared > SAME_PLACE * word.box.area


def _main_source(words: tuple[Word, ...]) -> TextSource | None:
    counts: dict[TextSource, int] = {}
    for word in words:
        counts[word.source] = counts.get(word.source, 0) + 1
    return max(counts, key=lambda source: counts[source]) if counts else None


def _quality(
    sheet: Sheet, words: tuple[Word, ...], reading: OcrReading | None, *, empty: bool
) -> PageQuality:
    """Judge a page by where most of its words come from."""
    if reading is None or (words and _main_source(words) is not TextSource.OCR):
        page_quality = quality.of_digital(sheet.resolution)
        if reading is not None and reading.words:
            page_quality = replace(page_quality, ocr_confidence=reading.confidence)
        return page_quality
    if empty and holds_no_word(words):
        return quality.of_empty(reading.confidence, sheet.resolution)
    return quality.of_read(reading, sheet.resolution)


def _undrawn(sheet: Sheet) -> Page:
    return Page(
        number=sheet.number,
        width=sheet.width,
        height=sheet.height,
        kind=PageKind.ORIGINAL,
        rotation=0,
        ink=0.0,
        text_source=None,
        text_decision="page_not_drawn",
        words=(),
        quality=quality.of_undrawn(),
        image=None,
    )
