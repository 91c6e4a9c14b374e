"""Texts made comparable: case, accents, dashes, apostrophes and blanks levelled."""

import re
import unicodedata

_DASHES = dict.fromkeys(
    map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-"
)
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u02bc\u00b4`"), "'")
_LEVEL = {**_DASHES, **_APOSTROPHES}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def tidy(text: str) -> str:
    """Return ``text`` in NFKC, without invisible characters, with single plain blanks.

    Letters, case, accents and dashes stay as they are, so that a person recognises the text.
    """
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).split())


def level(text: str) -> str:
    """Return ``text`` tidied, with every dash as ``-`` and every apostrophe as ``'``."""
    return tidy(text.translate(_LEVEL)).translate(_LEVEL)


def unaccented(text: str) -> str:
    """Return ``text`` without accents and with ligatures written as two letters."""
    if text.isascii():
        return text
    opened = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    return "".join(c for c in unicodedata.normalize("NFKD", opened) if not unicodedata.combining(c))


def fold(text: str) -> str:
    """Return ``text`` levelled, without accents, in lower case. Idempotent."""
    if text.isascii():
        # Most words: the backtick is the one ASCII character that levelling changes.
        return " ".join(text.replace("`", "'").lower().split())
    return tidy(unaccented(level(unaccented(level(text)).casefold())))


def compact(text: str) -> str:
    """Return only the letters and digits of the folded text."""
    return "".join(c for c in fold(text) if c.isalnum())
