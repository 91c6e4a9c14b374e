"""Read the two marker boxes from the words of a printed or scanned form page.

The captions "Job title" and "Brief description of duties" stand side by side over their values,
so that a text in reading order mixes both boxes: each word is bound to its box by its place.
"""

from dataclasses import dataclass
from itertools import dropwhile

from classifiers.fields.labels import LabelHit
from classifiers.fields.layout import PlacedWord, Row, Sheet, box_of, confidence_of
from classifiers.fields.setting_out import lay_out
from classifiers.markers.captions import find_captions, left_edge, middle_of
from models.extraction import Page, QualityTier, TextSource
from models.markers import Marker, Witness
from models.reading import BoxReading

_FIRST_LINE = 3.2
"""Farthest top of the first value line below its caption, in heights of the caption."""
_NEXT_LINE = 1.6
"""Farthest top of a further value line below the line before, in heights of that line."""
_SAME_LINE = 0.5
"""Share of the lower one's height that two words of one line of a box share."""
_SAME_BASE = 0.25
"""Heights of a caption above its base down to which a word beside it may stand on the same base."""
_LEAST_OF_CAPTION = 0.25
"""Share of a caption's letters that a line of it holds."""
_MOST_LINES = 4
_MARKERS = frozenset(marker.value for marker in Marker)
_SHORTEST_VALUE = 3
_LEFT_SLACK = 1.5
_DOUBTFUL = 0.4
"""Most that a reading is worth whose box is not certain: below what is legible, so that an accepted
text counts, and what is no such text leaves the box unreadable and never empty of the marker."""
_EMPTY_CONFIDENCE = {
    QualityTier.DIGITAL: 1.0,
    QualityTier.GOOD: 0.9,
    QualityTier.FAIR: 0.7,
    QualityTier.POOR: 0.3,
    QualityTier.UNREADABLE: 0.0,
}


@dataclass(frozen=True, slots=True)
class _Column:
    """The strip of the page in which a box's value may stand, in points."""

    left: float
    right: float

    def holds(self, word: PlacedWord) -> bool:
        return self.left <= (word.x0 + word.x1) / 2 < self.right


