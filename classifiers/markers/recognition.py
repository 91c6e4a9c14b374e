"""Recognise one marker in one text.

Text that was data (XFA, barcode, text layer) must hold an accepted writing to the letter, apart
from case, accents, punctuation and blanks. Text from OCR may be damaged, place by place, within
bounds, and never so that it could as well be a text with another meaning.
"""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from classifiers.fields.folding import fold
from classifiers.markers.damage import align, distance
from classifiers.markers.writings import MarkerText, Place, Writing, marker_text
from models.markers import Marker

_CUT_LENGTHS = (50, 100)
_CUT_SLACK = 2
_TRIED = 6
_MOST_DAMAGE = 0.24
_CLEAR = 0.15
_RESEMBLING = 66.0
_HIDDEN_RIVAL = 0.5
_LONGER_WORD = 2
_SHORTEST_PHRASE = 12
_OTHER_CODE = re.compile(r"(?<![a-z0-9])[a-z][ .-]?\d{2}(?!\d)")
_NEGATION = re.compile(r"(?<![a-z])(?:not|no longer|never|pas|non|aucun)(?![a-z])")
# Glyphs that OCR makes of "A", "7" and "6" and that are no digit of a neighbouring code: an "S"
# may hide a 5 and an "l" a 1, so neither is ever read as a digit of A76.
_CODE_GLYPHS = (frozenset("Aa4xXkKhHΛλ^"), frozenset("7TtZzYy"), frozenset("6bG"))


@dataclass(frozen=True, slots=True)
class Letters:
    """A text as its letters and digits.

    Attributes:
        key: letters and digits, folded.
        raw: the character each of them was before folding.
        starts: positions in ``key`` at which a word begins; holds ``len(key)`` too.
    """

    key: str
    raw: tuple[str, ...]
    starts: frozenset[int]


@dataclass(frozen=True, slots=True)
class Recognition:
    """An accepted writing found in a text.

    Attributes:
        start: where it begins in the letters of the text.
        end: where it ends.
        damaged: whether OCR damage was tolerated.
        cut: whether the box's limit cut the end.
    """

    writing: Writing
    start: int
    end: int
    damaged: bool
    cut: bool


def letters_of(text: str) -> Letters:
    """Take ``text`` apart; ``+`` counts as the word "plus"."""
    key: list[str] = []
    raw: list[str] = []
    starts = {0}
    inside = False
    for character in text:
        folded = " plus " if character == "+" else fold(character)
        for letter in folded or " ":
            if not letter.isalnum():
                inside = False
                continue
            if not inside:
                starts.add(len(key))
                inside = True
            key.append(letter)
            raw.append(character)
        if character == "+":
            inside = False
    return Letters("".join(key), tuple(raw), frozenset(starts | {len(key)}))


def recognise(marker: Marker, text: str, *, tolerant: bool) -> Recognition | None:
    """Return the accepted writing of ``marker`` that ``text`` holds, or None.

    Args:
        marker: which marker.
        text: what stands in the box.
        tolerant: whether OCR damage is tolerated.
    """
    known = marker_text(marker)
    letters = letters_of(text)
    found = _to_the_letter(known, letters, text) or _cut(known, letters, text)
    if found is None and tolerant:
        found = _damaged(known, letters, text)
    if found is None or contradicts(known, text, _words_outside(letters, found)):
        return None
    return found


def resembles(marker: Marker, text: str) -> bool:
    """Whether ``text`` is near enough to ``marker`` for an officer to look at it."""
    known = marker_text(marker)
    folded = f" {' '.join(words_of(text))} "
    if any(f" {cue} " in folded for cue in known.cues):
        return True
    if marker is Marker.A76 and re.search(r"(?<![a-z0-9])a ?7\d(?!\d)", folded):
        return True
    key = letters_of(text).key
    return any(_likeness(writing.key, key) >= _RESEMBLING for writing in known.writings)


def _likeness(pattern: str, key: str) -> float:
    """Likeness 0..100; a short text is compared whole, for it lies somewhere in any pattern."""
    if 2 * len(key) < len(pattern):
        return fuzz.ratio(pattern, key)
    return fuzz.partial_ratio(pattern, key)


def _to_the_letter(known: MarkerText, letters: Letters, text: str) -> Recognition | None:
    for writing in known.writings:
        start = letters.key.find(writing.key)
        while start >= 0:
            end = start + len(writing.key)
            if _bounded(letters, start, end, known.marker, text):
                return Recognition(writing, start, end, damaged=False, cut=False)
            start = letters.key.find(writing.key, start + 1)
    return None


def _bounded(letters: Letters, start: int, end: int, marker: Marker, text: str) -> bool:
    """Whether the part is made of whole words, or touches the other marker ("OWPA76")."""
    other = Marker.A76 if marker is Marker.JOB_TITLE else Marker.JOB_TITLE
    edges = letters.starts | {
        edge
        for writing in marker_text(other).writings
        if (place := letters.key.find(writing.key)) >= 0
        for edge in (place, place + len(writing.key))
    }
    return start in edges and end in edges and bool(text)


def _cut(known: MarkerText, letters: Letters, text: str) -> Recognition | None:
    """Find a writing whose end the box's limit cut off."""
    if not any(0 <= limit - len(text.rstrip()) <= _CUT_SLACK for limit in _CUT_LENGTHS):
        return None
    for writing in known.writings:
        for length in range(len(writing.key) - 1, writing.shortest_cut - 1, -1):
            start = len(letters.key) - length
            if start in letters.starts and letters.key.endswith(writing.key[:length]):
                return Recognition(writing, start, len(letters.key), damaged=False, cut=True)
    return None


