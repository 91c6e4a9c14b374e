"""What every letter has: a date, and the name of a person, by their labels or where they stand."""

import re

from classifiers.fields import label_meanings as m
from classifiers.fields import vocabulary as v
from classifiers.fields.addressees import HEAD
from classifiers.fields.columns import segments
from classifiers.fields.folding import fold
from classifiers.fields.labels import goes_on
from classifiers.fields.layout import Row, Sheet
from classifiers.fields.misread_capitals import as_names
from classifiers.fields.parsing.dates import NumericOrder, date_parser
from classifiers.fields.person_names import find_person
from classifiers.fields.rules import WORDS_ONLY, Reading, Rule, covered, joined
from classifiers.fields.values import Placement
from models.documents import FieldName

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
    return found.words[0].y0 <= HEAD * found.sheet.height and len(column) < _LEAST_COLUMN
