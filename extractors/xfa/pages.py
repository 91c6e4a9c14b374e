"""The pages of a form: by its own template where that can be laid out, else as plain lists."""

from collections.abc import Callable, Iterator
from functools import partial

from extractors.limits import DEFAULT_LIMITS
from extractors.xfa.budget import Budget, NoGeometryError
from extractors.xfa.content import Datum, XfaContent
from extractors.xfa.design import read_design
from extractors.xfa.drawing import draw_page
from extractors.xfa.facsimile import Facsimile
from extractors.xfa.layout import ValueTexts
from extractors.xfa.listing import list_part, list_remaining
from extractors.xfa.packets import Packets
from extractors.xfa.pagination import paginate

LONGEST_LIST = 500
"""Lines of text that are drawn at once: more than a part of a form that people fill has."""
LINES_OF_FIELD, LETTERS_OF_LINE = 2, 40
"""A caption and its value, and letters that fit a line of one column."""


def draw_pages(packets: Packets, content: XfaContent, title: str) -> Iterator[Facsimile]:
    """Draw a form; its lists one by one, so that few rasters are held at once.

    Args:
        packets: the template gives the geometry, the form packet what is shown by now.
        content: the data.
        title: of the form, for pages that are lists.
    """
    try:
        drawn = _by_template(packets, content)
    except NoGeometryError:
        yield from _as_lists(content, title)
        return
    placed = {each.datum.path for page in drawn for each in page.placed}
    yield from drawn
    remaining = tuple(datum for datum in content.data if datum.path not in placed)
    if any(datum.value for datum in remaining):
        yield from _lists(partial(list_remaining, title), remaining)


def _by_template(packets: Packets, content: XfaContent) -> tuple[Facsimile, ...]:
    if packets.template is None:
        raise NoGeometryError
    budget = Budget()
    design = read_design(packets.template, packets.form, content.repeats, budget)
    texts = ValueTexts({datum.path: datum.shown_value for datum in content.data})
    pages = paginate(design, texts, budget)
    if not any(item.node.path in texts.shown for page in pages for item in page.items):
        raise NoGeometryError
    drawn = []
    for number, page in enumerate(pages, 1):
        drawn.append(draw_page(page, number, len(pages), content, budget))
    return tuple(drawn)


def _as_lists(content: XfaContent, title: str) -> Iterator[Facsimile]:
    for part in content.parts or ("",):
        data = tuple(each for each in content.data if _belongs(each, part, content))
        yield from _lists(partial(list_part, title, part), data)


def _lists(
    draw: Callable[[tuple[Datum, ...]], Facsimile], data: tuple[Datum, ...]
) -> Iterator[Facsimile]:
    """Draw fields as lists that are no taller than a picture of a page may be."""
    for run in _runs(data):
        page = draw(run)
        if page.raster.size[1] <= DEFAULT_LIMITS.raster_side or len(run) == 1:
            yield page
        else:
            middle = len(run) // 2
            yield from _lists(draw, run[:middle])
            yield from _lists(draw, run[middle:])


def _runs(data: tuple[Datum, ...]) -> Iterator[tuple[Datum, ...]]:
    """Cut a list of fields before drawing it would take much memory."""
    start, lines = 0, 0
    for place, datum in enumerate(data):
        needed = LINES_OF_FIELD + (len(datum.caption) + len(datum.shown_value)) // LETTERS_OF_LINE
        if place > start and lines + needed > LONGEST_LIST:
            yield data[start:place]
            start, lines = place, 0
        lines += needed
    yield data[start:]


def _belongs(datum: Datum, part: str, content: XfaContent) -> bool:
    # Data outside the form's pages is kept on the last one.
    return datum.part == part or (not datum.part and part == (content.parts or ("",))[-1])
