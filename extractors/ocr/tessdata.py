"""Where the language files of Tesseract lie; its library, unlike its program, does not know."""

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from extractors.ends import OcrMissing

SHARED = ("/usr/share", "/usr/local/share", "/opt/homebrew/share")
"""Folders of architecture-independent files (Filesystem Hierarchy Standard, and Homebrew)."""
PACKAGED = ("tesseract-ocr/*/tessdata", "tesseract-ocr/tessdata", "tesseract/tessdata", "tessdata")
"""Below them, as the packages of the distributions lay them out."""


@cache
def folder(language: str) -> Path:
    """Return the folder that holds the file of ``language``.

    ``TESSDATA_PREFIX`` wins, as it does for the program; then the folder beside the program that
    is on the path; then those of the distributions' packages, the newest version first.

    Raises:
        OcrMissing: if no folder has it.
    """
    for each in _folders():
        if (each / f"{language}.traineddata").is_file():
            return each
    raise OcrMissing


def _folders() -> Iterator[Path]:
    prefix = os.environ.get("TESSDATA_PREFIX")
    if prefix:
        # Before version 4 the variable named the folder above.
        yield from (Path(prefix), Path(prefix, "tessdata"))
    program = shutil.which("tesseract")
    shared = [Path(program).resolve().parents[1] / "share"] if program else []
    for base in (*shared, *map(Path, SHARED)):
        for pattern in PACKAGED:
            yield from sorted(base.glob(pattern), reverse=True)
