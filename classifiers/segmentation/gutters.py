"""Pages cut in two where nothing stands: between columns or between rows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from classifiers.page_types.text import folded
from models.extraction import Page, Word
from models.geometry import Box

FEWEST_LETTERS = 80
"""A paper of its own says more than this on each side of a gutter; the two lines of a passport's
zone have 88 characters."""
NARROWEST = 0.02
"""Share of a page's side that a gutter is wide at least. Between papers on one sheet it was 0.028
and more; narrower ones part the lines of one paper."""
_COLUMNS, _ROWS = 0, 1
_WIDEST = {_COLUMNS: 1, _ROWS: 2}
"""How many gutters are tried: a card has gaps of its own that may be wider than the one that parts
it from the next card."""
_SURE = 0.5
"""Confidence below which OCR reads letters into shadows and folds, also where two sheets meet."""

Half = tuple[Page, Page]
"""The two parts of a page, the left or upper one first, with places as on the whole page."""


def halves(page: Page) -> Iterator[Half]:
    """Give the page cut at its widest gutters, columns first, along its upright content.

    Words, barcodes and zones go to the part in which the middle of their box lies. Words keep the
    numbers of their lines, so that a line over both columns becomes one line in each.
    """
    for axis, most in _WIDEST.items():
        cut = (_cut(page, axis, at) for at in _gutters(page, axis))
        yield from islice((half for half in cut if all(map(_says_enough, half))), most)


def _gutters(page: Page, axis: int) -> list[float]:
    """Return the middles of the gutters across one axis, the widest first."""
    words = (word.box for word in page.words if _is_sure(word))
    codes = (*(code.box for code in page.barcodes), *(zone.box for zone in page.mrz))
    upright = (box.upright(page.rotation) for box in (*words, *codes))
    spans = sorted((box[axis], box[axis + 2]) for box in upright)
    found: list[tuple[float, float]] = []
    reached = spans[0][1] if spans else 0.0
    for start, end in spans:
        if start - reached >= NARROWEST:
            found.append((start - reached, (start + reached) / 2))
        reached = max(reached, end)
    return [middle for _, middle in sorted(found, reverse=True)]


def _is_sure(word: Word) -> bool:
    return word.confidence >= _SURE and any(sign.isalnum() for sign in word.text)


def _cut(page: Page, axis: int, at: float) -> Half:
    def is_first(box: Box) -> bool:
        return box.upright(page.rotation).centre[axis] < at

    return _part(page, is_first), _part(page, lambda box: not is_first(box))


def _part(page: Page, holds: Callable[[Box], bool]) -> Page:
    """Return what the part holds; how the whole page looks and its untrusted words are left out."""
    return replace(
        page,
        words=tuple(word for word in page.words if holds(word.box)),
        barcodes=tuple(code for code in page.barcodes if holds(code.box)),
        mrz=tuple(zone for zone in page.mrz if holds(zone.box)),
        hints=(),
        look=None,
    )


def _says_enough(part: Page) -> bool:
    return letters_on(part) >= FEWEST_LETTERS


def letters_on(part: Page) -> int:
    """Return how many letters and digits stand on a part of a page."""
    return sum(len(folded(word.text).replace(" ", "")) for word in part.words)
