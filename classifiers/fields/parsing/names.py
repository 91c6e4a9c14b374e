"""Names of persons and short texts."""

import re

from classifiers.fields.folding import fold, tidy
from classifiers.fields.label_words import is_label_text, is_mostly_label
from classifiers.fields.parsing.match import Match

_NOTHING = frozenset(
    ("", "n/a", "na", "s/o", "sans objet", "aucun", "aucune", "none", "nil", "not applicable")
)
_JOINING = re.compile("(?:[Nn]otre|[Vv]otre|[Yy]our|[Oo]ur|de|du|des|la|le|les|of|the)")
_EXPLAINING = re.compile(r"(?:as|on|in|if|for|or|tel|comme|si|sur)\b")
"""Small words with which a caption goes on ("as shown on your passport"), and no name begins."""
_EDGE = " \t:;,.*_|/-\u2013\u2014()[]#=<>~\u2022"
_NAME = re.compile(r"[^\W\d_][^\d:;|()\[\]/]*")
_TITLES = re.compile(
    r"^(?:mr|mrs|ms|miss|mx|dr|m|mme|mlle|monsieur|madame|mademoiselle)\b\.?\s+", re.IGNORECASE
)
_LABEL_TAIL = re.compile(r"[ \t]*(?:[a-zà-ÿ]+\((?:s|x|e|es|ne|nes)\)[ \t.:…]*)+")
"""Words with an ending in brackets, as labels have them: « Prénom(s) usuel(s) »."""
_MOST_WORDS = 8
_LEAST_LETTERS = 2


def find_text(text: str) -> Match | None:
    """Take the whole text without the marks at its edges; None where it says "none".

    A bracket that closes what the text opens is no mark at its edge: « Travailleur (PRTQ) ».
    """
    stripped = text.strip(_EDGE)
    if fold(stripped) in _NOTHING or is_label_text(stripped):
        return None
    start = text.index(stripped)
    if "(" in stripped.rpartition(")")[2] and text[start + len(stripped) :].startswith(")"):
        stripped += ")"
    return Match((tidy(stripped),), start, start + len(stripped))


def find_name(text: str) -> Match | None:
    """Take the name that a text begins with, without forms of address.

    Digits, colons and brackets end a name, apostrophes, hyphens and points do not.
    """
    tail = _LABEL_TAIL.match(text)
    if tail is not None:
        rest = find_name(text[tail.end() :])
        return rest and Match(rest.values, rest.start + tail.end(), rest.end + tail.end())
    found = find_text(text)
    if found is None:
        return None
    match = _NAME.match(text, found.start)
    if match is None:
        return None
    if text[match.end() : match.end() + 1].isdigit() and not text[match.end() - 1].isspace():
        # Letters that run into digits begin a number, not a name.
        return None
    raw = match[0].rstrip(_EDGE)
    title = _TITLES.match(raw)
    start = match.start() + (title.end() if title else 0)
    name = raw[title.end() :] if title else raw
    if (
        sum(map(str.isalpha, name)) < _LEAST_LETTERS
        or len(name.split()) > _MOST_WORDS
        or fold(name) in _NOTHING
        or _JOINING.fullmatch(name)
        or is_mostly_label(name)
        or _EXPLAINING.match(name)
    ):
        return None
    return Match((tidy(name),), start, start + len(name))


def find_sex(text: str) -> Match | None:
    """Find the sex as ``F``, ``M`` or ``X``."""
    match = re.match(
        r"\W*(f(?:emale|[ée]minin|emme)?|m(?:ale|asculin)?|h(?:omme)?|x)\b", text, re.IGNORECASE
    )
    if match is None:
        return None
    letter = match[1][0].upper()
    return Match(("M" if letter == "H" else letter,), match.start(1), match.end(1))
