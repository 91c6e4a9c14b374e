"""Boxes of a template laid out (XFA 3.3, part 1, chapter 8): where each stands in its container."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.xfa.budget import Budget
from extractors.xfa.nodes import Flow, Kind, Node, Widget
from extractors.xfa.rich_text import Paragraph, Run
from extractors.xfa.typesetting import set_text

LEAST_SIDE = 8.0
"""Points of a box that states no size and holds no text."""
WRAP_TOLERANCE = 1.5
"""Points by which a row of boxes may exceed its container: designers' tools round."""
HALF_TURN = 180
_ROWS = frozenset({Flow.ROW, Flow.RIGHT_TO_LEFT_ROW})


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; points from the top left of what it stands in."""

    x: float
    y: float
    width: float
    height: float

    def moved(self, x: float, y: float) -> "Rect":
        """Return the rectangle seen from a point that lies (x, y) before its origin."""
        return Rect(self.x + x, self.y + y, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Laid:
    """A node with its rectangle, and what stands in it, seen from its own top left."""

    node: Node
    rect: Rect
    inside: tuple["Laid", ...] = ()

    def at(self, x: float, y: float) -> "Laid":
        """Return the same with its top left at (x, y)."""
        return Laid(self.node, Rect(x, y, self.rect.width, self.rect.height), self.inside)


def lay_out(node: Node, texts: "ValueTexts", budget: Budget) -> Laid:
    """Lay out a node; its own place in its container is not applied.

    Raises:
        NoGeometryError: if the budget is spent.
    """
    budget.spend()
    if node.kind is not Kind.CONTAINER:
        return Laid(node, _leaf_rect(node, texts))
    return _container(node, [lay_out(child, texts, budget) for child in node.children])


def placed(laid: Laid) -> Laid:
    """Return a positioned node at the place that the template states, with its turned extent."""
    place, width, height = laid.node.place, laid.rect.width, laid.rect.height
    left, top = place.x - place.anchor[0] * width, place.y - place.anchor[1] * height
    if place.rotation == 0 or laid.inside:
        return laid.at(left, top)
    # The box turns counter-clockwise around its anchor; it is told by its corners' new extent.
    turned = {90: (0.0, -width), 180: (-width, -height), 270: (-height, 0.0)}[place.rotation]
    if place.rotation != HALF_TURN:
        width, height = height, width
    return Laid(laid.node, Rect(place.x + turned[0], place.y + turned[1], width, height))


@dataclass(frozen=True, slots=True)
class ValueTexts:
    """The shown value of each field, by its data path."""

    shown: dict[str, str]

    def of(self, node: Node) -> str:
        """Return what ``node`` shows, empty without a value."""
        return self.shown.get(node.path, "")


def _container(node: Node, children: list[Laid]) -> Laid:
    inner = node.place.width
    room = inner - node.insets.left - node.insets.right if inner is not None else math.inf
    if node.flow is Flow.TABLE:
        children = _aligned(node, children)
    inside = tuple(
        child.at(child.rect.x + node.insets.left, child.rect.y + node.insets.top)
        for child in _flowed(node.flow, children, room)
    )
    right = max((child.rect.x + child.rect.width for child in inside), default=0.0)
    bottom = max((child.rect.y + child.rect.height for child in inside), default=0.0)
    place = node.place
    width = place.width if place.width is not None else right + node.insets.right
    height = place.height if place.height is not None else bottom + node.insets.bottom
    if not inside:
        # The viewers give a container that holds anything no more than it needs, whatever least
        # it states; with the stated least, pages would overflow and frames cross their neighbours.
        width, height = max(width, place.least_width), max(height, place.least_height)
    return Laid(node, Rect(0.0, 0.0, width, height), inside)


def _flowed(flow: Flow, children: list[Laid], room: float) -> Iterator[Laid]:
    if flow is Flow.POSITION:
        yield from (placed(child) for child in children)
        return
    wraps = flow in {Flow.LEFT_TO_RIGHT, Flow.RIGHT_TO_LEFT}
    limit = room + WRAP_TOLERANCE if wraps else math.inf if flow in _ROWS else 0.0
    x = y = row = 0.0
    for child in children:
        if x and x + child.rect.width > limit:
            x, y, row = 0.0, y + row, 0.0
        yield child.at(x, y)
        x, row = x + child.rect.width, max(row, child.rect.height)
        if limit == 0.0:
            x, y, row = 0.0, y + row, 0.0


def _aligned(table: Node, rows: list[Laid]) -> list[Laid]:
    """Give the cells of all rows the widths of the table's columns, and each row one height."""
    count = max([len(table.columns), *(len(row.inside) for row in rows)], default=0)
    widths = [
        table.columns[column] if column < len(table.columns) else None for column in range(count)
    ]
    solved = [
        width if width is not None else _widest(rows, column) for column, width in enumerate(widths)
    ]
    return [_row(row, solved) if row.node.flow in _ROWS else row for row in rows]


