"""A page as a picture of any coding, and whether the pages that were read show it."""

import io
from typing import Any

import numpy as np
import pillow_heif
from PIL import Image, ImageDraw

from extractors.images.source import ImageSheets
from extractors.limits import DEFAULT_LIMITS, Limits
from extractors.sheets import Sheet
from models.media_types import HEAD_LENGTH, identify

WIDTH, HEIGHT = 340, 440
DPI = (100, 100)
QUARTERS = (40, 110, 170, 230)
"""How dark each quarter of the page is, by which it is told."""


def page(width: int = WIDTH, height: int = HEIGHT) -> Image.Image:
    """A page of which every turn and every mirror image differs."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    middle = (width // 2, height // 2)
    corners = ((0, 0), (middle[0], 0), (0, middle[1]), middle)
    for (left, top), grey in zip(corners, QUARTERS, strict=True):
        pen.rectangle((left, top, left + middle[0], top + middle[1]), fill=(grey, grey, grey))
    return image


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    if kind == "HEIF":
        pillow_heif.register_heif_opener(thumbnails=False)
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def sheets(content: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[list[Sheet], list[str]]:
    """Read a file by the type of its content; return pages and the codes of the problems."""
    media_type = identify(content[:HEAD_LENGTH])
    assert media_type is not None
    source = ImageSheets(content, media_type, limits)
    return list(source.sheets()), [problem.code for problem in source.problems]


def quarters(sheet: Sheet) -> list[int]:
    """How dark the middle of each quarter of the page is."""
    assert sheet.pixels is not None
    height, width = sheet.pixels.shape[:2]
    return [
        int(np.median(sheet.pixels[int(height * y) - 5 : int(height * y) + 5,
                                   int(width * x) - 5 : int(width * x) + 5]))
        for y in (0.25, 0.75) for x in (0.25, 0.75)
    ]  # fmt: skip


def is_the_page(sheet: Sheet, tolerance: int = 14) -> bool:
    return all(
        abs(seen - meant) <= tolerance
        for seen, meant in zip(quarters(sheet), QUARTERS, strict=True)
    )
