"""The text layer of one PDF page: words with their places, from painted characters."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from pdfplumber.utils.text import WordExtractor

from extractors.limits import Limits
from extractors.lines import numbered
from extractors.pdf.characters import Glyph, Painted, Picture
from extractors.pdf.geometry import PageFrame, turned_clockwise
from extractors.sheets import LayerWord, TextLayer
from models.extraction import TextSource, Word
from models.geometry import Box

GAP_OF_WORDS = 0.17
"""Gap between two words as a share of the font size; narrower gaps are inside a word."""
SAME_LINE = 2.0
"""Points by which characters of one word may differ in height."""
MOSTLY_SHOWN = 0.5
"""Share of a word's area that must lie on the displayed page."""
TWICE = 0.15
"""Two same characters nearer than this share of their size are one, printed twice for weight."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_UNMAPPED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd\ue000-\uf8ff]")

_Placed = dict[str, object]
"""One character in the shape that pdfplumber's word extraction reads."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the words of one page come to lie."""

    page: PageFrame
    width: float
    height: float
    limits: Limits


def text_layer(painted: Painted, page: PageFrame, limits: Limits) -> TextLayer:
    """Build the text layer of a page from what is painted on it."""
    media = PageFrame(page.media, page.media, page.rotation)
    frame = _Frame(page, *media.size, limits)
    unseen = _unseen(painted.glyphs, painted.pictures)
    shown = [
        glyph
        for glyph, hides in zip(painted.glyphs, unseen, strict=True)
        if not hides and glyph.turn is not None
    ]
    words, outside = _words(_once(shown), frame)
    hidden, hidden_outside = _words(compress(painted.glyphs, unseen), frame)
    turns = Counter(word.turn for word in words for _ in word.word.text)
    rotation = turns.most_common(1)[0][0] if turns else 0
    images = tuple(
        box
        for each in painted.pictures
        if (box := page.place_displayed(each.x0, each.top, each.x1, each.bottom)).area > 0
    )
    unread = [each.word for each in (*hidden, *outside, *hidden_outside)]
    return TextLayer(_in_order(words, rotation), numbered(unread), images, rotation)


def _unseen(glyphs: Sequence[Glyph], pictures: Sequence[Picture]) -> list[bool]:
    """Tell of each character whether nobody sees it."""
    opaque = [picture for picture in pictures if picture.opaque]
    return [
        glyph.unseen or any(number < picture.after and picture.hides(glyph) for picture in opaque)
        for number, glyph in enumerate(glyphs)
    ]


def _once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Drop the second of two same characters at one place."""
    kept: list[Glyph] = []
    places: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        column, row = int(glyph.x0 / 2), int(glyph.top / 2)
        near = TWICE * glyph.size
        twin = any(
            abs(other.x0 - glyph.x0) < near and abs(other.top - glyph.top) < near
            for across in (column - 1, column, column + 1)
            for down in (row - 1, row, row + 1)
            for other in places.get((glyph.text, across, down), ())
        )
        if not twin:
            kept.append(glyph)
            places.setdefault((glyph.text, column, row), []).append(glyph)
    return kept


def _words(glyphs: Iterable[Glyph], frame: _Frame) -> tuple[list[LayerWord], list[LayerWord]]:
    """Return the words on the displayed page, and those outside it."""
    extractor = WordExtractor(x_tolerance_ratio=GAP_OF_WORDS, y_tolerance=SAME_LINE)
    by_turn: dict[int, list[_Placed]] = {}
    for glyph in glyphs:
        turn = glyph.turn or 0
        by_turn.setdefault(turn, []).append(_upright(glyph, turn, frame))
    shown: list[LayerWord] = []
    outside: list[LayerWord] = []
    for turn, placed in by_turn.items():
        for found, characters in extractor.iter_extract_tuples(placed):
            text = str(found["text"]).strip()[: frame.limits.word_characters]
            if not text or len(shown) + len(outside) >= frame.limits.words_per_page:
                continue
            x0, top, x1, bottom = _displayed(found, turn, frame)
            box = frame.page.place_displayed(x0, top, x1, bottom)
            unmapped = sum(1 for each in characters if is_unmapped(str(each["text"])))
            word = Word(readable(text), box, 1.0, 0, TextSource.TEXT_LAYER)
            whole = frame.page.share_of_page(x1 - x0, bottom - top)
            target = shown if 0 < MOSTLY_SHOWN * whole <= box.area else outside
            target.append(LayerWord(word, str(characters[0]["font"]), unmapped, turn))
    return shown, outside


def _upright(glyph: Glyph, turn: int, frame: _Frame) -> _Placed:
    """Place a character as if the page were turned so that it stands upright."""
    match turn:
        case 90:
            sides = (glyph.top, glyph.bottom, frame.width - glyph.x1, frame.width - glyph.x0)
        case 180:
            sides = (
                frame.width - glyph.x1,
                frame.width - glyph.x0,
                frame.height - glyph.bottom,
                frame.height - glyph.top,
            )
        case 270:
            sides = (frame.height - glyph.bottom, frame.height - glyph.top, glyph.x0, glyph.x1)
        case _:
            sides = (glyph.x0, glyph.x1, glyph.top, glyph.bottom)
    x0, x1, top, bottom = sides
    return {
        "text": glyph.text,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "upright": True,
        "size": glyph.size,
        "font": glyph.font,
    }


def _displayed(
    found: dict[str, float], turn: int, frame: _Frame
) -> tuple[float, float, float, float]:
    """Bring the sides of a word back to the displayed MediaBox: left, top, right, bottom."""
    x0, x1, top, bottom = found["x0"], found["x1"], found["top"], found["bottom"]
    match turn:
        case 90:
            return frame.width - bottom, x0, frame.width - top, x1
        case 180:
            return frame.width - x1, frame.height - bottom, frame.width - x0, frame.height - top
        case 270:
            return top, frame.height - x1, bottom, frame.height - x0
        case _:
            return x0, top, x1, bottom


def _in_order(words: Sequence[LayerWord], rotation: int) -> tuple[LayerWord, ...]:
    """Number the lines as a reader sees them once the page is turned upright."""
    known: dict[tuple[str, Box], list[LayerWord]] = {}
    upright = []
    for each in words:
        box = turned_clockwise(*each.word.box, -rotation) if rotation else each.word.box
        upright.append(replace(each.word, box=box) if rotation else each.word)
        known.setdefault((each.word.text, box), []).append(each)
    ordered = []
    for word in numbered(upright):
        each = known[word.text, word.box].pop()
        ordered.append(replace(each, word=replace(each.word, line=word.line)))
    return tuple(ordered)


def is_unmapped(character: str) -> bool:
    """Whether a glyph has no Unicode value that says what it shows.

    pdfminer writes ``(cid:17)`` for none at all; fonts that lack a glyph give NUL or the
    replacement character, and icon fonts private-use values.
    """
    return character.startswith("(cid:") or bool(_UNMAPPED.search(character))


def readable(text: str) -> str:
    """Return a text as it is shown: no control characters, and a drawn soft hyphen is a hyphen."""
    return _CONTROL.sub("\ufffd", text.replace("\u00ad", "-"))