def read_printed_boxes(upload: str, page: Page) -> tuple[BoxReading, ...]:
    """Return a reading of each box that is found on ``page``, by its caption or beside the other.

    A caption without words below it gives a reading with an empty text.
    """
    sheet = lay_out(page)
    captions = find_captions(sheet)
    job, duties, certain = captions.job, captions.duties, captions.certain
    if duties is None:
        return ()
    found = _Reader(upload, sheet, captions.hits)
    described = found.captioned(duties, job, certain=certain)
    if job is not None:
        return found.captioned(job, duties, certain=certain), described
    if page.text_source is not TextSource.OCR:
        return (described,)
    return *found.left_of(duties), described


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads boxes of one page."""

    upload: str
    sheet: Sheet
    hits: tuple[LabelHit, ...]

    def captioned(self, caption: LabelHit, other: LabelHit | None, *, certain: bool) -> BoxReading:
        """Read the box of a caption, beside the caption or below it."""
        column = _column(self.sheet, self.hits, caption, other)
        words = _beside(self.sheet, self.hits, caption) or _below(
            self.sheet, self.hits, caption, column
        )
        return self._reading(
            Marker(caption.name), words, caption.words(self.sheet), certain=certain
        )

    def left_of(self, duties: LabelHit) -> tuple[BoxReading, ...]:
        """Read the job title left of the description of duties, where its own caption is lost.

        On both forms the two boxes stand side by side, the job title first.
        """
        height = self.sheet.rows[duties.row].height
        column = _Column(0.0, left_edge(self.sheet, self.hits, duties) - 0.5 * height)
        words = _below(self.sheet, self.hits, duties, column)
        return (self._reading(Marker.JOB_TITLE, words, words, certain=False),) if words else ()

    def _reading(
        self,
        marker: Marker,
        words: tuple[PlacedWord, ...],
        caption: tuple[PlacedWord, ...],
        *,
        certain: bool,
    ) -> BoxReading:
        page, shown = self.sheet.page, words or caption
        text = " ".join(word.text for word in words).strip()
        source = page.text_source or shown[0].word.source
        ceiling = _EMPTY_CONFIDENCE[page.quality.tier] if source is TextSource.OCR else 1.0
        confidence = min(confidence_of(words), max(ceiling, 0.6)) if words else ceiling
        if not certain:
            confidence = min(confidence, _DOUBTFUL)
        witness = Witness(source, text, self.upload, page.number, box_of(shown), confidence)
        return BoxReading(marker, witness)


def _column(
    sheet: Sheet, hits: tuple[LabelHit, ...], caption: LabelHit, other: LabelHit | None
) -> _Column:
    """Return the strip from the caption's left edge to the other caption or the page's edge."""
    edge = left_edge(sheet, hits, caption)
    height = sheet.rows[caption.row].height
    left = edge - _LEFT_SLACK * height
    beside = other is not None and abs(middle_of(sheet, caption) - middle_of(sheet, other)) < height
    if other is None or not beside:
        return _Column(left, sheet.width)
    neighbour = left_edge(sheet, hits, other) - 0.5 * height
    if neighbour > edge:
        return _Column(left if caption.start else 0.0, neighbour)
    return _Column(edge - 0.5 * height, sheet.width)


def _beside(sheet: Sheet, hits: tuple[LabelHit, ...], caption: LabelHit) -> tuple[PlacedWord, ...]:
    """Return the value that follows the caption on its own row, with its further lines."""
    row = sheet.rows[caption.row]
    end = min(
        (hit.start for hit in hits if hit.row == caption.row and hit.start >= caption.end),
        default=len(row.words),
    )
    words = row.words[caption.end : end]
    value = tuple(dropwhile(lambda word: not word.key, words))
    if sum(len(word.key) for word in value) < _SHORTEST_VALUE:
        return ()
    right = row.words[end].x0 if end < len(row.words) else sheet.width
    column = _Column(value[0].x0 - 0.5 * row.height, right)
    return value + _lines(sheet, hits, caption, column, _NEXT_LINE)


def _below(
    sheet: Sheet, hits: tuple[LabelHit, ...], caption: LabelHit, column: _Column
) -> tuple[PlacedWord, ...]:
    return _lines(sheet, hits, caption, column, _FIRST_LINE)


def _lines(
    sheet: Sheet, hits: tuple[LabelHit, ...], caption: LabelHit, column: _Column, reach: float
) -> tuple[PlacedWord, ...]:
    """Return the words of up to four lines below ``caption`` inside ``column``.

    The lines are those of the box alone: a row of the page reaches over both boxes, and is two
    rows where OCR saw pieces of one word over each other in either of them.
    """
    found: tuple[PlacedWord, ...] = ()
    above = sheet.rows[caption.row]
    for line in _lines_of(_under(sheet, hits, caption, column))[:_MOST_LINES]:
        if line.y0 - above.y1 > reach * above.height:
            break
        found += line.words
        above, reach = line, _NEXT_LINE
    return found


def _under(
    sheet: Sheet, hits: tuple[LabelHit, ...], caption: LabelHit, column: _Column
) -> list[PlacedWord]:
    """Return the words of ``column`` from the caption down to the next one, or the page's end.

    The large number of the next question reaches above its caption and is a row of its own there,
    and a caption's line is two rows where OCR saw its words twice, over each other.
    """
    words: list[PlacedWord] = []
    for index in range(caption.row + 1, len(sheet.rows)):
        row = sheet.rows[index]
        if any(_within(hit, index, row, column) for hit in hits):
            base = row.y1 - _SAME_BASE * row.height
            return [word for word in words if word.middle < row.y0 and word.y1 < base]
        words.extend(word for word in row.words if column.holds(word))
    return words


def _lines_of(words: list[PlacedWord]) -> list[Row]:
    """Gather the words of one box into lines by their height alone, from the top."""
    lines: list[Row] = []
    for word in sorted(words, key=lambda each: each.middle):
        level = next((n for n, line in enumerate(lines) if _is_level(line, word)), None)
        if level is None:
            lines.append(Row((word,)))
        else:
            lines[level] = Row((*lines[level].words, word))
    from_left = (sorted(line.words, key=lambda each: (each.x0, each.x1)) for line in lines)
    return sorted((Row(tuple(line)) for line in from_left), key=lambda line: line.y0)


def _is_level(line: Row, word: PlacedWord) -> bool:
    shared = min(line.y1, word.y1) - max(line.y0, word.y0)
    return shared > _SAME_LINE * min(line.y1 - line.y0, word.height)


def _within(hit: LabelHit, index: int, row: Row, column: _Column) -> bool:
    """Whether the label is a caption that ends the box: it stands on this row of the column."""
    if hit.row != index:
        return False
    words = row.words[hit.start : hit.end]
    # Beside a caption that wraps and is damaged, the last short line of a value looks like a scrap.
    if sum(len(word.key) for word in words) < _LEAST_OF_CAPTION * hit.length:
        return False
    return hit.name not in _MARKERS or any(column.holds(word) for word in words)
