"""The day on which an application arrived, among the other days of the sentence that tells it.

A caption or a verb of arrival leads to the day, but another deed may stand between them ("received
your application, which you signed on ..."), and other things than applications arrive.
"""

import re
from collections.abc import Iterator

from classifiers.fields.folding import compact
from classifiers.fields.labels import goes_on
from classifiers.fields.layout import PlacedWord, Row, Sheet
from classifiers.fields.parsing.dates import NumericOrder, find_dates
from classifiers.fields.parsing.match import Match, Parser
from classifiers.fields.phrases import ideas_of
from classifiers.fields.rules import Reading, covered, joined
from classifiers.fields.values import Placement
from models.documents import FieldName

_BY_TERM = 0.6
"""What a date deserves that no caption names."""
_OTHER_DAYS = frozenset(("limit", "until", "expiry", "birth", "end", "paid"))
_LEAST_SENTENCE = 4
_RELATIVE = frozenset(("which", "that", "who", "whose", "qui", "que", "quil", "quelle", "dont"))
"""Words that begin a clause of its own, whose day is not that of the arrival."""
_NO_DAY_ON = frozenset(("by", "before", "until", "after", "since", "within", "avant", "apres",
                        "depuis", "dici", "of", "du"))  # fmt: skip
"""Words right before a day that make a limit of it, or the day of what they follow."""
_DATED = (["date", "du"], ["as", "of"])
"""What makes the day of a deed of such a word again: « en date du », "as of"."""
_ON = frozenset(("", "on", "le", "the", "day", "date", "en", "du", "in", "at", "a"))
"""Words that may stand between another deed's day and the day of the arrival."""
_NOT_YET = frozenset(
    ("must", "should", "shall", "if", "unless", "doit", "doivent", "devez", "devra", "si", "sera")
)
"""Words of a sentence in which something is still to arrive."""
_OTHER_THINGS = (
    "fee", "frais", "payment", "paiement", "biometr", "documents", "photo", "passport",
    "passeport", "medical",
)  # fmt: skip
"""How words begin that name what else arrives."""
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
    "anterieur", "earlier", "former", "closed", "ferme", "back", "dated", "issued", "paid", "paye",
    "expir", "decid", "decision", "begin", "began", "commenc", "born", "married", "marie",
)  # fmt: skip
"""How words begin whose day is another: that of a signature, of a decision, of an application
before this one."""
_SENTENCE_END = re.compile(r"[^\W\d_]{3,}[)\"\u201d\u00bb]?[.!?;]$")


def received_day(order: NumericOrder) -> Parser:
    """Return a parser of the day that follows a caption or a verb of arrival as its own."""

    def find(text: str) -> Match | None:
        lead = 0
        for match in find_dates(text, order):
            words = [compact(word) for word in text[lead : match.start].split()]
            if not lead and _leads_to_day(words, text[lead : match.start]):
                return match
            if lead and _ON.issuperset(words):
                return match
            lead = match.end
        return None

    return find


def _leads_to_day(words: list[str], text: str) -> bool:
    """Whether the words between an arrival and a day tell of nothing else that was on the day."""
    return (
        not any(word.startswith(_OTHER_DEEDS) for word in words)
        and _RELATIVE.isdisjoint(words)
        and _is_on(words)
        and not any(_SENTENCE_END.search(word) for word in text.split())
    )


def _is_on(words: list[str]) -> bool:
    """Whether words end as before the day of a deed: « en date du », not « du » alone."""
    told = [word for word in words if word]
    return not told or told[-1] not in _NO_DAY_ON or told[-2:] in _DATED


def of_applications(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Leave out days on which something else than an application arrived, or is to arrive.

    A sentence or a heading leads to no day that has a caption of its own ("What we received. Date:
    March 23").
    """
    captioned = {
        reading.words
        for reading in readings
        if reading.name is FieldName.LETTER_DATE and reading.placement is Placement.RIGHT
    }

    def is_others(reading: Reading) -> bool:
        told = reading.placement is Placement.FLOW and reading.words in captioned
        return told or _is_of_another(reading)

    return tuple(
        reading
        for reading in readings
        if reading.name is not FieldName.RECEIVED_DATE or not is_others(reading)
    )


def _is_of_another(reading: Reading) -> bool:
    first = reading.words[0]
    for above, row in _with_row_above(reading.sheet):
        if first in row.words:
            sentence = _last_sentence(_before(above, row, first))
            return _is_of_other_things(sentence)
    return False


def _is_of_other_things(sentence: tuple[PlacedWord, ...]) -> bool:
    """Whether a sentence names another thing before the application, or says that it may arrive."""
    keys = [word.key for word in sentence]
    thing = next((i for i, key in enumerate(keys) if key.startswith(_OTHER_THINGS)), len(keys))
    named = (i for i, word in enumerate(sentence) if "application" in (ideas_of(word) or ()))
    return thing < next(named, len(keys)) or not _NOT_YET.isdisjoint(keys)


def _with_row_above(sheet: Sheet) -> Iterator[tuple[Row | None, Row]]:
    return zip((None, *sheet.rows), sheet.rows, strict=False)


def _before(above: Row | None, row: Row, word: PlacedWord) -> tuple[PlacedWord, ...]:
    """Return the words of the paragraph before ``word``, from the line above on."""
    return _lead(above, row) + row.words[: row.words.index(word)]


def _lead(above: Row | None, row: Row) -> tuple[PlacedWord, ...]:
    """Return the words of the line above, if the row goes on with its paragraph."""
    return above.words if above is not None and goes_on(above, row) else ()


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
        for above, row in _with_row_above(sheet):
            lines = _lead(above, row) + row.words
            text, places = joined(lines)
            for match in find_dates(text, order):
                words = covered(lines, places, match)
                if words[-1] not in row.words:
                    continue
                before = lines[: lines.index(words[0])]
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
    own = not differs and _is_on(keys) and not _is_of_other_things(sentence)
    return "application" in said and arrives and own and whole


def _last_sentence(words: tuple[PlacedWord, ...]) -> tuple[PlacedWord, ...]:
    """Return the words behind the last end of a sentence; "no." and "St." end none."""
    ends = (place for place, word in enumerate(words, 1) if _SENTENCE_END.search(word.text))
    return words[max(ends, default=0) :]
