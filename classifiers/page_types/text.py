"""A page's words in the forms in which anchors and the trained model read them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from models.extraction import Page, Word

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o"})
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")
_DIGIT = re.compile(r"[0-9]")
_BLANKS = re.compile(r"\s+")
_GRAM = 3


def without_accents(text: str) -> str:
    """Return ``text`` in lower case, accents and ligatures resolved."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def folded(text: str) -> str:
    """Return ``text`` as lower-case letters, digits and single blanks only."""
    return _NOT_ALPHANUMERIC.sub(" ", without_accents(text)).strip()


def masked(text: str) -> str:
    """Return ``text`` without accents and case, each digit as ``0``, blanks single.

    The trained model reads this: the shape of a number speaks for a type, its value does not.
    """
    return _BLANKS.sub(" ", _DIGIT.sub("0", without_accents(text))).strip()


def grams(text: str) -> frozenset[str]:
    """Return the set of the character trigrams of ``text``."""
    return frozenset(text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1))


@dataclass(frozen=True)
class Line:
    """One text line of a page.

    Attributes:
        text: folded.
        spans: for each word that has letters or digits: start and end offset in ``text``, word.
    """

    text: str
    spans: tuple[tuple[int, int, Word], ...]

    @cached_property
    def grams(self) -> frozenset[str]:
        """The character trigrams of the line."""
        return grams(self.text)

    def words(self, start: int, end: int) -> tuple[Word, ...]:
        """Return the words that overlap the offsets ``start`` to ``end``."""
        return tuple(word for first, last, word in self.spans if first < end and last > start)


@dataclass(frozen=True)
class PageText:
    """A page's words as folded lines, and its raw text."""

    page: Page
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, page: Page) -> "PageText":
        """Fold the words of ``page``."""
        by_line: dict[int, list[Word]] = {}
        for word in page.words:
            by_line.setdefault(word.line, []).append(word)
        lines = (_line(words) for words in by_line.values())
        return cls(page, tuple(line for line in lines if line.text))

    @cached_property
    def joined(self) -> str:
        """The folded lines joined by single blanks."""
        return " ".join(line.text for line in self.lines)

    @cached_property
    def grams(self) -> frozenset[str]:
        """The character trigrams of the page."""
        return grams(self.joined)

    @cached_property
    def lines_by_gram(self) -> dict[str, list[int]]:
        """For each trigram, the places among the lines of those that have it."""
        found: dict[str, list[int]] = {}
        for place, line in enumerate(self.lines):
            for gram in line.grams:
                found.setdefault(gram, []).append(place)
        return found

    @cached_property
    def raw(self) -> str:
        """The text as it stands, one line a line."""
        return self.page.text

    @cached_property
    def letters(self) -> int:
        """The number of letters and digits on the page; of digits no more than there are letters.

        The classifiers read no digits, and OCR makes them of the back of a page that shows through.
        """
        signs = "".join(line.text.replace(" ", "") for line in self.lines)
        return min(len(signs), 2 * sum(map(str.isalpha, signs)))


def _line(words: list[Word]) -> Line:
    text = ""
    spans: list[tuple[int, int, Word]] = []
    for word in words:
        piece = folded(word.text)
        if not piece:
            continue
        start = len(text) + 1 if text else 0
        text = f"{text} {piece}" if text else piece
        spans.append((start, len(text), word))
    return Line(text, tuple(spans))
