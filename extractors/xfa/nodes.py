"""The visible side of a template: boxes, borders, captions and texts, as typed nodes."""

from dataclasses import dataclass
from enum import StrEnum

from extractors.xfa.measures import BLACK, Colour, Insets
from extractors.xfa.rich_text import Paragraph

DEFAULT_POINTS = 10.0


class Kind(StrEnum):
    """What an element is."""

    CONTAINER = "container"
    FIELD = "field"
    DRAW = "draw"


class Widget(StrEnum):
    """How a field shows its value."""

    TEXT = "text"
    CHECK = "check"
    BUTTON = "button"
    CODE = "code"
    SIGNATURE = "signature"


class Shape(StrEnum):
    """What a ``draw`` draws besides text: a line falls from the top left, or rises to the right."""

    NONE = "none"
    RECTANGLE = "rectangle"
    FALLING = "falling"
    RISING = "rising"


class Flow(StrEnum):
    """How a container places what it holds (XFA 3.3, part 1, chapter 8)."""

    POSITION = "position"
    TOP_TO_BOTTOM = "tb"
    LEFT_TO_RIGHT = "lr-tb"
    RIGHT_TO_LEFT = "rl-tb"
    ROW = "row"
    RIGHT_TO_LEFT_ROW = "rl-row"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Edge:
    """One side of a border; ``thickness`` in points."""

    thickness: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Border:
    """The sides that are drawn (top, right, bottom, left; None: not drawn) and the filling."""

    edges: tuple[Edge | None, Edge | None, Edge | None, Edge | None] = (None, None, None, None)
    fill: Colour | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """How a text stands in its box: alignments by the template's own names, lengths in points.

    Attributes:
        before: kept free at the left of each line.
        after: kept free at the right of each line.
    """

    size: float = DEFAULT_POINTS
    bold: bool = False
    colour: Colour = BLACK
    across: str = "left"
    down: str = "top"
    before: float = 0.0
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Caption:
    """The caption of a field; ``reserve`` is its height or width in points, None if not stated."""

    paragraphs: tuple[Paragraph, ...]
    style: Style
    placement: str
    reserve: float | None


@dataclass(frozen=True, slots=True)
class Place:
    """Position and size that the template states, points; a size not stated is None.

    Attributes:
        anchor: the point of the box that stands at (x, y), as shares of its width and height.
        rotation: degrees counter-clockwise around that point: 0, 90, 180, 270.
    """

    x: float
    y: float
    width: float | None
    height: float | None
    least_width: float
    least_height: float
    anchor: tuple[float, float]
    rotation: int


@dataclass(frozen=True, slots=True)
class Node:
    """One element that takes space on a page.

    Attributes:
        path: of its data below the data root, with ``/`` and numbers of repeated groups.
        drawn: whether it is drawn; an element that is not drawn takes its space all the same.
        columns: widths of a table's columns in points, None for a width that its cells tell.
        span: columns that it takes as a cell; -1 for all that are left.
        text: what a ``draw`` shows.
        picked: the stored value that ticks this check box.
        multiline: whether a value may run over several lines.
        new_page: whether it begins a page.
    """

    kind: Kind
    path: str
    drawn: bool
    place: Place
    insets: Insets
    border: Border
    style: Style
    flow: Flow = Flow.POSITION
    columns: tuple[float | None, ...] = ()
    span: int = 1
    children: tuple["Node", ...] = ()
    caption: Caption | None = None
    text: tuple[Paragraph, ...] = ()
    widget: Widget = Widget.TEXT
    picked: str = ""
    multiline: bool = False
    shape: Shape = Shape.NONE
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class PageArea:
    """A kind of page: its size and content area in points, and what stands on each of its pages."""

    width: float
    height: float
    left: float
    top: float
    room: float
    furniture: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Design:
    """The visible side of a template: kinds of pages, and the content that flows over them."""

    areas: tuple[PageArea, ...]
    content: tuple[Node, ...]
