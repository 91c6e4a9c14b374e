"""The characters and images of one PDF page, in the order in which they are painted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTContainer, LTImage, LTItem, LTPage
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSLiteral
from pdfminer.utils import Matrix, Rect, apply_matrix_rect
from pdfplumber.page import Page as PlumberPage

MAX_CHARACTERS = 200_000
"""Characters of one page beyond which the rest is not looked at."""
MAX_IMAGES = 500
MAX_LARGE = 60
"""Images of some size that are looked at; a page is rarely put together from more."""
LEAST_IMAGE = 0.01
"""Images smaller than this share of the page (icons, signatures) do not count."""
CORNERS_OF_IMAGE = 1000
UNSEEN_MODES = frozenset({3, 7})
"""Text rendering modes that leave no mark (ISO 32000-1, table 106)."""
TINY = 2.5
"""Height in points below which nobody can read a character."""
ASLANT = 0.18
"""Sine of the angle from which a line is neither across nor along the page (10 degrees)."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character. Points from the top left of the displayed MediaBox.

    Attributes:
        font: name of its font as the file gives it.
        turn: clockwise degrees by which it is turned, 0, 90, 180 or 270; None if aslant.
        unseen: whether it is painted so that nobody sees it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: str
    turn: int | None
    unseen: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """One image. Points from the top left of the displayed MediaBox.

    Attributes:
        pixels: on its longest side.
        opaque: whether it hides what was painted before it.
        after: number of the characters that were painted before it.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    pixels: int
    opaque: bool
    after: int

    @property
    def area(self) -> float:
        """Square points."""
        return (self.x1 - self.x0) * (self.bottom - self.top)

    def hides(self, glyph: Glyph) -> bool:
        """Whether the middle of a character painted before it lies beneath it."""
        across, down = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        return self.x0 <= across <= self.x1 and self.top <= down <= self.bottom


@dataclass(frozen=True, slots=True)
class Painted:
    """What is painted on one page.

    Attributes:
        corners: of its lines and areas; a barcode has many, an image is taken to have.
    """

    glyphs: tuple[Glyph, ...]
    pictures: tuple[Picture, ...]
    corners: int


class _Painter(PDFPageAggregator):
    """Lays out a page, with a glyph for each of its characters."""

    def __init__(self, page: PlumberPage) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
        self._height = 0.0
        self._unseen = False
        self._known: dict[PDFFont, dict[int, tuple[str, float]]] = {}

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        super().begin_page(page, ctm)
        self._height = self.cur_item.height

    def render_string(
        self,
        textstate: PDFTextState,
        seq: Iterable[int | float | bytes],
        ncs: object,
        graphicstate: PDFGraphicState,
    ) -> None:
        self._unseen = textstate.render in UNSEEN_MODES
        super().render_string(textstate, seq, ncs, graphicstate)  # type: ignore[arg-type]

    def render_char(  # noqa: PLR0917 - pdfminer's own signature
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        *_colours: object,
    ) -> float:
        """Add a character where pdfminer's own layout places it, and return its advance.

        That layout keeps four times as much of each character, none of which is looked at here.
        """
        known = self._known.setdefault(font, {})
        if cid not in known:
            known[cid] = self._text(font, cid), font.char_width(cid)
        text, width = known[cid]
        advance = width * fontsize * scaling
        if font.is_vertical():
            sides = _down(font.char_disp(cid), fontsize, rise, advance)
        else:
            base = font.get_descent() * fontsize + rise
            sides = (0, base, advance, base + fontsize)
        x0, y0, x1, y1 = _placed(matrix, sides)
        turn = _turn(matrix)
        thickness = float(x1 - x0 if turn in {90, 270} else y1 - y0)
        hidden = self._unseen or thickness < TINY
        height, name = self._height, font.fontname
        top, bottom = height - float(y1), height - float(y0)
        glyph = Glyph(text, float(x0), top, float(x1), bottom, thickness, name, turn, hidden)
        self.cur_item.add(glyph)  # type: ignore[arg-type]
        return advance

    def _text(self, font: PDFFont, cid: int) -> str:
        try:
            return font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            return self.handle_undefined_char(font, cid)


def _down(
    origin: float | tuple[float | None, float], size: float, rise: float, advance: float
) -> Rect:
    """Return the sides of a character written from top to bottom, in its own space."""
    if not isinstance(origin, tuple):
        raise TypeError("a vertical font without the origins of its characters")
    across, up = origin
    left = size * 0.5 if across is None else across * size * 0.001
    top = (1000 - up) * size * 0.001 + rise
    return -left, top + advance, size - left, top


def _placed(matrix: Matrix, sides: Rect) -> Rect:
    """Return the upright rectangle around one that a matrix places."""
    a, b, c, d, e, f = matrix
    if b or c:
        return apply_matrix_rect(matrix, sides)
    left, right = a * sides[0] + e, a * sides[2] + e
    low, high = d * sides[1] + f, d * sides[3] + f
    return min(left, right), min(low, high), max(left, right), max(low, high)


def painted(page: PlumberPage) -> Painted:
    """Interpret a page.

    The characters are taken from the layout rather than from pdfplumber's own list, whose
    building costs more than all the rest of the reading of a born-digital page.

    Raises:
        Exception: of any kind that pdfminer raises on damaged content.
    """
    painter = _Painter(page)
    PDFPageInterpreter(page.pdf.rsrcmgr, painter).process_page(page.page_obj)
    layout: LTPage = painter.get_result()
    glyphs: list[Glyph] = []
    pictures: list[Picture] = []
    corners = 0
    for item in _items(layout):
        if isinstance(item, Glyph):
            if len(glyphs) < MAX_CHARACTERS:
                glyphs.append(item)
        elif isinstance(item, LTImage):
            if len(pictures) < MAX_IMAGES:
                pictures.append(_picture(item, layout.height, len(glyphs)))
        else:
            corners += len(getattr(item, "pts", ()))
    large = _large(pictures, max(1.0, layout.width * layout.height))
    return Painted(tuple(glyphs), large, corners + CORNERS_OF_IMAGE * len(pictures))


def _large(pictures: list[Picture], page: float) -> tuple[Picture, ...]:
    """Return the images of some size, the largest first, on a page of so many square points."""
    large = [each for each in pictures if each.area > LEAST_IMAGE * page]
    return tuple(sorted(large, key=lambda each: each.area, reverse=True)[:MAX_LARGE])


def _items(layout: LTPage) -> Iterator[LTItem | Glyph]:
    """Give the leaves of the layout; their order is that of painting."""
    waiting: list[Iterator[LTItem]] = [iter(layout)]
    while waiting:
        item = next(waiting[-1], None)
        if item is None:
            waiting.pop()
        elif isinstance(item, LTContainer):
            waiting.append(iter(item))
        else:
            yield item


def _turn(matrix: Matrix) -> int | None:
    """Tell the direction of writing from a character's matrix (y points up)."""
    across, up = matrix[0], matrix[1]
    length = (across**2 + up**2) ** 0.5
    if length == 0:
        return None
    across, up = across / length, up / length
    if abs(up) < ASLANT:
        return 0 if across > 0 else 180
    if abs(across) < ASLANT:
        return 270 if up > 0 else 90
    return None


def _picture(item: LTImage, height: float, after: int) -> Picture:
    stream: PDFStream = item.stream
    seen_through = stream.get_any(("SMask", "Mask")) is not None or bool(item.imagemask)
    return Picture(
        x0=float(item.x0),
        top=height - float(item.y1),
        x1=float(item.x1),
        bottom=height - float(item.y0),
        pixels=max((int(side) for side in item.srcsize if _is_number(side)), default=0),
        opaque=not seen_through,
        after=after,
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, PSLiteral)
