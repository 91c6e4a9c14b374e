"""Rules that read a field: its labels, its parser, and where its value may stand."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from classifiers.fields.columns import STOP, segments
from classifiers.fields.labels import Label, LabelHit, Vocabulary
from classifiers.fields.layout import PlacedWord, Row, Sheet, box_of, confidence_of
from classifiers.fields.meanings import with_meanings
from classifiers.fields.parsing.match import Match, Parser
from classifiers.fields.phrases import Meaning
from classifiers.fields.undersides import captions_below
from classifiers.fields.values import Placement, Run, runs_of
from models.documents import Evidence, Field, FieldName

_SURE = 0.99
_AMBIGUOUS_SHARE = 0.6
_LIST_PITCH = 2.5
_LIST_WORDS = 4
_LEAST_ALIKE = 2
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def plain(words: Sequence[PlacedWord]) -> str:
    """Join words by blanks as they stand on the page."""
    return " ".join(word.text for word in words)


@dataclass(frozen=True, slots=True)
class Rule:
    """How one field is read.

    Attributes:
        labels: spellings of its label in both languages.
        placements: where the value may stand, tried in the label's own order of likelihood.
        reach: characters that may stand between the label and the value.
        wide: whether gaps end no line of a value below its label.
        one_line: whether a value beside or below its label ends with its first line.
        meanings: what labels of other spellings say.
        text: joins words by blanks, so that every sign keeps its place.
    """

    name: FieldName
    labels: tuple[str, ...]
    parser: Parser
    placements: frozenset[Placement] = frozenset(Placement) - {Placement.AROUND}
    reach: int = 14
    one_line: bool = False
    wide: bool = False
    meanings: tuple[Meaning, ...] = ()
    text: Callable[[Sequence[PlacedWord]], str] = plain


WORDS_ONLY = frozenset(Placement) - {Placement.FLOW, Placement.AROUND}
"""For names and other loose texts, which in running prose end nowhere in particular."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One value found on a sheet, with the words that it was read from.

    Attributes:
        share: 0..1, how much of the words' own confidence the value deserves.
    """

    name: FieldName
    values: tuple[str, ...]
    words: tuple[PlacedWord, ...]
    sheet: Sheet
    placement: Placement
    share: float = 1.0


class RuleBook:
    """The rules of one document type, and the labels that end a value without being read."""

    def __init__(
        self, rules: Iterable[Rule], stops: Iterable[str] = (), *, labels_below: bool = True
    ) -> None:
        """Prepare the rules.

        Args:
            rules: one or more for each field.
            stops: labels that end a value.
            labels_below: whether a page may print its labels below their values.
        """
        self.rules = tuple(rules)
        self._labels_below = labels_below
        numbered = [Label(f"{i}:{rule.name}", rule.labels) for i, rule in enumerate(self.rules)]
        known = {spelling for rule in self.rules for spelling in rule.labels}
        extra = tuple(stop for stop in stops if stop not in known)
        self._vocabulary = Vocabulary([*numbered, Label(STOP, extra)])
        self._by_label = dict(zip((label.name for label in numbered), self.rules, strict=True))
        self._meanings = {name: r.meanings for name, r in self._by_label.items() if r.meanings}

    def read(self, sheets: tuple[Sheet, ...]) -> tuple[Reading, ...]:
        """Return every reading, of each field the likeliest first."""
        found: list[tuple[Reading, LabelHit]] = []
        for sheet in sheets:
            hits = with_meanings(sheet, self._vocabulary.find(sheet), self._meanings)
            below = self._below(sheet, hits)
            for hit in hits:
                rule = self._by_label.get(hit.name)
                reading = _read(rule, sheet, hits, hit, above=hit in below) if rule else None
                if reading is not None:
                    found.append((reading, hit))
        found.sort(key=lambda pair: (pair[0].placement is Placement.FLOW, pair[1].meant))
        return tuple(reading for reading, _ in found)

    def _below(self, sheet: Sheet, hits: tuple[LabelHit, ...]) -> frozenset[LabelHit]:
        """Return the labels that stand below their values."""
        if not self._labels_below:
            return frozenset()
        return captions_below(sheet, hits, self._covered, frozenset(self._by_label))

    def _covered(self, hit: LabelHit, words: tuple[PlacedWord, ...]) -> tuple[PlacedWord, ...]:
        """Return the words that the rule of a label reads."""
        rule = self._by_label[hit.name]
        found = parse_words(rule.parser, words, rule.reach, rule.text) if words else None
        return found[1] if found else ()


def _read(
    rule: Rule, sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit, *, above: bool
) -> Reading | None:
    for run in runs_of(sheet, hits, hit, above=above, wide=rule.wide):
        if run.placement not in rule.placements:
            continue
        words = first_line(run.words) if _is_cut(rule, run) else run.words
        found = parse_words(rule.parser, words, rule.reach, rule.text)
        if found is not None:
            match, words = found
            if run.placement is Placement.BELOW:
                if _heads_a_list(rule, sheet, words, match):
                    return None
                if _cuts_lines(run.words, words, match):
                    continue
            return Reading(rule.name, match.values, words, sheet, run.placement)
    return None


def _is_cut(rule: Rule, run: Run) -> bool:
    """Whether only the first line may be the value: the caption below it ends one by itself."""
    return rule.one_line and run.placement in (Placement.RIGHT, Placement.BELOW, Placement.FLOW)


def _heads_a_list(rule: Rule, sheet: Sheet, words: tuple[PlacedWord, ...], match: Match) -> bool:
    """Whether what stands below a label is the first of many dates, amounts or numbers.

    The label heads a column of transactions then, and no line of it is a fact of the document.
    """
    if not any(c.isdigit() for c in match.values[0]):
        return False
    first = words[0]
    # A paper has one day of its own, so that a second below its caption is enough to doubt it.
    least = 1 if rule.name is FieldName.LETTER_DATE else _LEAST_ALIKE
    below = [row for row in sheet.rows if row.y0 > first.middle and _in_column(row, first)]
    return len(below) >= least and all(
        row.y0 - first.y0 < (place + 1) * _LIST_PITCH * first.height
        and _parses(rule, _in_column(row, first))
        for place, row in enumerate(below[:least], start=1)
    )


def _cuts_lines(lines: tuple[PlacedWord, ...], words: tuple[PlacedWord, ...], match: Match) -> bool:
    """Whether a day is made of a part of one line and a part of the next, below a label.

    "Apr 1" and "Apr 14" below each other are two days of a table; "1 Apr 14" is neither. A day that
    a narrow column breaks takes whole lines.
    """
    if not _DAY.fullmatch(match.values[0]) or _one_line(words):
        return False
    before, after = lines.index(words[0]) - 1, lines.index(words[-1]) + 1
    cut_before = before >= 0 and _one_line((lines[before], words[0]))
    return cut_before or (after < len(lines) and _one_line((words[-1], lines[after])))


def _one_line(words: tuple[PlacedWord, ...]) -> bool:
    return len(first_line(words)) == len(words)


def _in_column(row: Row, first: PlacedWord) -> tuple[PlacedWord, ...]:
    """Return the words of a row from the one that stands below ``first``; none if none does.

    It opens a column there: words of a sentence stand below anything by chance.
    """
    for part in segments(row):
        if abs(part[0].x0 - first.x0) < first.height:
            return part[:_LIST_WORDS]
    return ()


def _parses(rule: Rule, words: tuple[PlacedWord, ...]) -> bool:
    found = parse_words(rule.parser, words, 0)
    return found is not None and any(c.isdigit() for c in found[0].values[0])


def first_line(words: tuple[PlacedWord, ...]) -> tuple[PlacedWord, ...]:
    """Return the words that stand on the same line as the first of them."""
    first = words[0]
    return tuple(w for w in words if abs(w.middle - first.middle) < 0.7 * first.height)


def parse_words(
    parser: Parser,
    words: tuple[PlacedWord, ...],
    reach: int,
    text: Callable[[Sequence[PlacedWord]], str] = plain,
) -> tuple[Match, tuple[PlacedWord, ...]] | None:
    """Parse ``words``; return the match and the words that it covers."""
    _, places = joined(words)
    match = parser(text(words))
    if match is None or match.start > reach:
        return None
    return match, covered(words, places, match)


def joined(words: tuple[PlacedWord, ...]) -> tuple[str, tuple[int, ...]]:
    """Join words by blanks; return the text and where each word begins in it."""
    places: list[int] = []
    length = 0
    for word in words:
        places.append(length)
        length += len(word.text) + 1
    return plain(words), tuple(places)


def covered(
    words: tuple[PlacedWord, ...], places: tuple[int, ...], match: Match
) -> tuple[PlacedWord, ...]:
    """Return the words that the match touches."""
    return tuple(
        word
        for word, place in zip(words, places, strict=True)
        if place < match.end and place + len(word.text) > match.start
    )


def in_order(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Return readings as a reader meets them: by page, row and place in the row."""
    return tuple(sorted(readings, key=_place))


