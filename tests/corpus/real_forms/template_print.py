"""Prints a dynamic XFA form: lays out its own template on pages, as Adobe's reader does.

Only what the two work-permit forms use: positioned, top-to-bottom, table and row layouts (XFA
Specification 3.3, chapter 8), captions above or beside values, borders, page furniture.
"""

import dataclasses
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import defusedxml.ElementTree
import pikepdf
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

FONT = "Helvetica"
CAPTION_POINTS = 7.0
LAYOUT_TAGS = ("subform", "field", "draw", "exclGroup", "area")
HIDDEN = ("hidden", "invisible", "inactive")
UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}


@dataclass(frozen=True)
class Drawn:
    """One thing to draw; millimetres from the top left of its container."""

    x: float
    y: float
    w: float
    h: float
    caption: str
    value: str
    points: float
    beside: float
    inset: float
    framed: bool


@dataclass(frozen=True)
class Laid:
    """A laid-out container: its size in millimetres and what it draws."""

    w: float
    h: float
    drawn: tuple[Drawn, ...]


def print_form(form: bytes, values: Mapping[str, str]) -> bytes:
    """Return the form as a flat PDF; ``values`` by data path (``Page3/.../jobTitle``)."""
    template = _template(form)
    root = _child(template, "subform")
    page = next(_all(root, "pageArea"))
    content = _child(page, "contentArea")
    top, left = _mm(content.get("y")), _mm(content.get("x"))
    room = _mm(content.get("h"))
    medium = _child(page, "medium")
    width, height = _mm(medium.get("short")), _mm(medium.get("long"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width * mm, height * mm), invariant=1)
    furniture = [_lay(item, "", {}) for item in page if _tag(item) == "draw"]
    places = [(_mm(i.get("x")), _mm(i.get("y"))) for i in page if _tag(i) == "draw"]
    for blocks in _pages(root, values, room):
        for laid, (x, y) in zip(furniture, places, strict=True):
            _paint(canvas, laid, x, y, height)
        y = top
        for laid in blocks:
            _paint(canvas, laid, left, y, height)
            y += laid.h
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _template(form: bytes) -> ET.Element:
    with pikepdf.open(io.BytesIO(form)) as pdf:
        packets = list(pdf.Root.AcroForm.XFA)
        named = dict(zip(map(str, packets[::2]), packets[1::2], strict=True))
        return defusedxml.ElementTree.fromstring(named["template"].read_bytes())


def _pages(root: ET.Element, values: Mapping[str, str], room: float) -> Iterator[list[Laid]]:
    """Break each top-level page subform into printed pages, between its own parts."""
    for subform in root:
        shown = _tag(subform) == "subform" and subform.get("presence") not in HIDDEN
        name = subform.get("name", "")
        if not shown or not re.fullmatch(r"Page\d", name):
            continue
        blocks: list[Laid] = []
        used = 0.0
        for part in _parts(subform):
            laid = _lay(part, name, values)
            if blocks and used + laid.h > room:
                yield blocks
                blocks, used = [], 0.0
            blocks.append(laid)
            used += laid.h
        if blocks:
            yield blocks


def _lay(item: ET.Element, path: str, values: Mapping[str, str]) -> Laid:
    """Lay out one template element below the data path of its container."""
    name = item.get("name", "")
    here = f"{path}/{name}" if path and name and _tag(item) != "area" else path or name
    if _tag(item) in ("field", "draw"):
        return _leaf(item, values.get(here, ""))
    parts = _parts(item)
    laid = [_lay(part, here, values) for part in parts]
    places = _places(item, parts, laid)
    drawn = [_moved(d, *at) for part, at in zip(laid, places, strict=True) for d in part.drawn]
    right = max((x + part.w for part, (x, _) in zip(laid, places, strict=True)), default=0.0)
    bottom = max((y + part.h for part, (_, y) in zip(laid, places, strict=True)), default=0.0)
    height = _mm(item.get("h")) or max(bottom, _mm(item.get("minH")))
    return Laid(_mm(item.get("w")) or right, height, tuple(drawn))


