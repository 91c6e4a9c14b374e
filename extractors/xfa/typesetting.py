"""Text set into boxes: broken into lines, made smaller until it fits, never cut without a sign."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import cv2

from extractors.xfa.nodes import Style
from extractors.xfa.rich_text import Paragraph

PIXELS_PER_POINT = 2.25
"""162 dots per inch, at which 6-point captions can be read on a screen."""
FACE_SCALE = 0.86
"""The face inside OpenCV runs wider than the faces that forms are designed for."""
REGULAR, BOLD = 400, 640
LINE_SPACING = 1.18
"""Height of a line in sizes."""
SMALLER = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64)
LEAST_POINTS = 4.6
TOLERANCE = 0.4
"""Points by which lines may stand out of their box before the text is made smaller."""
LEAST_PIXELS = 6
_ROOM = (100_000, 1_000)
ELLIPSIS = "…"
MOST_SPACES = 30
MOST_LINES = 300
"""Lines set of one text; no box of a page holds more."""
MEASURED = 80
"""Characters measured at once; longer texts are measured in parts, so that few are remembered."""
_WORDS = re.compile(r"(\s*)(\S+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One word in its style, with the space before it; points."""

    text: str
    size: float
    bold: bool
    width: float
    space: float


@dataclass(frozen=True, slots=True)
class Line:
    """One set line.

    Attributes:
        across: its alignment, None for that of the element.
        indent: the space before its first word, part of its width.
    """

    pieces: tuple[Piece, ...]
    across: str | None
    indent: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class SetText:
    """A text as it stands in its box.

    Attributes:
        whole: False if the box is too small even for the smallest letters, so that an ellipsis
            ends the text.
    """

    lines: tuple[Line, ...]
    whole: bool

    @property
    def height(self) -> float:
        """Of all lines, points."""
        return sum(line.height for line in self.lines)

    @property
    def width(self) -> float:
        """Of the longest line, points."""
        return max((line.width for line in self.lines), default=0.0)


def set_text(
    paragraphs: tuple[Paragraph, ...], style: Style, width: float, height: float
) -> SetText:
    """Set a text into a box.

    Args:
        paragraphs: what to set.
        style: of runs that state no size or weight of their own.
        width: of the box, points; infinite for a text that may not be broken.
        height: of the box, points; infinite for a box that grows.
    """
    tried: list[Line] = []
    cut: SetText | None = None
    for scale in SMALLER:
        if scale < 1 and style.size * scale < LEAST_POINTS:
            break
        tried = _broken(paragraphs, style, scale, width)
        high = sum(line.height for line in tried)
        wide = max((line.width for line in tried), default=0.0)
        if high <= height + TOLERANCE and wide <= width + TOLERANCE:
            fitting = SetText(tuple(tried), whole=True)
            if not _cuts_words(paragraphs, style, scale, width):
                return fitting
            # A word is cut only if no smaller letters keep it whole.
            cut = cut or fitting
    return cut or _cut(tried, width, height)


def text_width(text: str, size: float, *, bold: bool) -> float:
    """Return the points that ``text`` takes at ``size`` points, trailing spaces included."""
    parts = (text[start : start + MEASURED] for start in range(0, len(text), MEASURED))
    return sum(_pixel_width(part, pixels_of(size), bold) for part in parts) / PIXELS_PER_POINT


def pixels_of(size: float) -> int:
    """Return the size in which the face is drawn for a text of ``size`` points."""
    return max(LEAST_PIXELS, round(size * FACE_SCALE * PIXELS_PER_POINT))


@cache
def face() -> cv2.FontFace:
    """The face inside OpenCV: the same on every machine, with every letter of Latin names."""
    return cv2.FontFace("sans")


@lru_cache(maxsize=20_000)
def _pixel_width(text: str, pixels: int, bold: bool) -> int:  # noqa: FBT001 - cached by position
    weight = BOLD if bold else REGULAR
    # A space at the end has no ink and would not be counted; a full stop after it ends it.
    wide = cv2.getTextSize(_ROOM, text + ".", (0, 0), face(), pixels, weight)[2]
    stop = cv2.getTextSize(_ROOM, ".", (0, 0), face(), pixels, weight)[2]
    return int(wide - stop)


