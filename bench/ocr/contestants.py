"""The ways of reading a scanned page that are held side by side."""

import io
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.extraction import ReadOutcome

Reader = Callable[[bytes, bytes], list[str]]
"""Takes the page as JPEG and as PDF; gives the words in its own reading order."""

OURS = "csq-intake"
IN_PROCESS = "csq-intake, in process"
OCRMYPDF = "OCRmyPDF"
PYTESSERACT = "pytesseract"
FLOOR = "Tesseract alone"


@dataclass(frozen=True, slots=True)
class Contestant:
    """One way of reading.

    Attributes:
        note: how it is called.
        threads: whether Tesseract may use threads of its own, as it does by default.
        opened: loads what it needs and returns its reader.
    """

    name: str
    note: str
    threads: bool
    opened: Callable[[], Reader]


def contestants() -> tuple[Contestant, ...]:
    """Return all of them."""
    return (
        Contestant(OURS, "`read_contained`, as the service calls it", threads=False, opened=_ours),
        Contestant(IN_PROCESS, "`reading.read`, without the jail", threads=False, opened=_inside),
        Contestant(
            OCRMYPDF,
            "`--rotate-pages --deskew --force-ocr`, eng+fra, its Python API",
            threads=True,
            opened=_ocrmypdf,
        ),
        Contestant(
            PYTESSERACT, '`image_to_string(image, lang="eng+fra")`', threads=True, opened=_naive
        ),
        Contestant(
            FLOOR,
            "tesserocr on the picture as it is, fra, page mode 3, one thread",
            threads=False,
            opened=_floor,
        ),
    )


class NotReadError(Exception):
    """The page was not read; the message is the code of the reason."""


def _ours() -> Reader:
    from extractors.contained import read_contained  # noqa: PLC0415 - each loads its own alone

    return lambda _jpeg, pdf: _words(read_contained(pdf))


def _inside() -> Reader:
    from extractors.reading import read  # noqa: PLC0415

    return lambda _jpeg, pdf: _words(read(pdf))


def _words(outcome: ReadOutcome) -> list[str]:
    if outcome.extraction is None:
        raise NotReadError(outcome.reason.code if outcome.reason else "")
    pages = outcome.extraction.pages
    return [part for page in pages for word in page.words for part in word.text.split()]


def _ocrmypdf() -> Reader:
    import logging  # noqa: PLC0415

    import ocrmypdf  # noqa: PLC0415

    logging.disable(logging.WARNING)

    def read(_jpeg: bytes, pdf: bytes) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            given, made, said = (Path(folder) / name for name in ("in.pdf", "out.pdf", "out.txt"))
            given.write_bytes(pdf)
            ocrmypdf.ocr(
                given,
                made,
                language=["eng", "fra"],
                rotate_pages=True,
                deskew=True,
                force_ocr=True,
                output_type="pdf",
                sidecar=said,
                progress_bar=False,
            )
            return said.read_text("utf-8").split()

    return read


def _naive() -> Reader:
    import pytesseract  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    def read(jpeg: bytes, _pdf: bytes) -> list[str]:
        with Image.open(io.BytesIO(jpeg)) as image:
            return str(pytesseract.image_to_string(image, lang="eng+fra")).split()

    return read


def _floor() -> Reader:
    import tesserocr  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    from extractors.ocr.tessdata import folder  # noqa: PLC0415

    engine = tesserocr.PyTessBaseAPI(path=os.fspath(folder("fra")), lang="fra", psm=3)

    def read(jpeg: bytes, _pdf: bytes) -> list[str]:
        with Image.open(io.BytesIO(jpeg)) as image:
            engine.SetImage(image)
        return str(engine.GetUTF8Text()).split()

    return read
