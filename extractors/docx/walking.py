"""Walking the markup of one part of a Word document (ISO 29500-1, 17), block by block."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from extractors.docx.blocks import Block, Cell, PageBreak, Paragraph, Picture, Table
from extractors.docx.package import Relationship
from extractors.hardened_xml import attribute, child, local

EMU = 12_700
"""English metric units in a point (ISO 29500-1, 20.1.2.1)."""

_TRANSPARENT = frozenset({"sdt", "sdtContent", "hyperlink", "ins", "moveTo", "smartTag",
                          "customXml", "fldSimple", "dir", "bdo", "Choice", "Fallback",
                          "body"})  # fmt: skip
"""Elements that only wrap what is shown."""
_NOT_SHOWN = frozenset({"del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sdtPr",
                        "fldData", "commentRangeStart", "annotationRef"})  # fmt: skip
"""Struck-out revisions, field codes and properties, which a print does not show."""
_OFF = frozenset({"0", "false", "off", "none"})
_TITLE_STYLES = ("heading", "title", "titre", "berschrift")


class Walk:
    """Walks the text of one part."""

    def __init__(self, links: dict[str, Relationship]) -> None:
        self.links = links
        self.elsewhere = 0
        self.unread = 0

    def within(self, links: dict[str, Relationship]) -> "Walk":
        """Return a walk of another part of the same document."""
        return Walk(links)

    def add(self, other: "Walk") -> None:
        """Count what another walk left out."""
        self.elsewhere += other.elsewhere
        self.unread += other.unread

    def blocks(self, element: Element) -> Iterator[Block]:
        """Give the blocks of one element of the body."""
        kind = local(element)
        if kind == "p":
            yield from self._paragraph(element)
        elif kind == "tbl":
            yield from self._table(element)
        elif kind == "altChunk":
            self.unread += 1
        elif kind == "AlternateContent":
            yield from self.blocks(_chosen(element))
        elif kind in _TRANSPARENT:
            for each in element:
                yield from self.blocks(each)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        properties = child(element, "pPr")
        form = _Form.of(properties)
        if properties is not None and _is_on(child(properties, "pageBreakBefore")):
            yield PageBreak()
        later: list[Block] = []
        text: list[str] = []
        for piece in self._pieces(element, later):
            if isinstance(piece, _Text):
                form.see(piece)
                text.append(piece.text)
                continue
            yield from form.paragraph(text)
            text = []
            yield piece
        # An empty paragraph keeps its line.
        yield from form.paragraph(text, empty=not later)
        yield from later

    def _pieces(
        self, parent: Element, later: list[Block], run: Element | None = None
    ) -> Iterator["_Text | Block"]:
        """Give texts, pictures and breaks of a paragraph; text boxes go to ``later``."""
        for element in parent:
            kind = local(element)
            if kind in _NOT_SHOWN:
                continue
            if kind == "r":
                properties = child(element, "rPr")
                if properties is None or not _is_on(child(properties, "vanish")):
                    yield from self._pieces(element, later, element)
            elif kind == "AlternateContent":
                yield from self._pieces(_chosen(element), later, run)
            elif kind in {"drawing", "pict", "object"}:
                yield from self._drawn(element, later)
            elif kind in _TRANSPARENT:
                yield from self._pieces(element, later, run)
            else:
                yield from _inline(element, run)

    def _drawn(self, element: Element, later: list[Block]) -> Iterator[Block]:
        """Give the pictures of a drawing, and put the text of its boxes behind the paragraph."""
        size = _extent(element)
        for each in _unwrapped(element):
            kind = local(each)
            if kind == "txbxContent":
                later.extend(block for inner in each for block in self.blocks(inner))
            elif kind == "blip":
                yield from self._picture(attribute(each, "embed") or attribute(each, "link"), size)
            elif kind == "imagedata":
                yield from self._picture(attribute(each, "id"), _style_size(element) or size)
            elif kind in {"OLEObject", "chart", "relIds", "contentPart"}:
                self.unread += 1

    def _picture(self, identifier: str, size: tuple[float, float] | None) -> Iterator[Block]:
        link = self.links.get(identifier)
        if link is None:
            return
        self.elsewhere += link.external
        width, height = size or (None, None)
        yield Picture(None if link.external else link.target, width, height)

    def _table(self, element: Element) -> Iterator[Block]:
        """Give a table, then the pictures that its cells hold."""
        pictures: list[Block] = []
        rows = []
        for row in _named(element, "tr"):
            cells = [self._cell(cell, pictures) for cell in _named(row, "tc")]
            if cells:
                rows.append(tuple(cells))
        widest = max((sum(cell.span for cell in row) for row in rows), default=0)
        if rows:
            yield Table(tuple(rows), _columns(element, widest))
        yield from pictures

    def _cell(self, element: Element, pictures: list[Block]) -> Cell:
        paragraphs: list[Paragraph] = []
        for each in element:
            for block in self.blocks(each):
                if isinstance(block, Paragraph):
                    paragraphs.append(block)
                elif isinstance(block, Picture):
                    pictures.append(block)
                elif isinstance(block, Table):
                    paragraphs.extend(_flattened(block))
        properties = child(element, "tcPr")
        span = child(properties, "gridSpan") if properties is not None else None
        return Cell(tuple(paragraphs), min(64, _whole(span, 1)))


@dataclass(frozen=True, slots=True)
class _Text:
    """A text within a paragraph, with what its run says of its letters."""

    text: str
    bold: bool = False
    size: float | None = None


@dataclass(slots=True)
class _Form:
    """How a paragraph looks, as far as it is known; its runs are seen one by one."""

    title: bool
    align: str
    bold: bool = True
    letters: bool = False
    size: float = 0.0

    @classmethod
    def of(cls, properties: Element | None) -> "_Form":
        style = child(properties, "pStyle") if properties is not None else None
        name = attribute(style, "val").lower() if style is not None else ""
        placed = child(properties, "jc") if properties is not None else None
        align = attribute(placed, "val") if placed is not None else ""
        known = {"center": "center", "right": "right", "end": "right"}
        return cls(any(each in name for each in _TITLE_STYLES), known.get(align, "left"))

    def see(self, piece: _Text) -> None:
        if piece.text.strip():
            self.letters = True
            self.bold = self.bold and piece.bold
            self.size = max(self.size, piece.size or 0.0)

    def paragraph(self, texts: list[str], *, empty: bool = False) -> Iterator[Paragraph]:
        text = "".join(texts)
        if text.strip() or empty:
            bold = self.title or (self.bold and self.letters)
            yield Paragraph(text, bold, self.size or None, self.align)


def _inline(element: Element, run: Element | None) -> Iterator["_Text | Block"]:
    kind = local(element)
    if kind == "t":
        yield _styled(element.text or "", run)
    elif kind in {"tab", "ptab"}:
        yield _Text("\t")
    elif kind == "cr":
        yield _Text("\n")
    elif kind == "br":
        yield PageBreak() if attribute(element, "type") == "page" else _Text("\n")
    elif kind == "lastRenderedPageBreak":
        yield PageBreak()
    elif kind == "noBreakHyphen":
        yield _Text("-")


def _styled(text: str, run: Element | None) -> _Text:
    properties = child(run, "rPr") if run is not None else None
    if properties is None:
        return _Text(text)
    halves = _whole(child(properties, "sz"), 0)
    capital = _is_on(child(properties, "caps"))
    size = halves / 2 if halves else None
    return _Text(text.upper() if capital else text, _is_on(child(properties, "b")), size)


def _chosen(element: Element) -> Element:
    """Return the first choice of alternatives, which all show the same."""
    choice = child(element, "Choice")
    if choice is None:
        choice = child(element, "Fallback")
    return choice if choice is not None else Element("Choice")


def _unwrapped(parent: Element) -> Iterator[Element]:
    """Give everything within a drawing, of alternatives the first, but not within text boxes."""
    for element in parent:
        chosen = _chosen(element) if local(element) == "AlternateContent" else element
        yield chosen
        if local(chosen) != "txbxContent":
            yield from _unwrapped(chosen)


def _named(parent: Element, name: str) -> Iterator[Element]:
    """Give the children of a name, also those within content controls."""
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in _TRANSPARENT:
            yield from _named(element, name)


def _extent(drawing: Element) -> tuple[float, float] | None:
    for element in drawing.iter():
        if local(element) == "extent":
            try:
                width, height = (int(attribute(element, name)) / EMU for name in ("cx", "cy"))
            except ValueError:
                return None
            return (width, height) if width > 0 and height > 0 else None
    return None


def _style_size(drawing: Element) -> tuple[float, float] | None:
    """Return the size in the style of a VML shape (``width:100pt;height:50pt``)."""
    for element in drawing.iter():
        stated = dict(
            part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part
        )
        sizes = [stated.get(name, "").strip() for name in ("width", "height")]
        if all(size.endswith("pt") for size in sizes):
            try:
                width, height = (float(size.removesuffix("pt")) for size in sizes)
            except ValueError:
                continue
            return (width, height) if width > 0 and height > 0 else None
    return None


def _columns(table: Element, widest: int) -> tuple[float, ...]:
    grid = child(table, "tblGrid")
    stated = [float(_whole(each, 0, "w")) for each in (grid if grid is not None else ())]
    usable = [width if width > 0 else 1.0 for width in stated[:widest]]
    mean = sum(usable) / len(usable) if usable else 1.0
    return tuple(usable) + (mean,) * (widest - len(usable))


def _flattened(table: Table) -> Iterator[Paragraph]:
    """Give the text of a table within a cell, a paragraph a row."""
    for row in table.rows:
        texts = [paragraph.text for cell in row for paragraph in cell.paragraphs]
        yield Paragraph("\t".join(text for text in texts if text.strip()))


def _whole(element: Element | None, otherwise: int, name: str = "val") -> int:
    try:
        return max(1, int(attribute(element, name))) if element is not None else otherwise
    except ValueError:
        return otherwise


def _is_on(element: Element | None) -> bool:
    return element is not None and attribute(element, "val") not in _OFF
