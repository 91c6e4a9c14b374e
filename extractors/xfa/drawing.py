"""A laid-out page drawn: frames, captions, values, each value with its place."""

from collections.abc import Mapping
from dataclasses import replace

from extractors.xfa.budget import Budget
from extractors.xfa.canvas import Canvas
from extractors.xfa.content import TICKED, XfaContent
from extractors.xfa.facsimile import Facsimile, Placed, facsimile
from extractors.xfa.layout import Rect, ValueTexts, shown_text
from extractors.xfa.nodes import Border, Caption, Edge, Kind, Node, Shape, Style, Widget
from extractors.xfa.pagination import Item, LaidPage
from extractors.xfa.rich_text import PAGE_COUNT, PAGE_NUMBER, Paragraph, Run
from extractors.xfa.typesetting import set_text
from models.geometry import Box, enclosing

CHECK_SIDE = 8.5
"""Points of the square of a check box."""
_SQUARE = Border((Edge(0.5, (0, 0, 0)),) * 4)
_PALE = 690
"""Sum of red, green and blue from which a text cannot be seen on white."""
SIGNS = (PAGE_NUMBER, PAGE_COUNT)


def draw_page(
    page: LaidPage, number: int, count: int, content: XfaContent, budget: Budget
) -> Facsimile:
    """Draw one page of a form.

    Args:
        page: as laid out.
        number: of the page, from 1.
        count: of all pages.
        content: the fields of the form, and the payloads of its barcodes.
        budget: what the form may take.

    Raises:
        NoGeometryError: if the budget is spent.
    """
    drawing = _Drawing(page, {PAGE_NUMBER: str(number), PAGE_COUNT: str(count)}, content)
    for item in page.items:
        budget.spend()
        drawing.item(item)
    canvas = drawing.canvas
    return facsimile((page.width, page.height), canvas.pixels, canvas.words, drawing.placed())


