"""Addresses of two lines of which a caption leads to one only, and addresses that OCR left broken.

A caption may stand at the height of either line, or between the two. The line of the street ends
nothing as long as the city stands right below it, and the line of the city begins nothing.
"""

import re
from dataclasses import replace
from itertools import pairwise

from classifiers.fields.columns import segments
from classifiers.fields.folding import compact, fold
from classifiers.fields.label_words import ELISION, IDEAS_OF, is_label_text
from classifiers.fields.layout import PlacedWord, Row, Sheet
from classifiers.fields.parsing.places import find_postal_code
from classifiers.fields.residence import HOUSE_NUMBER, find_address
from classifiers.fields.rules import Reading, covered, joined
from models.documents import FieldName
from models.extraction import TextSource

_REACH = 1.3
"""Largest gap between the two lines, in heights."""
_MOST_WORDS = 8
"""Words of a line of an address; a longer one is a line of a paragraph."""
_BROKEN_CODE = re.compile(
    r"\b(?:AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT)\)?[ ,]+"
    r"(?!\d{3}[ .-]?\d{4}\W*$)(?=[A-Z0-9 .-]*\d)([A-Z0-9](?:[ .-]?[A-Z0-9]){2,6})[ .,]*$"
)
"""What stands behind a province at the end of an address, as long as a postal code or about so,
and is none: a telephone number is longer, or is seven digits without its area."""
_COUNTER = re.compile(r"\b(?:general delivery|poste restante)\b")
"""Where the post keeps letters for those who have no number of a house."""
_PARTS = frozenset(("place", "province", "mailing"))
"""Ideas of captions of an address's second line alone ("City, postal code")."""
_HOME = _PARTS | {"address", "residence", "dwelling", "served", "service"}
"""Ideas of captions of an address, which may be broken over both of its lines."""


