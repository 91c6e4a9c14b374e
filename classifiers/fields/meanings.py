"""Labels of no known spelling, understood by the words that they are made of.

Every spelling of every label cannot be listed, and a document that nobody has seen has labels that
nobody listed. "Name of the present tenant" still says whose name it is: one word says that it is a
name, another whose, and none says anything else. A phrase counts as the label of a field only if
all that it says belongs to that field; what says more (« Date d'expiration du passeport » on a work
permit) is the label of something else, and takes its words away from shorter labels inside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from classifiers.fields.columns import STOP
from classifiers.fields.labels import LabelHit, Part, stacks
from classifiers.fields.layout import Sheet
from classifiers.fields.phrases import Meaning, Phrase, ideas_of, phrases_of

_LIKENESS = 0.9
_OWNED = frozenset(("name", "number"))
"""What a bare noun may say that belongs to the label before it; a date has a column of its own."""


def with_meanings(
    sheet: Sheet, hits: Sequence[LabelHit], meanings: Mapping[str, tuple[Meaning, ...]]
) -> tuple[LabelHit, ...]:
    """Return ``hits`` with the labels that are understood and without those that are parts of them.

    Args:
        sheet: the page.
        hits: labels found by their spellings.
        meanings: what the labels of each name say.
    """
    found = list(hits)
    for phrase in phrases_of(sheet):
        inside = [h for h in found if h.row == phrase.row and _within(h, phrase)]
        whole = [hit for hit in inside if _covers(hit, phrase, sheet)]
        if whole:
            found = [_stretched(hit, phrase) if hit in whole else hit for hit in found]
            continue
        names = [name for name, said in meanings.items() if any(map(phrase.says, said))]
        numbered = not names and _is_bare_noun_of_another(inside, sheet)
        if not names and not numbered and not (inside and _is_other_label(phrase, inside, sheet)):
            continue
        if inside and not phrase.bounded and not numbered:
            continue
        found = [hit for hit in found if hit not in inside]
        found.extend(_hit(name, phrase, sheet) for name in names or [STOP])
    found = _with_stacks(sheet, found, meanings)
    return tuple(sorted(found, key=lambda hit: (hit.row, hit.start)))


def _with_stacks(
    sheet: Sheet, hits: list[LabelHit], meanings: Mapping[str, tuple[Meaning, ...]]
) -> list[LabelHit]:
    """Return hits with the captions that a narrow column breaks over lines, beside their values.

    Every word must be one of captions, and nothing may stand beside the lower lines, which would be
    captions of their own otherwise.
    """
    found = list(hits)
    for parts, _ in stacks(sheet):
        phrase = _of_stack(sheet, parts)
        if phrase is None or phrase.unknown:
            continue
        names = [name for name, told in meanings.items() if any(map(phrase.says, told))]
        if not names:
            continue
        found = [hit for hit in found if not any(_inside(hit, part) for part in parts)]
        for row, start, end in parts:
            line = replace(phrase, row=row, start=start, end=end)
            found.extend(_hit(name, line, sheet) for name in names)
    return found


def _of_stack(sheet: Sheet, parts: tuple[Part, ...]) -> Phrase | None:
    """Return what lines say together, if the first has something beside it and the others not."""
    (top, first, end), *lower = parts
    lone = all(stop == len(sheet.rows[row].words) for row, _, stop in lower)
    if end == len(sheet.rows[top].words) or not lone:
        return None
    words = [word for row, start, stop in parts for word in sheet.rows[row].words[start:stop]]
    read = [ideas_of(word) for word in words if word.key]
    said = tuple(ideas for ideas in read if ideas)
    if not said:
        return None
    return Phrase(top, first, end, said, read.count(None), bounded=True)


def _inside(hit: LabelHit, part: Part) -> bool:
    row, start, end = part
    return hit.row == row and start <= hit.start and hit.end <= end


def _hit(name: str, phrase: Phrase, sheet: Sheet) -> LabelHit:
    words = sheet.rows[phrase.row].words[phrase.start : phrase.end]
    length = sum(len(word.key) for word in words)
    return LabelHit(name, phrase.row, phrase.start, phrase.end, _LIKENESS, length, meant=True)


def _stretched(hit: LabelHit, phrase: Phrase) -> LabelHit:
    """Let a label go on to the end of its phrase, whose last word may go on in the next line."""
    return replace(hit, end=phrase.end) if phrase.bounded else hit


def _within(hit: LabelHit, phrase: Phrase) -> bool:
    return hit.start >= phrase.start and hit.end <= phrase.end


def _covers(hit: LabelHit, phrase: Phrase, sheet: Sheet) -> bool:
    """Whether a known label is the whole phrase, marks and pictures of a date aside."""
    words = sheet.rows[phrase.row].words
    outside = (*words[phrase.start : hit.start], *words[hit.end : phrase.end])
    return not any(word.key and ideas_of(word) != frozenset() for word in outside)


def _is_other_label(phrase: Phrase, inside: list[LabelHit], sheet: Sheet) -> bool:
    """Whether a phrase that contains known labels is one label of something else.

    Labels side by side that fill the phrase are labels each, unless a word such as "of" joins them.
    """
    if phrase.unknown or not phrase.bounded:
        return False
    words = sheet.rows[phrase.row].words
    free = [
        words[place]
        for place in range(phrase.start, phrase.end)
        if words[place].key and not any(hit.start <= place < hit.end for hit in inside)
    ]
    return bool(free)


def _is_bare_noun_of_another(inside: list[LabelHit], sheet: Sheet) -> bool:
    """Whether a bare noun follows another label, whose it is: "Customer number", "Landlord's name".

    OCR text lets "Landlord's" pass for the label "Landlord", so that both words are labels; the
    landlord's name was read as the tenant's.
    """
    if len({hit.name for hit in inside}) < 2:  # noqa: PLR2004
        return False
    last = max(inside, key=lambda hit: hit.start)
    words = last.words(sheet)
    said = ideas_of(words[0]) or frozenset()
    return len(words) == 1 and bool(said) and said <= _OWNED and len(words[0].key) > 1
