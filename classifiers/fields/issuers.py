"""Who wrote a proof of residence, and of when it is where no label tells."""

import re

from classifiers.fields.columns import segments
from classifiers.fields.folding import fold
from classifiers.fields.layout import Sheet
from classifiers.fields.parsing.dates import NumericOrder, find_date, find_dates
from classifiers.fields.parsing.names import find_text
from classifiers.fields.rules import Reading, covered, joined
from classifiers.fields.values import Placement
from models.documents import FieldName

_TOP = 0.3
_HEAD = 0.5
"""Share of the first page in which a statement tells its period."""
_PERIOD = re.compile(r"\b(period|periode|statement|releve|billing|facturation)\b")
_BOTH_ENDS = 2
_LEAST_ISSUER = 4
_TITLE_WORDS = frozenset(
    fold(
        """
        statement account bill invoice lease agreement tenancy confirmation letter attestation
        residence licence license certificate date page proof notice relevé compte facture bail
        contrat location entente lettre résidence permis certificat preuve avis service customer
        client adresse address votre your name nom téléphone telephone pm am
        """
    ).split()
)


def issuer_reading(sheets: tuple[Sheet, ...]) -> Reading | None:
    """Take the largest line at the head of the first page for the issuer's name."""
    if not sheets:
        return None
    sheet = sheets[0]
    lines = [
        part
        for row in sheet.rows
        if row.y0 < _TOP * sheet.height
        for part in segments(row)
        if sum(len(w.key) for w in part) >= _LEAST_ISSUER
        and any(w.key.isalpha() for w in part)
        and not any(w.key in _TITLE_WORDS for w in part)
        and find_date(joined(part)[0]) is None
        and 2 * sum(map(str.isdigit, joined(part)[0])) < sum(len(w.key) for w in part)
    ]
    if not lines:
        return None
    words = max(lines, key=lambda part: (round(max(w.height for w in part)), -part[0].y0))
    text, _ = joined(words)
    match = find_text(text)
    if match is None:
        return None
    return Reading(FieldName.ISSUER, match.values, words, sheet, Placement.RIGHT)


def period_end(sheets: tuple[Sheet, ...], order: NumericOrder) -> Reading | None:
    """Take the last day of the period that a statement covers for its date."""
    for sheet in sheets[:1]:
        for row in sheet.rows:
            text, places = joined(row.words)
            if row.y0 > _HEAD * sheet.height or not _PERIOD.search(fold(text)):
                continue
            days = tuple(find_dates(text, order))
            if len(days) == _BOTH_ENDS:
                words = covered(row.words, places, days[1])
                return Reading(FieldName.LETTER_DATE, days[1].values, words, sheet, Placement.FLOW)
    return None
