"""The pages of an image file: frames, orientation, size."""

import warnings
from collections.abc import Iterator

import cv2
import numpy as np
from PIL import Image, ImageFile, ImageOps

from extractors.ends import Damaged, ImageTooLarge
from extractors.images.colours import on_paper
from extractors.images.opening import BROKEN, Frames, frames_of, open_image
from extractors.limits import Limits
from extractors.sheets import Pixels, Sheet
from models.bilingual import Bilingual, Reason
from models.media_types import MediaType

LETTER_INCHES = 11.0
"""Inches given to the longest side of an image whose resolution is not believable."""
THINNEST = 0.1
"""Points; a picture one pixel wide is no page, but it is no line without width either."""
BELIEVABLE_DPI = (90.0, 1300.0)
BELIEVABLE_INCHES = (2.0, 24.0)
SQUARE = 1.1
"""Resolutions of the two axes that differ by more than this factor mean oblong pixels (fax)."""
MOST_OBLONG = 3.0
"""Fax machines go up to 204 by 98; more is a mistake."""

FRAME_NOT_READ = Bilingual(
    "Page {page} of the image file is damaged and was not read. Scan it again.",
    "La page {page} du fichier image est endommagée et n'a pas été lue. Numérisez-la de nouveau.",
)
IMAGE_CUT_SHORT = Bilingual(
    "Page {page} of the image file is cut short; what is there was read.",
    "La page {page} du fichier image est tronquée; ce qui s'y trouve a été lu.",
)
REST_NOT_READ = Bilingual(
    "The image file is damaged after page {page}; further pages, if there are any, were not read. "
    "Scan them again.",
    "Le fichier image est endommagé après la page {page}; les pages suivantes, s'il y en a, n'ont "
    "pas été lues. Numérisez-les de nouveau.",
)
ONE_OF_FILM = Bilingual(
    "The image file is an animation; only its first picture was read.",
    "Le fichier image est une animation; seule sa première image a été lue.",
)


class ImageSheets:
    """The frames of an image file.

    Args:
        first: number of the first page, where the file is part of a larger one.
        single: whether only the first page is wanted.
    """

    def __init__(
        self,
        content: bytes,
        media_type: MediaType,
        limits: Limits,
        *,
        first: int = 1,
        single: bool = False,
    ) -> None:
        self._content = content
        self._media_type = media_type
        self._limits = limits
        self._first = first
        self._single = single
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
            frames = frames_of(image, self._media_type, self._limits)
            places = frames.places[:1] if self._single else frames.places
            read = 0
            for number, place in enumerate(places, self._first):
                sheet = self._sheet_at(image, place, number)
                if sheet is None:
                    if len(places) == 1:
                        raise Damaged
                    self._problem("frame_not_read", FRAME_NOT_READ, number)
                    sheet = Sheet(number, 612.0, 792.0, None, None, None)
                read += sheet.pixels is not None
                yield sheet
            if read == 0:
                raise Damaged
            self._tell_rest(frames, self._first + len(places) - 1)

    def _opened(self) -> Image.Image:
        return open_image(self._content, self._media_type, self._limits)

    def _tell_rest(self, frames: Frames, last: int) -> None:
        if frames.broken:
            self._problem("rest_not_read", REST_NOT_READ, last)
        if frames.animated:
            self._problem("animation", ONE_OF_FILM, last)

    def _problem(self, code: str, text: Bilingual, page: int) -> None:
        self._problems.append(Reason.of(code, text, page=page))

    def _sheet_at(self, image: Image.Image, place: int, number: int) -> Sheet | None:
        """Return one page; None if it is damaged beyond reading."""
        try:
            with warnings.catch_warnings():
                # Decoders warn of damaged metadata, which is dropped in any case.
                warnings.simplefilter("ignore")
                image.seek(place)
                return self._sheet(image, place, number)
        except Image.DecompressionBombError as error:
            raise self._too_large() from error
        except BROKEN:
            return None

    def _sheet(self, image: Image.Image, place: int, number: int) -> Sheet:
        width, height = image.size
        if width * height > self._limits.image_pixels:
            raise self._too_large()
        resolution = _stated_resolution(image) or (max(width, height) / LETTER_INCHES,) * 2
        inches = (width / resolution[0], height / resolution[1])
        upright = _upright(self._decoded(image, place, number))
        if width != height and (upright.width > upright.height) != (width > height):
            inches = inches[::-1]
        pixels = on_paper(upright, self._limits.raster_side)
        if max(resolution) > SQUARE * min(resolution):
            pixels = _squared(pixels, inches)
        return Sheet(
            number,
            max(THINNEST, round(72 * inches[0], 2)),
            max(THINNEST, round(72 * inches[1], 2)),
            pixels,
            round(max(resolution), 1),
            None,
            photo=self._media_type is not MediaType.TIFF,
        )

    def _too_large(self) -> ImageTooLarge:
        return ImageTooLarge(megapixels=self._limits.image_pixels // 1_000_000)

    def _decoded(self, image: Image.Image, place: int, number: int) -> Image.Image:
        """Decode one frame, as far as it goes if the file is cut short."""
        try:
            self._load(image)
        except OSError:
            again = self._cut_short(place)
            if again is None:
                raise
            self._problem("image_cut_short", IMAGE_CUT_SHORT, number)
            return again
        return image

    def _load(self, image: Image.Image) -> None:
        if self._media_type is MediaType.JPEG:
            # The decoder of JPEG scales down by itself, which saves most of the memory.
            side = self._limits.raster_side
            image.draft("RGB", (side, side))
        image.load()

    def _cut_short(self, place: int) -> Image.Image | None:
        """Decode anew, taking a cut file as far as it goes; None if nothing is there."""
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            image = self._opened()
            image.seek(place)
            self._load(image)
        except (Damaged, *BROKEN):
            return None
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = False
        lowest, highest = image.convert("L").getextrema()
        return None if lowest == highest else image


def _upright(image: Image.Image) -> Image.Image:
    """Turn a picture as its camera held it; what else the camera noted is dropped."""
    try:
        return ImageOps.exif_transpose(image)
    except BROKEN:
        # Damaged notes of a sound picture.
        return image


def _stated_resolution(image: Image.Image) -> tuple[float, float] | None:
    """Return the resolution of both axes, if a scanner could have meant it."""
    try:
        across, down = (float(value) for value in image.info.get("dpi", ()))
    except BROKEN:
        return None
    # A camera states 72 and makes a page of a metre; only a page of a page's size is believed.
    if not all(BELIEVABLE_DPI[0] <= value <= BELIEVABLE_DPI[1] for value in (across, down)):
        return None
    if max(across, down) > MOST_OBLONG * min(across, down):
        return None
    inches = max(image.width / across, image.height / down)
    return (across, down) if BELIEVABLE_INCHES[0] <= inches <= BELIEVABLE_INCHES[1] else None


def _squared(pixels: Pixels, inches: tuple[float, float]) -> Pixels:
    """Stretch the coarser axis of oblong pixels, so that letters have their shape."""
    height, width = pixels.shape[:2]
    across, down = width / inches[0], height / inches[1]
    size = (
        (width, round(inches[1] * across)) if across > down else (round(inches[0] * down), height)
    )
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_CUBIC), np.uint8)
