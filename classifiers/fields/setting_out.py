"""Sets the words of a page upright and level, and gathers them into rows.

Extraction places words on the page as it is displayed. A page may be displayed on its side, and
a scan may be skewed by a degree or two, so coordinates are turned and sheared before words are
compared.
"""

import re
from dataclasses import replace
from itertools import pairwise

from classifiers.fields.folding import compact
from classifiers.fields.layout import PlacedWord, Row, Sheet, median
from classifiers.fields.levelling import Line, Tilt, tilt_of
from models.extraction import Page, TextSource, Word

_BORDER_NOISE = frozenset("|¦[]{}_~\\")
_WORDLIKE = r"[^/\d]*(?:[^\W\d_]{2}|(?:[^\W\d_]\.){2})[^/\d]*"
"""Two letters in a row, or initials ("D.O.B."); "c/o" and "N/Réf" are one word each."""
_BILINGUAL = re.compile(rf"({_WORDLIKE})/{_WORDLIKE}")
_NUMBERED_SIDE = re.compile(r"([^/\d]*[^\W\d_]{2}[^/\d]*)/\d{1,2}[.)]")
_DOT_LEADER = re.compile(r"([^.]+?[.\u2026:]{3,})[^.].*")
_REQUIRED_MARK = re.compile(r"(\d{0,2}\*)[^\W\d_].*")
_SHARED_HEIGHT = 0.5
_CLOSE = 0.9
"""Heights between two words of one line at most, where no column may end."""
_TALL = 2.2
"""Heights of a page's usual word from which one that OCR read may span lines that are not its."""
_BLANK = 0.65
"""Heights of a row to which a blank may come in common print, as OCR measures both."""
_WIDEST_BLANK = 1.6
_LEAST_BLANKS = 8
_LEAST_WORDS = 4
"""Words of a line of prose at least, whose blanks tell how a page is set."""
_Piece = tuple[PlacedWord, ...]
"""Words that are known to stand in one row."""


def lay_out(page: Page) -> Sheet:
    """Set the words of ``page`` upright and level, and gather them into rows.

    Marks that OCR makes of box borders (a lone ``|`` or ``_``) are left out.
    """
    sideways = page.rotation in (90, 270)
    width, height = (page.height, page.width) if sideways else (page.width, page.height)
    placed = [
        part
        for word in page.words
        if word.text.strip() and not set(word.text) <= _BORDER_NOISE
        for part in _place(word, page.rotation, width, height)
    ]
    return Sheet(page, width, height, _rows(_levelled(placed, width)))


def _place(word: Word, rotation: int, width: float, height: float) -> list[PlacedWord]:
    box = word.box.upright(rotation)
    x0, y0, x1, y1 = box.x0 * width, box.y0 * height, box.x1 * width, box.y1 * height
    step = (x1 - x0) / len(word.text)
    placed = []
    for start, end in _sides(word.text):
        text = word.text[start:end]
        placed.append(
            PlacedWord(compact(text), x0 + start * step, y0, x0 + end * step, y1, text, word)
        )
    return placed


def _sides(text: str) -> list[tuple[int, int]]:
    """Return the parts of one word: both languages of "Sex/Sexe", both ends of "Sex.....F".

    A number and the star of a required answer ("1*What") are split off as well.
    """
    split = _first_match(text, _BILINGUAL, _NUMBERED_SIDE, _DOT_LEADER, _REQUIRED_MARK)
    if split is None:
        return [(0, len(text))]
    return [(0, split.end(1)), (split.end(1), len(text))]


def _first_match(text: str, *patterns: re.Pattern[str]) -> re.Match[str] | None:
    return next((found for pattern in patterns if (found := pattern.fullmatch(text))), None)


def _levelled(words: list[PlacedWord], width: float) -> list[PlacedWord]:
    """Set words level, whose lines fall to the right on a skewed or photographed page."""
    lines: dict[int, list[PlacedWord]] = {}
    for word in words:
        lines.setdefault(word.word.line, []).append(word)
    ends = [(min(line, key=_left), max(line, key=_left)) for line in lines.values()]
    tilt = tilt_of((Line(a.x0, a.y1, b.x0, b.y1) for a, b in ends if a.x0 < b.x0), width)
    if tilt == Tilt():
        return words
    return [replace(w, y0=tilt.level(w.x0, w.y0), y1=tilt.level(w.x0, w.y1)) for w in words]


def _left(word: PlacedWord) -> float:
    return word.x0


