"""Opening image files with one decoder each, and counting their pages before any is decoded."""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from extractors.ends import Damaged, ImageTooLarge, TooManyPages
from extractors.limits import Limits
from models.media_types import MediaType

FORMATS: dict[MediaType, str] = {
    MediaType.JPEG: "JPEG",
    MediaType.PNG: "PNG",
    MediaType.TIFF: "TIFF",
    MediaType.WEBP: "WEBP",
    MediaType.HEIC: "HEIF",
}
"""The only decoder that may open each media type; others start programs or read widely."""

BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    ArithmeticError,
    TypeError,
    AttributeError,
    RuntimeError,
    struct.error,
    zlib.error,
    UnidentifiedImageError,
)
"""What the decoders raise on damaged content."""

_SUBFILE_TYPE = 254
_NO_PAGE = 0b101
"""Bits of the TIFF subfile type for a reduced copy and for a mask (TIFF 6.0, section 8)."""

_CUT_DIRECTORY = "Corrupt EXIF data"


@dataclass(frozen=True, slots=True)
class Frames:
    """Which frames of a file are pages.

    Attributes:
        places: frame numbers from 0, in order.
        broken: whether the list of frames breaks off after the last of them.
        animated: whether there are further frames, which are no pages but a film.
    """

    places: tuple[int, ...]
    broken: bool = False
    animated: bool = False


def open_image(content: bytes, media_type: MediaType, limits: Limits) -> Image.Image:
    """Open an image file without decoding it.

    Raises:
        Damaged: if it cannot be opened.
        ImageTooLarge: if its header states more pixels than ``limits`` allow.
    """
    # Pillow refuses above twice its limit, and before some decoders make room for the picture.
    Image.MAX_IMAGE_PIXELS = limits.image_pixels // 2
    if media_type is MediaType.HEIC:
        from pillow_heif import register_heif_opener  # noqa: PLC0415 - costs 0.1 s

        register_heif_opener(thumbnails=False)
    try:
        with warnings.catch_warnings():
            # Large honest scans lie between the limit of the warning and ours.
            warnings.simplefilter("ignore")
            return Image.open(io.BytesIO(content), formats=[FORMATS[media_type]])
    except Image.DecompressionBombError as error:
        raise ImageTooLarge(megapixels=limits.image_pixels // 1_000_000) from error
    except BROKEN as error:
        raise Damaged from error


def frames_of(image: Image.Image, media_type: MediaType, limits: Limits) -> Frames:
    """Tell which frames are pages.

    TIFF holds pages, HEIC a roll of pictures; the frames of WebP and PNG are a film and those
    of JPEG previews, of which the first is the picture.

    Raises:
        TooManyPages: if there are more than ``limits`` allow.
    """
    if media_type is MediaType.TIFF:
        return _tiff_pages(image, limits.pages)
    count = int(getattr(image, "n_frames", 1))
    if media_type is not MediaType.HEIC:
        return Frames((0,), animated=count > 1 and media_type is not MediaType.JPEG)
    if count > limits.pages:
        raise TooManyPages(pages=limits.pages)
    return Frames(tuple(range(count)))


def _tiff_pages(image: Image.Image, most: int) -> Frames:
    """Walk the list of directories; a broken link ends the walk and keeps what came before."""
    pages: list[int] = []
    reduced: list[int] = []
    broken = False
    # Each page may have one reduced copy; a longer list is no document's.
    for place in range(2 * most + 1):
        try:
            kind = _subfile_type(image, place)
        except EOFError:
            break
        except BROKEN:
            broken = True
            break
        (reduced if kind & _NO_PAGE else pages).append(place)
        if len(pages) > most:
            raise TooManyPages(pages=most)
    return Frames(tuple(pages or reduced or [0]), broken=broken)


def _subfile_type(image: Image.Image, place: int) -> int:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        image.seek(place)
    # A directory that is cut off is only warned of, and the pages behind it are not missed.
    if place and any(str(each.message).startswith(_CUT_DIRECTORY) for each in told):
        raise OSError(_CUT_DIRECTORY)
    return int(image.tag_v2.get(_SUBFILE_TYPE, 0))  # type: ignore[attr-defined]