def _widest(rows: list[Laid], column: int) -> float:
    return max(
        (row.inside[column].rect.width for row in rows if column < len(row.inside)), default=0.0
    )


def _row(row: Laid, widths: list[float]) -> Laid:
    height = max((cell.rect.height for cell in row.inside), default=row.rect.height)
    height = max(height, row.node.place.height or 0.0, row.node.place.least_height)
    cells, column, x = [], 0, 0.0
    for cell in row.inside:
        span = len(widths) - column if cell.node.span < 0 else max(1, cell.node.span)
        width = sum(widths[column : column + span]) or cell.rect.width
        cells.append(Laid(cell.node, Rect(x, 0.0, width, height), cell.inside))
        column, x = column + span, x + width
    return Laid(row.node, Rect(0.0, 0.0, x, height), tuple(cells))


def _leaf_rect(node: Node, texts: ValueTexts) -> Rect:
    place = node.place
    if place.width is not None and place.height is not None:
        return Rect(0.0, 0.0, max(0.0, place.width), max(0.0, place.height))
    width = place.width if place.width is not None else _needed_width(node, texts)
    height = place.height if place.height is not None else _needed_height(node, width, texts)
    return Rect(0.0, 0.0, max(width, place.least_width), max(height, place.least_height))


def _needed_width(node: Node, texts: ValueTexts) -> float:
    text = set_text(shown_text(node, texts), node.style, math.inf, math.inf)
    width = text.width + node.insets.left + node.insets.right
    caption = node.caption
    if caption is not None:
        beside = set_text(caption.paragraphs, caption.style, math.inf, math.inf).width
        across = caption.placement in {"left", "right", "inline"}
        width = width + (caption.reserve or beside) if across else max(width, beside)
    return max(width, LEAST_SIDE)


def _needed_height(node: Node, width: float, texts: ValueTexts) -> float:
    inner = max(1.0, width - node.insets.left - node.insets.right)
    above, beside = 0.0, 0.0
    caption = node.caption
    if caption is not None and caption.placement in {"top", "bottom"}:
        above = (
            caption.reserve or set_text(caption.paragraphs, caption.style, inner, math.inf).height
        )
    elif caption is not None:
        room = caption.reserve or inner
        beside = set_text(caption.paragraphs, caption.style, room, math.inf).height
        inner = max(1.0, inner - (caption.reserve or 0.0))
    text = set_text(shown_text(node, texts), node.style, inner, math.inf).height
    needed = above + max(text, beside) + node.insets.top + node.insets.bottom
    return max(needed, LEAST_SIDE)


def shown_text(node: Node, texts: ValueTexts) -> tuple[Paragraph, ...]:
    """Return the text that a leaf shows: a drawn text, or the value of a field."""
    if node.kind is Kind.DRAW:
        return node.text
    if node.widget is not Widget.TEXT:
        return ()
    return tuple(Paragraph((Run(line),)) for line in texts.of(node).splitlines() if line.strip())
