"""Word errors of a reading against the truth."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

EDGES = ".,;:!?()[]{}«»\"'“”‘’…|_-–—*•"


@dataclass(frozen=True, slots=True)
class Errors:
    """Errors of one page, or of several added up.

    Attributes:
        words: true words.
        edits: fewest insertions, deletions and substitutions of words to the truth, in order.
        missed: true words that were not read anywhere on the page.
    """

    words: int
    edits: int
    missed: int

    def __add__(self, other: "Errors") -> "Errors":
        return Errors(
            self.words + other.words, self.edits + other.edits, self.missed + other.missed
        )

    @property
    def rate(self) -> float:
        """Word error rate: edits for each true word; may exceed 1."""
        return self.edits / max(1, self.words)

    @property
    def position_free(self) -> float:
        """Share of the true words that were not read, wherever they stand."""
        return self.missed / max(1, self.words)


NO_ERRORS = Errors(0, 0, 0)


def errors(truth: Sequence[str], read: Sequence[str]) -> Errors:
    """Compare two lists of words; case and punctuation at their edges do not count."""
    wanted, seen = _bare(truth), _bare(read)
    missed = sum((Counter(wanted) - Counter(seen)).values())
    return Errors(len(wanted), Levenshtein.distance(wanted, seen), missed)


def _bare(words: Sequence[str]) -> list[str]:
    bare = (unicodedata.normalize("NFC", word).strip(EDGES).casefold() for word in words)
    return [word for word in bare if word]
