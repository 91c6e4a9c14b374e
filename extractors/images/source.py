"""The pages of an image file: frames, orientation, size."""

import io
import struct
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from extractors.ends import Damaged, ImageTooLarge, TooManyPages
from extractors.limits import Limits
from extractors.sheets import Pixels, Sheet
from models.bilingual import Bilingual, Reason
from models.media_types import MediaType

FORMATS: dict[MediaType, str] = {
    MediaType.JPEG: "JPEG",
    MediaType.PNG: "PNG",
    MediaType.TIFF: "TIFF",
    MediaType.WEBP: "WEBP",
    MediaType.HEIC: "HEIF",
}
"""The only decoder that may open each media type; others start programs or read widely."""

LETTER_LONG_SIDE = 792.0
"""Points given to the longest side of an image whose resolution is not believable."""
BELIEVABLE_DPI = (90.0, 1300.0)
BELIEVABLE_INCHES = (2.0, 24.0)
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, IndexError, KeyError)
"""What Pillow raises on damaged content."""

FRAME_NOT_READ = Bilingual(
    "Page {page} of the image file is damaged and was not read. Scan it again.",
    "La page {page} du fichier image est endommagée et n'a pas été lue. Numérisez-la de nouveau.",
)
IMAGE_CUT_SHORT = Bilingual(
    "Page {page} of the image file is cut short; what is there was read.",
    "La page {page} du fichier image est tronquée; ce qui s'y trouve a été lu.",
)


class ImageSheets:
    """The frames of an image file."""

    def __init__(self, content: bytes, media_type: MediaType, limits: Limits) -> None:
        self._content = content
        self._media_type = media_type
        self._limits = limits
        self._problems: list[Reason] = []

    @property
    def problems(self) -> tuple[Reason, ...]:
        """What could not be read so far."""
        return tuple(self._problems)

    def sheets(self) -> Iterator[Sheet]:
        """Give the frames in order.

        Raises:
            Damaged: if the file or its only frame cannot be decoded.
            ImageTooLarge: if a frame has too many pixels.
            TooManyPages: if there are too many frames.
        """
        with self._opened() as image:
            frames = self._frames(image)
            read = 0
            for index in range(frames):
                try:
                    image.seek(index)
                    sheet = self._sheet(image, index + 1)
                except _BROKEN as error:
                    if frames == 1:
                        raise Damaged from error
                    self._problems.append(
                        Reason.of("frame_not_read", FRAME_NOT_READ, page=index + 1)
                    )
                    sheet = Sheet(index + 1, 612.0, 792.0, None, None, None)
                read += sheet.pixels is not None
                yield sheet
            if read == 0:
                raise Damaged

    def _opened(self) -> Image.Image:
        # The pixel limit is ours, by the size that the header states, before any decoding.
        Image.MAX_IMAGE_PIXELS = None
        if self._media_type is MediaType.HEIC:
            from pillow_heif import register_heif_opener  # noqa: PLC0415 - costs 0.1 s

            register_heif_opener(thumbnails=False)
        try:
            return Image.open(io.BytesIO(self._content), formats=[FORMATS[self._media_type]])
        except (UnidentifiedImageError, *_BROKEN) as error:
            raise Damaged from error

    def _frames(self, image: Image.Image) -> int:
        # Only TIFF holds pages; the frames of the others are animations or thumbnails.
        if self._media_type is not MediaType.TIFF:
            return 1
        most = self._limits.pages
        try:
            image.seek(most)
        except EOFError:
            return int(getattr(image, "n_frames", 1))
        except _BROKEN:
            return 1
        raise TooManyPages(pages=most)

    def _sheet(self, image: Image.Image, number: int) -> Sheet:
        width, height = image.size
        if width * height > self._limits.image_pixels:
            raise ImageTooLarge(megapixels=self._limits.image_pixels // 1_000_000)
        stated = _stated_resolution(image)
        side = self._limits.raster_side
        if self._media_type is MediaType.JPEG:
            # The decoder of JPEG scales down by itself, which saves most of the memory.
            image.draft("RGB", (side, side))
        frame = self._upright(image, number)
        pixels = _rgb(frame, side)
        longest = max(width, height)
        dpi = stated or longest / LETTER_LONG_SIDE * 72
        shown = 72 / dpi * longest / max(pixels.shape[:2])
        return Sheet(
            number,
            round(pixels.shape[1] * shown, 2),
            round(pixels.shape[0] * shown, 2),
            pixels,
            round(dpi, 1),
            None,
            photo=self._media_type is not MediaType.TIFF,
        )

    def _upright(self, image: Image.Image, number: int) -> Image.Image:
        try:
            image.load()
        except OSError:
            if not _keeps_what_was_decoded(image):
                raise
            self._problems.append(Reason.of("image_cut_short", IMAGE_CUT_SHORT, page=number))
        return ImageOps.exif_transpose(image)


def _keeps_what_was_decoded(image: Image.Image) -> bool:
    """Decode again, taking a cut file as far as it goes; false if nothing is there."""
    from PIL import ImageFile  # noqa: PLC0415 - only damaged files need it

    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        image.load()
    except _BROKEN:
        return False
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    lowest, highest = image.convert("L").getextrema()
    return lowest != highest


def _stated_resolution(image: Image.Image) -> float | None:
    """Return the resolution that the file states, if a scanner could have meant it."""
    try:
        dpi = float(max(image.info.get("dpi", (0.0, 0.0))))
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    inches = max(image.size) / dpi if dpi > 0 else 0.0
    # A camera states 72 and makes a page of a metre; only a page of a page's size is believed.
    believable = BELIEVABLE_DPI[0] <= dpi <= BELIEVABLE_DPI[1]
    believable = believable and BELIEVABLE_INCHES[0] <= inches <= BELIEVABLE_INCHES[1]
    return dpi if believable else None


def _rgb(image: Image.Image, side: int) -> Pixels:
    if image.mode.startswith("I") or image.mode == "F":
        image = _eight_bits(image)
    if max(image.size) > side:
        if image.mode in {"1", "P"}:
            image = image.convert("L" if image.mode == "1" else "RGBA")
        image.thumbnail((side, side), Image.Resampling.BOX, reducing_gap=2.0)
    if "A" in image.getbands() or "transparency" in image.info:
        # Transparent parts are shown on paper.
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, (255, 255, 255, 255))
        image = Image.alpha_composite(paper, layer)
    return np.ascontiguousarray(np.asarray(image.convert("RGB"), dtype=np.uint8))


def _eight_bits(image: Image.Image) -> Image.Image:
    """Bring 16- and 32-bit grey to 8 bits by its own range; Pillow would cut it off."""
    values = np.asarray(image).astype(np.float64)
    lowest, highest = float(values.min()), float(values.max())
    span = max(highest - lowest, 1.0)
    return Image.fromarray(((values - lowest) * (255.0 / span)).astype(np.uint8))
