"""Read the two marker boxes from the words of a printed or scanned form page.

The captions "Job title" and "Brief description of duties" stand side by side over their values,
so that a text in reading order mixes both boxes: each word is bound to its box by its place.
"""

from dataclasses import dataclass
from itertools import dropwhile

from classifiers.fields.labels import Label, LabelHit, Vocabulary
from classifiers.fields.layout import PlacedWord, Row, Sheet, box_of, confidence_of, lay_out
from models.extraction import Page, QualityTier, TextSource
from models.markers import Marker, Witness
from models.reading import BoxReading

_STOP = "stop"
_CAPTIONS = Vocabulary(
    (
        Label(
            Marker.JOB_TITLE.value,
            ("Job title", "Titre de l'emploi", "Titre du poste", "Titre d'emploi"),
        ),
        Label(
            Marker.A76.value,
            (
                "Brief description of duties",
                "Description of duties",
                "Brève description des fonctions",
                "Brève description des tâches",
                "Description des fonctions",
                "Description des tâches",
            ),
        ),
        # What follows the row on either form; where the boxes are empty, these come next.
        Label(
            _STOP,
            (
                "Duration of expected employment",
                "Duration of employment",
                "Durée prévue de l'emploi",
                "Durée de l'emploi prévu",
                "My employment will be",
                "Labour Market Impact Assessment",
                "Étude d'impact sur le marché du travail",
                "Évaluation de l'impact sur le marché du travail",
                "LMIA No",
                "How long",
                "Certificat d'acceptation du Québec",
                "My occupation in Canada will be",
                "Ma profession au Canada sera",
            ),
        ),
    )
)
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
_SHORTEST_VALUE = 3
_LEFT_SLACK = 1.5
_FARTHEST_PAIR = 12.0
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
    """Return a reading of each box whose caption is found on ``page``.

    A caption without words below it gives a reading with an empty text.
    """
    sheet = lay_out(page)
    hits = _CAPTIONS.find(sheet)
    job, duties = _captions(sheet, hits)
    found = []
    for caption, other in ((job, duties), (duties, job)):
        if caption is not None:
            found.append(_read(upload, sheet, hits, caption, other))
    return tuple(found)


def _captions(sheet: Sheet, hits: tuple[LabelHit, ...]) -> tuple[LabelHit | None, LabelHit | None]:
    """Return the pair of captions nearest to each other, or the one caption that is there."""
    jobs = [hit for hit in hits if hit.name == Marker.JOB_TITLE.value]
    duties = [hit for hit in hits if hit.name == Marker.A76.value]
    pairs = [(abs(_middle(sheet, a) - _middle(sheet, b)), a, b) for a in jobs for b in duties]
    near = [p for p in pairs if p[0] <= _FARTHEST_PAIR * sheet.rows[p[1].row].height]
    if near:
        _, job, duty = min(near, key=lambda pair: pair[0])
        return job, duty
    # A lone "Job title" stands on many documents; a lone description of duties hardly does.
    return None, (duties[0] if duties else None)


def _middle(sheet: Sheet, hit: LabelHit) -> float:
    words = hit.words(sheet)
    return sum(word.middle for word in words) / len(words)


def _read(
    upload: str,
    sheet: Sheet,
    hits: tuple[LabelHit, ...],
    caption: LabelHit,
    other: LabelHit | None,
) -> BoxReading:
    column = _column(sheet, caption, other)
    words = _beside(sheet, hits, caption) or _below(sheet, hits, caption, column)
    shown = words or caption.words(sheet)
    text = " ".join(word.text for word in words).strip()
    source = sheet.page.text_source or shown[0].word.source
    ceiling = _EMPTY_CONFIDENCE[sheet.page.quality.tier]
    if source is not TextSource.OCR:
        ceiling = 1.0
    confidence = min(confidence_of(words), max(ceiling, 0.6)) if words else ceiling
    witness = Witness(source, text, upload, sheet.page.number, box_of(shown), confidence)
    return BoxReading(Marker(caption.name), witness)


def _column(sheet: Sheet, caption: LabelHit, other: LabelHit | None) -> _Column:
    """Return the strip from the caption's left edge to the other caption or the page's edge."""
    words = caption.words(sheet)
    height = sheet.rows[caption.row].height
    left = words[0].x0 - _LEFT_SLACK * height
    beside = other is not None and abs(_middle(sheet, caption) - _middle(sheet, other)) < height
    if other is None or not beside:
        return _Column(left, sheet.width)
    neighbour = other.words(sheet)[0].x0 - 0.5 * height
    if neighbour > words[0].x0:
        return _Column(left if caption.start else 0.0, neighbour)
    return _Column(words[0].x0 - 0.5 * height, sheet.width)


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
    return hit.name == _STOP or any(column.holds(word) for word in words)
