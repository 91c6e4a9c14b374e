"""Values that need no label: numbers of an unmistakable shape, and a day at a known distance."""

import re
from collections.abc import Mapping
from datetime import date

from classifiers.fields.labels import goes_on
from classifiers.fields.layout import PlacedWord, Sheet
from classifiers.fields.parsing.dates import NumericOrder, find_dates
from classifiers.fields.parsing.match import Match, digits_of
from classifiers.fields.phrases import ideas_of
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
_OTHER_DAYS = frozenset(("limit", "until", "expiry", "birth", "end", "paid"))
_LEAST_SENTENCE = 4
_ARRIVING = (
    "receiv", "recu", "arriv", "reach", "parven", "acknowledg", "accus", "submit", "soumis",
    "presentee", "deposit", "depose", "lodge", "deliver", "livre", "transmi", "envoye", "regist",
    "enregistr", "upload", "televers", "lockin", "determinant",
)  # fmt: skip
"""How words begin that tell of an application's arrival, or of its sending through a portal."""
_ARRIVED = frozenset(
    ("got", "came", "sent", "filed", "entered", "put", "landed", "gotten", "deemed", "reputee")
)
"""Words that do so as a whole; what is deemed complete on a day counts as received on it."""
_OTHER_DEEDS = (
    "sign", "refus", "refund", "rembours", "return", "retourn", "reject", "rejet", "approv",
    "approuv", "accorde", "withdr", "retire", "cancel", "annul", "previous", "precedent",
    "anterieur", "earlier", "former", "closed", "ferme", "back",
)  # fmt: skip
"""How words begin whose day is another: that of a signature, of a decision, of an application
before this one."""
_SENTENCE_END = re.compile(r"[^\W\d_]{3,}[)\"\u201d\u00bb]?[.!?;]$")
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


def expiry_by_its_term(
    sheets: tuple[Sheet, ...], known: tuple[Reading, ...], order: NumericOrder
) -> tuple[Reading, ...]:
    """Read a certificate's day of expiry by its distance from the day of issue.

    A certificate of selection is valid for two or three years to the day, so that a date at that
    distance needs no caption to be known. No other date is taken, and none that has a caption of
    its own.
    """
    names = {reading.name for reading in known}
    issues = {r.values for r in known if r.name is FieldName.ISSUE_DATE}
    if FieldName.EXPIRY_DATE in names or len(issues) != 1:
        return ()
    taken = {word for reading in known for word in reading.words}
    issued = date.fromisoformat(issues.pop()[0])
    found = []
    for sheet in sheets:
        for row in sheet.rows:
            text, places = joined(row.words)
            for match in find_dates(text, order):
                words = covered(row.words, places, match)
                ends = tuple(day for day in match.values if _is_term(issued, day))
                if ends and not taken.intersection(words):
                    found.append(
                        Reading(FieldName.EXPIRY_DATE, ends, words, sheet, Placement.FLOW, _BY_TERM)
                    )
    return tuple(found[:1]) if len({reading.values for reading in found}) == 1 else ()


def received_by_its_sentence(
    sheets: tuple[Sheet, ...], known: tuple[Reading, ...], order: NumericOrder
) -> tuple[Reading, ...]:
    """Read an acknowledgment's day of receipt from the one sentence that dates an application.

    "Your application got to us on ..." has as many wordings as writers. What they share is the
    application and its arrival before the day, a day that is not later than the letter, and no
    limit, birth or decision.
    """
    if any(reading.name is FieldName.RECEIVED_DATE for reading in known):
        return ()
    taken = {word for reading in known for word in reading.words}
    written = [r.values[-1] for r in known if r.name is FieldName.LETTER_DATE]
    found = []
    for sheet in sheets:
        for above, row in zip((None, *sheet.rows), sheet.rows, strict=False):
            text, places = joined(row.words)
            lead = above.words if above and goes_on(above, row) else ()
            for match in find_dates(text, order):
                words = covered(row.words, places, match)
                before = lead + row.words[: row.words.index(words[0])] if words else ()
                early = not written or max(match.values) <= written[0]
                if early and not taken.intersection(words) and _dates_an_application(before):
                    found.append(
                        Reading(
                            FieldName.RECEIVED_DATE,
                            match.values,
                            words,
                            sheet,
                            Placement.FLOW,
                            _BY_TERM,
                        )
                    )
    return tuple(found[:1]) if len({reading.values for reading in found}) == 1 else ()


def _dates_an_application(before: tuple[PlacedWord, ...]) -> bool:
    """Whether words before a day tell of an application's arrival, in the sentence of the day.

    A limit, a birth, a signature or a decision in it would have the day for itself.
    """
    sentence = _last_sentence(before)
    keys = [word.key for word in sentence]
    # What was sent through the portal on a day was not valid through that day.
    told = [word for word in sentence if word.key != "through" or word is sentence[-1]]
    said = {idea for word in told for idea in ideas_of(word) or ()}
    arrives = any(key in _ARRIVED or key.startswith(_ARRIVING) for key in keys)
    differs = bool(said & _OTHER_DAYS) or any(key.startswith(_OTHER_DEEDS) for key in keys)
    whole = len(sentence) >= _LEAST_SENTENCE
    return "application" in said and arrives and not differs and whole


def _last_sentence(words: tuple[PlacedWord, ...]) -> tuple[PlacedWord, ...]:
    """Return the words behind the last end of a sentence; "no." and "St." end none."""
    ends = (place for place, word in enumerate(words, 1) if _SENTENCE_END.search(word.text))
    return words[max(ends, default=0) :]


def _is_term(issued: date, end: str) -> bool:
    """Whether a certificate issued on one day can end on another, the day before counted."""
    last = date.fromisoformat(end)
    return any(
        abs((last - issued).days - round(years * _DAYS_OF_A_YEAR)) <= _TERM_SLACK
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
