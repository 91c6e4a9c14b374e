"""Find the captions of the two marker boxes on a page of a printed form.

Captions are the smallest print of the form: fax, photocopy and photograph spoil them where the
larger answers can still be read. The long caption, the description of duties, is known by its
remains where it belongs: below its question, or beside the job title. That is weaker evidence
than a caption that was read, and the box is then told to be doubtful.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from classifiers.fields.folding import compact
from classifiers.fields.labels import Label, LabelHit, Vocabulary
from classifiers.fields.layout import Row, Sheet
from classifiers.markers.damage import distance
from models.extraction import TextSource
from models.markers import Marker

STOP = "stop"
"""Name of the captions that end a box."""
_QUESTION = "question"
_JOB_TITLE = ("Job title", "Titre de l'emploi", "Titre du poste", "Titre d'emploi")
_DUTIES = (
    "Brief description of duties",
    "Description of duties",
    "Brève description des fonctions",
    "Brève description des tâches",
    "Description des fonctions",
    "Description des tâches",
)
_VOCABULARY = Vocabulary(
    (
        Label(Marker.JOB_TITLE.value, _JOB_TITLE),
        Label(Marker.A76.value, _DUTIES),
        Label(_QUESTION, ("My occupation in Canada will be", "Ma profession au Canada sera")),
        # What follows the row on either form; where the boxes are empty, these come next.
        Label(
            STOP,
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
            ),
        ),
    )
)
_FARTHEST_PAIR = 12.0
_BELOW_QUESTION = 1.6
"""Farthest top of the captions below their question, in heights of the question."""
_MOST_DAMAGE = 0.4
"""Weighted edit distance, as a share of a caption's letters, up to which it may be spoilt where
its place tells it."""
_LONGEST = 8
"""Words of a caption at most; OCR tears some of them apart."""
_DUTIES_KEYS = tuple(map(compact, _DUTIES))


@dataclass(frozen=True, slots=True)
class Captions:
    """The captions of both boxes, as far as they were found, and every caption that ends a box.

    Attributes:
        certain: whether the description of duties was read well enough to be known by itself.
    """

    job: LabelHit | None
    duties: LabelHit | None
    certain: bool
    hits: tuple[LabelHit, ...]


def find_captions(sheet: Sheet) -> Captions:
    """Return the pair of captions nearest to each other, or the one caption that is there."""
    hits = _VOCABULARY.find(sheet)
    pair = _nearest(sheet, hits)
    if pair is not None:
        return Captions(*pair, certain=True, hits=hits)
    # A lone "Job title" stands on many documents; a lone description of duties hardly does.
    lone = next((hit for hit in hits if hit.name == Marker.A76.value), None)
    if lone is not None:
        return Captions(None, lone, certain=True, hits=hits)
    damaged = _damaged(sheet, hits) if sheet.page.text_source is TextSource.OCR else None
    if damaged is None:
        return Captions(None, None, certain=False, hits=hits)
    job = next((hit for hit in hits if _stands_before(hit, damaged)), None)
    return Captions(job, damaged, certain=False, hits=(*hits, damaged))


def middle_of(sheet: Sheet, hit: LabelHit) -> float:
    """Return the vertical middle of a caption in points."""
    words = hit.words(sheet)
    return sum(word.middle for word in words) / len(words)


def left_edge(sheet: Sheet, hits: tuple[LabelHit, ...], caption: LabelHit) -> float:
    """Return where a caption begins in points, with the words before it that no gap parts from it.

    A damaged "Brief" is no part of the "description of duties" that was read after it.
    """
    row = sheet.rows[caption.row]
    taken = {place for hit in hits if hit.row == caption.row for place in range(hit.start, hit.end)}
    start = caption.start
    while start and start - 1 not in taken and _is_close(row, start):
        start -= 1
    return row.words[start].x0


def _is_close(row: Row, place: int) -> bool:
    """Whether no more than a blank stands between a word and the one before it."""
    return row.words[place].x0 - row.words[place - 1].x1 < row.breadth


def _nearest(sheet: Sheet, hits: tuple[LabelHit, ...]) -> tuple[LabelHit, LabelHit] | None:
    jobs, duties = ([hit for hit in hits if hit.name == marker.value] for marker in Marker)
    pairs = [(abs(middle_of(sheet, a) - middle_of(sheet, b)), a, b) for a in jobs for b in duties]
    near = [p for p in pairs if p[0] <= _FARTHEST_PAIR * sheet.rows[p[1].row].height]
    if not near:
        return None
    _, job, duty = min(near, key=lambda pair: pair[0])
    return job, duty


def _stands_before(hit: LabelHit, duties: LabelHit) -> bool:
    """Whether a hit is the job title's caption, left of the other one."""
    level = hit.name == Marker.JOB_TITLE.value and hit.row == duties.row
    return level and hit.end <= duties.start


def _damaged(sheet: Sheet, hits: tuple[LabelHit, ...]) -> LabelHit | None:
    """Return the words most like a damaged description of duties where that caption belongs."""
    found = [each for row in _places(sheet, hits) for each in _alike(row, sheet.rows[row])]
    if not found:
        return None
    # The longest explained: "Description of duties" is no better than with its "Brief" before it.
    return max(found, key=lambda each: each.length * (2 * each.likeness - 1))


def _places(sheet: Sheet, hits: tuple[LabelHit, ...]) -> set[int]:
    """Return the rows where the captions belong: that of a job title, and those below the question.

    Where a page is bent, both captions are in different rows.
    """
    rows = {hit.row for hit in hits if hit.name == Marker.JOB_TITLE.value}
    for hit in hits:
        if hit.name == _QUESTION:
            question = sheet.rows[hit.row]
            reach = question.y1 + _BELOW_QUESTION * question.height
            below = range(hit.row, len(sheet.rows))
            rows |= {index for index in below if sheet.rows[index].y0 < reach}
    return rows


def _alike(index: int, row: Row) -> Iterator[LabelHit]:
    """Give the runs of words that may be a damaged description of duties."""
    for start, end, seen in _runs(row):
        for key in _DUTIES_KEYS:
            if abs(len(key) - len(seen)) > _MOST_DAMAGE * len(key):
                continue
            likeness = 1.0 - distance(key, seen) / len(key)
            if likeness >= 1.0 - _MOST_DAMAGE:
                yield LabelHit(Marker.A76.value, index, start, end, likeness, len(key))


def _runs(row: Row) -> Iterator[tuple[int, int, str]]:
    words = row.words
    for start, first in enumerate(words):
        if not first.key:
            continue
        for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
            if words[end - 1].key:
                yield start, end, "".join(word.key for word in words[start:end])
