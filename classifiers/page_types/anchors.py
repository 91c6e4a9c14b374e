"""Anchors: phrases that speak for one type of document, found in spite of OCR noise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from rapidfuzz import fuzz

from classifiers.page_types.text import Line, PageText, folded, grams
from models.document_types import DocumentType
from models.extraction import Word

_FEWEST_SHARED_GRAMS = 0.45
"""A phrase read at the worst tolerated error still shares this share of its trigrams."""
_LEAST_RATIO = 84.0
"""Least similarity, 0..100 (rapidfuzz ratio), of a phrase that counts as found."""
_EXACT_BELOW = 9
"""Shorter phrases must stand there exactly: one error away from them lie ordinary words."""
_TITLE_SHARE = 0.4
"""Least share of its line that a title fills. Half of a bilingual title fills less than half."""


class AnchorKind(StrEnum):
    """What a phrase is on its document, which decides how it must stand on the page.

    ``title``: fills most of its line. ``form_number``: a regular expression on the raw text.
    ``label``: a caption of a field. ``statement``: part of a sentence. ``amount``: a regular
    expression for prices of one tariff.
    """

    TITLE = "title"
    FORM_NUMBER = "form_number"
    LABEL = "label"
    STATEMENT = "statement"
    AMOUNT = "amount"


@dataclass(frozen=True)
class Anchor:
    """Phrases or patterns that speak for ``type``.

    Attributes:
        phrases: any one of them counts, once; regular expressions for form numbers and amounts.
        reason: why it speaks for this type and no other.
    """

    type: DocumentType
    kind: AnchorKind
    phrases: tuple[str, ...]
    reason: str

    @cached_property
    def folded(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The phrases as folded text with their trigrams."""
        return tuple((text, grams(text)) for text in map(folded, self.phrases))

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """The phrases as regular expressions, line by line, case kept."""
        return tuple(re.compile(phrase, re.MULTILINE) for phrase in self.phrases)

    @property
    def is_pattern(self) -> bool:
        """Whether the phrases are regular expressions."""
        return self.kind in (AnchorKind.FORM_NUMBER, AnchorKind.AMOUNT)


@dataclass(frozen=True)
class AnchorHit:
    """An anchor found on a page.

    Attributes:
        strength: 0..1; 1.0 for a phrase that stands there letter by letter.
        words: the words that carry it, possibly empty for a pattern.
    """

    anchor: Anchor
    strength: float
    words: tuple[Word, ...]


def find_anchors(text: PageText, anchors: tuple[Anchor, ...]) -> tuple[AnchorHit, ...]:
    """Return the best hit of every anchor of the table that is on the page, in table order."""
    hits = (_best_hit(text, anchor) for anchor in anchors)
    return tuple(hit for hit in hits if hit is not None)


def _best_hit(text: PageText, anchor: Anchor) -> AnchorHit | None:
    if anchor.is_pattern:
        return _pattern_hit(text, anchor)
    best: AnchorHit | None = None
    for phrase, phrase_grams in anchor.folded:
        if len(phrase_grams & text.grams) < _FEWEST_SHARED_GRAMS * len(phrase_grams):
            continue
        for place in _possible(text, phrase_grams):
            first, *others = text.lines[place : place + 2]
            second = others[0] if others else None
            hit = _hit_on(first, second, phrase, phrase_grams, anchor)
            if hit is not None and (best is None or hit.strength > best.strength):
                best = hit
    return best


def _possible(text: PageText, phrase_grams: frozenset[str]) -> Iterator[int]:
    """Give the places of the lines on which a phrase may begin; most lines share too little."""
    shared = [0] * (len(text.lines) + 1)
    for gram in phrase_grams:
        for place in text.lines_by_gram.get(gram, ()):
            shared[place] += 1
    fewest = _FEWEST_SHARED_GRAMS * len(phrase_grams)
    for place, here in enumerate(shared):
        # Two lines share together no more than the sum of what each does.
        if here and here + shared[place + 1] >= fewest:
            yield place


def _pattern_hit(text: PageText, anchor: Anchor) -> AnchorHit | None:
    for pattern in anchor.patterns:
        match = pattern.search(text.raw)
        if match is not None:
            return AnchorHit(anchor, 1.0, _matched_words(text, match))
    return None


def _matched_words(text: PageText, match: re.Match[str]) -> tuple[Word, ...]:
    """Return the words of the line on which a pattern was found that the match touches."""
    line = text.raw.count("\n", 0, match.start())
    by_line: dict[int, list[Word]] = {}
    for word in text.page.words:
        by_line.setdefault(word.line, []).append(word)
    at = text.raw.rfind("\n", 0, match.start()) + 1
    touched: list[Word] = []
    for word in list(by_line.values())[line]:
        if at < match.end() and at + len(word.text) > match.start():
            touched.append(word)
        at += len(word.text) + 1
    return tuple(touched)


def _hit_on(
    first: Line,
    second: Line | None,
    phrase: str,
    phrase_grams: frozenset[str],
    anchor: Anchor,
) -> AnchorHit | None:
    """Look for ``phrase`` on a line, or from one line over to the next."""
    shared = len(phrase_grams & first.grams)
    if second is not None and shared < len(phrase_grams):
        shared = len(phrase_grams & (first.grams | second.grams))
    if shared < _FEWEST_SHARED_GRAMS * len(phrase_grams) or not phrase_grams & first.grams:
        return None
    window = first.text if second is None else f"{first.text} {second.text}"
    found = _place(phrase, window)
    if found is None:
        return None
    start, end, strength = found
    split = len(first.text)
    if start > split:
        return None
    if anchor.kind is AnchorKind.TITLE and not _fills_line(first, second, start, end):
        return None
    words = first.words(start, end)
    if second is not None and end > split + 1:
        words += second.words(0, end - split - 1)
    return AnchorHit(anchor, strength, words)


def _place(phrase: str, window: str) -> tuple[int, int, float] | None:
    """Return start, end and strength of ``phrase`` in ``window``; None if it is not there."""
    at = f" {window} ".find(f" {phrase} ")
    if at >= 0:
        return at, at + len(phrase), 1.0
    if len(phrase) < _EXACT_BELOW or len(window) < len(phrase) // 2:
        return None
    found = fuzz.partial_ratio_alignment(phrase, window, score_cutoff=_LEAST_RATIO)
    if found is None or found.dest_end - found.dest_start < len(phrase) * 0.8:
        return None
    return found.dest_start, found.dest_end, round(found.score / 100, 4)


def _fills_line(first: Line, second: Line | None, start: int, end: int) -> bool:
    split = len(first.text)
    room = split if end <= split or second is None else split + 1 + len(second.text)
    return (end - start) >= _TITLE_SHARE * room
