"""Columns of a row: where a value ends, and which labels are labels."""

import re
from itertools import pairwise

from classifiers.fields.label_words import FILLERS, IDEAS_OF
from classifiers.fields.labels import LabelHit
from classifiers.fields.layout import PlacedWord, Row, Sheet

STOP = "stop"
"""Name of labels that end a value and are not read themselves."""

_COLUMN_GAP = 3.5
"""Gap that ends a value, in heights of the row."""
SEGMENT_GAP = 1.1
"""Gap between neighbours in one row that stand in different columns, in heights."""
_MOST_LEADING = 6
_LEAST_LETTERS = 3
BARE = frozenset(("date", "number", "name"))
"""Ideas of words that say little alone, and much with another word before them."""
_BEFORE_CODE = 2.5
"""Blank between a province and its postal code, in heights of the row, at most."""
_CODE = re.compile(r"[A-Z]\d[A-Z](?:\d[A-Z]\d)?$")
_PROVINCE = re.compile(r"\(?(?:AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT)\)?")
_NUMBER_GAP = 2.5
"""Blank after a caption's own number, in heights of the row."""
NUMBERING = re.compile(r"\(?\w{1,2}[.)]")
"""A caption's number, which stands before it as in a column of its own."""


def segments(row: Row, gap: float = SEGMENT_GAP) -> list[tuple[PlacedWord, ...]]:
    """Split a row where the gap between neighbours is wider than ``gap`` heights.

    The two blanks that Canada Post asks for before a postal code part nothing.
    """
    parts: list[list[PlacedWord]] = [[row.words[0]]]
    for before, word in pairwise(row.words):
        space = word.x0 - before.x1
        coded = _CODE.match(word.text) and _PROVINCE.fullmatch(before.text)
        if space > gap * row.breadth and not (coded and space < _BEFORE_CODE * row.breadth):
            parts.append([])
        parts[-1].append(word)
    return [tuple(part) for part in parts]


def until_gap(row: Row, words: tuple[PlacedWord, ...]) -> tuple[PlacedWord, ...]:
    """Cut at the first column gap after a word with letters or digits."""
    content = False
    for index, word in enumerate(words):
        if content and word.x0 - words[index - 1].x1 > _COLUMN_GAP * row.breadth:
            return words[:index]
        content = content or bool(word.key)
    return words if content else ()


def until_label(row: Row, words: tuple[PlacedWord, ...]) -> tuple[PlacedWord, ...]:
    """Cut before an unknown label, which a colon betrays."""
    content = False
    for index, word in enumerate(words):
        if content and word.text.endswith(":"):
            start = index if word.key else index - 1
            while start > 1 and _are_one_caption(row, words[start - 1], words[start]):
                start -= 1
            return words[:start]
        content = content or (bool(word.key) and index > 0)
    return words


def _are_one_caption(row: Row, before: PlacedWord, word: PlacedWord) -> bool:
    """Whether two neighbours are close enough for one caption, and no sentence ends between them.

    "Tenant: A B. Dwelling: ..." has two captions in one line of prose, and "R1E 0X2 Tel: ..." a
    postal code before one.
    """
    if len(before.key) >= _LEAST_LETTERS and any(map(str.isdigit, before.key)):
        return False
    return word.x0 - before.x1 <= 0.6 * row.breadth and not before.text.endswith((".", ";", ","))


def labels_under(
    hits: tuple[LabelHit, ...], index: int, row: Row, inside: tuple[PlacedWord, ...]
) -> set[str]:
    """Return the names of the labels on row ``index`` that stand among the words ``inside``."""
    return {
        hit.name
        for hit in hits
        if hit.row == index
        and any(word in inside for word in row.words[hit.start : hit.end])
        and ends_value(row, hits, hit)
    }


def ends_value(row: Row, hits: tuple[LabelHit, ...], hit: LabelHit) -> bool:
    """Whether ``hit`` is a label of its own and not the beginning of a value.

    « Programme pilote » in the column of values begins like a label, but runs on without a colon.
    """
    if hit.name != STOP:
        return True
    end = hit.end
    for other in hits:
        if other.row == hit.row and other.start == end:
            end = other.end
    if end == len(row.words) or row.words[end - 1].text.endswith((":", "/")):
        return True
    following = row.words[end]
    wide = following.x0 - row.words[end - 1].x1 > SEGMENT_GAP * row.breadth
    return wide or following.text.startswith((":", "/"))


def opens(sheet: Sheet, hits: tuple[LabelHit, ...], hit: LabelHit) -> bool:
    """Whether ``hit`` stands as a label does: first in its column, after another, or with a colon.

    "Citizenship" in the name of a ministry is no label.
    """
    row = sheet.rows[hit.row]
    last = row.words[hit.end - 1]
    following = row.words[hit.end].text if hit.end < len(row.words) else ""
    if is_qualified(row, hit):
        return False
    if following and row.words[hit.end].x0 - last.x1 > SEGMENT_GAP * row.breadth:
        return True
    if hit.start == 0 or last.text.endswith((":", "/")) or following.startswith((":", "/")):
        return True
    start = caption_start(row, hits, hit)
    before = row.words[start - 1]
    if start == 0 or row.words[start].x0 - before.x1 > SEGMENT_GAP * row.breadth:
        return True
    before = row.words[hit.start - 1]
    return not before.key.isalpha() or (
        before.text.endswith(("/", ":", ".", ")"))
        or any(other.row == hit.row and other.end == hit.start for other in hits)
    )


def is_qualified(row: Row, hit: LabelHit) -> bool:
    """Whether one bare word ends a longer caption: "Withdrawal date" is not the date of a bill."""
    if hit.start == 0 or hit.end - hit.start > 1:
        return False
    before, word = row.words[hit.start - 1], row.words[hit.start]
    return (
        word.x0 - before.x1 <= 0.6 * row.breadth
        and bool(BARE & IDEAS_OF.get(word.key, frozenset()))
        and before.key.isalpha()
        and before.key not in FILLERS
        and before.key not in IDEAS_OF
        and before.text[-1:].isalpha()
    )


def caption_start(row: Row, hits: tuple[LabelHit, ...], hit: LabelHit) -> int:
    """Return the place of the first word of the caption in which a label stands.

    A caption may begin with an article, a number, or the same in another language: « LE
    LOCATAIRE », "7. Data di rilascio / Date of issue". Its value stands below its beginning.
    """
    start = hit.start
    while start > 0 and _is_one_caption(row, hits, hit, start):
        start -= 1
    lead = row.words[start : hit.start]
    translated = row.words[hit.start].text.startswith("/") or (
        bool(lead) and lead[-1].text.endswith("/")
    )
    return start if translated or all(map(_adds_nothing, lead)) else hit.start


def _is_one_caption(row: Row, hits: tuple[LabelHit, ...], hit: LabelHit, start: int) -> bool:
    """Whether the word before ``start`` may belong to the caption of ``hit`` by its place."""
    before = row.words[start - 1]
    others = (h for h in hits if h.row == hit.row and h.name != hit.name)
    gap = _NUMBER_GAP if NUMBERING.fullmatch(before.text) else SEGMENT_GAP
    return (
        row.words[start].x0 - before.x1 <= gap * row.breadth
        and hit.start - start < _MOST_LEADING
        and not before.text.endswith(":")
        and not any(other.start < start <= other.end for other in others)
    )


def _adds_nothing(word: PlacedWord) -> bool:
    return word.key in FILLERS or (not word.key.isalpha() and len(word.key) < _LEAST_LETTERS)
