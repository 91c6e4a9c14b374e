"""Provinces, postal codes and countries as codes."""

import re
import tomllib
from functools import cache
from importlib import resources

from rapidfuzz.distance import Levenshtein

from classifiers.fields.folding import compact, fold
from classifiers.fields.parsing.match import Match, flat

_PROVINCES: dict[str, tuple[str, ...]] = {
    "AB": ("alberta", "alb"),
    "BC": ("british columbia", "colombie-britannique"),
    "MB": ("manitoba",),
    "NB": ("new brunswick", "nouveau-brunswick"),
    "NL": ("newfoundland and labrador", "terre-neuve-et-labrador", "newfoundland", "terre-neuve"),
    "NS": ("nova scotia", "nouvelle-ecosse"),
    "NT": ("northwest territories", "territoires du nord-ouest"),
    "NU": ("nunavut",),
    "ON": ("ontario", "ont"),
    "PE": ("prince edward island", "ile-du-prince-edouard", "pei"),
    "QC": ("quebec", "que", "pq"),
    "SK": ("saskatchewan", "sask"),
    "YT": ("yukon",),
}
_FORM_CODES = {
    "01": "NL",
    "02": "PE",
    "03": "NS",
    "04": "NB",
    "05": "QC",
    "06": "ON",
    "07": "MB",
    "08": "SK",
    "09": "AB",
    "10": "NT",
    "11": "BC",
    "12": "YT",
    "64": "NU",
}
_FIRST_LETTERS = {
    **dict.fromkeys("KLMNP", "ON"),
    **dict.fromkeys("GHJ", "QC"),
    "A": "NL",
    "B": "NS",
    "C": "PE",
    "E": "NB",
    "R": "MB",
    "S": "SK",
    "T": "AB",
    "V": "BC",
    "Y": "YT",
}
_POSTAL = re.compile(
    r"(?:(?<!\w)|(?<=AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT))"
    r"([ABCEGHJ-NPRSTVXY])([0-9OI])([A-Z])[ -]?([0-9OI])([A-Z])([0-9OI])(?!\w)"
)
"""Behind a blank, or behind its province, to which a text layer may glue it."""
_DIGIT = str.maketrans("OI", "01")
_SIX_SIGNS = re.compile(
    r"(?<!\w)(?=([A-Z0-9]{2}[A-Z0-9)\]])[ -]?([A-Z0-9][A-Z0-9)\]][A-Z0-9])(?!\w|[ .-]{0,2}\d))"
)
"""Six letters and digits behind a province, as an address ends, are a postal code even where a
digit was read as the letter that it resembles, or the other way round; a J may be read as a
bracket that closes. More digits behind them make a telephone number of them."""
_ISSUED = re.compile(r"(?![WZ])(?:[ABCEGHJ-NPR-TV-Z]\d){3}")
"""Canada Post leaves out the letters that look like digits or each other, and W and Z in front."""
_LETTER_LIKE = str.maketrans("0158624)]", "OLSBGZAJJ")
_DIGIT_LIKE = str.maketrans("OQDILZSBGA", "0001125864")
_MOST_PROVINCE_WORDS = 4
_LEAST_PROVINCE = 7
_LONG_PROVINCE = 10
"""Letters of a province's name from which two of them may be misread."""
_OF_A_PERSON = "albert"
"""A first name, and the beginning of others, of a city and of streets, a letter short of Alberta:
whoever reads "Alberte" cannot tell which letter was misread."""
_ENDS_ADDRESS = re.compile(
    r"\W*$|\s*[,)]|[\s.]*canada\b|[\s.]*(?=[\w ]*[A-Z])(?=[\w ]*\d)[A-Z0-9]{3}[ -]?[A-Z0-9]{3}\W*$",
    re.IGNORECASE,
)
"""What stands behind a province: nothing, a mark, the country, or whatever OCR made of a code."""
_NUMBER_BEFORE = re.compile(r"\d\w?\W*$")
_CODE_LENGTH = 3
CANADA_FORM_CODE = "511"
"""IRCC's pick-list code of Canada."""


def find_postal_code(text: str) -> Match | None:
    """Find a Canadian postal code; the value has no blank (``K1A0B1``)."""
    match = _POSTAL.search(text.upper())
    if match is None:
        return _misread_postal_code(text.upper())
    value = "".join(g if i % 2 == 0 else g.translate(_DIGIT) for i, g in enumerate(match.groups()))
    return Match((value,), match.start(), match.end())


