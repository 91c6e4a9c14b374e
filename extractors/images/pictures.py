"""Page pictures that people see: always encoded by us, never the applicant's bytes."""

import hashlib
import io
import zlib

import cv2
import numpy as np
from PIL import Image

from extractors.limits import Limits
from extractors.sheets import Pixels
from models.extraction import ImageRef, PageImage

WEBP_QUALITY = 72
GREY = 2
"""Levels by which the channels of a grey page may differ."""
MOST_COLOURS = 256
WEBP_METHOD = 1
"""Effort 0 to 6; above 1 the time doubles for a few percent of the size."""


def picture(pixels: Pixels, limits: Limits) -> PageImage:
    """Return a page raster as a WebP picture of at most the picture side."""
    return _webp(_scaled(pixels, limits.picture_side))


def drawn_picture(pixels: Pixels) -> PageImage:
    """Return a page that we drew ourselves as a PNG, if it has few enough colours for one.

    Letters and lines need fewer bytes that way than as WebP, and a third of the time.
    """
    red, green, blue = (pixels[:, :, each] for each in range(3))
    if cv2.norm(red, green, cv2.NORM_INF) <= GREY and cv2.norm(red, blue, cv2.NORM_INF) <= GREY:
        return _png(Image.fromarray(np.ascontiguousarray(green)))
    image = _few_colours(pixels)
    return _png(image) if image is not None else _webp(pixels)


def _webp(pixels: Pixels) -> PageImage:
    target = io.BytesIO()
    image = Image.fromarray(pixels)
    image.save(target, "WEBP", quality=WEBP_QUALITY, method=WEBP_METHOD)
    return _page_image(target.getvalue(), "image/webp", image.size)


def _few_colours(pixels: Pixels) -> Image.Image | None:
    """Return the image with a palette of its colours, each to 5 bits; None with too many."""
    coarse = pixels.astype(np.uint16) >> 3
    code = (coarse[:, :, 0] << 10) | (coarse[:, :, 1] << 5) | coarse[:, :, 2]
    used = np.zeros(1 << 15, bool)
    used[code.ravel()] = True
    colours = np.flatnonzero(used)
    if len(colours) > MOST_COLOURS:
        return None
    place = np.zeros(1 << 15, np.uint8)
    place[colours] = np.arange(len(colours))
    image = Image.frombytes("P", (pixels.shape[1], pixels.shape[0]), place[code].tobytes())
    channels = [(colours >> shift & 31) * 255 // 31 for shift in (10, 5, 0)]
    image.putpalette(np.stack(channels, axis=1).astype(np.uint8).tobytes())
    return image


def _png(image: Image.Image) -> PageImage:
    target = io.BytesIO()
    image.save(target, "PNG", compress_level=1, compress_type=zlib.Z_RLE)
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