def _broken(
    paragraphs: tuple[Paragraph, ...], style: Style, scale: float, width: float
) -> list[Line]:
    lines: list[Line] = []
    for paragraph in paragraphs:
        if len(lines) > MOST_LINES:
            break
        pieces: list[Piece] = []
        taken, first = 0.0, True
        for piece in _pieces(paragraph, style, scale):
            for part in _fitting(piece, width):
                if pieces and taken + part.space + part.width > width + TOLERANCE:
                    lines.append(_line(pieces, paragraph.across, indented=first))
                    pieces, taken, first = [], 0.0, False
                taken += part.width + (part.space if pieces or first else 0.0)
                pieces.append(part)
        if pieces:
            lines.append(_line(pieces, paragraph.across, indented=first))
    return lines


def _cuts_words(
    paragraphs: tuple[Paragraph, ...], style: Style, scale: float, width: float
) -> bool:
    return any(
        piece.width > width + TOLERANCE
        for paragraph in paragraphs
        for piece in _pieces(paragraph, style, scale)
    )


def _pieces(paragraph: Paragraph, style: Style, scale: float) -> list[Piece]:
    """Return the words of a paragraph, each with the spaces before it as they are written."""
    pieces: list[Piece] = []
    before = ""
    for run in paragraph.runs:
        size = (run.size or style.size) * scale
        bold = style.bold if run.bold is None else run.bold
        for spaces, word in _WORDS.findall(run.text):
            before += spaces
            if not before and pieces:
                pieces.append(_glued(pieces.pop(), word))
            else:
                space = min(MOST_SPACES, len(before)) * text_width(" ", size, bold=bold)
                pieces.append(Piece(word, size, bold, text_width(word, size, bold=bold), space))
            before = ""
        before += run.text[len(run.text.rstrip()) :]
    return pieces


def _glued(piece: Piece, more: str) -> Piece:
    text = piece.text + more
    width = text_width(text, piece.size, bold=piece.bold)
    return Piece(text, piece.size, piece.bold, width, piece.space)


def _fitting(piece: Piece, width: float) -> list[Piece]:
    """Cut a word that is wider than its box (a barcode's payload) into parts that are not."""
    if piece.width <= width + TOLERANCE or len(piece.text) == 1:
        return [piece]
    parts: list[Piece] = []
    rest, average = piece.text, piece.width / len(piece.text)
    while rest and len(parts) < MOST_LINES:
        most = max(1, int(width / average))
        while most > 1 and text_width(rest[:most], piece.size, bold=piece.bold) > width:
            most -= 1
        parts.append(_with_text(piece, rest[:most]))
        rest = rest[most:]
    return parts


def _with_text(piece: Piece, text: str) -> Piece:
    width = text_width(text, piece.size, bold=piece.bold)
    return Piece(text, piece.size, piece.bold, width, piece.space)


def _line(pieces: list[Piece], across: str | None, *, indented: bool) -> Line:
    indent = pieces[0].space if indented else 0.0
    width = indent + sum(piece.width + piece.space for piece in pieces) - pieces[0].space
    height = LINE_SPACING * max(piece.size for piece in pieces)
    return Line(tuple(pieces), across, indent, width, height)


def _cut(lines: list[Line], width: float, height: float) -> SetText:
    """Keep the lines that fit, at least one, and end them with an ellipsis."""
    kept: list[Line] = []
    for line in lines:
        if kept and sum(each.height for each in kept) + line.height > height + TOLERANCE:
            break
        kept.append(line)
    if not kept:
        return SetText((), whole=True)
    if len(kept) == len(lines) and all(line.width <= width + TOLERANCE for line in lines):
        # Only the height of its one line is too small for the box; nothing is lost.
        return SetText(tuple(kept), whole=True)
    last, across = list(kept[-1].pieces), kept[-1].across
    mark = _with_text(last[-1], ELLIPSIS)
    while len(last) > 1 and _line([*last, mark], across, indented=False).width > width:
        last.pop()
    kept[-1] = _line([*last, mark], across, indented=False)
    return SetText(tuple(kept), whole=False)
