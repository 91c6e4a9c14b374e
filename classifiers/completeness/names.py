"""Likeness of two personal names, tolerant of honest variation.

Tolerated: order, case, accents, hyphens, second surnames left out, initials, titles, names joined
or cut by a machine-readable zone, transliterations, and, where a name was read by OCR, letters that
OCR takes for one another. What it costs in false and in missed alarms is measured by
``tests/corpus/completeness`` on names from many countries.
"""

from enum import IntEnum
from itertools import product

from rapidfuzz import fuzz

from classifiers.completeness.name_spellings import (
    completed,
    confusable,
    has_unmapped,
    one_sound,
    parts_of,
    skeleton,
    transliterated,
    with_misread_accents,
)

_SAME_RATIO = 85.0
_MISREAD_RATIO = 80.0
_ROMANISED_RATIO = 60.0
_SOUND_RATIO = 75.0
_SHORTEST_FUZZY = 4
_SHORTEST_MISREAD = 6
_SHORTEST_MISREAD_PART = 3
_SHORTEST_JOINED = 5


class Likeness(IntEnum):
    """How alike two names are: no shared part, some, all but not to the letter, all."""

    OTHER = 0
    PARTLY = 1
    ALIKE = 2
    EQUAL = 3


def likeness(first: str, second: str, *, by_ocr: bool = True) -> Likeness:
    """Compare two full names, parts in any order; the one with fewer parts sets the measure.

    Args:
        first: a full name.
        second: another.
        by_ocr: whether one of them was read by OCR, so that letters can be misread.
    """
    by_ocr = by_ocr or has_unmapped(first) or has_unmapped(second)
    whole = completed(first, second), completed(second, first)
    if whole != (first, second):
        return min(likeness(*whole, by_ocr=by_ocr), Likeness.ALIKE)
    found = max(
        _likeness(one, other, by_ocr=by_ocr)
        for one, other in product(_writings(first), _writings(second))
    )
    if found >= Likeness.ALIKE or not by_ocr:
        return found
    return max(found, min(_likeness_misread(first, second), Likeness.ALIKE))


def stands_in(name: str, text: str) -> bool:
    """Whether every part of a name stands in a text, a few misread letters of long parts allowed.

    A name of one short part proves nothing.
    """
    parts, words = set(parts_of(name)), set(parts_of(text))
    if len("".join(parts)) <= _SHORTEST_FUZZY:
        return False
    return all(is_among(part, words) for part in parts)


def is_among(part: str, words: set[str]) -> bool:
    """Whether a part of a name is among words that OCR may have misread."""
    if part in words:
        return True
    if len(part) < _SHORTEST_MISREAD:
        return any(confusable(part, word) for word in words)
    return any(fuzz.ratio(part, word) >= _SAME_RATIO for word in words)


def _writings(name: str) -> set[tuple[str, ...]]:
    """The parts of a name without accents, and as a machine-readable zone writes them."""
    return {parts_of(name), parts_of(transliterated(name))}


def _likeness_misread(first: str, second: str) -> Likeness:
    """Compare two names of which OCR may have read the accents of one as parts of other letters."""
    one, other = parts_of(with_misread_accents(first)), parts_of(with_misread_accents(second))
    return max(
        _likeness(one, parts_of(second), by_ocr=True),
        _likeness(parts_of(first), other, by_ocr=True),
    )


def _likeness(first: tuple[str, ...], second: tuple[str, ...], *, by_ocr: bool) -> Likeness:
    shorter, longer = sorted((first, second), key=lambda parts: (len(parts), parts))
    if not shorter:
        return Likeness.OTHER
    if "".join(shorter) == "".join(longer) or set(shorter) <= set(longer):
        return Likeness.EQUAL
    unmatched = _unmatched(list(shorter), list(longer), by_ocr=by_ocr)
    if not unmatched:
        return Likeness.ALIKE
    return Likeness.PARTLY if unmatched < len(shorter) else Likeness.OTHER


def _unmatched(shorter: list[str], longer: list[str], *, by_ocr: bool) -> int:
    """Count parts of the shorter name without a partner; each part of the longer serves once.

    Equal parts are paired first, then joined ones, then the longest of the others.
    """
    left = []
    for part in shorter:
        if part in longer:
            longer.remove(part)
        else:
            left.append(part)
    count = 0
    for part in sorted(left, key=lambda part: (-len(part), part)):
        if _take_run(part, longer):
            continue
        partners = [other for other in longer if _same_part(part, other, by_ocr=by_ocr)]
        if partners:
            longer.remove(max(partners, key=lambda other: (fuzz.ratio(part, other), other)))
        else:
            count += 1
    return count


def _take_run(part: str, free: list[str]) -> bool:
    """Take away the neighbours that make up ``part`` when joined; the last one may be cut."""
    if len(part) < _SHORTEST_JOINED:
        return False
    for start in range(len(free)):
        for end in range(start + 2, len(free) + 1):
            joined = "".join(free[start:end])
            shared = len("".join(free[start : end - 1]))
            if joined == part or (joined.startswith(part) and shared < len(part)):
                del free[start:end]
                return True
    return False


def _same_part(first: str, second: str, *, by_ocr: bool) -> bool:
    """Whether two parts can be the same name, written or read differently."""
    short, long = sorted((first, second), key=lambda part: (len(part), part))
    if len(short) == 1 or (len(short) >= _SHORTEST_FUZZY and long.startswith(short)):
        return long.startswith(short)
    if one_sound(short) == one_sound(long):
        return True
    ratio = fuzz.ratio(short, long)
    if ratio >= _SAME_RATIO and len(short) >= (
        _SHORTEST_MISREAD_PART if by_ocr else _SHORTEST_FUZZY
    ):
        return True
    if by_ocr and (confusable(short, long) or _long_and_misread(short, ratio)):
        return True
    return (
        len(short) >= _SHORTEST_FUZZY
        and (ratio >= _ROMANISED_RATIO or _sounds_alike(short, long))
        and one_sound(short)[0] == one_sound(long)[0]
        and skeleton(short) == skeleton(long)
    )


def _sounds_alike(first: str, second: str) -> bool:
    return fuzz.ratio(one_sound(first), one_sound(second)) >= _SOUND_RATIO


def _long_and_misread(part: str, ratio: float) -> bool:
    return len(part) >= _SHORTEST_MISREAD and ratio >= _MISREAD_RATIO