def _damaged(known: MarkerText, letters: Letters, text: str) -> Recognition | None:
    ranked = sorted(
        known.writings, key=lambda w: fuzz.partial_ratio(w.key, letters.key), reverse=True
    )
    tries = [_within_damage(writing, letters) for writing in ranked[:_TRIED]]
    found = [item for item in tries if item is not None]
    return min(found, key=lambda item: item[0])[1] if found and text else None


def _within_damage(writing: Writing, letters: Letters) -> tuple[float, Recognition] | None:
    laid = align(writing.key, letters.key)
    if laid.cost > _MOST_DAMAGE * len(writing.key):
        return None
    for index, place in enumerate(writing.places):
        start = laid.places[writing.start_of(index)]
        end = laid.places[writing.start_of(index) + len(place.key)]
        if place.code:
            long = len(writing.key) >= _SHORTEST_PHRASE
            clear = long and laid.cost <= _CLEAR * len(writing.key)
            if not _code_holds(letters, end, clear=clear):
                return None
        elif not _place_holds(place, letters, start, end):
            return None
    found = Recognition(writing, laid.places[0], laid.places[-1], damaged=True, cut=False)
    return laid.cost, found


def _place_holds(place: Place, letters: Letters, start: int, end: int) -> bool:
    """Whether the part is the place's word with tolerable damage, and nearer to no rival."""
    seen = letters.key[start:end]
    cost = distance(place.key, seen)
    if cost > place.damage:
        return False
    rivals = [rival for rival in place.rivals if rival != place.key]
    word = letters.key[_edges_before(letters, start)[1] : _edges_after(letters, end)[1]]
    if any(_nearer(rival, place.key, text) for rival in rivals for text in (seen, word)):
        return False
    # A rival that only adds letters ("BOWP") hides behind the accepted word, so that the words
    # around it are looked at as well.
    around = {
        letters.key[a:b] for a in _edges_before(letters, start) for b in _edges_after(letters, end)
    }
    longer = [rival for rival in rivals if place.key in rival]
    return not any(
        distance(rival, text) <= _HIDDEN_RIVAL * (len(rival) - len(place.key))
        for rival in longer
        for text in around
    )


def _nearer(rival: str, key: str, seen: str) -> bool:
    """Whether ``seen`` is the rival rather than the accepted word.

    Of two equally near words neither is proven: "CQ" lost the letter that tells CSQ from CAQ.
    Where both are far, little of the word is left, and the rest of the phrase decides.
    """
    if len(seen) > len(rival) + _LONGER_WORD:
        return False
    to_rival, to_key = distance(rival, seen), distance(key, seen)
    return to_rival < to_key or (to_rival == to_key and to_key <= 1)


def _edges_before(letters: Letters, start: int) -> list[int]:
    return [start, *sorted((s for s in letters.starts if s <= start), reverse=True)[:2]]


def _edges_after(letters: Letters, end: int) -> list[int]:
    return [end, *sorted(s for s in letters.starts if s >= end)[:2]]


def _code_holds(letters: Letters, end: int, *, clear: bool) -> bool:
    """Whether the characters before position ``end`` can be the code A76 and no other.

    Both digits must be there, in one word. Where the rest of the phrase is clear, a digit may be
    a letter that OCR makes of it, and the letter A may be a glyph that looks like it, or lost.
    """
    if end < len(_CODE_GLYPHS) - 1 or (end - 1) in letters.starts:
        return False
    digits = letters.raw[end - 2 : end]
    exact = digits == ("7", "6")
    if not exact and not (
        clear and all(d in glyphs for d, glyphs in zip(digits, _CODE_GLYPHS[1:], strict=True))
    ):
        return False
    if end < len(_CODE_GLYPHS):
        return clear and exact
    if end - 2 in letters.starts and end - 3 not in letters.starts:
        # The letter is lost if a whole word stands before the digits, not a scrap of a code.
        scrap = end - 2 - max(start for start in letters.starts if start < end - 2)
        return clear and exact and scrap > _LONGER_WORD
    before = letters.raw[end - 3]
    return before in "Aa" or (clear and exact and before in _CODE_GLYPHS[0])


def contradicts(known: MarkerText, text: str, around: str) -> bool:
    """Whether a text takes the marker's meaning away.

    Args:
        known: the marker's text.
        text: what stands in the box.
        around: the words beside the marker, folded.
    """
    if _NEGATION.search(fold(text)):
        return True
    if any(f" {word} " in f" {around} " for word in known.contradictions):
        return True
    codes = {re.sub(r"[ .-]", "", code) for code in _OTHER_CODE.findall(around)}
    return bool(codes - {"a76"})


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of ``text``, letters and digits only, folded; ``+`` is the word "plus"."""
    return tuple(re.findall(r"[^\W_]+", fold(text.replace("+", " plus "))))


def _words_outside(letters: Letters, found: Recognition) -> str:
    words: list[str] = []
    for position, letter in enumerate(letters.key):
        if found.start <= position < found.end:
            continue
        if position in letters.starts or not words or position == found.end:
            words.append("")
        words[-1] += letter
    return " ".join(words)