def _misread_postal_code(text: str) -> Match | None:
    """Find a postal code with misread signs, if its first letter is one of its province.

    Something must be read as it should be: a letter in the place of one, which telephone numbers
    have not, and a digit anywhere, which words have not.
    """
    for found in _SIX_SIGNS.finditer(text):
        signs = found[1] + found[2]
        province = _province_before(text[: found.start()])
        told = any(map(str.isalpha, signs[::2])) and any(map(str.isdigit, signs))
        if province is None or not told:
            continue
        value = "".join(
            sign.translate(_DIGIT_LIKE if place % 2 else _LETTER_LIKE)
            for place, sign in enumerate(signs)
        )
        only = [letter for letter, code in _FIRST_LETTERS.items() if code == province]
        if signs[0].isdigit() and len(only) == 1:
            # Which letter a province's codes begin with is known, whatever OCR made of it.
            value = only[0] + value[1:]
        if _ISSUED.fullmatch(value) and _FIRST_LETTERS.get(value[0], province) == province:
            return Match((value,), found.start(), found.end(2))
    return None


def _province_before(text: str) -> str | None:
    """Return the province with whose code or name a text ends; a blank follows it."""
    if not text[-1:].isspace():
        return None
    before = text.rstrip(" ).,")
    code = re.search(rf"(?<!\w)({'|'.join(_PROVINCES)})$", before)
    if code:
        return code[1]
    levelled = flat(before)
    return next(
        (
            province
            for province, names in _PROVINCES.items()
            for name in names
            if re.search(rf"(?<![a-z]){re.escape(name)}$", levelled)
        ),
        None,
    )


def province_of_postal_code(postal_code: str) -> str | None:
    """Return the province of a postal code by its first letter; X is shared by NT and NU."""
    return _FIRST_LETTERS.get(postal_code[:1])


def find_province(text: str) -> Match | None:
    """Find a Canadian province or territory by name or two-letter code, as its code."""
    levelled = flat(text)
    found: list[Match] = []
    for code, names in _PROVINCES.items():
        for name in names:
            pattern = re.escape(name).replace(r"\-", "[- ]").replace(r"\ ", "[- ]")
            match = re.search(rf"(?<![a-z]){pattern}(?![a-z])", levelled)
            if match:
                found.append(Match((code,), match.start(), match.end()))
    codes = re.search(rf"(?<![A-Za-z.])({'|'.join(_PROVINCES)})(?![A-Za-z])", text)
    if codes:
        found.append(Match((codes[1],), codes.start(), codes.end()))
    return min(found, key=lambda m: (m.start, -m.end)) if found else None


def find_misread_province(text: str) -> Match | None:
    """Find a province's name of which OCR misread a letter or two, if it resembles no other.

    Short names are left alone: one letter more or less makes a name of a person or a place of them.
    A province ends an address, and behind a number stands a street.
    """
    words = list(re.finditer(r"[^\W\d_]+", text))
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _MOST_PROVINCE_WORDS) + 1):
            first, last = words[start].start(), words[end - 1].end()
            near = _provinces_like("".join(flat(word[0]) for word in words[start:end]))
            stands = _ENDS_ADDRESS.match(text, last) and not _NUMBER_BEFORE.search(text[:first])
            if len(near) == 1 and stands:
                return Match((near.pop(),), first, last)
    return None


def _provinces_like(key: str) -> set[str]:
    """Return the provinces of whose names a letter or two make ``key``."""
    if key.startswith(_OF_A_PERSON):
        return set()
    return {
        code
        for code, names in _PROVINCES.items()
        for name in map(compact, names)
        if len(name) >= _LEAST_PROVINCE
        and Levenshtein.distance(key, name) <= (1 if len(name) < _LONG_PROVINCE else 2)
    }


def province_of_form_code(code: str) -> str | None:
    """Return the province for a pick-list code of the IMM forms, or for a two-letter code."""
    stripped = code.strip().upper()
    return stripped if stripped in _PROVINCES else _FORM_CODES.get(stripped)


@cache
def _countries() -> dict[str, str]:
    source = resources.files("classifiers.fields.parsing").joinpath("countries.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return {
        _plain(name): code
        for code, names in table.items()
        for both in names
        for name in both.split("|")
    } | {code.lower(): code for code in table}


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(name)))


def country_code(name: str) -> str | None:
    """Return the alpha-3 code of a country's English or French name, or of the code itself.

    A code counts in capitals only: "and" is no Andorra.
    """
    key = _plain(name)
    if len(key) == _CODE_LENGTH and not name.strip().isupper():
        return None
    return _countries().get(key)


def find_foreign_country(text: str) -> Match | None:
    """Find a country other than Canada: nobody who needs a permit is a citizen of it.

    "Citizenship Canada", a broken line of a letterhead, so never gives a citizenship.
    """
    match = find_country(text)
    return None if match is None or match.values == ("CAN",) else match


def find_country(text: str) -> Match | None:
    """Find the country that a text begins with, as its alpha-3 code.

    The longest name wins ("Guinea-Bissau" is not Guinea); words after it may follow.
    """
    words = list(re.finditer(r"[^\W\d_]+(?:['\u2019.-][^\W\d_]+)*", text))[:6]
    for count in range(len(words), 0, -1):
        code = country_code(text[words[0].start() : words[count - 1].end()])
        if code:
            return Match((code,), words[0].start(), words[count - 1].end())
    return None