def with_both_lines(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Add the other line to addresses of which a caption leads to one line only."""
    return tuple(_completed(r) if r.name is FieldName.ADDRESS else r for r in readings)


def _completed(reading: Reading) -> Reading:
    text = joined(reading.words)[0]
    postal = find_postal_code(text)
    if postal is None:
        lower = _neighbour(reading.sheet, reading.words, below=True)
        if not _ends_address(lower):
            lower = _rest_of_sentence(reading.sheet, reading.words[-1])
        goes_on = bool(lower) and not _begins_address(lower)
        return _joined(reading, reading.words + lower) if goes_on else reading
    if not _has_house(text[: postal.start]):
        upper = _neighbour(reading.sheet, reading.words, below=False)
        return _joined(reading, upper + reading.words) if _is_street(upper) else reading
    return reading


def _joined(reading: Reading, words: tuple[PlacedWord, ...]) -> Reading:
    text, places = joined(words)
    match = find_address(text)
    if match is None:
        return reading
    return replace(reading, values=match.values, words=covered(words, places, match))


def _neighbour(
    sheet: Sheet, words: tuple[PlacedWord, ...], *, below: bool
) -> tuple[PlacedWord, ...]:
    """Return the line right below or above words, set flush left with them; none if none is.

    A line with a caption of its own is none of the address.
    """
    first, last = words[0], words[-1]
    own = next((row for row in sheet.rows if first in row.words), None)
    for row, part in ((line, part) for line in sheet.rows for part in segments(line)):
        height = max(first.height, part[0].height)
        gap = part[0].y0 - last.y1 if below else first.y0 - part[-1].y1
        flush = abs(part[0].x0 - first.x0) < height
        if flush and -0.3 * height < gap <= _REACH * height and not set(part) & set(words):
            fits = len(part) <= _MOST_WORDS and not _is_anothers(row, part, own, first)
            return part if fits else ()
    return ()


def _is_anothers(
    row: Row, part: tuple[PlacedWord, ...], own: Row | None, first: PlacedWord
) -> bool:
    """Whether the caption before a line says that it is no part of the address.

    The caption of the address itself may stand at the height of this line, or reach it, unless it
    ends with a colon in the line of which the address is known.
    """
    beside = _column_before(own, first) if own is not None else ()
    edge = beside[0].x0 if beside else None
    caption = _caption(row, part[0], edge)
    if not caption:
        return False
    keys = [compact(ELISION.sub("", word.text)) for word in caption]
    ideas = [IDEAS_OF[key] for key in keys if key in IDEAS_OF]
    own_ends = bool(beside) and beside[-1].text.endswith(":")
    allowed = _PARTS if own_ends else _HOME
    return not ideas or not all(idea & allowed for idea in ideas)


def _column_before(row: Row, word: PlacedWord) -> tuple[PlacedWord, ...]:
    """Return the part of a row right before the part that begins with ``word``."""
    before: tuple[PlacedWord, ...] = ()
    for part in segments(row):
        if word in part:
            return part[: part.index(word)] or before
        before = part
    return ()


def _caption(row: Row, word: PlacedWord, edge: float | None) -> tuple[PlacedWord, ...]:
    """Return the last caption before ``word``: by its colon, or by words that captions have.

    What stands left of ``edge``, where the caption of the address begins, is of another column.
    """
    nearest = _column_before(row, word)
    start = edge if edge is not None or not nearest else nearest[0].x0
    left = [w for w in row.words if w.x0 < word.x0 and start is not None and w.x1 > start]
    colons = [index for index, w in enumerate(left) if w.text.endswith(":")]
    if colons:
        return tuple(left[colons[-2] + 1 if len(colons) > 1 else 0 : colons[-1] + 1])
    named = bool(nearest) and nearest[0] in left and is_label_text(joined(nearest)[0])
    return nearest if named else ()


def _rest_of_sentence(sheet: Sheet, last: PlacedWord) -> tuple[PlacedWord, ...]:
    """Return the rest of an address, to its postal code, that a line of prose breaks at a comma."""
    for row, lower in pairwise(sheet.rows):
        if row.words[-1] is not last:
            continue
        height = max(row.height, lower.height)
        flush = abs(lower.words[0].x0 - row.words[0].x0) < height
        close = lower.y0 - row.y1 <= _REACH * height
        text, places = joined(lower.words)
        postal = find_postal_code(text)
        if last.text.endswith(",") and flush and close and postal is not None:
            rest = covered(lower.words, places, replace(postal, start=0))
            return rest if len(rest) <= _MOST_WORDS else ()
    return ()


def _ends_address(line: tuple[PlacedWord, ...]) -> bool:
    """Whether a line ends with a postal code: a city's does, and has no colon of a caption."""
    text = joined(line)[0]
    postal = find_postal_code(text)
    return postal is not None and postal.end == len(text.rstrip(" .,")) and ":" not in text


def _begins_address(line: tuple[PlacedWord, ...]) -> bool:
    """Whether a line begins an address of its own: with a house, or a unit before the house's."""
    text = joined(line)[0]
    number = HOUSE_NUMBER.match(text)
    if number is None or number[0][0].isdigit():
        return number is not None
    postal = find_postal_code(text)
    rest = text[number.end() : postal.start if postal else None]
    return re.search(r"\W\d", rest) is not None


def _has_house(text: str) -> bool:
    """Whether a text says where letters go: the number of a house, or the post's own counter."""
    return HOUSE_NUMBER.search(text) is not None or _COUNTER.search(fold(text)) is not None


def _is_street(line: tuple[PlacedWord, ...]) -> bool:
    """Whether a line begins with the number of a house or unit, as streets do."""
    text = joined(line)[0]
    if _COUNTER.match(fold(text)) is not None:
        return True
    return HOUSE_NUMBER.match(text) is not None and find_address(text) is not None


def without_broken(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Leave out addresses that OCR left broken: a wrong address is worse than none.

    An address with a postal code has the number of a house before it, and what stands behind a
    province is a postal code. A text layer says what was typed, however unusual.
    """
    return tuple(r for r in readings if r.name is not FieldName.ADDRESS or not _is_broken(r))


def _is_broken(reading: Reading) -> bool:
    if not any(word.word.source is TextSource.OCR for word in reading.words):
        return False
    text = reading.values[0]
    postal = find_postal_code(text)
    if postal is not None:
        return not _has_house(text[: postal.start])
    code = _BROKEN_CODE.search(text)
    return code is not None and not _is_unit(code[1])


def _is_unit(text: str) -> bool:
    """Whether a text is the number of a unit, which some write last."""
    return text[0].isalpha() and HOUSE_NUMBER.match(text) is not None