def _place(reading: Reading) -> tuple[int, int, float]:
    first = reading.words[0]
    rows = reading.sheet.rows
    row = next((i for i, row in enumerate(rows) if first in row.words), len(rows))
    return reading.sheet.page.number, row, first.x0


def fields_of(upload: str, readings: Iterable[Reading]) -> tuple[Field, ...]:
    """Turn readings into fields: per name the first value, with every evidence that agrees.

    Other readings of an ambiguous value follow as further fields of lower confidence.
    """
    by_name: dict[FieldName, list[Reading]] = {}
    for reading in readings:
        by_name.setdefault(reading.name, []).append(reading)
    return tuple(field for found in by_name.values() for field in _fields(upload, found))


def _fields(upload: str, readings: list[Reading]) -> Iterator[Field]:
    """Yield the first reading's value, or its values where nothing settles which of them is true.

    A later reading settles only what the first leaves open: a lease told "04/10/2022" beside its
    caption was dated by a day that a sentence of its small print names.
    """
    open_ = readings[0].values
    best = next((r for r in readings if len(r.values) == 1 and r.values[0] in open_), readings[0])
    for rank, value in enumerate(best.values):
        share = 1.0 if len(best.values) == 1 else _AMBIGUOUS_SHARE / (rank + 1)
        seen = [
            evidence_of(upload, r.sheet, r.words, share * r.share)
            for r in readings
            if value in r.values
        ]
        yield Field(best.name, value, tuple(dict.fromkeys(seen)))


def evidence_of(
    upload: str, sheet: Sheet, words: tuple[PlacedWord, ...], share: float = 1.0
) -> Evidence:
    """Return the evidence that ``words`` on ``sheet`` give, its confidence lowered to a share."""
    return Evidence(
        upload,
        sheet.page.number,
        box_of(words),
        " ".join(word.text for word in words),
        words[0].word.source,
        round(min(_SURE, confidence_of(words)) * share, 4),
    )
