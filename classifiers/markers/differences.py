"""Name how an accepted text differs from the published one."""

import re
import unicodedata

from classifiers.fields.folding import fold, level, tidy, unaccented
from classifiers.markers.recognition import Recognition, letters_of, recognise
from models.bilingual import Bilingual
from models.markers import Marker

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212-"
_BREAKS = re.compile(r"[\u00a0\u2007\u202f]")


def differences(marker: Marker, text: str, found: Recognition, published: Bilingual) -> set[str]:
    """Return the names of the differences between ``text`` and the published writing.

    Args:
        marker: which marker.
        text: the accepted text.
        found: the accepted writing recognised in ``text``.
        published: the marker's published texts.
    """
    names = set(found.writing.variants)
    seen, outside = _split(text, found)
    official = published.in_language(found.writing.language)
    if found.damaged:
        return names | {"ocr_damage"} | _around(marker, text, outside, tolerant=True)
    names |= {"cut"} if found.cut else set()
    names |= _dash(seen) if marker is Marker.JOB_TITLE else set()
    names |= _surface(marker, seen, official, plain=not found.writing.variants and not found.cut)
    return names | _around(marker, text, outside, tolerant=False)


def _split(text: str, found: Recognition) -> tuple[str, str]:
    """Return the part of ``text`` that is the marker, and the rest."""
    places = [i for i, c in enumerate(text) for _ in letters_of(c).key]
    if not places[found.start : found.end]:
        return text, ""
    first, last = places[found.start], places[found.end - 1]
    return text[first : last + 1], f"{text[:first]} {text[last + 1 :]}"


def _dash(seen: str) -> set[str]:
    if "\u2013" in seen:
        return set()
    if "--" in seen:
        return {"double_hyphen_for_en_dash"}
    found = [c for c in seen if c in _DASHES]
    if not found:
        return {"no_dash"}
    return {"hyphen_for_en_dash" if found == ["-"] else "other_dash"}


def _surface(marker: Marker, seen: str, official: str, *, plain: bool) -> set[str]:
    """Name differences of case, accents, blanks and punctuation."""
    names = set()
    if _BREAKS.search(seen):
        names.add("no_break_space")
    if re.search(r"[\r\n]", seen):
        names.add("line_break")
    if _case_differs(seen, official):
        names.add("letter_case")
    if _accents_differ(seen, official):
        names.add("accents")
    if marker is Marker.A76:
        names |= _code_writing(seen)
    if re.search(r"[^\S\r\n]{2,}", seen):
        names.add("extra_blanks")
    elif plain and not names and _levelled(seen) != _levelled(official):
        names.add("punctuation")
    return names


def _levelled(text: str) -> str:
    return tidy(re.sub(f"[{_DASHES}]+", " ", level(text)))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text))


def _case_differs(seen: str, official: str) -> bool:
    """Whether any word that both texts share is in another case."""
    shared = {fold(word): unaccented(word) for word in _words(official)}
    return any(shared.get(fold(w), unaccented(w)) != unaccented(w) for w in _words(seen))


def _accents_differ(seen: str, official: str) -> bool:
    """Whether any word that both texts share has other accents."""
    shared = {fold(word): word.casefold() for word in _words(official)}
    return any(shared.get(fold(w), w.casefold()) != w.casefold() for w in _words(seen))


def _code_writing(seen: str) -> set[str]:
    if re.match(r"[Aa]76(?=\W|$)", seen):
        return set() if re.match(r"[Aa]76\s?:", seen) else {"code_punctuation"}
    return {"code_spacing"}


def _around(marker: Marker, text: str, outside: str, *, tolerant: bool) -> set[str]:
    """Name what else stands in the box."""
    other = Marker.A76 if marker is Marker.JOB_TITLE else Marker.JOB_TITLE
    if recognise(other, text, tolerant=tolerant):
        return {"both_in_one_box"}
    return {"extra_text"} if any(c.isalnum() for c in outside) else set()
