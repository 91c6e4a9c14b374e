"""Prints a filled form on paper: the boxes of its own template, in a printer's typeface."""

import io
from collections.abc import Iterator, Mapping

import pikepdf
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractors.limits import DEFAULT_LIMITS
from extractors.xfa.budget import Budget
from extractors.xfa.content import read_content
from extractors.xfa.design import read_design
from extractors.xfa.layout import Rect, ValueTexts, shown_text
from extractors.xfa.nodes import Caption, Kind, Node, Style, Widget
from extractors.xfa.packets import read_packets
from extractors.xfa.pagination import Item, LaidPage, paginate
from extractors.xfa.rich_text import PAGE_COUNT, PAGE_NUMBER, Paragraph
from fixtures.forms.barcodes import picture

FACE, BOLD = "Helvetica", "Helvetica-Bold"
LEADING = 1.15
LEAST_POINTS = 4.0


def print_form(form: bytes) -> bytes:
    """Return the pages of a dynamic XFA form as a flat PDF, barcodes included where it shows them.

    Raises:
        ValueError: if the file holds no form with geometry.
    """
    with pikepdf.open(io.BytesIO(form)) as pdf:
        packets = read_packets(pdf, DEFAULT_LIMITS)
    content = read_content(packets, "", DEFAULT_LIMITS) if packets else None
    if packets is None or packets.template is None or content is None:
        raise ValueError("no form")
    budget = Budget(seconds=60)
    texts = ValueTexts({datum.path: datum.shown_value for datum in content.data})
    design = read_design(packets.template, packets.form, content.repeats, budget)
    out = io.BytesIO()
    pages = paginate(design, texts, budget)
    canvas = Canvas(out, pagesize=(pages[0].width, pages[0].height), invariant=1)
    codes = iter(content.barcode_payloads)
    for number, page in enumerate(pages, 1):
        canvas.setPageSize((page.width, page.height))
        numbers = {PAGE_NUMBER: str(number), PAGE_COUNT: str(len(pages))}
        sheet = _Sheet(canvas, page, numbers)
        for item in page.items:
            _print(sheet, item, texts, codes)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


class _Sheet:
    """A page in points from its top left."""

    def __init__(self, canvas: Canvas, page: LaidPage, numbers: Mapping[str, str]) -> None:
        self._canvas = canvas
        self._numbers = str.maketrans(dict(numbers))
        self._height = page.height

    def frame(self, rect: Rect, node: Node) -> None:
        left, bottom = rect.x, self._height - rect.y - rect.height
        right, top = left + rect.width, bottom + rect.height
        corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
        for start, end, edge in zip(corners, corners[1:], node.border.edges, strict=False):
            if edge is not None:
                self._canvas.setLineWidth(edge.thickness)
                self._canvas.line(*start, *end)

    def text(self, rect: Rect, paragraphs: tuple[Paragraph, ...], style: Style) -> None:
        face, size = BOLD if style.bold else FACE, style.size
        texts = ["".join(run.text for run in each.runs) for each in paragraphs]
        words = [" ".join(text.translate(self._numbers).split()) for text in texts]
        lines = _wrapped(words, face, size, rect.width)
        while size > LEAST_POINTS and len(lines) * size * LEADING > rect.height + 1:
            size -= 0.5
            lines = _wrapped(words, face, size, rect.width)
        free = max(0.0, rect.height - len(lines) * size * LEADING)
        top = rect.y + {"middle": free / 2, "bottom": free}.get(style.down, 0.0)
        self._canvas.setFont(face, size)
        for number, line in enumerate(lines):
            spare = rect.width - stringWidth(line, face, size)
            left = rect.x + {"center": spare / 2, "right": spare}.get(style.across, 0.0)
            base = self._height - top - size * (LEADING * number + 0.9)
            self._canvas.drawString(left, base, line)

    def code(self, rect: Rect, payload: str) -> None:
        image = picture(payload)
        width = min(rect.width, rect.height * image.width / image.height)
        height = width * image.height / image.width
        place = (rect.x, self._height - rect.y - height)
        self._canvas.drawImage(ImageReader(image.convert("L")), *place, width, height)


def _print(sheet: _Sheet, item: Item, texts: ValueTexts, codes: Iterator[str]) -> None:
    node, rect = item.node, item.rect
    if node.widget in {Widget.BUTTON, Widget.SIGNATURE}:
        return
    if node.widget is Widget.CODE:
        sheet.code(rect, next(codes, ""))
        return
    sheet.frame(rect, node)
    if node.kind is Kind.CONTAINER:
        return
    insets = node.insets
    inner = Rect(
        rect.x + insets.left,
        rect.y + insets.top,
        max(1.0, rect.width - insets.left - insets.right),
        max(1.0, rect.height - insets.top - insets.bottom),
    )
    rest = _caption(sheet, node.caption, inner) if node.caption else inner
    sheet.text(rest, shown_text(node, texts), node.style)


def _caption(sheet: _Sheet, caption: Caption, inner: Rect) -> Rect:
    size = caption.reserve or caption.style.size * LEADING
    match caption.placement:
        case "top":
            own = Rect(inner.x, inner.y, inner.width, size)
            rest = Rect(inner.x, inner.y + size, inner.width, max(1.0, inner.height - size))
        case "bottom":
            own = Rect(inner.x, inner.y + inner.height - size, inner.width, size)
            rest = Rect(inner.x, inner.y, inner.width, max(1.0, inner.height - size))
        case "right":
            own = Rect(inner.x + inner.width - size, inner.y, size, inner.height)
            rest = Rect(inner.x, inner.y, max(1.0, inner.width - size), inner.height)
        case _:
            own = Rect(inner.x, inner.y, size, inner.height)
            rest = Rect(inner.x + size, inner.y, max(1.0, inner.width - size), inner.height)
    sheet.text(own, caption.paragraphs, caption.style)
    return rest


def _wrapped(paragraphs: list[str], face: str, size: float, room: float) -> list[str]:
    """Break texts into lines no wider than ``room`` points, at blanks."""
    lines: list[str] = []
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and stringWidth(longer, face, size) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        if line:
            lines.append(line)
    return lines
