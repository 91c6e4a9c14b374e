"""How likely a document starts with a page, by the page and the one before it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from classifiers.page_types.combination import Array
from classifiers.page_types.examination import ExaminedPage
from classifiers.segmentation.identity import PagePlace, identifiers, page_place

BOUNDARY_EVIDENCE: tuple[str, ...] = (
    "always",
    "looks_first",
    "has_title",
    "says_page_one",
    "says_next_page",
    "says_later_page",
    "shares_numbers",
    "other_numbers",
    "same_head",
    "same_foot",
    "other_size",
    "blank_between",
    "alike",
    "runs_on",
    "scant",
    "scant_first",
)
"""Names of the columns of :func:`boundary_evidence`.

On a page with little text the text classifier tells badly whether a document begins: a signature
that did not fit on the page before looks to it like a short letter. ``scant`` marks such pages,
and ``scant_first`` repeats ``looks_first`` on them alone, so that it is weighed down there. On
held-back pages they take wrong boundaries from 0.50 to 0.34 %.
"""

_MOST_LOGIT = 5.0
_SIZE_TOLERANCE = 0.03
"""Share of a side by which scans of one paper size differ."""
_SAME_LINE = 90.0
_FURNITURE = 3
"""Lines at the head or foot of a page among which a broken sentence is looked for."""
_PROSE_WORDS = 4
_SENTENCE_ENDS = (".", ":", ";", "!", "?")
SECOND = 2
ENDS = 2.0
"""Weight of a text that is at an end and not continued. Of two papers of one kind in a row 86 of
110 are parted so (drawn and read as files), of two pages of one paper 3 of 72, or at most 10.4 % at
95 %. It is no column of the fitted evidence, since the pages of the training have no places."""
OTHER_KIND = 3.5
"""Weight of two pages of one type that are of different kinds of it. 203 of 255 pairs of such
papers are told, and 0 of 190 pairs of pages of one paper, or at most 1.6 % at 95 % (in wordings
that the text classifiers did not learn, most of them with reading errors). It is no column of the
fitted evidence, since types of one kind, which are most, would hide it there."""
_CERTAIN = 1e-4
_SCANT = 100
"""Letters and digits below which a page says little of its place: of held-back pages with fewer
than 60 four in ten begin nothing, of all others one in ten, and the classifier is sure of both."""


@dataclass(frozen=True)
class BoundaryWeights:
    """Weights of a logistic regression, one for each of :data:`BOUNDARY_EVIDENCE`."""

    weights: tuple[float, ...]

    @classmethod
    def named(cls, weights: Mapping[str, float]) -> "BoundaryWeights":
        """Put named weights into order."""
        return cls(tuple(weights[name] for name in BOUNDARY_EVIDENCE))

    def probability(self, seen: Array, *, ends: bool = False, other_kind: bool = False) -> float:
        """Return the probability, never quite 0 or 1, that a document starts.

        Args:
            seen: as :func:`boundary_evidence` returns it.
            ends: whether the text before is at an end, and nothing continues it.
            other_kind: whether the page is of another kind of one type than the page before.
        """
        score = float(seen @ np.asarray(self.weights)) + ENDS * ends + OTHER_KIND * other_kind
        raw = 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
        return min(1 - _CERTAIN, max(_CERTAIN, raw))


def boundary_evidence(before: ExaminedPage, page: ExaminedPage) -> Array:
    """Return what speaks for and against a document's start at ``page``.

    Args:
        before: the last page before ``page`` that is not blank.
        page: the page that may start a document.
    """
    place, place_before = page_place(page.text.raw), page_place(before.text.raw)
    numbers, numbers_before = identifiers(page.text.raw), identifiers(before.text.raw)
    shared = bool(numbers & numbers_before)
    next_place = place is not None and follows(place_before, place)
    looks_first, scant = _logit(page.first), page.text.letters < _SCANT
    return np.asarray(
        [
            1.0,
            looks_first,
            page.has_title,
            place is not None and place.number == 1,
            next_place,
            place is not None and place.number > 1 and not next_place,
            shared,
            bool(numbers) and bool(numbers_before) and not shared,
            _same_line(before, page, 0),
            _same_line(before, page, -1),
            _other_size(before, page),
            page.page.number != before.page.number + 1,
            _alike(before, page),
            runs_on(before, page),
            scant,
            scant * looks_first,
        ],
        dtype=np.float64,
    )


def follows(before: PagePlace | None, place: PagePlace) -> bool:
    """Whether a page's place continues that of the page before; first pages often have none."""
    return place.number == SECOND if before is None else before.is_followed_by(place)


def runs_on(before: ExaminedPage, page: ExaminedPage) -> bool:
    """Whether a sentence goes on over the page break, running heads and feet left aside."""
    ends = _written_lines(before)[-_FURNITURE:]
    begins = _written_lines(page)[:_FURNITURE]
    open_end = any(_is_prose(end) and not end.rstrip().endswith(_SENTENCE_ENDS) for end in ends)
    return open_end and any(_is_prose(line) and line[:1].islower() for line in begins)


def _written_lines(page: ExaminedPage) -> list[str]:
    """Return the lines as written, since folding takes the capitals away."""
    return [line for line in page.text.raw.splitlines() if line.strip()]


def _is_prose(line: str) -> bool:
    return len(line.split()) >= _PROSE_WORDS


def _logit(probability: float) -> float:
    bounded = min(1 - 1e-6, max(1e-6, probability))
    return max(-_MOST_LOGIT, min(_MOST_LOGIT, math.log(bounded / (1 - bounded))))


def _same_line(before: ExaminedPage, page: ExaminedPage, index: int) -> bool:
    """Whether the first (0) or last (-1) lines are the same: a running head or foot.

    The same number alone is none: two first pages are both numbered 1.
    """
    if not before.text.lines or not page.text.lines:
        return False
    first, second = before.text.lines[index].text, page.text.lines[index].text
    return fuzz.ratio(first, second) >= _SAME_LINE and not first.replace(" ", "").isdigit()


def _other_size(before: ExaminedPage, page: ExaminedPage) -> bool:
    first, second = before.page, page.page
    wider = abs(first.width - second.width) > _SIZE_TOLERANCE * first.width
    return wider or abs(first.height - second.height) > _SIZE_TOLERANCE * first.height


def _alike(before: ExaminedPage, page: ExaminedPage) -> float:
    """Return the share of common trigrams, 0..1, by the shorter page."""
    fewer = min(len(before.text.grams), len(page.text.grams))
    return len(before.text.grams & page.text.grams) / fewer if fewer else 0.0
