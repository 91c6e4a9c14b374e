"""Numbers of an unmistakable shape, for pages on which OCR lost their labels."""

import re
from collections.abc import Mapping

from classifiers.fields.layout import Sheet
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
_LETTER = {FieldName.UCI: _UCI, FieldName.APPLICATION_NUMBER: _APPLICATION}
_IMM1442 = {FieldName.UCI: _UCI, FieldName.DOCUMENT_NUMBER: _PERMIT}
_SHAPES: Mapping[DocumentType, Mapping[FieldName, re.Pattern[str]]] = {
    DocumentType.CSQ: {
        FieldName.FILE_NUMBER: _CSQ_FILE,
        FieldName.REFERENCE_NUMBER: _CSQ_REFERENCE,
    },
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