def _places(
    item: ET.Element, parts: list[ET.Element], laid: list[Laid]
) -> list[tuple[float, float]]:
    """Return the top left of each part, by the layout of its container."""
    layout = item.get("layout", "position")
    if layout == "position":
        return [(_mm(part.get("x")), _mm(part.get("y"))) for part in parts]
    room = {"row": float("inf"), "lr-tb": _mm(item.get("w")) + 0.5}.get(layout, 0.0)
    places: list[tuple[float, float]] = []
    x = y = row = 0.0
    for part in laid:
        if x and x + part.w > room:
            x, y, row = 0.0, y + row, 0.0
        places.append((x, y))
        x, row = x + part.w, max(row, part.h)
    return places


def _leaf(item: ET.Element, value: str) -> Laid:
    """A field with its caption, or a drawn text."""
    width, height = _mm(item.get("w"), 20.0), _mm(item.get("h"), _mm(item.get("minH"), 4.0))
    caption = _child(item, "caption", required=False)
    drawn_text = _text(_child(item, "value", required=False)) if _tag(item) == "draw" else value
    font = _child(item, "font", required=False)
    margin = _child(item, "margin", required=False)
    beside = 0.0
    if caption is not None and caption.get("placement", "left") == "left":
        beside = _mm(caption.get("reserve"))
    points = _mm(font.get("size") if font is not None else None, 10 * UNITS["pt"]) / UNITS["pt"]
    leaf = Drawn(
        0.0, 0.0, width, height,
        caption=_text(_child(caption, "value", required=False)) if caption is not None else "",
        value=drawn_text,
        points=points,
        beside=beside,
        inset=_mm(margin.get("leftInset") if margin is not None else None, 0.5),
        framed=_tag(item) == "field",
    )  # fmt: skip
    return Laid(width, height, (leaf,))


def _paint(canvas: Canvas, laid: Laid, x: float, y: float, page_height: float) -> None:
    for d in laid.drawn:
        left, top = (x + d.x) * mm, (page_height - y - d.y) * mm
        if d.framed:
            canvas.setLineWidth(0.5)
            canvas.rect(left, top - d.h * mm, d.w * mm, d.h * mm)
        inner = left + d.inset * mm
        line = top - CAPTION_POINTS - 0.5
        for text in _wrapped(d.caption, CAPTION_POINTS, (d.beside or d.w - d.inset) * mm):
            canvas.setFont(FONT, CAPTION_POINTS)
            canvas.drawString(inner, line, text)
            line -= CAPTION_POINTS + 0.5
        if d.caption and not d.beside:
            line -= 1.0
        else:
            line = top - d.points - 0.5
        room = (d.w - d.inset - d.beside) * mm
        for text in _wrapped(d.value, d.points, room):
            canvas.setFont(FONT, d.points)
            canvas.drawString(inner + d.beside * mm, line, text)
            line -= d.points + 0.5


def _wrapped(text: str, points: float, room: float) -> list[str]:
    """Break a text into lines no wider than ``room`` points, at blanks."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and stringWidth(longer, FONT, points) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _moved(d: Drawn, x: float, y: float) -> Drawn:
    return dataclasses.replace(d, x=d.x + x, y=d.y + y)


def _parts(item: ET.Element) -> list[ET.Element]:
    shown = (part for part in item if part.get("presence") not in HIDDEN)
    return [part for part in shown if _tag(part) in LAYOUT_TAGS]


def _tag(item: ET.Element) -> str:
    return item.tag.rpartition("}")[2]


def _all(item: ET.Element, tag: str) -> Iterator[ET.Element]:
    return (found for found in item.iter() if _tag(found) == tag)


def _child(item: ET.Element, tag: str, *, required: bool = True) -> ET.Element | None:
    found = next((child for child in item if _tag(child) == tag), None)
    if required and found is None:
        raise ValueError(f"no {tag} in {item.get('name')}")
    return found


def _text(value: ET.Element | None) -> str:
    """The plain text of a value element; pictures and scripts have none."""
    if value is None or any(_tag(child) == "image" for child in value):
        return ""
    return " ".join("".join(value.itertext()).split())


def _mm(measure: str | None, default: float = 0.0) -> float:
    """A measure of the template (``85.005mm``, ``7pt``, ``0in``) in millimetres."""
    found = re.fullmatch(r"(-?[\d.]+)(mm|cm|in|pt)", measure or "")
    return float(found[1]) * UNITS[found[2]] if found else default
