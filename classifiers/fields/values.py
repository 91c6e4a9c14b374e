"""The words that may be the value of a label: beside it, below or above it, or flowing on."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from classifiers.fields.beside import lines_around, values_right
from classifiers.fields.columns import is_qualified, opens, segments
from classifiers.fields.labels import LabelHit
from classifiers.fields.layout import PlacedWord, Sheet
from classifiers.fields.stacked import value_above, value_below

_PROSE_GAP = 2.5
_FLOW_REACH = 2.0
_MOST_FLOW = 24
_HEADING = 4
"""Words of a column's head at most."""
_SENTENCE = 5
"""Words that follow a label where it begins a sentence."""
_SURE = 0.6
_DOUBTFUL = 0.3
_LEAST_LETTERS = 3
_MOSTLY = 0.8


class Placement(StrEnum):
    """Where a value stands in relation to its label."""

    RIGHT = "right"
    BELOW = "below"
    ABOVE = "above"
    BEFORE = "before"
    FLOW = "flow"
    AROUND = "around"


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words that may be a value; never empty."""

    placement: Placement
    words: tuple[PlacedWord, ...]


def runs_of(
    sheet: Sheet,
    hits: tuple[LabelHit, ...],
    hit: LabelHit,
    *,
    above: bool = False,
    wide: bool = False,
) -> Iterator[Run]:
    """Yield the runs of words that may be the value of ``hit``, the likeliest first.

    Args:
        sheet: the page.
        hits: all labels on it.
        hit: the label whose value is looked for.
        above: whether this label stands below its value.
        wide: whether gaps end no line of a value below its label.
    """
    if _in_brackets(sheet, hit):
        before = _before(sheet, hits, hit)
        if before:
            yield Run(Placement.BEFORE, before)
        return
    if above:
        over = value_above(sheet, hits, hit)
        if over:
            yield Run(Placement.ABOVE, _legible(over))
        return
    if opens(sheet, hits, hit) and not _opens_a_sentence(sheet, hit):
        yield from (Run(Placement.RIGHT, _legible(part)) for part in values_right(sheet, hits, hit))
        around = lines_around(sheet, hits, hit)
        if around:
            yield Run(Placement.AROUND, _legible(around))
        stacked = value_below(sheet, hits, hit, wide=wide)
        if stacked:
            yield Run(Placement.BELOW, _legible(stacked))
    flow = _flow(sheet, hit)
    if flow and not is_qualified(sheet.rows[hit.row], hit):
        yield Run(Placement.FLOW, flow)


def _opens_a_sentence(sheet: Sheet, hit: LabelHit) -> bool:
    """Whether many words follow a label in small letters: « Le locataire reconnaît avoir reçu »."""
    row = sheet.rows[hit.row]
    own = next(part for part in segments(row) if row.words[hit.end - 1] in part)
    rest = own[own.index(row.words[hit.end - 1]) + 1 :]
    if len(rest) < _SENTENCE or row.words[hit.end - 1].text.endswith((":", "/")):
        return False
    return rest[0].text[:1].islower()


def _in_brackets(sheet: Sheet, hit: LabelHit) -> bool:
    """Whether a label stands in brackets of its own: "(Premises)" ends the line of an address."""
    words = hit.words(sheet)
    return words[0].text.startswith("(") and words[-1].text.endswith(")")


def _before(sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit) -> tuple[PlacedWord, ...]:
    """Return the words before a label in its line, if no other words follow it there.

    They begin after another label in brackets, which has its own value before it.
    """
    row = sheet.rows[hit.row]
    own = next(part for part in segments(row, _PROSE_GAP) if row.words[hit.start] in part)
    if own[-1] is not row.words[hit.end - 1]:
        return ()
    others = [h.end for h in hits if h.row == hit.row and h.end <= hit.start]
    taken = row.words[: max((end for end in others if _closes(row.words[end - 1])), default=0)]
    before = own[: own.index(row.words[hit.start])]
    return tuple(word for word in before if word not in taken)


def _closes(word: PlacedWord) -> bool:
    return word.text.rstrip(",.;").endswith(")")


def _legible(words: tuple[PlacedWord, ...]) -> tuple[PlacedWord, ...]:
    """Leave out what OCR makes of dots and rules, where legible words stand beside it.

    What has the length and the letters of a word stays, however unsure OCR is: half of a double
    surname would be a wrong name.
    """
    if not any(w.word.confidence >= _SURE and len(w.key) > 1 for w in words):
        return words
    return tuple(w for w in words if w.word.confidence >= _DOUBTFUL or _is_word(w))


def _is_word(word: PlacedWord) -> bool:
    """Whether most of the marks of ``word`` are letters, and there are enough of them."""
    letters = sum(map(str.isalpha, word.text))
    return letters >= _LEAST_LETTERS and letters >= _MOSTLY * len(word.text)


def _flow(sheet: Sheet, hit: LabelHit) -> tuple[PlacedWord, ...]:
    """Return what follows in running text: the rest of the row and the beginning of the next."""
    row = sheet.rows[hit.row]
    own = next(p for p in segments(row, _PROSE_GAP) if row.words[hit.end - 1] in p)
    place = own.index(row.words[hit.end - 1])
    rest = own[place + 1 :]
    if not rest and own[-1] is not row.words[-1] and len(own) <= _HEADING:
        # The head of a table's column: what stands below is a line of the table, no sentence.
        return ()
    if hit.row + 1 < len(sheet.rows):
        lower = sheet.rows[hit.row + 1]
        if lower.y0 - row.y1 <= _FLOW_REACH * row.height:
            left, right = own[0].x0 - 2 * row.height, own[-1].x1
            for part in segments(lower, _PROSE_GAP):
                if left <= part[0].x0 < right:
                    rest += part
                    break
    return rest[:_MOST_FLOW]
