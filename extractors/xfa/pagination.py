"""The content of a form broken into pages, with what stands on every page."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.xfa.budget import MOST_PAGES, Budget, NoGeometryError
from extractors.xfa.layout import Laid, Rect, ValueTexts, lay_out, placed
from extractors.xfa.nodes import Design, Flow, Node, PageArea

ROUNDING = 1.0
"""Points by which a block may exceed the room: designers fill a page to its last tenth."""


@dataclass(frozen=True, slots=True)
class Item:
    """A node on its page; points from the top left of the page."""

    node: Node
    rect: Rect


@dataclass(frozen=True, slots=True)
class LaidPage:
    """One page: its size in points and all that stands on it, the lowest layer first."""

    width: float
    height: float
    items: tuple[Item, ...]


def paginate(design: Design, texts: ValueTexts, budget: Budget) -> tuple[LaidPage, ...]:
    """Lay out a form on pages.

    Raises:
        NoGeometryError: if it has no page or too many, or the budget is spent.
    """
    pages = _Pages(design, texts, budget)
    for node in design.content:
        pages.add(lay_out(node, texts, budget), new_page=node.new_page)
    return pages.finished()


class _Pages:
    """Pages that are filled from top to bottom."""

    def __init__(self, design: Design, texts: ValueTexts, budget: Budget) -> None:
        self._areas = design.areas
        self._texts = texts
        self._budget = budget
        self._done: list[list[Laid]] = []
        self._top = 0.0

    def add(self, laid: Laid, *, new_page: bool) -> None:
        """Put a block on the page, or on the next one if it does not fit."""
        if new_page or not self._done:
            self._begin()
        fits = laid.rect.height <= self._area.room - self._top + ROUNDING
        if not fits and laid.inside and laid.node.flow is Flow.TOP_TO_BOTTOM:
            # The frame around the parts is left out: it would be open at the end of the page.
            for part in laid.inside:
                self.add(part.at(part.rect.x + laid.rect.x, 0.0), new_page=part.node.new_page)
            return
        if not fits and self._top:
            self._begin()
        self._done[-1].append(laid.at(laid.rect.x, self._top))
        self._top += laid.rect.height

    def finished(self) -> tuple[LaidPage, ...]:
        """Return the pages that show anything, each with its furniture."""
        kept = [(number, blocks) for number, blocks in enumerate(self._done) if blocks]
        if not kept:
            raise NoGeometryError
        return tuple(self._page(number, blocks) for number, blocks in kept)

    @property
    def _area(self) -> PageArea:
        return self._areas[min(len(self._done) - 1, len(self._areas) - 1)]

    def _begin(self) -> None:
        if self._done and not self._done[-1]:
            return
        if len(self._done) >= MOST_PAGES:
            raise NoGeometryError
        self._done.append([])
        self._top = 0.0

    def _page(self, number: int, blocks: list[Laid]) -> LaidPage:
        area = self._areas[min(number, len(self._areas) - 1)]
        furniture = [placed(lay_out(node, self._texts, self._budget)) for node in area.furniture]
        items: list[Item] = []
        for laid in furniture:
            items.extend(_items(laid, 0.0, 0.0, self._budget))
        for laid in blocks:
            items.extend(_items(laid, area.left, area.top, self._budget))
        lowest = max((block.rect.y + block.rect.height + area.top for block in blocks), default=0.0)
        return LaidPage(area.width, max(area.height, lowest), tuple(items))


def _items(laid: Laid, x: float, y: float, budget: Budget) -> Iterator[Item]:
    """Give a laid node and all in it at their places on the page, containers first."""
    budget.spend()
    rect = laid.rect.moved(x, y)
    if laid.node.drawn:
        yield Item(laid.node, rect)
        for part in laid.inside:
            yield from _items(part, rect.x, rect.y, budget)
