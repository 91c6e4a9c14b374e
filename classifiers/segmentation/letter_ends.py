"""Pages that only close the letter of the page before: a signature that did not fit there."""

from classifiers.page_types.examination import ExaminedPage
from classifiers.page_types.letter_signs import SALUTATION, VALEDICTION

_FIRST_LINES = 3
"""Lines in which a page begins, a running head and a page number among them."""
_MOST_LETTERS = 250
"""Letters and digits of a closing, a name, a title and a notice at the foot."""


def closes_letter(before: ExaminedPage, page: ExaminedPage) -> bool:
    """Whether a page begins with the valediction that the letter before it still lacks.

    The page before greets somebody and does not take its leave; this one takes leave at its very
    beginning, greets nobody, and says little else. Of 7,969 neighbouring pages of composed uploads
    the two that begin so go on with the page before.
    """
    lines = [line.text for line in page.text.lines]
    leaves = any(map(VALEDICTION.match, lines[:_FIRST_LINES]))
    if not leaves or page.text.letters > _MOST_LETTERS or any(map(SALUTATION.match, lines)):
        return False
    said = [line.text for line in before.text.lines]
    return any(map(SALUTATION.match, said)) and not any(map(VALEDICTION.match, said))
