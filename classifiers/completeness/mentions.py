"""Where a text names a person, when no field says whom a paper is about.

A lease or a letter names its people in running text. The person is named where all parts of a name
stand in the text, or where a part of the family name has a given name, or the initial of one, near
it: papers leave out second names. A family name alone names a whole family.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifiers.completeness.name_spellings import one_sound, parts_of, transliterated
from classifiers.completeness.names import is_among, stands_in

# Two captions in two languages may stand between a family name and a given name.
_NEAR = 8
_SHORTEST_TELLING = 3
_SHORTEST_JOINED = 5
_INITIAL = re.compile(r"[A-Z]|(?:\w\.-?)+")
# "M. Diallo" is Monsieur Diallo, whatever the given name begins with.
_TITLE = "m"


@dataclass(frozen=True, slots=True)
class Called:
    """What a person is called in one document; parts empty where only a whole name was read."""

    full: str
    family: str
    given: str


@dataclass(frozen=True, slots=True)
class _Token:
    """One part of a text, and the word that it was taken from."""

    part: str
    word: int


def mention(called: Called, words: Sequence[str]) -> tuple[int, ...]:
    """Return which words name the person, ascending; empty if the text does not name them."""
    tokens = [
        _Token(part, number)
        for number, word in enumerate(words)
        # A number is none of the letters that OCR takes for its digits.
        if sum(map(str.isalpha, word)) > sum(map(str.isdigit, word))
        for part in parts_of(word)
    ]
    named = next(_beside(called, tokens, words), None) or _scattered(called, tokens)
    return tuple(sorted(set(named)))


def _beside(
    called: Called, tokens: list[_Token], words: Sequence[str]
) -> Iterator[tuple[int, ...]]:
    """Yield where a family name has a given name or its initial beside it."""
    family, given = _telling(called.family), _spellings(called.given)
    if not family or not given:
        return
    for start, end in _runs(family, tokens):
        near = [*tokens[max(0, start - _NEAR) : start], *tokens[end : end + _NEAR]]
        beside = next((token for token in near if _is_any(token.part, given)), None)
        beside = beside or _initial_beside(tokens, start, end, given, words)
        if beside is not None:
            yield (*(token.word for token in tokens[start:end]), beside.word)
    yield from _joined(family, given, tokens)


def _runs(family: set[str], tokens: list[_Token]) -> Iterator[tuple[int, int]]:
    """Yield the tokens that write a part of the family name, in one word or in two."""
    for index, token in enumerate(tokens):
        if _is_any(token.part, family):
            yield index, index + 1
        elif index + 1 < len(tokens):
            pair = token.part + tokens[index + 1].part
            if len(pair) >= _SHORTEST_JOINED and pair in family:
                yield index, index + 2


def _joined(family: set[str], given: set[str], tokens: list[_Token]) -> Iterator[tuple[int, ...]]:
    """Yield words into which a machine or OCR has run both names."""
    runs = {one + other for f in family for g in given for one, other in ((f, g), (g, f))}
    for token in tokens:
        if len(token.part) >= _SHORTEST_JOINED and token.part in runs:
            yield (token.word,)


def _initial_beside(
    tokens: list[_Token], start: int, end: int, given: set[str], words: Sequence[str]
) -> _Token | None:
    """Return the initial of a given name directly before or behind the family name."""
    before = [token for token in tokens[max(0, start - 1) : start] if token.part != _TITLE]
    for token in (*before, *tokens[end : end + 1]):
        written = _INITIAL.fullmatch(words[token.word].strip(",;:()")) is not None
        if written and len(token.part) == 1 and any(g.startswith(token.part) for g in given):
            return token
    return None


def _scattered(called: Called, tokens: list[_Token]) -> tuple[int, ...]:
    """Return the first word for each part of the whole name, if all of them stand in the text."""
    text = " ".join(token.part for token in tokens)
    for name in dict.fromkeys((called.full, transliterated(called.full))):
        if stands_in(name, text):
            found = (
                next(token.word for token in tokens if is_among(part, {token.part}))
                for part in parts_of(name)
            )
            return tuple(found)
    return ()


def _telling(family: str) -> set[str]:
    """Return the parts of a family name that tell it; particles tell nothing beside longer ones."""
    parts = _spellings(family)
    return {part for part in parts if len(part) >= _SHORTEST_TELLING} or parts


def _spellings(name: str) -> set[str]:
    """Return the parts of a name and the parts run together, in every spelling."""
    writings = (parts_of(name), parts_of(transliterated(name)))
    return {part for parts in writings for part in (*parts, "".join(parts)) if part}


def _is_any(token: str, parts: set[str]) -> bool:
    """Whether a token can be one of the parts, written in another way or misread."""
    if token in parts:
        return True
    if len(token) < _SHORTEST_TELLING:
        return False
    sound = one_sound(token)
    return any(
        len(part) >= _SHORTEST_TELLING and (is_among(part, {token}) or one_sound(part) == sound)
        for part in parts
    )
