"""Values that need no label: numbers of an unmistakable shape, and a day at a known distance."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from classifiers.fields.layout import Sheet
from classifiers.fields.parsing.dates import NumericOrder, find_dates
from classifiers.fields.parsing.match import Match, digits_of
from classifiers.fields.rules import Reading, covered, joined
from classifiers.fields.values import Placement
from models.document_types import DocumentType
from models.documents import FieldName

_DASH = "[-\u2010-\u2015\u2212]"
_UCI = re.compile(rf"(?<![\w-])(?:\d{{2}}{_DASH})?\d{{4}}{_DASH}\d{{4}}(?![\w-])")
_APPLICATION = re.compile(r"(?<![\w-])[EW]\d{8,9}(?![\w-])")
_CSQ_FILE = re.compile(r"(?<![\w-])[A-Z]\d{10}(?![\w-])")
_CSQ_REFERENCE = re.compile(r"(?<![\w-])[A-Z]\d{7}(?![\w-])")
_PERMIT = re.compile(r"(?<![\w-])[A-Z] ?\d{9}(?![\w-])")
"""IMM 1442 prints its own number at its head without a label; the application's has the same
shape and a label."""
_YEARS_OF_A_CERTIFICATE = (2, 3)
_DAYS_OF_A_YEAR = 365.25
_TERM_SLACK = 2
_BY_TERM = 0.6
"""What a date deserves that no caption names."""
_QUEBEC = {FieldName.FILE_NUMBER: _CSQ_FILE, FieldName.REFERENCE_NUMBER: _CSQ_REFERENCE}
_LETTER = {FieldName.UCI: _UCI, FieldName.APPLICATION_NUMBER: _APPLICATION}
_IMM1442 = {FieldName.UCI: _UCI, FieldName.DOCUMENT_NUMBER: _PERMIT}
_SHAPES: Mapping[DocumentType, Mapping[FieldName, re.Pattern[str]]] = {
    DocumentType.CSQ: _QUEBEC,
    DocumentType.INVITATION_LETTER: _QUEBEC,
    DocumentType.PR_ACKNOWLEDGMENT: _LETTER,
    DocumentType.PR_SUBMISSION_CONFIRMATION: _LETTER,
    DocumentType.MAINTAINED_STATUS_LETTER: _LETTER,
    DocumentType.WORK_PERMIT: _IMM1442,
    DocumentType.STUDY_PERMIT: _IMM1442,
    DocumentType.VISITOR_RECORD: _IMM1442,
    DocumentType.TEMPORARY_RESIDENT_PERMIT: _IMM1442,
}


def unlabelled(
    type_: DocumentType, sheets: tuple[Sheet, ...], known: tuple[Reading, ...]
) -> tuple[Reading, ...]:
    """Read numbers by their shape alone; two different ones of a shape prove neither.

    Args:
        type_: the document's type.
        sheets: its pages.
        known: what was read by labels; a number that is known as something else is not taken.
    """
    names = {reading.name for reading in known}
    values = {value for reading in known for value in reading.values}
    found = []
    for name, shape in _SHAPES.get(type_, {}).items():
        if name in names:
            continue
        seen = [r for sheet in sheets for r in _of_shape(name, shape, sheet)]
        readings = [reading for reading in seen if not values.intersection(reading.values)]
        if len({reading.values for reading in readings}) == 1:
            found.append(readings[0])
    return tuple(found)


def dates_by_their_term(
    sheets: tuple[Sheet, ...], known: tuple[Reading, ...], order: NumericOrder
) -> tuple[Reading, ...]:
    """Read a certificate's days of issue and expiry by the distance between them.

    A certificate of selection is valid for two or three years to the day, so that a date at that
    distance from the day of issue needs no caption to be known, nor do two dates at that distance
    where no other two are. No other date is taken, and none that has a caption of its own.
    """
    names = {reading.name for reading in known}
    issues = {r.values for r in known if r.name is FieldName.ISSUE_DATE}
    if FieldName.EXPIRY_DATE in names or len(issues) > 1:
        return ()
    loose = loose_dates(sheets, known, order, _BY_TERM)
    if not issues:
        return _two_at_a_term(loose)
    issued = issues.pop()[0]
    ends = [
        replace(day, name=FieldName.EXPIRY_DATE, values=values)
        for day in loose
        if (values := tuple(end for end in day.values if _is_term(issued, end)))
    ]
    return tuple(ends[:1]) if len({reading.values for reading in ends}) == 1 else ()


def issued_and_not_born(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Take a birth date for the day of issue where the certificate expires a term after it.

    Captions that stand in two columns, each over its value, lead to the wrong one where OCR lost a
    letter of the other.
    """
    ends = {value for r in readings if r.name is FieldName.EXPIRY_DATE for value in r.values}
    return tuple(
        replace(reading, name=FieldName.ISSUE_DATE)
        if reading.name is FieldName.BIRTH_DATE
        and any(_is_term(value, end) for value in reading.values for end in ends)
        else reading
        for reading in readings
    )


def loose_dates(
    sheets: tuple[Sheet, ...],
    known: tuple[Reading, ...],
    order: NumericOrder,
    confidence: float,
) -> tuple[Reading, ...]:
    """Return the dates that are the value of no caption, each as a day of issue, in page order.

    Args:
        sheets: where they are looked for.
        known: what was read by captions.
        order: of day and month in dates of numbers alone.
        confidence: 0..1, what a date deserves that no caption names.
    """
    taken = {word for reading in known for word in reading.words}
    return tuple(
        Reading(FieldName.ISSUE_DATE, match.values, words, sheet, Placement.FLOW, confidence)
        for sheet in sheets
        for text, places, row in ((*joined(row.words), row) for row in sheet.rows)
        for match in find_dates(text, order)
        if not taken.intersection(words := covered(row.words, places, match))
    )


def _two_at_a_term(loose: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return the two dates of which the one can be the end of the other, if no other two can.

    Where day and month might change places, the term tells which is which.
    """
    pairs = [
        (replace(first, values=(begin,)), replace(last, name=FieldName.EXPIRY_DATE, values=(end,)))
        for first in loose
        for last in loose
        for begin in first.values
        for end in last.values
        if _is_term(begin, end)
    ]
    distinct = {(first.values, last.values) for first, last in pairs}
    return pairs[0] if len(distinct) == 1 else ()


def _is_term(issued: str, end: str) -> bool:
    """Whether a certificate issued on one day can end on another, the day before counted."""
    days = (date.fromisoformat(end) - date.fromisoformat(issued)).days
    return any(
        abs(days - round(years * _DAYS_OF_A_YEAR)) <= _TERM_SLACK
        for years in _YEARS_OF_A_CERTIFICATE
    )


def _of_shape(name: FieldName, shape: re.Pattern[str], sheet: Sheet) -> list[Reading]:
    found = []
    for row in sheet.rows:
        text, places = joined(row.words)
        for match in shape.finditer(text):
            value = digits_of(match[0]) if name is FieldName.UCI else match[0].replace(" ", "")
            seen = Match((value,), match.start(), match.end())
            words = covered(row.words, places, seen)
            found.append(Reading(name, seen.values, words, sheet, Placement.FLOW))
    return found
