"""Words of a page that may be one label, and the ideas that they tell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from classifiers.fields.columns import NUMBERING, segments
from classifiers.fields.folding import compact
from classifiers.fields.label_words import ELISION, FILLERS, IDEAS_OF, LONE_IDEAS_OF
from classifiers.fields.layout import PlacedWord, Sheet
from models.extraction import TextSource

_MOST_WORDS = 9
_MOST_UNKNOWN = 1
_SHORTEST_FUZZY = 5
_LONG = 8
_SHORTEST_CUT = 4
"""Letters of a cut word that tell which word it was; of fewer nothing is known."""
_PICTURE_OF_A_DATE = re.compile("[yamdj]{4,10}")
_ENDING = re.compile(r"(?::|\.{2,}|\u2026)\s*$")
_CUT = re.compile(r"(\w{2,})\W*?(?:\.{2,}|\u2026)$")
_SIGNS = ("#", "\u2116")
"""Signs that are read as the word "number"."""
_SEPARATORS = frozenset("/-\u2013\u2014|\u2022")
_EXPLAINING = frozenset(("as", "tel", "tels", "telle", "comme", "exactly", "shown", "if", "si"))
"""What an explanation in brackets begins with: "Last name (as in passport)" says a name still."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label says: ideas that all occur, and ideas that may occur beside them."""

    needs: frozenset[str]
    allows: frozenset[str]


def meaning(needs: str, allows: str = "") -> Meaning:
    """Write a meaning as words: ``meaning("date issue", "document")``."""
    needed = frozenset(needs.split())
    return Meaning(needed, needed | frozenset(allows.split()))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of one row that may be one label.

    Attributes:
        bounded: whether a colon or the end of its column ends it.
        unknown: how many of its words are in no lexicon.
    """

    row: int
    start: int
    end: int
    ideas: tuple[frozenset[str], ...]
    unknown: int
    bounded: bool

    def says(self, meaning_: Meaning) -> bool:
        """Whether the phrase says all that the meaning needs, and nothing that it bars."""
        spare = _MOST_UNKNOWN if self.bounded and len(meaning_.needs) > 1 else 0
        return (
            self.unknown <= spare
            and all(ideas & meaning_.allows for ideas in self.ideas)
            and all(any(need in ideas for ideas in self.ideas) for need in meaning_.needs)
        )


def phrases_of(sheet: Sheet) -> Iterator[Phrase]:
    """Yield the phrases with which the columns of a page begin."""
    for index, row in enumerate(sheet.rows):
        place = 0
        for column in segments(row):
            yield from _column_phrases(index, place, column)
            place += len(column)


def _column_phrases(index: int, place: int, words: tuple[PlacedWord, ...]) -> Iterator[Phrase]:
    """Yield the phrases with which a column begins: one, or one in each language."""
    words = words[: _end_of_caption(words)]
    first = 1 if len(words) > 1 and NUMBERING.fullmatch(words[0].text) else 0
    colon = next((i for i, w in enumerate(words) if _ENDING.search(w.text)), None)
    if colon is not None and colon - first < 2 * _MOST_WORDS:
        yield from _split(index, place, words, first, colon + 1)
        return
    known = first
    while known < len(words) and (not words[known].key or ideas_of(words[known]) is not None):
        known += 1
    whole = len(words) - known <= _MOST_UNKNOWN and not any(map(_is_figure, words[known:]))
    if len(words) - first <= 2 * _MOST_WORDS and whole:
        yield from _split(index, place, words, first, len(words))
    elif first < known < len(words) and _is_figure(words[known]):
        yield _phrase(index, place, words, first, known, bounded=False)


def _end_of_caption(words: tuple[PlacedWord, ...]) -> int:
    """Return where a caption ends whose last words only explain it, in brackets of their own."""
    for index, word in enumerate(words):
        if index and word.text.startswith("(") and word.key in _EXPLAINING:
            return index
    return len(words)


def _is_figure(word: PlacedWord) -> bool:
    """Whether a word that no label has is written in digits: a date or a number, so a value."""
    return any(map(str.isdigit, word.text)) and ideas_of(word) is None


def _split(
    index: int, place: int, words: tuple[PlacedWord, ...], first: int, end: int
) -> Iterator[Phrase]:
    """Yield the parts of a phrase that stand between strokes and dashes."""
    start = first
    for position in range(first, end + 1):
        if position == end or (not words[position].key and words[position].text in _SEPARATORS):
            if position > start:
                yield _phrase(index, place, words, start, position, bounded=True)
            start = position + 1
        elif words[position].text.startswith("/") and position > start:
            yield _phrase(index, place, words, start, position, bounded=True)
            start = position


def _phrase(
    index: int, place: int, words: tuple[PlacedWord, ...], start: int, end: int, *, bounded: bool
) -> Phrase:
    read = [ideas_of(word) for word in words[start:end] if word.key or word.text.startswith(_SIGNS)]
    said = tuple(ideas for ideas in read if ideas) or _lone(words[start:end], bounded=bounded)
    short = len(read) <= _MOST_WORDS and bool(said)
    unknown = read.count(None) if short else _MOST_WORDS
    return Phrase(index, place + start, place + end, said, unknown, bounded)


def _lone(words: tuple[PlacedWord, ...], *, bounded: bool) -> tuple[frozenset[str], ...]:
    keys = [word.key for word in words if word.key]
    if len(keys) != 1 or not bounded or keys[0] not in LONE_IDEAS_OF:
        return ()
    return (LONE_IDEAS_OF[keys[0]],)


def ideas_of(word: PlacedWord) -> frozenset[str] | None:
    """Return what a word of a label says: nothing if it is a filler, None if it is unknown."""
    return _ideas_of(word.text, word.word.source is TextSource.OCR)


@lru_cache(maxsize=8192)
def _ideas_of(text: str, ocr: bool) -> frozenset[str] | None:  # noqa: FBT001
    key = compact(ELISION.sub("", text.rstrip(" :.,")))
    if key in IDEAS_OF:
        return IDEAS_OF[key]
    if key in FILLERS or _PICTURE_OF_A_DATE.fullmatch(key) or (len(key) == 1 and key.isdigit()):
        return frozenset()
    if text.startswith(_SIGNS) and not key:
        return IDEAS_OF["number"]
    cut = _CUT.search(text)
    if cut:
        return _ideas_of_cut(key)
    if not ocr or len(key) < _SHORTEST_FUZZY or any(map(str.isdigit, key)):
        return None
    near = process.extractOne(
        key,
        IDEAS_OF.keys(),
        scorer=Levenshtein.distance,
        score_cutoff=1 if len(key) < _LONG else 2,
    )
    # "BJÖRN" is one letter from "born": a short word is told by all of its letters.
    return None if near is None or len(near[0]) < _SHORTEST_FUZZY else IDEAS_OF[near[0]]


def _ideas_of_cut(key: str) -> frozenset[str] | None:
    """Return what a word may say of which only the beginning is printed."""
    longer = [ideas for word, ideas in IDEAS_OF.items() if word.startswith(key)]
    if not longer:
        return None
    return frozenset().union(*longer) if len(key) >= _SHORTEST_CUT else frozenset()
