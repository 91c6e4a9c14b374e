"""What every letter has: a date, and a person to whom it is written."""

import re

from classifiers.fields import label_meanings as m
from classifiers.fields import vocabulary as v
from classifiers.fields.address_blocks import (
    address_blocks,
    has_digit,
    line_reach,
    of_one_size,
    resident_of,
)
from classifiers.fields.columns import segments
from classifiers.fields.folding import fold
from classifiers.fields.labels import goes_on
from classifiers.fields.layout import PlacedWord, Row, Sheet
from classifiers.fields.misread_capitals import as_names
from classifiers.fields.parsing.dates import NumericOrder, date_parser, find_date
from classifiers.fields.parsing.names import find_name
from classifiers.fields.person_names import NAME_WORDS, find_person, is_person
from classifiers.fields.rules import WORDS_ONLY, Reading, Rule, covered, joined
from classifiers.fields.values import Placement
from models.documents import FieldName

_HEAD = 0.5
"""Share of the first page in which a letter's date and addressee stand."""
_PLACE_AND_DATE = 34
"""Characters that may stand before a date that has its line to itself (« Montréal, le »)."""
_AFTER_DATE = 3
_OF_A_TERM = re.compile(
    r"\b(?:period|periode|from|periode du|depuis|since|until|before|avant|due)\W*$"
)
"""What stands right before a day that begins or ends a term, and dates no letter."""
_LEAST_COLUMN = 3
"""Dates below each other that are a table's."""
_COLUMN_PITCH = 3
_LINES_APART = 6
FIRST_YEAR = 2000
"""No letter of the procedure is older; days of birth mostly are."""
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


def letter_rules(order: NumericOrder) -> tuple[Rule, ...]:
    """Rules of the labelled date and name of a letter."""
    return (
        Rule(FieldName.LETTER_DATE, v.LETTER_DATE, date_parser(order), meanings=m.LETTER_DATE),
        Rule(
            FieldName.FULL_NAME,
            v.FULL_NAME,
            find_person,
            WORDS_ONLY,
            one_line=True,
            text=as_names,
            meanings=m.FULL_NAME,
        ),
        Rule(
            FieldName.FAMILY_NAME,
            v.FAMILY_NAME_IN_FULL,
            find_person,
            WORDS_ONLY,
            one_line=True,
            text=as_names,
            meanings=m.FAMILY_NAME,
        ),
        Rule(
            FieldName.GIVEN_NAME,
            v.GIVEN_NAME,
            find_person,
            WORDS_ONLY,
            one_line=True,
            text=as_names,
            meanings=m.GIVEN_NAME,
        ),
    )


def joined_names(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Put one full name in the place of its parts; a bare « Nom » beside « Prénom » is one."""
    parts = {FieldName.FAMILY_NAME, FieldName.GIVEN_NAME}
    others = tuple(reading for reading in readings if reading.name not in parts)
    full, family, given = (
        next((reading for reading in readings if reading.name is name), None)
        for name in (FieldName.FULL_NAME, FieldName.FAMILY_NAME, FieldName.GIVEN_NAME)
    )
    last = family or full
    if given is None or last is None or not _stand_together(given, last):
        return others
    name = f"{given.values[0]} {last.values[0]}"
    words = given.words + last.words
    whole = Reading(FieldName.FULL_NAME, (name,), words, given.sheet, given.placement)
    return (whole, *(r for r in others if r.name is not FieldName.FULL_NAME))


def _stand_together(given: Reading, last: Reading) -> bool:
    """Whether two names stand beside their labels, one below the other, as no table's do."""
    one, two = given.words[0], last.words[0]
    return (
        given.sheet is last.sheet
        and {given.placement, last.placement} <= {Placement.RIGHT, Placement.ABOVE}
        and abs(one.y0 - two.y0) < _LINES_APART * one.height
        and given.values[0] not in last.values[0]
    )


def standing_date(
    sheets: tuple[Sheet, ...], order: NumericOrder, known: tuple[Reading, ...] = ()
) -> Reading | None:
    """Find the date that has a line to itself near the top of the first page.

    Args:
        sheets: the pages of the document.
        order: how dates in figures are written.
        known: what captions name; its dates are other facts, however alone they stand. A bill or a
            lease is dated by whichever day it tells first, and leaves this out.
    """
    parse = date_parser(order)
    named = {word for reading in known for word in reading.words}
    dated = []
    rows = sheets[0].rows if sheets else ()
    for above, row in zip((None, *rows), rows, strict=False):
        for words in segments(row):
            text, places = joined(words)
            match = None if above and _ends_paragraph(above, row) else parse(text)
            alone = match and len(text) - match.end <= _AFTER_DATE
            if match and begins_term(text[: match.start]):
                continue
            if match and alone and match.start <= _PLACE_AND_DATE and _is_recent(match.values[0]):
                seen = covered(words, places, match)
                dated.append(
                    Reading(FieldName.LETTER_DATE, match.values, seen, sheets[0], Placement.FLOW)
                )
    own = (found for found in dated if not named.intersection(found.words))
    return next((found for found in own if _stands_alone(found, dated)), None)


def begins_term(text: str) -> bool:
    """Whether a text before a day says that a term begins or ends on it: « Période du »."""
    return _OF_A_TERM.search(fold(text)) is not None


def _ends_paragraph(above: Row, row: Row) -> bool:
    """Whether a line ends the sentence of the line above: "... move-in date was / 2 May 2023."."""
    return goes_on(above, row) and row.words[-1].text.endswith(".")


def _is_recent(day: str) -> bool:
    """Whether a day can be a letter's: one of the last century is somebody's day of birth."""
    return int(day[:4]) >= FIRST_YEAR


def _stands_alone(found: Reading, dated: list[Reading]) -> bool:
    """Whether a date stands in the upper half and heads no column of dates, as transactions do."""
    first = found.words[0]
    places = sorted(
        other.words[0].y0 for other in dated if abs(other.words[0].x0 - first.x0) < first.height
    )
    reach = _COLUMN_PITCH * first.height
    column: list[float] = []
    for place in places:
        if column and place - column[-1] > reach:
            if first.y0 in column:
                break
            column = []
        column.append(place)
    return found.words[0].y0 <= _HEAD * found.sheet.height and len(column) < _LEAST_COLUMN


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
    """Find a name alone in its row, or before a colon, between letterhead and letter."""
    for row in sheet.rows[1:]:
        if row.y0 > _HEAD * sheet.height:
            break
        for line in segments(row):
            if line != row.words and not line[-1].text.endswith((":", ",")):
                continue
            name = tuple(word for word in line if word.key)
            found = _person(line, sheet)
            if found and len(found.words) >= _LEAST_NAME_WORDS and found.words == name:
                return found
    return None


def over_street(sheet: Sheet) -> Reading | None:
    """Find a person's name right above a line with a number, as abroad where no postal code tells.

    Both stand alone in their columns and begin at the same place.
    """
    lines = [part for row in sheet.rows for part in segments(row)]
    for index, line in enumerate(lines):
        if line[0].y0 > _HEAD * sheet.height:
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
