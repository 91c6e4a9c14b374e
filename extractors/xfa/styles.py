"""Borders, fonts, captions and kinds of fields of a template's elements."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from extractors.hardened_xml import child, local
from extractors.xfa.measures import BLACK, Colour, colour, length, points
from extractors.xfa.nodes import DEFAULT_POINTS, Border, Caption, Edge, Shape, Style, Widget
from extractors.xfa.rich_text import paragraphs

HAIRLINE = 0.5
"""Points of an edge whose thickness is not stated."""
SIDES = 4
_HIDDEN = frozenset({"hidden", "invisible", "inactive"})
_WIDGETS = {
    "checkButton": Widget.CHECK,
    "button": Widget.BUTTON,
    "barcode": Widget.CODE,
    "signature": Widget.SIGNATURE,
}
_LEAST_POINTS, _MOST_POINTS = 3.0, 72.0


def border_of(element: ET.Element) -> Border:
    """Return the border of an element; none of its sides is drawn if it has none."""
    border = child(element, "border")
    if border is None or border.get("presence") in _HIDDEN:
        return Border()
    return Border(_edges(border), _fill(border))


def shape_of(value: ET.Element | None) -> Shape:
    """Tell what the ``value`` of a ``draw`` draws besides text."""
    line = child(value, "line") if value is not None else None
    if line is not None:
        return Shape.RISING if line.get("slope") == "/" else Shape.FALLING
    rectangle = child(value, "rectangle") if value is not None else None
    return Shape.NONE if rectangle is None else Shape.RECTANGLE


def shape_border(value: ET.Element | None) -> Border:
    """Return the edges of the rectangle, or the one edge of the line, that a ``draw`` shows."""
    for name in ("rectangle", "line"):
        shape = child(value, name) if value is not None else None
        if shape is not None:
            return Border(_edges(shape), _fill(shape))
    return Border()


def style_of(element: ET.Element) -> Style:
    """Return how the text of ``element`` (a field, a draw or a caption) stands."""
    font, para = child(element, "font"), child(element, "para")
    size = points(font.get("size")) if font is not None else None
    return Style(
        size=max(_LEAST_POINTS, min(_MOST_POINTS, size or DEFAULT_POINTS)),
        bold=font is not None and font.get("weight") == "bold",
        colour=_fill(font) or BLACK if font is not None else BLACK,
        across=para.get("hAlign", "left") if para is not None else "left",
        down=para.get("vAlign", "top") if para is not None else "top",
        before=max(0.0, length(para, "marginLeft")),
        after=max(0.0, length(para, "marginRight")),
    )


def caption_of(
    field: ET.Element, state: ET.Element | None, floating: Mapping[str, str]
) -> Caption | None:
    """Return the caption of a field, by the saved state of the form if that has another one."""
    caption = child(field, "caption")
    if caption is None or caption.get("presence") in _HIDDEN:
        return None
    changed = child(state, "caption") if state is not None else None
    texts = paragraphs(child(changed, "value"), floating) if changed is not None else ()
    return Caption(
        texts or paragraphs(child(caption, "value"), floating),
        style_of(caption),
        caption.get("placement", "left"),
        points(caption.get("reserve")),
    )


def widget_of(field: ET.Element) -> Widget:
    """Return how the field shows its value."""
    ui = child(field, "ui")
    shown = (_WIDGETS.get(local(each)) for each in ui) if ui is not None else iter(())
    return next((widget for widget in shown if widget is not None), Widget.TEXT)


def _edges(border: ET.Element) -> tuple[Edge | None, Edge | None, Edge | None, Edge | None]:
    """Return the four sides; the last one that is stated stands for the rest."""
    sides = [_edge(each) for each in border if local(each) == "edge"][:SIDES]
    if not sides:
        sides = [Edge(HAIRLINE, BLACK)]
    top, right, bottom, left = (sides[min(side, len(sides) - 1)] for side in range(SIDES))
    return top, right, bottom, left


def _edge(edge: ET.Element) -> Edge | None:
    if edge.get("presence") in _HIDDEN:
        return None
    stated = points(edge.get("thickness"))
    thickness = HAIRLINE if stated is None else stated
    return Edge(min(thickness, 10.0), colour(edge) or BLACK) if thickness > 0 else None


def _fill(element: ET.Element) -> Colour | None:
    """Return the colour of the filling; None without one."""
    fill = child(element, "fill")
    if fill is None or fill.get("presence") in _HIDDEN:
        return None
    return colour(fill)
