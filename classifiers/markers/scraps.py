"""A marker that OCR took apart: its words out of order, or only pieces of some of them left.

Such a text does not count, because what is lost may be what tells the marker from another text;
nor is it a text that the applicant wrote and that nearly is the marker. A person must look.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from classifiers.markers.damage import align, distance
from classifiers.markers.recognition import contradicts, words_of
from classifiers.markers.writings import Place, Writing, marker_text
from models.markers import Marker

_SAME_WORD = 0.34
"""Weighted edit distance, as a share of a word's letters, up to which it is that word."""
_SHORTEST_TORN = 5
"""Letters of a word from which less than the word is a piece of it."""
_LEAST_LEFT = 0.4
"""Share of a writing's letters that must be left of it."""
_LEAST_OF_RIVALLED = 0.5
"""The same of a place where another word would mean something else."""
_LONGEST_STRANGER = 3
"""Letters of a word of no place, above which it is a word and no speck."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """Where one word of a text belongs: which word of which place, and whether as a piece."""

    place: int
    order: int
    letters: int
    torn: bool


def is_taken_apart(marker: Marker, text: str) -> bool:
    """Whether ``text``, read by OCR, can be the scraps of an accepted writing of ``marker``.

    All places of the writing must have left something, the exemption code all of itself, and no
    word may be a stranger; and there must be a sign that OCR did it: a word out of its order, or a
    piece of a word.
    """
    known = marker_text(marker)
    words = words_of(text)
    if contradicts(known, text, " ".join(words)):
        return False
    wanted = frozenset(
        (p, w) for writing in known.writings for p in writing.places for w in p.words
    )
    if any(_is_stranger(word, wanted) for word in words):
        return False
    whole = frozenset(word for _, word in wanted)
    return any(_in_scraps(writing, words, whole) for writing in known.writings)


def _is_stranger(word: str, wanted: frozenset[tuple[Place, str]]) -> bool:
    if len(word) <= _LONGEST_STRANGER:
        return False
    return all(_cost(place, each, word) is None for place, each in wanted)


def _in_scraps(writing: Writing, words: Sequence[str], whole: frozenset[str]) -> bool:
    fits = [(word, _fit(writing, word)) for word in words]
    if any(fit is None and len(word) > _LONGEST_STRANGER for word, fit in fits):
        return False
    found = [fit for _, fit in fits if fit is not None]
    if not all(_letters(found, n) >= _least(place) for n, place in enumerate(writing.places)):
        return False
    if _letters(found) < _LEAST_LEFT * len(writing.key):
        return False
    if any(fit is not None and fit.torn and word not in whole for word, fit in fits):
        return True
    complete = len({fit.order for fit in found}) == sum(len(p.words) for p in writing.places)
    return complete and any(a.order > b.order for a, b in pairwise(found))


def _letters(found: Sequence[_Fit], place: int | None = None) -> int:
    """Return how many letters of a place, or of the whole writing, are left at least."""
    left: dict[int, int] = {}
    for fit in found:
        if place in (None, fit.place):
            left[fit.order] = max(fit.letters, left.get(fit.order, 0))
    return sum(left.values())


def _least(place: Place) -> float:
    return _LEAST_OF_RIVALLED * len(place.key) if place.rivals else 1


def _fit(writing: Writing, word: str) -> _Fit | None:
    """Return the word of the writing that ``word`` is nearest to; None if it is near to none."""
    best: tuple[float, _Fit] | None = None
    order = 0
    for number, place in enumerate(writing.places):
        for wanted in place.words:
            order += 1
            cost = _cost(place, wanted, word)
            if cost is not None and (best is None or cost < best[0]):
                torn = len(word) < len(wanted) and word in wanted
                best = cost, _Fit(number, order, min(len(word), len(wanted)), torn)
    return best[1] if best else None


@lru_cache(maxsize=4096)
def _cost(place: Place, wanted: str, word: str) -> float | None:
    """Return how far ``word`` is from being ``wanted`` or a piece of it; None if too far."""
    if place.code:
        return 0.0 if word == wanted else None
    piece = len(wanted) >= _SHORTEST_TORN and word in wanted
    cost = distance(wanted, word)
    if not piece and cost > _SAME_WORD * max(len(wanted), len(word)):
        return None
    # Of two equally near words neither is proven, unless it is the same word of both.
    least = 0.0 if piece else cost
    nearest = min((_from_rival(place, rival, word) for rival in place.rivals), default=len(word))
    return None if nearest < least or 0.0 < least == nearest else cost


def _from_rival(place: Place, rival: str, word: str) -> float:
    # A rival that only adds letters ("BOWP") holds the accepted word and all of its pieces.
    return distance(rival, word) if place.key in rival else align(word, rival).cost
