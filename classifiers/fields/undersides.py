"""Which captions of a page stand below their values, as small print under a bold line does.

Neither a distance nor a single caption tells: between two captions the value of the one stands as
near as the value of the other. What tells is which reading of a whole column leaves most captions
with a value of their own kind, no value being used twice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from classifiers.fields.beside import value_right
from classifiers.fields.columns import caption_start, opens, segments
from classifiers.fields.labels import LabelHit
from classifiers.fields.layout import PlacedWord, Sheet
from classifiers.fields.stacked import value_above, value_below

_LEAST = 2
_ALIGNED = 1.2
_AGREEING = 0.7

_Words = tuple[PlacedWord, ...]
Reads = Callable[[LabelHit, _Words], _Words]
"""Returns the words that are a value of a label's own kind; none if there is no such value."""


@dataclass(frozen=True, slots=True)
class _Caption:
    """A label with what its rule reads above it, below it and beside it, and what stands nearer."""

    hit: LabelHit
    left: float
    height: float
    above: _Words
    below: _Words
    beside: _Words
    nearer: int

    def is_near(self, other: "_Caption") -> bool:
        """Whether two captions begin at one edge."""
        return abs(self.left - other.left) < _ALIGNED * max(self.height, other.height)


def captions_below(
    sheet: Sheet, hits: tuple[LabelHit, ...], reads: Reads, names: frozenset[str]
) -> frozenset[LabelHit]:
    """Return the labels whose values stand above them.

    A column of captions decides for itself; one that holds too few goes with the whole page.

    Args:
        sheet: the page.
        hits: all labels on it.
        reads: tells a value of a label's kind.
        names: the labels that have a value; others only end one.
    """
    captions = [
        _caption(sheet, hits, hit, reads)
        for hit in hits
        if hit.name in names and _stands_alone(sheet, hits, hit)
    ]
    whole = _stand_below(captions) if len(captions) >= _LEAST else _only_above(captions)
    found = []
    for caption in captions:
        column = _stand_below([other for other in captions if caption.is_near(other)])
        if whole if column is None else column:
            found.append(caption.hit)
    return frozenset(found)


def _stands_alone(sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit) -> bool:
    """Whether a label opens its column and a sentence does not go on behind it.

    The same in another language, or an explanation in brackets, may follow.
    """
    row = sheet.rows[hit.row]
    if not opens(sheet, hits, hit):
        return False
    own = next(part for part in segments(row) if row.words[hit.end - 1] in part)
    rest = own[own.index(row.words[hit.end - 1]) + 1 :]
    follows = any(other.row == hit.row and other.start == hit.end for other in hits)
    return not rest or follows or rest[0].text.startswith(("/", "(", "-", "\u2013"))


def _stand_below(captions: list[_Caption]) -> bool | None:
    """Whether the captions read better with the values above them; None if too few tell."""
    above, below, beside = (
        _values(getattr(caption, side) for caption in captions)
        for side in ("above", "below", "beside")
    )
    if max(above, below, beside) < _LEAST:
        return None
    if above != below:
        return above > max(below, beside - 1)
    votes = [caption.nearer for caption in captions if caption.nearer and not caption.beside]
    ups = sum(vote < 0 for vote in votes)
    return above >= beside and len(votes) >= _LEAST and ups >= _AGREEING * len(votes)


def _only_above(captions: list[_Caption]) -> bool:
    """Whether the one caption of a page has a value of its kind above it and nowhere else."""
    return any(c.above and not c.below and not c.beside for c in captions)


def _values(found: Iterable[_Words]) -> int:
    """Count the values, one that two captions claim only once."""
    return len({words[0].word.box for words in found if words})


def _caption(sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit, reads: Reads) -> _Caption:
    row = sheet.rows[hit.row]
    return _Caption(
        hit,
        row.words[caption_start(row, hits, hit)].x0,
        row.height,
        above=reads(hit, value_above(sheet, hits, hit)),
        below=reads(hit, value_below(sheet, hits, hit)),
        beside=reads(hit, value_right(sheet, hits, hit)),
        nearer=_nearer(sheet, hit),
    )


def _nearer(sheet: Sheet, hit: LabelHit) -> int:
    """Return -1 if the line above the label is the nearer one, 1 if the line below is, else 0."""
    above, below = _distance(sheet, hit, -1), _distance(sheet, hit, 1)
    if above is None or (below is not None and abs(above - below) <= 1.0):
        return 0
    return -1 if below is None or above < below else 1


def _distance(sheet: Sheet, hit: LabelHit, step: int) -> float | None:
    """Return the free height between a label and the next line in its column, in points."""
    label = hit.words(sheet)
    index = hit.row + step
    while 0 <= index < len(sheet.rows):
        near = [w for w in sheet.rows[index].words if w.x0 < label[-1].x1 and w.x1 > label[0].x0]
        if near:
            upper, lower = (near[0], label[0]) if step < 0 else (label[0], near[0])
            return max(0.0, lower.y0 - upper.y1)
        index += step
    return None
