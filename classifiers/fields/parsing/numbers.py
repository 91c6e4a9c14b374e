"""Numbers of persons, applications and documents, and amounts of money."""

import re

from classifiers.fields.parsing.dates import find_date
from classifiers.fields.parsing.match import Match, Parser, digits_of

_D = r"[0-9OoQDIl|!ZSBG]"
_JOIN = r"[ .\-\u2010-\u2015\u2212]?"
_UCI = re.compile(rf"(?<![\w-])({_D}{{2}}{_JOIN}|\d\d[:;,'])?{_D}{{4}}{_JOIN}{_D}{{4}}(?![\w])")
"""Behind its first two digits OCR may see another mark than the dash."""
_GENERIC = re.compile(r"(?<![\w])[A-Za-z0-9](?:[A-Za-z0-9-]{4,18})[A-Za-z0-9](?![\w])")
_AMOUNT = re.compile(
    r"(?<![\d.,])(?:(?:CAD|CA|C)?\s?\$\s?|CAD\s?)?"
    r"(\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+|\d+)([.,]\d{2})(?!\d)"
)
LETTER_GLYPHS = {"0": "O", "1": "I", "5": "S", "8": "B", "2": "Z", "6": "G"}
"""The letter that a digit may be, where a number must begin with a letter."""
_LEAST_DIGITS = 5


def find_uci(text: str) -> Match | None:
    """Find a client identifier of 8 or 10 digits (``0000-0000``, ``00-0000-0000``)."""
    for match in _UCI.finditer(text):
        if sum(c.isdigit() for c in match[0]) >= _LEAST_DIGITS:
            return Match((digits_of(match[0]),), match.start(), match.end())
    return None


def letter_number(letters: str, counts: tuple[int, ...]) -> Parser:
    """Return a parser of one of ``letters`` followed by one of ``counts`` digits.

    Blanks and dashes inside the number, and digits that OCR read as letters, are tolerated.
    """
    body = "|".join(rf"(?:{_JOIN}{_D}){{{count}}}" for count in sorted(counts, reverse=True))
    glyphs = "".join(d for d, letter in LETTER_GLYPHS.items() if letter in letters)
    exact = re.compile(rf"(?<![\w])([{letters}{letters.lower()}])({body})(?![\w])")
    damaged = re.compile(rf"(?<![\w])([{glyphs}])({body})(?![\w])") if glyphs else None

    def parse(text: str) -> Match | None:
        for pattern in (exact, damaged):
            for match in pattern.finditer(text) if pattern else ():
                if sum(c.isdigit() for c in match[2]) < _LEAST_DIGITS:
                    continue
                letter = LETTER_GLYPHS.get(match[1], match[1].upper())
                return Match((letter + digits_of(match[2]),), match.start(), match.end())
        return None

    return parse


def find_document_number(text: str) -> Match | None:
    """Find a word of letters and digits such as a passport number or a reference."""
    for match in _GENERIC.finditer(text):
        if sum(c.isdigit() for c in match[0]) >= _LEAST_DIGITS and not find_date(match[0]):
            value = re.sub(r"[^A-Z0-9]", "", match[0].upper())
            return Match((value,), match.start(), match.end())
    return None


def find_reference(text: str) -> Match | None:
    """Find a reference with its own dashes and slashes kept (``PMI-2024-00123``)."""
    match = re.search(r"(?<![\w])(?=[\w/.-]*\d)[A-Za-z0-9][\w/.-]{2,24}(?<![.\-/])", text)
    return Match((match[0].upper(),), match.start(), match.end()) if match else None


def find_amount(text: str) -> Match | None:
    """Find an amount with two decimals; the value has a point and no separators (``1365.00``)."""
    match = _AMOUNT.search(text)
    if match is None:
        return None
    whole = re.sub(r"\D", "", match[1])
    return Match((f"{int(whole)}.{match[2][1:]}",), match.start(), match.end())