class _Drawing:
    """The page that is being drawn, and the places of the values on it."""

    def __init__(self, page: LaidPage, numbers: Mapping[str, str], content: XfaContent) -> None:
        self.canvas = Canvas(page.width, page.height)
        self._numbers = numbers
        self._payloads = content.barcode_payloads
        self._data = {datum.path: datum for datum in content.data}
        self._texts = ValueTexts({path: each.shown_value for path, each in self._data.items()})
        self._placed: dict[str, Box] = {}
        self._choices: dict[str, list[Box]] = {}

    def placed(self) -> list[Placed]:
        """Return the place of each value on this page; a choice without a tick is all its boxes."""
        open_choices = {
            path: enclosing(boxes)
            for path, boxes in self._choices.items()
            if path not in self._placed
        }
        boxes = {**open_choices, **self._placed}
        return [Placed(self._data[path], box) for path, box in boxes.items()]

    def item(self, item: Item) -> None:
        """Draw one node."""
        node, rect = item.node, item.rect
        if node.shape in {Shape.FALLING, Shape.RISING}:
            self.canvas.line(rect, node.border.edges[0], rising=node.shape is Shape.RISING)
            return
        if node.widget in {Widget.BUTTON, Widget.SIGNATURE}:
            return
        self.canvas.border(rect, node.border)
        if node.kind is Kind.CONTAINER:
            return
        inner = _inner(node, rect)
        if node.widget is Widget.CODE:
            self._code(node, inner)
        elif node.widget is Widget.CHECK:
            self._check(node, inner)
        else:
            self._value(node, self._caption(node.caption, inner) if node.caption else inner)

    def _caption(self, caption: Caption, inner: Rect) -> Rect:
        """Write a caption into its part of the box; return the part that is left for the value."""
        text = self._numbered(caption.paragraphs)
        across = caption.placement not in {"top", "bottom"}
        room = inner.width if across else inner.height
        needed = set_text(text, caption.style, inner.width, inner.height)
        reserve = min(room, caption.reserve or (needed.width if across else needed.height))
        own, rest = _split(inner, caption.placement, reserve)
        own = _lines_in(own, caption.style)
        self.canvas.text(own, set_text(text, caption.style, own.width, own.height), caption.style)
        return rest

    def _value(self, node: Node, region: Rect) -> None:
        region = _lines_in(region, node.style)
        text = set_text(
            self._numbered(shown_text(node, self._texts)), node.style, region.width, region.height
        )
        style = node.style
        if sum(style.colour) > _PALE and self.canvas.is_light(region):
            # White on white is meant to be unseen, and is no word of the page.
            return
        words = self.canvas.text(region, text, style)
        if node.kind is Kind.DRAW or node.path not in self._data or not text.whole:
            return
        box = enclosing(word.box for word in words) if words else self.canvas.box(region)
        self._placed.setdefault(node.path, box)

    def _code(self, node: Node, inner: Rect) -> None:
        """Draw a barcode whose payload the file keeps; its caption is the payload's label."""
        rest = self._caption(node.caption, inner) if node.caption else inner
        label = _plain(node.caption.paragraphs) if node.caption else ""
        payload = next((each for each in self._payloads if each.split("|")[0] == label), "")
        if payload:
            self.canvas.code(rest, payload)

    def _check(self, node: Node, inner: Rect) -> None:
        """Draw a check box: its square at the side that its caption leaves."""
        caption = node.caption
        placement = caption.placement if caption else "right"
        side = min(CHECK_SIDE, inner.height, inner.width)
        square, rest = _split(inner, _OPPOSITE.get(placement, "left"), side)
        middle = square.y + max(0.0, (square.height - side) / 2)
        square = Rect(square.x, middle, side, side)
        self.canvas.border(square, _SQUARE)
        if caption is not None:
            gap = Rect(rest.x + 1.5, rest.y, max(1.0, rest.width - 1.5), rest.height)
            self.canvas.text(
                gap, set_text(caption.paragraphs, caption.style, gap.width, gap.height),
                replace(caption.style, down="middle"),
            )  # fmt: skip
        self._tick(node, square, self.canvas.box(inner))

    def _tick(self, node: Node, square: Rect, box: Box) -> None:
        datum = self._data.get(node.path)
        if datum is not None:
            self._placed.setdefault(node.path, self.canvas.box(square))
            if datum.value and (datum.value == node.picked or datum.value.lower() in TICKED):
                self.canvas.tick(square)
            return
        group = node.path.rpartition("/")[0]
        choice = self._data.get(group)
        if choice is None:
            return
        self._choices.setdefault(group, []).append(box)
        if choice.value and choice.value == node.picked:
            self.canvas.tick(square)
            self._placed.setdefault(group, box)

    def _numbered(self, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        """Put the number of the page where the form shows it."""
        if not any(sign in run.text for each in paragraphs for run in each.runs for sign in SIGNS):
            return paragraphs
        return tuple(
            Paragraph(tuple(map(self._with_numbers, each.runs)), each.across) for each in paragraphs
        )

    def _with_numbers(self, run: Run) -> Run:
        for sign, number in self._numbers.items():
            run = replace(run, text=run.text.replace(sign, number))
        return run


_OPPOSITE = {"right": "left", "left": "right", "top": "bottom", "bottom": "top"}


def _plain(paragraphs: tuple[Paragraph, ...]) -> str:
    return " ".join("".join(run.text for run in each.runs) for each in paragraphs).strip()


def _inner(node: Node, rect: Rect) -> Rect:
    insets = node.insets
    return Rect(
        rect.x + insets.left,
        rect.y + insets.top,
        max(1.0, rect.width - insets.left - insets.right),
        max(1.0, rect.height - insets.top - insets.bottom),
    )


def _lines_in(rect: Rect, style: Style) -> Rect:
    """Return the part of a box that its lines may take."""
    width = max(1.0, rect.width - style.before - style.after)
    return Rect(rect.x + style.before, rect.y, width, rect.height)


def _split(rect: Rect, side: str, size: float) -> tuple[Rect, Rect]:
    """Return the part of ``rect`` at one of its sides, ``size`` deep, and what is left."""
    rest_width, rest_height = max(0.0, rect.width - size), max(0.0, rect.height - size)
    match side:
        case "top":
            rest = Rect(rect.x, rect.y + size, rect.width, rest_height)
            return Rect(rect.x, rect.y, rect.width, size), rest
        case "bottom":
            own = Rect(rect.x, rect.y + rest_height, rect.width, size)
            return own, Rect(rect.x, rect.y, rect.width, rest_height)
        case "right":
            own = Rect(rect.x + rest_width, rect.y, size, rect.height)
            return own, Rect(rect.x, rect.y, rest_width, rect.height)
        case _:
            rest = Rect(rect.x + size, rect.y, rest_width, rect.height)
            return Rect(rect.x, rect.y, size, rect.height), rest
