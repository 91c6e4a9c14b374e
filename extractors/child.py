"""What the children of the fork server are: warm libraries, and the reading of one upload.

Only the fork server imports this module, and with it every library that most uploads need.
"""

import gc
import importlib
import os
import sys
from functools import partial
from typing import BinaryIO, NoReturn

import msgspec

from extractors.components import tool_versions
from extractors.ends import OutOfMemory
from extractors.frames import SentAlbum, description
from extractors.images.pictures import Album
from extractors.jail.forkserver import serve
from extractors.jail.orders import Order, start_from
from extractors.ocr.engine import EngineName, opened
from extractors.ocr.looks import Engines
from extractors.reading import read_into
from models.extraction import ReadOutcome

PARTS = (
    "extractors.page",
    "extractors.images.source",
    "extractors.docx.source",
    "extractors.pdf.opening",
    "extractors.pdf.source",
    "extractors.pdf.acroform",
    "extractors.xfa.form",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "PIL.TiffImagePlugin",
    "PIL.WebPImagePlugin",
)
"""Loaded for their libraries, which the reading of each format otherwise loads by itself."""


def main() -> NoReturn:
    """Serve children that read with an OCR engine (first argument; second, JSON of the start)."""
    name, start = sys.argv[1:3]
    engine = EngineName(name)
    for part in PARTS:
        importlib.import_module(part)
    Engines(opened(engine)).warm(len(os.sched_getaffinity(0)))
    tool_versions()
    serve(start_from(start), partial(read_upload, engine))


def read_upload(engine: EngineName, given: BinaryIO, answer: BinaryIO, order: Order) -> None:
    """Read an upload; write the pictures of its pages as they are read, then the rest."""
    content = given.read(order.limits.content_bytes + 1)
    # Nothing of one short reading is worth collecting.
    gc.disable()
    outcome = _outcome(SentAlbum(answer), content, engine, order)
    answer.writelines(description(outcome))


def _outcome(album: Album, content: bytes, engine: EngineName, order: Order) -> ReadOutcome:
    try:
        return read_into(
            album,
            content,
            order.limits,
            threads=len(os.sched_getaffinity(0)),
            engine=engine,
            second_look=msgspec.json.decode(order.wishes, type=tuple[int, ...]),
        )
    except MemoryError:
        return OutOfMemory().outcome()
