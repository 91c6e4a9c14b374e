"""Scans with and without layers, hidden text, and turned pages, made of sound ones."""

import io
from collections.abc import Callable, Sequence
from random import Random
from typing import Literal

import numpy as np
import pikepdf
import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bench.trust.generators import HEIGHT, WIDTH

DPI = 130
DECOY = ("Forged", "marker", "Zanzibar", "Quicksilver")
"""Words that no page shows; a decision that takes them for evidence is wrong."""
STAMP = "RECEIVED 2026-02-11 page 1 of 1 - reference 00482913"
UNSEEN: Literal[3] = 3
CLIPPED: Literal[7] = 7


def picture(pdf: bytes, *, grey: bool = True) -> Image.Image:
    """Return the first page as a scanner sees it, a little grainy."""
    page = pdfium.PdfDocument(pdf)[0]
    image = page.render(scale=DPI / 72).to_pil().convert("L" if grey else "RGB")
    grain = np.random.default_rng(1).normal(0, 3, (image.height, image.width))
    pixels = np.asarray(image, np.float64) + (grain if grey else grain[:, :, None])
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def scan(pdf: bytes) -> bytes:
    """Return a scan of the page without a layer."""
    return _on_picture(pdf, lambda _canvas: None)


def searchable_scan(pdf: bytes, lines: Sequence[str], rng: Random, kind: str) -> bytes:
    """Return a scan with the invisible layer that a scanner's OCR wrote.

    Args:
        pdf: what is scanned.
        lines: what it shows.
        rng: draws the garbage.
        kind: ``right``, ``misplaced`` by a quarter of the page, or ``garbage``.
    """
    shift = HEIGHT / 4 if kind == "misplaced" else 0.0
    shown = [_garbled(line, rng) for line in lines] if kind == "garbage" else lines

    def layer(canvas: Canvas) -> None:
        text = canvas.beginText()
        text.setTextRenderMode(UNSEEN)
        text.setFont("Helvetica", 9)
        for number, line in enumerate(shown):
            text.setTextOrigin(50, HEIGHT - 60 - 16 * number - shift)
            text.textOut(line.encode("cp1252", "ignore").decode("cp1252"))
        canvas.drawText(text)

    return _on_picture(pdf, layer)


def text_beneath_scan(pdf: bytes, lines: Sequence[str]) -> bytes:
    """Return a scan that lies on top of ordinary text, as some scanners write their layer."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=1)
    _written(canvas, lines, HEIGHT - 60)
    canvas.drawImage(ImageReader(picture(pdf)), 0, 0, WIDTH, HEIGHT)
    canvas.save()
    return target.getvalue()


def half_and_half(pdf: bytes, lines: Sequence[str]) -> bytes:
    """Return a page with a header as text above a scanned body."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=1)
    _written(canvas, lines, HEIGHT - 40)
    body = picture(pdf)
    canvas.drawImage(ImageReader(body), 40, 30, WIDTH * 0.85, HEIGHT * 0.72)
    canvas.save()
    return target.getvalue()


def stamped_scan(pdf: bytes) -> bytes:
    """Return a scan with one visible line of text on it, as an intake stamp."""

    def stamp(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(60, 20, STAMP)

    return _on_picture(pdf, stamp)


def on_pale_ground(pdf: bytes) -> bytes:
    """Return the page with a pale picture under its text, as letterheads have."""
    rows = np.linspace(225, 250, 400)[:, None] * np.ones((1, 300))
    ground = Image.fromarray(rows.astype(np.uint8))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.drawImage(ImageReader(ground), 0, 0, WIDTH, HEIGHT)
    canvas.save()
    return _stacked(target.getvalue(), pdf)


def with_decoy(pdf: bytes, kind: str) -> bytes:
    """Return the page with words that nobody sees.

    Args:
        pdf: one page.
        kind: ``white``, ``tiny``, ``outside``, ``invisible``, ``clipped`` or ``covered``.
    """
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=1)
    place = (-300.0, 400.0) if kind == "outside" else (300.0, 26.0)
    canvas.setFillGray(1 if kind == "white" else 0)
    text = canvas.beginText(*place)
    text.setFont("Helvetica", 1 if kind == "tiny" else 11)
    if kind == "invisible":
        text.setTextRenderMode(UNSEEN)
    if kind == "clipped":
        text.setTextRenderMode(CLIPPED)
    text.textOut(" ".join(DECOY))
    canvas.drawText(text)
    if kind == "covered":
        canvas.setFillGray(1)
        canvas.rect(290, 20, 300, 24, stroke=0, fill=1)
    canvas.save()
    return _stacked(pdf, target.getvalue())


