"""Whether words read as English or French text, or as the values of a form.

The letters of a word follow one another as those of the language do; under a broken encoding they
do not, and a form's numbers turn into letters and signs. Both are measured: pairs of letters
against a table counted on English and French text (``letter_pairs.txt``), and values against the
shapes that dates, amounts and reference numbers have.
"""

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

LETTERS = "abcdefghijklmnopqrstuvwxyz"
EDGE = " "
"""Stands before and after each word."""
ABBREVIATION = 4
"""Words of capitals up to this length are abbreviations, whose letters follow no language."""
SOME_PAIRS = 14
"""Pairs of letters from which a good likelihood is no accident."""
ENOUGH_PAIRS = 25
"""Pairs of letters from which a bad one is none; a few foreign names have a bad one, too."""
LANGUAGE_LIKELIHOOD = -4.6
"""Mean log2 likelihood of a pair above which letters read as language; English and French lie
near -3.6, foreign names near -4.3, letters out of order below -5.5."""
NOISE_LIKELIHOOD = -5.2
LEAST_KNOWN = 0.7
"""Share of the words that must be language or a value's shape."""
MOST_ODD = 0.35

_INSIDE = r"\d+(?:[.,:/'’\u00a0 \-–]\d+)*"
_SHAPES = re.compile(
    rf"""
    [(\[]?[#№$€£¥+\-–−]{{0,2}}{_INSIDE}[%°$€£]?[)\].,;:*]*      # amounts, dates, numbers
    | [A-Z]{{1,6}}[-./#_]?\d[A-Z\d\-/._]*[,;:.]?                # reference and postal codes
    | \d[A-Z\d\-/]{{1,19}}[,;:.]?                               # the other half of them
    | \d{{1,4}}(?:st|nd|rd|th|er|re|e|h|x|km|kg|cm|mm|[hH]\d\d)[.,;]?
    | [^\s@]+@[^\s@]+\.[a-z]{{2,}} | (?:https?://|www\.)\S+ | \S+\.(?:ca|com|org|net)\S*
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile(
    r"[-\u2010-\u2015_.…,:;/\\|•·*'’‘\"“”()\[\]{}«»‹›$€£%‰&@#=+×÷<>!?¿¡°§¶©®™~^№]+"
    r"|[\u2190-\u21ff\u2500-\u27bf\u2212]+"
)
"""Punctuation, currency, arrows, boxes and ticks as documents have them."""


class Reads(StrEnum):
    """How a group of words reads."""

    AS_LANGUAGE = "language"
    AS_NOISE = "noise"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Language:
    """What was measured of a group of words.

    Attributes:
        values: words that have the shape of a value.
        lettered: words of letters.
        odd: words that are neither, marks alone not counted.
        pairs: pairs of letters looked at.
        likelihood: their mean log2 likelihood in English and French; 0 without pairs.
    """

    values: int
    lettered: int
    odd: int
    pairs: int
    likelihood: float

    @property
    def reads(self) -> Reads:
        """Judge the measures."""
        counted = self.values + self.lettered + self.odd
        if counted == 0:
            return Reads.UNSURE
        if self.odd > MOST_ODD * counted:
            return Reads.AS_NOISE if counted > ABBREVIATION else Reads.UNSURE
        if self.pairs >= SOME_PAIRS and self.likelihood >= LANGUAGE_LIKELIHOOD:
            return Reads.AS_LANGUAGE
        if self.pairs >= ENOUGH_PAIRS:
            return Reads.AS_NOISE if self.likelihood < NOISE_LIKELIHOOD else Reads.UNSURE
        if self.values >= LEAST_KNOWN * counted and self.values > ABBREVIATION:
            return Reads.AS_LANGUAGE
        return Reads.UNSURE


def measure(texts: Iterable[str]) -> Language:
    """Measure a group of words."""
    values = lettered = odd = pairs = 0
    total = 0.0
    for text in texts:
        if _SHAPES.fullmatch(text):
            values += 1
            continue
        parts = _WORD.findall(text)
        if not parts:
            odd += bool(text) and not _MARKS.fullmatch(text)
            continue
        letters = sum(len(part) for part in parts)
        if 2 * letters < len(text) and len(text) > ABBREVIATION:
            odd += 1
            continue
        lettered += 1
        for part in parts:
            if part.isupper() and len(part) <= ABBREVIATION:
                continue
            count, likelihood = _likelihood(part)
            pairs += count
            total += likelihood
    return Language(values, lettered, odd, pairs, total / pairs if pairs else 0.0)


def bare(word: str) -> str:
    """Return a word in small letters without accents; ligatures opened."""
    opened = word.lower().replace("œ", "oe").replace("æ", "ae").replace("đ", "d")
    parts = unicodedata.normalize("NFKD", opened)
    return "".join(part for part in parts if not unicodedata.combining(part))


@cache
def _table() -> dict[str, float]:
    """Return the log2 likelihood of each pair, of the second letter given the first."""
    lines = Path(__file__).with_name("letter_pairs.txt").read_text("ascii").splitlines()
    signs = EDGE + LETTERS
    counts = {
        first + second: int(cell)
        for first, line in zip(signs, lines, strict=True)
        for second, cell in zip(signs, line.split(), strict=True)
    }
    table = {}
    for first in signs:
        # One is added to each count, so that no pair is impossible.
        whole = sum(counts[first + second] + 1 for second in signs)
        for second in signs:
            table[first + second] = math.log2((counts[first + second] + 1) / whole)
    return table


_FOREIGN = math.log2(1 / 2000)
"""Likelihood of a pair with a letter outside the Latin alphabet."""


@cache
def _likelihood(word: str) -> tuple[int, float]:
    table = _table()
    spelled = EDGE + bare(word) + EDGE
    pairs = [spelled[place : place + 2] for place in range(len(spelled) - 1)]
    return len(pairs), sum(table.get(pair, _FOREIGN) for pair in pairs)
