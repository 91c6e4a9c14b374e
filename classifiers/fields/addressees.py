"""The person to whom a letter is written: above the address, in the salutation, or in a row."""

import re

from classifiers.fields.address_blocks import (
    address_blocks,
    has_digit,
    line_reach,
    of_one_size,
    resident_of,
)
from classifiers.fields.columns import segments
from classifiers.fields.folding import fold
from classifiers.fields.layout import PlacedWord, Sheet
from classifiers.fields.misread_capitals import as_names
from classifiers.fields.parsing.dates import find_date
from classifiers.fields.parsing.names import find_name
from classifiers.fields.person_names import NAME_WORDS, is_person
from classifiers.fields.rules import Reading, covered, joined
from classifiers.fields.values import Placement
from models.documents import FieldName

HEAD = 0.5
"""Share of the first page in which a letter's date and addressee stand."""
_LEAST_SENTENCE = 8
_LEAST_SMALL = 6
"""Words of a line of a sentence at least, and those among them without a capital."""
_LEAST_TELLING = 3
_TELLING_LETTERS = 4
"""Of the words without a capital so many are no articles, and have so many letters: the name of a
ministry has six articles and says nothing."""
_LEAST_NAME_WORDS = 2
_FORMS_OF_ADDRESS = (
    "dear",
    "cher",
    "chere",
    "bonjour",
    "bonsoir",
    "salut",
    "hello",
    "hi",
    "madame",
    "monsieur",
    "mr",
    "mrs",
    "ms",
    "to",
    "attention",
)
_TITLES = frozenset((*_FORMS_OF_ADDRESS, "m", "mme", "mlle", "me", "mx", "miss", "dr"))


def addressee(sheets: tuple[Sheet, ...]) -> Reading | None:
    """Find the person to whom a letter is written: above the address, or in the salutation."""
    if not sheets:
        return None
    for block in address_blocks(sheets[0]):
        for line in resident_of(block).names:
            found = _person(line, sheets[0])
            if found is not None:
                return found
    over = over_street(sheets[0])
    if over is not None:
        return over
    greeted, lone = saluted(sheets[0]), _lone_name(sheets[0])
    if greeted and lone and fold(greeted.values[0]) in fold(lone.values[0]):
        return lone
    return greeted or lone


def _lone_name(sheet: Sheet) -> Reading | None:
    """Find a name alone in its row, or before a colon, between letterhead and letter.

    Behind the first sentence stand lists, titles and whoever signs.
    """
    for row in sheet.rows[1:]:
        if row.y0 > HEAD * sheet.height or any(map(_is_prose, segments(row))):
            break
        for line in segments(row):
            if line != row.words and not line[-1].text.endswith((":", ",")):
                continue
            name = tuple(word for word in line if word.key)
            found = _person(line, sheet)
            if found and len(found.words) >= _LEAST_NAME_WORDS and found.words == name:
                return found
    return None


def _is_prose(line: tuple[PlacedWord, ...]) -> bool:
    """Whether a line is one of a sentence: long, with many small words, as no heading has them."""
    small = [word.text for word in line if word.text[0].islower()]
    words = (re.split("['\u2019]", text)[-1] for text in small)
    telling = sum(w[:1].islower() and len(w) >= _TELLING_LETTERS for w in words)
    long = len(line) >= _LEAST_SENTENCE and len(small) >= _LEAST_SMALL
    return long and telling >= _LEAST_TELLING


def over_street(sheet: Sheet) -> Reading | None:
    """Find a person's name right above a line with a number, as abroad where no postal code tells.

    Both stand alone in their columns and begin at the same place.
    """
    lines = [part for row in sheet.rows for part in segments(row)]
    for index, line in enumerate(lines):
        if line[0].y0 > HEAD * sheet.height:
            break
        if len(line) < _LEAST_NAME_WORDS or has_digit(line):
            continue
        lower = next((low for low in lines[index + 1 : index + 5] if _right_below(line, low)), None)
        if lower and has_digit(lower) and any(w.key.isalpha() for w in lower):
            found = _person(line, sheet)
            if found is not None and not _is_dated(lower):
                return found
    return None


def _is_dated(line: tuple[PlacedWord, ...]) -> bool:
    return find_date(" ".join(word.text for word in line)) is not None


def _right_below(line: tuple[PlacedWord, ...], lower: tuple[PlacedWord, ...]) -> bool:
    height = max(line[0].height, lower[0].height)
    gap = lower[0].y0 - line[0].y1
    aligned = abs(lower[0].x0 - line[0].x0) < height
    return -0.3 * height < gap <= line_reach(line) * height and aligned and of_one_size(line, lower)


def _person(line: tuple[PlacedWord, ...], sheet: Sheet) -> Reading | None:
    while len(line) > _LEAST_NAME_WORDS and _titles(line[0]):
        line = line[1:]
    text, places = as_names(line), joined(line)[1]
    match = find_name(text)
    if match is None or not is_person(match.values[0]) or match.end < len(text.rstrip(" ,.:;")):
        return None
    words = covered(line, places, match)
    return Reading(FieldName.FULL_NAME, match.values, words, sheet, Placement.FLOW)


def saluted(sheet: Sheet) -> Reading | None:
    """Find the person whom a salutation names."""
    for words in (part for row in sheet.rows for part in segments(row)):
        if len(words) > max(NAME_WORDS) + 3:
            continue
        if words[-1].key in _FORMS_OF_ADDRESS and words[-2:-1] and words[-2].text.endswith(","):
            # « Ana Ruiz, bonjour, » greets behind the name.
            found = _person(words[:-1], sheet)
            if found is not None and len(found.words) >= _LEAST_NAME_WORDS:
                return found
        if not _addresses(words[0]):
            continue
        skip = 1
        while skip < len(words) and (_titles(words[skip]) or words[skip].key in ("de", "of")):
            skip += 1
        if skip < len(words):
            found = _person(words[skip:], sheet)
            if found is not None:
                return found
    return None


def _addresses(word: PlacedWord) -> bool:
    """Whether a word begins a salutation: « Madame », "To", « À l'attention », « M./Mme »."""
    parts = _parts(word)
    return word.text in ("\u00c0", "A") or (
        _titles(word) and (parts[0] in _FORMS_OF_ADDRESS or len(parts) > 1)
    )


def _titles(word: PlacedWord) -> bool:
    """Whether a word is nothing but forms of address, with an elided article at most."""
    parts = _parts(word)
    return bool(parts) and all(part in _TITLES for part in parts)


def _parts(word: PlacedWord) -> list[str]:
    return re.findall(r"[^\W\d_]+", re.sub(r"^l'", "", fold(word.text)))
