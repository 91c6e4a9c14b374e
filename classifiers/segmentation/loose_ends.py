"""Neighbouring pages that nothing ties together: the first ends early, and nothing goes on."""

from classifiers.page_types.examination import ExaminedPage
from classifiers.segmentation.boundaries import follows, runs_on
from classifiers.segmentation.identity import identifiers, page_place
from models.extraction import Page

EMPTY_REST = 0.4
"""Share of a page's length without writing from which its text is at an end; what a photograph
shows below a full page, its margin and the table, is less."""
FOOT = 0.12
"""Share of a page's length that its foot takes at most."""


def nothing_continues(before: ExaminedPage, page: ExaminedPage) -> bool:
    """Whether a page's text is at an end, and the next page shows nothing of being its next.

    Two papers of one kind in a row look like two pages of one: the same letterhead, the same words.
    A paper goes on because its page is full, and mostly says so: by a page number, by the number
    of a case or a person on both, or by a sentence that runs on.
    """
    place = page_place(page.text.raw)
    if place is None:
        continues = bool(identifiers(page.text.raw) & identifiers(before.text.raw))
    else:
        # What says that it is the first page shares numbers as papers about one person do.
        continues = place.number > 1 or follows(page_place(before.text.raw), place)
    return not continues and not runs_on(before, page) and ends_early(before.page)


def ends_early(page: Page) -> bool:
    """Whether all but the head of a page is empty, its foot left aside."""
    boxes = [word.box.upright(page.rotation) for word in page.words]
    spans = sorted((box.y0, box.y1) for box in boxes)
    if not spans:
        return False
    text_end, reached, widest = spans[0][1], spans[0][1], 0.0
    for start, end in (*spans, (1.0, 1.0)):
        if start - reached > widest:
            text_end, widest = reached, start - reached
        reached = max(reached, end)
    last = max(end for _, end in spans)
    return widest >= EMPTY_REST and last - text_end - widest <= FOOT
