"""A contact sheet of one long upload: what a person sees, and what was made of each page."""

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from bench.evaluation.cases import TrueDocument
from bench.streams.judging import JudgedStream
from models.reading import UploadReading

COLUMNS = 8
WIDTH, HEIGHT, MARGIN, LINE = 250, 330, 8, 11
_GREEN, _AMBER, _RED, _INK = (0, 120, 60), (200, 130, 0), (190, 0, 0), (20, 20, 20)


def contact_sheet(
    content: bytes,
    truth: Sequence[TrueDocument],
    reading: UploadReading,
    result: JudgedStream,
    path: Path,
) -> None:
    """Draw every page with its true kind above and its found type below; errors in red."""
    kinds = {p: f"{n}: {d.kind} {d.language}" for n, d in enumerate(truth, 1) for p in d.pages}
    found = {page: document for document in reading.documents for page in document.pages}
    wrong = {error.page for error in result.errors}
    shown = _thumbnails(content)
    rows = -(-len(shown) // COLUMNS)
    high = HEIGHT + 3 * LINE + MARGIN
    sheet = Image.new("RGB", (COLUMNS * (WIDTH + MARGIN), rows * high), "white")
    pen = ImageDraw.Draw(sheet)
    for number, picture in enumerate(shown, start=1):
        row, column = divmod(number - 1, COLUMNS)
        left, top = column * (WIDTH + MARGIN), row * high
        document = found[number]
        taken = document.type is not None
        colour = _RED if number in wrong else _GREEN if taken else _AMBER
        told = f"{document.id} {document.classification.best.type} {'' if taken else '?'}"
        pen.text((left, top), f"{number}  {kinds[number]}", fill=_INK)
        sheet.paste(picture, (left, top + LINE + 2))
        pen.text((left, top + HEIGHT + LINE + 2), told, fill=colour)
    sheet.quantize(64).save(path)


def _thumbnails(content: bytes) -> list[Image.Image]:
    document = pdfium.PdfDocument(io.BytesIO(content))
    try:
        pictures = []
        for page in document:
            scale = min(WIDTH / page.get_width(), HEIGHT / page.get_height())
            pictures.append(page.render(scale=scale).to_pil().convert("RGB"))
        return pictures
    finally:
        document.close()
