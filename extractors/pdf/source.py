"""The pages of a PDF, one by one: raster, text layer, images."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pdfplumber
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pdfplumber.pdf import PDF

from extractors.ends import Damaged
from extractors.limits import Limits
from extractors.pdf.geometry import PageFrame
from extractors.pdf.text_layer import read_layer
from extractors.sheets import Pixels, Sheet, TextLayer
from models.bilingual import Bilingual, Reason
from models.extraction import Word

READING_SIDE = 2200
"""Longest side of a page raster for reading, pixels (200 dots per inch of a letter page)."""
GREY_AXES = 2
MAX_OBJECTS = 4000
"""Page objects looked at; a page of honest text has at most a few thousand."""
BACKGROUND_SHARE = 0.02
"""Images smaller than this share of the page (logos, signatures, icons) do not count."""

PAGE_NOT_DRAWN = Bilingual(
    "Page {page} cannot be displayed. Save or scan it again.",
    "La page {page} ne peut pas être affichée. Enregistrez-la ou numérisez-la de nouveau.",
)
TEXT_NOT_READ = Bilingual(
    "The text stored in page {page} is damaged; the page was read from its picture.",
    "Le texte enregistré dans la page {page} est endommagé; la page a été lue d'après son image.",
)


@dataclass(frozen=True, slots=True)
class PageObjects:
    """What a page is made of.

    Attributes:
        image_cover: share of the displayed page under images, 0..1 (overlaps count twice, cut).
        resolution: dots per inch of the largest image; None without one.
        image_side: pixels that the whole page's longest side would have at that resolution.
        invisible: share of the text objects that are drawn invisibly.
    """

    image_cover: float
    resolution: float | None
    image_side: float
    invisible: float


class PdfSheets:
    """The pages of an opened PDF."""

    def __init__(
        self, content: bytes, limits: Limits, extra: dict[int, tuple[Word, ...]] | None = None
    ) -> None:
        self._limits = limits
        self._extra = extra or {}
        self._problems: list[Reason] = []
        try:
            self._document = pdfium.PdfDocument(content)
            self._document.init_forms()
        except pdfium.PdfiumError as error:
            raise Damaged from error
        self._content = content

    @property
    def problems(self) -> tuple[Reason, ...]:
        """What could not be read so far."""
        return tuple(self._problems)

    def sheets(self) -> Iterator[Sheet]:
        """Give the pages in order."""
        with pdfplumber.open(io.BytesIO(self._content)) as layers:
            for index in range(len(self._document)):
                yield self._sheet(index, layers)

    def _sheet(self, index: int, layers: PDF) -> Sheet:
        number = index + 1
        try:
            page = self._document[index]
            frame = PageFrame.of(page.get_mediabox(), page.get_cropbox(), page.get_rotation())
            objects = page_objects(page, frame)
            pixels = draw(page, max(READING_SIDE, objects.image_side), self._limits)
        except (pdfium.PdfiumError, ValueError):
            self._problems.append(Reason.of("page_not_drawn", PAGE_NOT_DRAWN, page=number))
            return Sheet(number, 612.0, 792.0, None, None, None)
        width, height = frame.size
        layer = self._layer(number, layers, frame, objects)
        extra = self._extra.get(number, ())
        return Sheet(number, width, height, pixels, objects.resolution, layer, extra)

    def _layer(
        self, number: int, layers: PDF, frame: PageFrame, objects: PageObjects
    ) -> TextLayer | None:
        try:
            page = layers.pages[number - 1]
            layer = read_layer(page, frame, self._limits)
            page.close()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - pdfminer fails in open-ended ways on damaged content
            self._problems.append(Reason.of("text_not_read", TEXT_NOT_READ, page=number))
            return None
        return TextLayer(
            layer.words, layer.unmapped, layer.turned, objects.invisible, objects.image_cover
        )


def draw(page: pdfium.PdfPage, side: float, limits: Limits) -> Pixels:
    """Return the displayed page as RGB with its longest side about ``side`` pixels."""
    longest = max(page.get_size())
    scale = min(side, limits.raster_side) / max(longest, 1.0)
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
    pixels = bitmap.to_numpy()
    if pixels.ndim == GREY_AXES or pixels.shape[2] == 1:
        grey = pixels.reshape(pixels.shape[0], pixels.shape[1])
        return np.stack([grey] * 3, axis=2)
    return np.ascontiguousarray(pixels[:, :, :3])


def page_objects(page: pdfium.PdfPage, frame: PageFrame) -> PageObjects:
    """Measure the images and the text objects of a page."""
    cover, largest, resolution, texts, hidden = 0.0, 0.0, None, 0, 0
    wanted = (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_TEXT)
    for count, item in enumerate(page.get_objects(filter=wanted, max_depth=4)):
        if count >= MAX_OBJECTS:
            break
        if item.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
            texts += 1
            mode = pdfium_c.FPDFTextObj_GetTextRenderMode(item.raw)
            hidden += mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
            continue
        area = frame.place(item.get_bounds()).area
        if area < BACKGROUND_SHARE:
            continue
        cover += area
        if area > largest:
            largest, resolution = area, _resolution(item)
    side = resolution * max(frame.size) / 72 if resolution else 0.0
    return PageObjects(min(1.0, cover), resolution, side, hidden / texts if texts else 0.0)


def _resolution(image: pdfium.PdfImage) -> float | None:
    """Return the dots per inch of an image as it is placed on its page."""
    pixels = max(image.get_px_size())
    left, bottom, right, top = image.get_bounds()
    inches = max(right - left, top - bottom) / 72
    return round(pixels / inches, 1) if inches > 0 and pixels > 0 else None