def _rows(words: list[PlacedWord]) -> tuple[Row, ...]:
    """Gather words into rows; what spans several lines comes last and is a row of its own.

    OCR makes a tall word of a shadow or a fold. It shares its height with the lines that it spans,
    and would draw the words of one of them away from their neighbours. Large print beside small is
    as tall, and its words stand beside each other first of all.
    """
    usual = median([word.height for word in words]) if words else 0.0
    tall = [w for w in words if w.word.source is TextSource.OCR and w.height > _TALL * usual]
    apart = set(map(id, tall))
    gathered: list[list[PlacedWord]] = []
    for piece in sorted(_pieces([w for w in words if id(w) not in apart]), key=_place_of):
        _gather(piece, gathered, gathered[-4:])
    large: list[list[PlacedWord]] = []
    for piece in sorted(((word,) for word in tall), key=_place_of):
        beside = [row for row in large if _beside(row, piece)]
        beside = beside or [row for row in gathered if _beside(row, piece)]
        _gather(piece, large, beside if len(beside) == 1 else [])
    lined = [Row(tuple(sorted(row, key=lambda w: (w.x0, w.y0)))) for row in gathered + large]
    stretch = _stretch(lined)
    rows = [replace(row, stretch=stretch) for row in lined] if stretch > 1.0 else lined
    return tuple(sorted(rows, key=lambda row: (row.y0, row.words[0].x0)))


def _stretch(rows: list[Row]) -> float:
    """Return by how much wider than usual the blanks of a page are, at least 1.0.

    A typewriter, and whoever sets letters like one, gives a blank the width of a letter. OCR
    measures such lines low and their words narrow, so that a common blank is as wide as a line is
    high, as wide as the gap between two columns of other print.
    """
    blanks = [
        (right.x0 - left.x1) / row.height
        for row in rows
        if len(row.words) >= _LEAST_WORDS
        for left, right in pairwise(row.words)
        if 0.0 < right.x0 - left.x1 < _WIDEST_BLANK * row.height
    ]
    return max(1.0, median(blanks) / _BLANK) if len(blanks) >= _LEAST_BLANKS else 1.0


def _pieces(words: list[PlacedWord]) -> list[_Piece]:
    """Gather the words that OCR found one behind another in one of its lines.

    A paper that is not flat bends its lines, so that the end of one stands beside the next one of
    another column. What a text layer holds needs no such help.
    """
    lines: dict[tuple[int, int], list[PlacedWord]] = {}
    for number, word in enumerate(words):
        by_ocr = word.word.source is TextSource.OCR
        lines.setdefault((word.word.line, -1 if by_ocr else number), []).append(word)
    pieces: list[list[PlacedWord]] = []
    for line in lines.values():
        ordered = sorted(line, key=_left)
        pieces.append(ordered[:1])
        for before, word in pairwise(ordered):
            if not _follows(before, word):
                pieces.append([])
            pieces[-1].append(word)
    return [tuple(piece) for piece in pieces]


def _follows(before: PlacedWord, word: PlacedWord) -> bool:
    """Whether a word stands a usual blank behind another, at its height."""
    height = min(before.height, word.height)
    near = -0.5 * height < word.x0 - before.x1 < _CLOSE * height
    return near and abs(word.middle - before.middle) < _SHARED_HEIGHT * height


def _place_of(piece: _Piece) -> tuple[float, float]:
    return median([word.middle for word in piece]), piece[0].x0


def _gather(piece: _Piece, gathered: list[list[PlacedWord]], near: list[list[PlacedWord]]) -> None:
    """Put a piece into the last of the rows ``near`` beside which it stands, or begin a row."""
    home = next((row for row in reversed(near) if _beside(row, piece)), None)
    if home is None:
        gathered.append(list(piece))
    else:
        home.extend(piece)


def _beside(row: list[PlacedWord], piece: _Piece) -> bool:
    """Whether a piece shares half of the smaller height with the row and hides no word of it."""
    top, bottom = median([w.y0 for w in row]), median([w.y1 for w in row])
    high, low = median([w.y0 for w in piece]), median([w.y1 for w in piece])
    shared = min(bottom, low) - max(top, high)
    if shared < _SHARED_HEIGHT * max(0.5, min(bottom - top, low - high)):
        return False
    return all(
        _overlap(other, word) < 0.5 * min(_width(other), _width(word))
        for other in row
        for word in piece
    )


def _overlap(a: PlacedWord, b: PlacedWord) -> float:
    return min(a.x1, b.x1) - max(a.x0, b.x0)


def _width(word: PlacedWord) -> float:
    return max(0.5, word.x1 - word.x0)
