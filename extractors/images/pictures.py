"""Page pictures that people see: encoded by us from bare pixels, never the applicant's bytes.

The process outside encodes what a reading child sends, so this module loads no reader of anything.
"""

import hashlib
import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from PIL import Image, PngImagePlugin, WebPImagePlugin

from extractors.sheets import Pixels
from models.extraction import ImageRef, Page, PageImage

# Pillow looks for the plugin of every format it knows when it misses one of these.
WRITERS = (PngImagePlugin, WebPImagePlugin)
WEBP_QUALITY = 72
WEBP_METHOD = 1
"""Effort 0 to 6; above 1 the time doubles for a few percent of the size."""
PALETTE = 256 * 3
"""Bytes of a palette: red, green and blue of each place, zeros after the last one in use."""
FACSIMILE_EFFORT = 4
"""Effort 0 to 9 of packing a facsimile."""


class Look(IntEnum):
    """What a page looks like, which tells how its picture is best encoded."""

    PHOTOGRAPHED = 0
    """As a camera or a scanner gives it: WebP."""
    DRAWN = 1
    """Letters and lines in grey: PNG, a third of WebP's time and fewer bytes."""
    FACSIMILE = 2
    """Drawn by us in black on white: PNG of sixteen greys."""
    PAINTED = 3
    """Letters and lines in few colours: PNG with a palette, in which the pixels are places."""


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """The pixels of one page picture before they are encoded.

    Attributes:
        palette: of :data:`PALETTE` bytes for a painted page; empty for every other look.
    """

    pixels: Pixels
    look: Look
    palette: bytes = b""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, pixels."""
        return self.pixels.shape[1], self.pixels.shape[0]


class Album(Protocol):
    """Takes page pictures as the pages are read; may be used by several threads."""

    def add(self, raster: Raster) -> ImageRef:
        """Take the picture of one page and return what the page refers to it by."""


class EncodedAlbum:
    """Encodes each picture at once and keeps it; pages that look the same share one."""

    def __init__(self) -> None:
        self._images: dict[ImageRef, PageImage] = {}

    def add(self, raster: Raster) -> ImageRef:
        """Encode a picture."""
        image = encoded(raster)
        return self._images.setdefault(image.ref, image).ref

    def of_pages(self, pages: Iterable[Page]) -> tuple[PageImage, ...]:
        """Return the pictures of these pages, each once."""
        shown = dict.fromkeys(page.image for page in pages if page.image is not None)
        return tuple(self._images[ref] for ref in shown)

    @property
    def encoded_bytes(self) -> int:
        """Size of all pictures together."""
        return sum(len(image.content) for image in self._images.values())


def encoded(raster: Raster) -> PageImage:
    """Return a raster as the picture that people see."""
    match raster.look:
        case Look.FACSIMILE:
            return _sixteen_greys(raster.pixels)
        case Look.DRAWN:
            return _of_lines(Image.fromarray(raster.pixels))
        case Look.PAINTED:
            return _few_colours(raster.pixels, raster.palette)
        case Look.PHOTOGRAPHED:
            return _webp(Image.fromarray(raster.pixels))


def _webp(image: Image.Image) -> PageImage:
    target = io.BytesIO()
    image.save(target, "WEBP", quality=WEBP_QUALITY, method=WEBP_METHOD)
    return _page_image(target.getvalue(), "image/webp", image.size)


def _few_colours(places: Pixels, palette: bytes) -> PageImage:
    image = Image.fromarray(places, "P")
    image.putpalette(palette[: 3 * (int(places.max()) + 1)])
    return _of_lines(image)


def _of_lines(image: Image.Image) -> PageImage:
    return _png(image, compress_level=1, compress_type=zlib.Z_RLE)


def _sixteen_greys(grey: Pixels) -> PageImage:
    image = Image.fromarray(grey >> 4, "P")
    image.putpalette([level * 17 for level in range(16) for _ in "RGB"])
    return _png(image, compress_level=FACSIMILE_EFFORT)


def _png(image: Image.Image, **effort: int) -> PageImage:
    target = io.BytesIO()
    image.save(target, "PNG", **effort)
    return _page_image(target.getvalue(), "image/png", image.size)


def _page_image(content: bytes, media_type: str, size: tuple[int, int]) -> PageImage:
    digest = hashlib.sha256(content).hexdigest()
    return PageImage(ImageRef(digest, media_type, size[0], size[1]), content)
