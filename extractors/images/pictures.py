"""Page pictures that people see: always encoded by us, never the applicant's bytes."""

import hashlib
import io

import cv2
import numpy as np
from PIL import Image

from extractors.limits import Limits
from extractors.sheets import Pixels
from models.extraction import ImageRef, PageImage

WEBP_QUALITY = 72
WEBP_METHOD = 1
"""Effort 0 to 6; above 1 the time doubles for a few percent of the size."""


def picture(pixels: Pixels, limits: Limits) -> PageImage:
    """Return a page raster as a WebP picture of at most the picture side."""
    shown = Image.fromarray(_scaled(pixels, limits.picture_side))
    target = io.BytesIO()
    shown.save(target, "WEBP", quality=WEBP_QUALITY, method=WEBP_METHOD)
    return _page_image(target.getvalue(), "image/webp", shown.size)


def drawn_picture(pixels: Pixels) -> PageImage:
    """Return a page that we drew ourselves, as a PNG of few colours."""
    target = io.BytesIO()
    image = Image.fromarray(pixels).quantize(32)
    image.save(target, "PNG")
    return _page_image(target.getvalue(), "image/png", image.size)


def _scaled(pixels: Pixels, side: int) -> Pixels:
    height, width = pixels.shape[:2]
    factor = side / max(height, width)
    if factor >= 1:
        return pixels
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _page_image(content: bytes, media_type: str, size: tuple[int, int]) -> PageImage:
    digest = hashlib.sha256(content).hexdigest()
    return PageImage(ImageRef(digest, media_type, size[0], size[1]), content)
