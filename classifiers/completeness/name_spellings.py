"""The spellings of one name: parts, transliterations, romanisations, and letters misread by OCR."""

import re
from itertools import starmap

from classifiers.fields.folding import fold

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mme", "mlle", "dr", "monsieur", "madame"})
# "M." is both the French title and an initial; in front of two parts it is the title.
_TITLE_OR_INITIAL = "m"
# Placeholders for a name that a person does not have.
_NO_NAME = frozenset({"xxx", "fnu", "lnu", "nil"})
# What a text layer holds where a font does not say which letter a glyph is, and what a barcode or a
# form writes for a letter that its character set does not have.
_UNMAPPED = re.compile("[\x00-\x08\x0e-\x1f\ufffd?]")
_WORD = re.compile(r"[^\W\d_]+")
# Digits that OCR takes for letters, and letters that are no others with an accent.
_LETTERS = str.maketrans(
    {
        "0": "o", "1": "l", "5": "s", "6": "e", "8": "b",
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    }
)  # fmt: skip
# ICAO 9303-3, section 6: the national characters that a machine-readable zone spells out.
_MACHINE_READABLE = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "æ": "ae", "ø": "oe", "ß": "ss", "þ": "th",
        "Ä": "AE", "Ö": "OE", "Ü": "UE", "Å": "AA", "Æ": "AE", "Ø": "OE", "Þ": "TH",
    }
)  # fmt: skip
# Letters of whose accents OCR makes a stroke of another letter, as it reads them where it knows no
# such letter: the cedilla closes a c, the tilde stands over an n as the head of an f.
_MISREAD_ACCENTS = str.maketrans(
    {
        "ç": "g", "ñ": "fi", "ń": "fi", "ã": "d", "ï": "f", "ř": "f", "ß": "b",
        "Ç": "G", "Ñ": "FI", "Ń": "FI", "Ã": "A",
    }
)  # fmt: skip
# One sound, several romanisations; longer spellings first.
_ROMANISATIONS = (
    ("tch", "ch"), ("ksh", "ks"), ("zh", "j"), ("sch", "sh"), ("sh", "ch"), ("ph", "f"),
    ("dj", "j"), ("gh", "g"),
    ("kh", "k"), ("ck", "k"), ("ts", "s"), ("x", "ks"), ("q", "k"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("ei", "ai"), ("w", "v"), ("z", "s"), ("y", "i"),
)  # fmt: skip
_SOFT_J = re.compile("^[jy](?=[ui])|^i(?=u)")
# Korean names that the older and the newer romanisation write with other consonants.
_SAME_SURNAME = {
    "pak": "park", "im": "lim", "rim": "lim", "yi": "lee", "rhee": "lee", "choe": "choi",
    "jeong": "jung", "chung": "jung", "noh": "roh", "gim": "kim", "gang": "kang",
}  # fmt: skip
_SILENT = re.compile("[aeiouh]")
_DOUBLED = re.compile(r"(.)\1+")
_CONFUSED = frozenset(
    frozenset(pair)
    for pair in (
        "il", "ij", "it", "lt", "ft", "ef", "ce", "co", "ao", "oe", "ae", "un", "uv", "vy", "bh",
        "gq", "rt", "ou", "nr", "ik", "bo", "sg", "gy", "lf", "li", "od", "dq", "bs", "sb", "eo",
    )
)  # fmt: skip
_LETTERS_PER_SLIP = 4
# Two letters whose strokes, set close, are those of one.
_MERGED = (("rn", "m"), ("ri", "n"), ("cl", "d"), ("vv", "w"))


def parts_of(name: str) -> tuple[str, ...]:
    """Return the parts of a name, folded, without titles, placeholders and unmapped characters."""
    folded = _UNMAPPED.sub("", fold(name)).translate(_LETTERS).replace("'", "")
    words = [word for word in _WORD.findall(folded) if word not in _TITLES | _NO_NAME]
    titled = len(words) > 2 and words[0] == _TITLE_OR_INITIAL  # noqa: PLR2004 - a full name is two.
    return tuple(words[1:] if titled else words)


def has_unmapped(name: str) -> bool:
    """Whether a font or a character set left letters of the name unsaid."""
    return _UNMAPPED.search(name) is not None


def completed(name: str, other: str) -> str:
    """Return ``name`` with its unsaid letters taken from ``other``: « Ça?r? » beside « Çağrı ».

    Each stands for one letter; all others of the part must agree, and be at least half of it.
    """
    if not has_unmapped(name):
        return name
    known, parts = parts_of(other), re.split(r"[\s-]+", name)
    whole = [_completed(part, known) for part in parts]
    return name if whole == parts else " ".join(whole)


def _completed(part: str, known: tuple[str, ...]) -> str:
    written = fold(part).translate(_LETTERS)
    unsaid = [has_unmapped(letter) for letter in written]
    if not any(unsaid) or 2 * sum(unsaid) > len(written):
        return part
    fitting = (
        other
        for other in known
        if len(other) == len(written)
        and all(free or a == b for free, a, b in zip(unsaid, written, other, strict=True))
    )
    return next(fitting, part)


def transliterated(name: str) -> str:
    """Return the name as a machine-readable zone spells its national characters (ICAO 9303-3)."""
    return name.translate(_MACHINE_READABLE)


def with_misread_accents(name: str) -> str:
    """Return the name as OCR reads it where it takes accents for strokes: « Frangois »."""
    return name.translate(_MISREAD_ACCENTS)


def one_sound(part: str) -> str:
    """Return a folded part in one romanisation."""
    part = _SAME_SURNAME.get(part, part)
    for spelling, sound in _ROMANISATIONS:
        part = part.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", _SOFT_J.sub("i", part))


def skeleton(part: str) -> str:
    """Return the consonants of a name in one romanisation, doubled letters once."""
    return _DOUBLED.sub(r"\1", _SILENT.sub("", one_sound(part)))


def confusable(first: str, second: str) -> bool:
    """Whether OCR can have taken one part for the other: one slip in every four letters or so."""
    merged = ((first.replace(*pair), second.replace(*pair)) for pair in _MERGED)
    return _slipped(first, second) or any(starmap(_slipped, merged))


def _slipped(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    slips = [frozenset(pair) for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(slips) <= max(1, len(one) // _LETTERS_PER_SLIP) and all(
        slip in _CONFUSED for slip in slips
    )