def turned(pdf: bytes, degrees: int, *, by_content: bool) -> bytes:
    """Return the page turned by its entry for it, or with its content turned on the page."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        if not by_content:
            page.Rotate = degrees
        else:
            _, _, width, height = (float(side) for side in page.mediabox.as_list())
            matrix = {
                90: f"0 -1 1 0 0 {width}",
                180: f"-1 0 0 -1 {width} {height}",
                270: f"0 1 -1 0 {height} 0",
            }[degrees]
            page.contents_add(f"q {matrix} cm".encode(), prepend=True)
            page.contents_add(b"Q")
            if degrees != 180:  # noqa: PLR2004 - a quarter turn makes a page lie
                page.MediaBox = [0, 0, height, width]
        return _saved(document)


def cropped(pdf: bytes, shift: float) -> bytes:
    """Return the page with its boxes moved and its left edge cut off."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        page.contents_add(f"1 0 0 1 {shift} {shift} cm".encode(), prepend=True)
        page.MediaBox = [shift, shift, WIDTH + shift, HEIGHT + shift]
        page.CropBox = [shift + 30, shift + 12, WIDTH + shift, HEIGHT + shift - 20]
        return _saved(document)


def blank(*, with_hidden: bool) -> bytes:
    """Return a page that shows nothing."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setFillGray(1)
    if with_hidden:
        canvas.drawString(100, 400, " ".join(DECOY))
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def as_outlines(lines: Sequence[str]) -> bytes:
    """Return a page whose letters are curves, without any text."""
    import matplotlib as mpl  # noqa: PLC0415

    mpl.use("Agg")
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.patches import PathPatch  # noqa: PLC0415
    from matplotlib.textpath import TextPath  # noqa: PLC0415

    figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(0, HEIGHT)
    for number, line in enumerate(lines[:12]):
        path = TextPath((50, HEIGHT - 60 - 16 * number), line.replace("$", ""), size=9)
        axes.add_patch(PathPatch(path, color="black", linewidth=0))
    target = io.BytesIO()
    figure.savefig(target, format="pdf")
    return target.getvalue()


def _garbled(line: str, rng: Random) -> str:
    return "".join(rng.choice("bcdfghjkqxz~|_:;'lI1") if sign != " " else " " for sign in line)


def _written(canvas: Canvas, lines: Sequence[str], top: float) -> None:
    canvas.setFont("Helvetica", 9)
    for number, line in enumerate(lines):
        shown = line.encode("cp1252", "ignore").decode("cp1252")
        canvas.drawString(50, top - 16 * number, shown)


def _on_picture(pdf: bytes, drawn: Callable[[Canvas], None]) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.drawImage(ImageReader(picture(pdf)), 0, 0, WIDTH, HEIGHT)
    drawn(canvas)
    canvas.save()
    return target.getvalue()


def _stacked(lower: bytes, upper: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(lower)) as below, pikepdf.open(io.BytesIO(upper)) as above:
        page = below.pages[0]
        box = pikepdf.Rectangle(*(float(side) for side in page.mediabox.as_list()))
        page.add_overlay(above.pages[0], box)
        return _saved(below)


def _saved(document: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
