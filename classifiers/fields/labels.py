"""Find labels ("Date of birth", « Date de naissance ») among the words of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from classifiers.fields.folding import compact
from classifiers.fields.layout import PlacedWord, Row, Sheet
from models.extraction import TextSource

_OCR_LIKENESS = 0.8
_SHORTEST_FUZZY = 5
_SPLIT_SLACK = 2
_MOST_REMEMBERED = 4096
_WIDEST_GAP = 2.5
"""Largest gap inside one label, in heights of its row."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a vocabulary: a ``name`` and its spellings as they are printed."""

    name: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelHit:
    """One label found on a sheet.

    Attributes:
        row: index of the row in the sheet.
        start: index of its first word in the row.
        end: index after its last word.
        likeness: 0..1 between the words and the spelling.
        meant: whether it was understood by its words, and is of no known spelling.
    """

    name: str
    row: int
    start: int
    end: int
    likeness: float
    length: int
    meant: bool = False

    def words(self, sheet: Sheet) -> tuple[PlacedWord, ...]:
        """Return the words of the label."""
        return sheet.rows[self.row].words[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One spelling of a label.

    Attributes:
        shortened: its keys without its first or last word. A page that has only those has another
            word there: « Facture » is no misread « Facturé à », since OCR loses letters of a word
            and hardly a whole one.
    """

    name: str
    key: str
    size: int
    shortened: frozenset[str]


def _spelling(name: str, spelling: str) -> _Spelling:
    words = spelling.split()
    shortened = (compact(" ".join(part)) for part in (words[1:], words[:-1]))
    return _Spelling(name, compact(spelling), len(words), frozenset(shortened))


class Vocabulary:
    """Labels prepared for searching."""

    def __init__(self, labels: Iterable[Label]) -> None:
        found = {
            _spelling(label.name, spelling) for label in labels for spelling in label.spellings
        }
        self._spellings = tuple(sorted(found, key=lambda s: (-len(s.key), s.key, s.name)))
        self._by_key: dict[str, list[_Spelling]] = {}
        for spelling in self._spellings:
            self._by_key.setdefault(spelling.key, []).append(spelling)
        self._keys = tuple(self._by_key)
        self._resembling: dict[str, tuple[_Spelling, ...]] = {}

    def find(self, sheet: Sheet) -> tuple[LabelHit, ...]:
        """Return the labels on ``sheet`` in reading order; where two overlap, the longer stays."""
        hits: list[LabelHit] = []
        for index, row in enumerate(sheet.rows):
            hits.extend(self._in_row(index, row))
        broken = self._in_sentences(sheet)
        over = {(hit.row, place) for hit in broken for place in range(hit.end)}
        kept = [h for h in hits if not any((h.row, p) in over for p in range(h.start, h.end))]
        return self._with_wrapped(sheet, kept + broken)

    def _in_sentences(self, sheet: Sheet) -> list[LabelHit]:
        """Return the labels that a line of prose breaks: "... Mon / locataire Ana Ruiz".

        Only the part in the lower line is the hit, since its value follows there.
        """
        found: list[LabelHit] = []
        for index, lower in enumerate(sheet.rows[1:], start=1):
            if not goes_on(sheet.rows[index - 1], lower):
                continue
            upper = sheet.rows[index - 1].words
            parts = product(range(1, _MOST_BROKEN + 1), repeat=2)
            for count, end in sorted(parts, key=sum, reverse=True):
                if end > len(lower.words):
                    continue
                words = (*upper[-count:], *lower.words[:end])
                known = self._by_key.get("".join(word.key for word in words), ())
                found.extend(LabelHit(s.name, index, 0, end, 1.0, len(s.key)) for s in known)
                if known:
                    break
        return found

    def _with_wrapped(self, sheet: Sheet, hits: list[LabelHit]) -> tuple[LabelHit, ...]:
        """Add labels that a narrow column breaks over two or three lines.

        Lines that are labels each by itself are no damaged longer label.
        """
        wrapped: list[LabelHit] = []
        whole = {(hit.row, hit.start, hit.end) for hit in hits}
        for parts, key in stacks(sheet):
            words = tuple(w for r, s, e in parts for w in sheet.rows[r].words[s:e])
            for spelling in self._near(key, words):
                likeness = _likeness(spelling.key, key, words)
                if likeness == 1.0 or (likeness and not whole.intersection(parts)):
                    wrapped.extend(
                        LabelHit(spelling.name, r, s, e, likeness, len(key)) for r, s, e in parts
                    )
        taken = {(hit.row, place) for hit in wrapped for place in range(hit.start, hit.end)}
        kept = [h for h in hits if not any((h.row, p) in taken for p in range(h.start, h.end))]
        return tuple(sorted(kept + wrapped, key=lambda hit: (hit.row, hit.start)))

    def _near(self, key: str, words: tuple[PlacedWord, ...]) -> Iterable[_Spelling]:
        """Return the spellings that ``key`` can be: text that was not read by OCR must be equal."""
        if len(key) < _SHORTEST_FUZZY or all(w.word.source is not TextSource.OCR for w in words):
            return self._by_key.get(key, ())
        return self._alike(key)

    def _alike(self, key: str) -> tuple[_Spelling, ...]:
        """Return the spellings that OCR may have made ``key`` of; kept, since labels recur."""
        known = self._resembling.get(key)
        if known is None:
            alike = process.extract(
                key,
                self._keys,
                scorer=Levenshtein.normalized_similarity,
                score_cutoff=_OCR_LIKENESS,
                limit=None,
            )
            resembling = (s for found, _, _ in alike for s in self._by_key[found])
            known = tuple(s for s in resembling if key not in s.shortened)
            if len(self._resembling) >= _MOST_REMEMBERED:
                self._resembling.clear()
            self._resembling[key] = known
        return known

    def _in_row(self, index: int, row: Row) -> list[LabelHit]:
        candidates = [
            LabelHit(spelling.name, index, start, end, likeness, len(spelling.key))
            for start, end, key in _runs(row)
            for spelling in self._near(key, row.words[start:end])
            if end - start <= spelling.size + _SPLIT_SLACK
            and (likeness := _likeness(spelling.key, key, row.words[start:end]))
        ]
        candidates.sort(key=lambda hit: (-_explained(hit), -hit.likeness, hit.start, hit.name))
        chosen: list[LabelHit] = []
        for hit in candidates:
            clash = [c for c in chosen if c.start < hit.end and hit.start < c.end]
            same_words = all((c.start, c.end) == (hit.start, hit.end) for c in clash)
            new_name = hit.name not in {c.name for c in clash}
            if not clash or (same_words and new_name and clash[0].likeness == hit.likeness):
                chosen.append(hit)
        return sorted(chosen, key=lambda hit: hit.start)


def _explained(hit: LabelHit) -> float:
    """Return how many letters of the page a spelling explains, less those that it gets wrong.

    An exact short label so wins over a longer one that the same words resemble: "Nom a la
    naissance" is not a misread "Prenom a la naissance".
    """
    return hit.length * (1.0 - 2.0 * (1.0 - hit.likeness))


_LONGEST_RUN = 12
_MOST_BROKEN = 3
_FULL_LINE = 8
"""Words of a line that is no caption, but a line of a paragraph."""
_MOST_STACKED = 3
_COLUMN = 1.1
_LONGEST_STACK = 48
_WITHIN = 0.8
"""Largest gap between two lines of a caption or a paragraph, in heights."""
_WITHIN_BY_OCR = 1.1
"""OCR measures lines without ascenders or descenders, so that gaps between them seem larger."""
Part = tuple[int, int, int]
"""A row, and where a part of it begins and ends among its words."""


def goes_on(upper: Row, lower: Row) -> bool:
    """Whether two rows are lines of one paragraph: of many words, close, at one left edge."""
    height = max(upper.height, lower.height)
    reach = _WITHIN_BY_OCR if lower.words[0].word.source is TextSource.OCR else _WITHIN
    return (
        len(upper.words) >= _FULL_LINE
        and lower.y0 - upper.y1 < reach * height
        and abs(lower.words[0].x0 - upper.words[0].x0) < height
    )


def stacks(sheet: Sheet) -> list[tuple[tuple[Part, ...], str]]:
    """Return lines that stand right below each other, aligned left, with their joined key."""
    columns = [_columns(index, row) for index, row in enumerate(sheet.rows)]
    found = []
    for index, parts in enumerate(columns):
        for part in parts:
            stack = [part]
            for lower in columns[index + 1 : index + 4]:
                below = [p for p in lower if _continues(sheet, stack[-1], p)]
                if not below:
                    continue
                stack.append(below[0])
                key = "".join(w.key for r, s, e in stack for w in sheet.rows[r].words[s:e])
                if len(stack) > _MOST_STACKED or len(key) > _LONGEST_STACK:
                    break
                found.append((tuple(stack), key))
    return found


def _columns(index: int, row: Row) -> list[Part]:
    words = row.words
    wide = _COLUMN * row.breadth
    starts = (p for p in range(1, len(words)) if words[p].x0 - words[p - 1].x1 > wide)
    edges = [0, *starts]
    parts = zip(edges, [*edges[1:], len(words)], strict=True)
    return [(index, a, b) for a, b in parts if any(word.key for word in words[a:b])]


def _continues(sheet: Sheet, upper: Part, lower: Part) -> bool:
    above, below = sheet.rows[upper[0]].words[upper[1]], sheet.rows[lower[0]].words[lower[1]]
    height = max(above.height, below.height)
    reach = _WITHIN_BY_OCR if above.word.source is TextSource.OCR else _WITHIN
    near = -0.5 * height < below.y0 - above.y1 < reach * height
    return near and abs(below.x0 - above.x0) < 0.5 * height


def _runs(row: Row) -> list[tuple[int, int, str]]:
    """Return runs of neighbouring words that may be one label, with their joined key."""
    found: list[tuple[int, int, str]] = []
    words = row.words
    widest = _WIDEST_GAP * row.breadth
    for start in range(len(words)):
        if not words[start].key:
            continue
        key = ""
        for end in range(start + 1, min(len(words), start + _LONGEST_RUN) + 1):
            if end - 1 > start and words[end - 1].x0 - words[end - 2].x1 > widest:
                break
            if end - 1 > start and words[end - 1].text.startswith("/"):
                break
            if not words[end - 1].key:
                continue
            key += words[end - 1].key
            if len(key) > _LONGEST_STACK:
                break
            found.append((start, end, key))
    return found


def _likeness(spelling: str, key: str, words: tuple[PlacedWord, ...]) -> float:
    """Return the likeness, or 0.0 where it is too low: only OCR text may differ at all."""
    if spelling == key:
        return 1.0
    if len(spelling) < _SHORTEST_FUZZY:
        return 0.0
    if not any(word.word.source is TextSource.OCR for word in words):
        return 0.0
    return Levenshtein.normalized_similarity(spelling, key, score_cutoff=_OCR_LIKENESS)
