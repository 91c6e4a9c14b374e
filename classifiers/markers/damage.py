"""Edit distance as OCR sees it: glyphs that look alike cost half a letter."""

from dataclasses import dataclass
from itertools import combinations

_LOOKALIKES = frozenset(
    frozenset(pair)
    for group in (
        "0oqcd",
        "1iltjf",
        "5s",
        "68b",
        "6g",
        "gq9",
        "eco",
        "uvny",
        "vw",
        "nmhr",
        "z2",
        "a4",
        "7tzy",
        "fp",
        "hb",
    )
    for pair in combinations(group, 2)
)
_LOOKALIKE_COST = 0.5


def substitution(a: str, b: str) -> float:
    """Return the cost of reading letter ``a`` as ``b``: 0, 0.5 if they look alike, or 1."""
    if a == b:
        return 0.0
    return _LOOKALIKE_COST if frozenset((a, b)) in _LOOKALIKES else 1.0


def distance(a: str, b: str) -> float:
    """Return the weighted edit distance between ``a`` and ``b``, in letters."""
    before = [float(j) for j in range(len(b) + 1)]
    for i, letter in enumerate(a, start=1):
        row = [float(i)]
        for j, other in enumerate(b, start=1):
            row.append(
                min(before[j - 1] + substitution(letter, other), before[j] + 1, row[j - 1] + 1)
            )
        before = row
    return before[-1]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where a pattern lies best in a text.

    Attributes:
        cost: weighted edit distance between the pattern and the part of the text, in letters.
        places: for each pattern position 0..len(pattern), the text position it falls on.
    """

    cost: float
    places: tuple[int, ...]


def align(pattern: str, text: str) -> Alignment:
    """Lay ``pattern`` on the part of ``text`` that resembles it most; the rest costs nothing."""
    table = [[0.0] * (len(text) + 1)]
    for i, letter in enumerate(pattern, start=1):
        above = table[-1]
        row = [float(i)]
        for j, other in enumerate(text, start=1):
            row.append(
                min(above[j - 1] + substitution(letter, other), above[j] + 1, row[j - 1] + 1)
            )
        table.append(row)
    end = min(range(len(text) + 1), key=lambda j: table[-1][j])
    return Alignment(table[-1][end], _traced(table, pattern, text, end))


def _traced(table: list[list[float]], pattern: str, text: str, end: int) -> tuple[int, ...]:
    """Walk back through the table and note where each pattern position falls."""
    places = [0] * (len(pattern) + 1)
    i, j = len(pattern), end
    places[i] = j
    while i > 0:
        here = table[i][j]
        if j and here == table[i - 1][j - 1] + substitution(pattern[i - 1], text[j - 1]):
            i, j = i - 1, j - 1
        elif here == table[i - 1][j] + 1:
            i -= 1
        else:
            j -= 1
            continue
        places[i] = j
    return tuple(places)
