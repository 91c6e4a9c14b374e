"""Who the applicant is on a form about a family or a representative, and the whole of the name.

The applicant stands first on both forms, whatever the captions are.
"""

from dataclasses import replace

from classifiers.fields.columns import segments
from classifiers.fields.misread_capitals import as_names
from classifiers.fields.person_names import find_person
from classifiers.fields.rules import Reading, in_order
from models.documents import FieldName

_PARTS = frozenset((FieldName.FAMILY_NAME, FieldName.GIVEN_NAME))
_WITHIN = 0.3
"""Largest gap between two lines of one cell, in heights; cells stand further apart."""


def of_the_applicant(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Put the applicant first, by the parts of the name or by the full name, whichever is whole.

    A name under a bare « Demandeur » is none where the name was read from its parts. The one part
    that the head of a column names (« Nom de famille / prénoms ») is no part where the column has
    full names.
    """
    found = in_order(readings)
    names = {reading.name for reading in found}
    if names >= _PARTS:
        return tuple(reading for reading in found if reading.name is not FieldName.FULL_NAME)
    full = [reading for reading in found if reading.name is FieldName.FULL_NAME]
    taken = {word for reading in full for word in reading.words}
    return tuple(
        _whole(reading) if reading in full else reading
        for reading in found
        if reading.name not in _PARTS or taken.isdisjoint(reading.words)
    )


def _whole(reading: Reading) -> Reading:
    """Add the second line of a cell to a full name of one word, which is half a name."""
    if len(reading.words) > 1:
        return reading
    first = reading.words[0]
    for line in (part for row in reading.sheet.rows for part in segments(row)):
        gap = line[0].y0 - first.y1
        flush = abs(line[0].x0 - first.x0) < _WITHIN * first.height
        if flush and abs(gap) < _WITHIN * first.height:
            words = (first, *line)
            found = find_person(as_names(words))
            return replace(reading, values=found.values, words=words) if found else reading
    return reading
