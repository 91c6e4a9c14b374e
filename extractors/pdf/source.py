"""The pages of a PDF, one by one: raster, text layer, images."""

import io
from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import pdfplumber
import pypdfium2 as pdfium
from pdfplumber.pdf import PDF

from extractors.decisions import Judgement
from extractors.ends import Damaged
from extractors.ink import shows_ink
from extractors.limits import Limits
from extractors.pdf.annotations import with_annotations
from extractors.pdf.characters import Painted, Picture, painted
from extractors.pdf.geometry import PageFrame
from extractors.pdf.text_layer import text_layer
from extractors.sheets import Pixels, Sheet
from extractors.trust import LARGE_IMAGE, judge
from models.bilingual import Bilingual, Reason
from models.extraction import Word
from models.geometry import Box, enclosing

READING_SIDE = 2200
"""Longest side of a page raster for reading, pixels (200 dots per inch of a letter page)."""
GREY_AXES = 2
CODE_CORNERS = 150
"""Corners of lines and areas below which a page without images has no barcode."""

PAGE_NOT_DRAWN = Bilingual(
    "Page {page} cannot be displayed. Save or scan it again.",
    "La page {page} ne peut pas être affichée. Enregistrez-la ou numérisez-la de nouveau.",
)
TEXT_NOT_READ = Bilingual(
    "The text stored in page {page} is damaged; the page was read from its picture.",
    "Le texte enregistré dans la page {page} est endommagé; la page a été lue d'après son image.",
)


class PdfSheets:
    """The pages of an opened PDF."""

    def __init__(
        self,
        content: bytes,
        limits: Limits,
        values: dict[int, tuple[tuple[Word, ...], ...]] | None = None,
    ) -> None:
        """Open the pages.

        Args:
            content: a PDF without encryption.
            limits: what it may need.
            values: for each page, the words of each filled field of a form.

        Raises:
            Damaged: if it cannot be opened.
        """
        self._limits = limits
        self._values = values or {}
        self._problems: list[Reason] = []
        try:
            self._document, self._content = with_annotations(content)
        except pdfium.PdfiumError as error:
            raise Damaged from error

    @property
    def problems(self) -> tuple[Reason, ...]:
        """What could not be read so far."""
        return tuple(self._problems)

    def sheets(self) -> Iterator[Sheet]:
        """Give the pages in order."""
        layers = self._opened_layers()
        for index in range(len(self._document)):
            yield self._sheet(index, layers)

    def _opened_layers(self) -> PDF | None:
        """Open the file for its text; closing it would walk all pages again, and fail again."""
        try:
            return pdfplumber.open(io.BytesIO(self._content))
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - pdfminer fails in open-ended ways on damaged content
            return None

    def _sheet(self, index: int, layers: PDF | None) -> Sheet:
        number = index + 1
        try:
            page = self._document[index]
            frame = PageFrame.of(page.get_mediabox(), page.get_cropbox(), page.get_rotation())
            return self._drawn(page, frame, number, self._painted(number, layers))
        except (pdfium.PdfiumError, ValueError):
            self._problems.append(Reason.of("page_not_drawn", PAGE_NOT_DRAWN, page=number))
            return Sheet(number, 612.0, 792.0, None, None, None)

    def _painted(self, number: int, layers: PDF | None) -> Painted | None:
        found = None
        try:
            if layers is not None:
                page = layers.pages[number - 1]
                found = painted(page)
                page.close()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001, S110 - pdfminer fails in open-ended ways on damage
            pass
        if found is None:
            self._problems.append(Reason.of("text_not_read", TEXT_NOT_READ, page=number))
        return found

    def _drawn(
        self, page: pdfium.PdfPage, frame: PageFrame, number: int, found: Painted | None
    ) -> Sheet:
        """Draw the page as finely as its reading needs, and judge its text layer."""
        layer = text_layer(found, frame, self._limits) if found else None
        resolution = _resolution(found.pictures) if found else None
        fine = max(READING_SIDE, (resolution or 0.0) * max(frame.size) / 72)
        mostly_image = layer is None or layer.image_cover > LARGE_IMAGE
        pixels = draw(page, fine if mostly_image else self._limits.picture_side, self._limits)
        grey = grey_of(pixels)
        judgement = judge(layer, grey)
        if judgement.read_image and not mostly_image:
            pixels = draw(page, fine, self._limits)
        return Sheet(
            number,
            *frame.size,
            pixels,
            resolution,
            layer,
            judgement,
            self._missing_values(number, judgement, grey),
            drawn=not judgement.read_image and not mostly_image,
            codes=found is None or found.corners >= CODE_CORNERS,
        )

    def _missing_values(self, number: int, judgement: Judgement, grey: Pixels) -> tuple[Word, ...]:
        """Return the words of filled fields that the page shows and its layer lacks."""
        missing: list[Word] = []
        for words in self._values.get(number, ()):
            field = enclosing(word.box for word in words)
            if not shows_ink(field, grey):
                continue
            known = {word.text for word in judgement.words if _lies_in(word.box, field)}
            missing.extend(word for word in words if word.text not in known)
        return tuple(missing)


def _lies_in(box: Box, field: Box) -> bool:
    across, down = box.centre
    return field.x0 <= across <= field.x1 and field.y0 <= down <= field.y1


def grey_of(pixels: Pixels) -> Pixels:
    """Return RGB pixels as grey ones."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)


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


def _resolution(pictures: Sequence[Picture]) -> float | None:
    """Return the dots per inch of the largest image as it is placed; None without one."""
    if not pictures:
        return None
    largest = max(pictures, key=lambda each: each.area)
    inches = max(largest.x1 - largest.x0, largest.bottom - largest.top) / 72
    return round(largest.pixels / inches, 1) if inches > 0 and largest.pixels > 0 else None
