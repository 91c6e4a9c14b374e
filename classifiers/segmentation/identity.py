"""What ties pages together: their numbering, and the numbers of persons and cases on them."""

import re
from dataclasses import dataclass

_NUMBERED = re.compile(
    r"\b(?:page|p\.) ?(?P<number>[0-9]{1,3})(?: ?(?:of|de|sur|/) ?(?P<total>[0-9]{1,3}))?\b"
    r"|^\W*(?P<bare>[0-9]{1,3}) ?(?:of|de|sur|/) ?(?P<all>[0-9]{1,3})\W*$"
    r"|^[-–—] ?(?P<dashed>[0-9]{1,3}) ?[-–—]$",
    re.IGNORECASE | re.MULTILINE,
)
_IDENTIFIER = re.compile(r"\b(?:[A-Z]{1,3}|[A-Z][- ])?[0-9](?:[- ]?[0-9]){6,11}\b")
"""Seven to twelve digits, with at most three letters before: UCI, application, file, document
and passport numbers. Dates written as digits are left out by :func:`_is_date`."""
_FIXED = re.compile(r"^(?:1?800|1?888|1?877|1?866|1?855|1?844|1?833)")
"""Toll-free telephone numbers of offices stand on the letters of everybody."""
_LONGEST = 40
"""Pages with more numbers than this are lists, whose numbers prove nothing."""


@dataclass(frozen=True)
class PagePlace:
    """What a page says of its own place: its number, and of how many (None if not said)."""

    number: int
    total: int | None

    def is_followed_by(self, other: "PagePlace") -> bool:
        """Whether ``other`` is the next page of the same document."""
        return other.number == self.number + 1 and other.total == self.total


def page_place(text: str) -> PagePlace | None:
    """Return the place that the page claims; None if it claims none, or an impossible one."""
    for match in _NUMBERED.finditer(text):
        number = int(match["number"] or match["bare"] or match["dashed"])
        total_text = match["total"] or match["all"]
        total = int(total_text) if total_text else None
        if number >= 1 and (total is None or number <= total):
            return PagePlace(number, total)
    return None


def identifiers(text: str) -> frozenset[str]:
    """Return the identifying numbers of a page, without blanks and dashes."""
    found = {re.sub("[- ]", "", match.group()) for match in _IDENTIFIER.finditer(text)}
    kept = frozenset(n for n in found if not _is_date(n) and not _FIXED.match(n))
    return kept if len(kept) <= _LONGEST else frozenset()


def _is_date(number: str) -> bool:
    """Whether eight digits read as a date of this century or the last (``20240131``)."""
    return bool(
        re.fullmatch(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])", number)
    )
