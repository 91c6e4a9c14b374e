"""Pictures of our encoders pass; whatever else is put into one is refused without decoding it."""

import io
import zlib

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from extractors.images.pictures import drawn_picture, picture
from extractors.limits import Limits
from extractors.picture_shapes import ForeignShapeError, check
from extractors.sheets import Pixels
from models.extraction import PageImage

LIMITS = Limits()
NOISE = np.random.default_rng(3).integers(0, 256, (61, 45, 3), np.uint8)
GREY = np.repeat(np.random.default_rng(4).integers(0, 256, (40, 33, 1), np.uint8), 3, axis=2)
COLOURS = np.zeros((50, 31, 3), np.uint8)
COLOURS[10:20] = (200, 30, 30)
WHITE = np.full((7, 9, 3), 255, np.uint8)


def accepted(image: PageImage) -> bool:
    try:
        check(image.content, image.ref.media_type, (image.ref.width, image.ref.height))
    except ForeignShapeError:
        return False
    return True


@pytest.mark.parametrize("pixels", [NOISE, GREY, COLOURS, WHITE])
def test_what_our_encoders_write_passes(pixels: Pixels) -> None:
    assert accepted(picture(pixels, LIMITS))
    assert accepted(drawn_picture(pixels))


def saved(kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    Image.fromarray(NOISE).save(target, kind, **options)  # type: ignore[arg-type]
    return target.getvalue()


def spliced(content: bytes, kind: bytes, body: bytes) -> bytes:
    """Put a chunk before the end of a PNG."""
    chunk = len(body).to_bytes(4, "big") + kind + body
    return content[:-12] + chunk + zlib.crc32(kind + body).to_bytes(4, "big") + content[-12:]


def text_chunk() -> PngImagePlugin.PngInfo:
    written = PngImagePlugin.PngInfo()
    written.add_text("comment", "x")
    return written


PNG = drawn_picture(GREY).content
WEBP = picture(NOISE, LIMITS).content
FOREIGN = [
    # Other kinds of WebP: lossless, with transparency, with metadata, animated.
    ("image/webp", saved("WEBP", lossless=True), (45, 61)),
    ("image/webp", saved("WEBP", exif=b"Exif\0\0MM"), (45, 61)),
    ("image/webp", saved("WEBP", save_all=True, append_images=[Image.fromarray(255 - NOISE)]),
     (45, 61)),
    # Another size than is said, something behind the end, a cut, a length that lies.
    ("image/webp", WEBP, (61, 45)),
    ("image/webp", WEBP + b"\0\0", (45, 61)),
    ("image/webp", WEBP[:-2], (45, 61)),
    ("image/webp", WEBP[:20], (45, 61)),
    ("image/webp", WEBP[:4] + b"\xff\xff\xff\xff" + WEBP[8:], (45, 61)),
    # A frame that depends on others, or that is not shown.
    ("image/webp", WEBP[:20] + bytes([WEBP[20] | 1]) + WEBP[21:], (45, 61)),
    ("image/webp", WEBP[:20] + bytes([WEBP[20] & ~16]) + WEBP[21:], (45, 61)),
    # Chunks that ours do not have, colours that ours do not have.
    ("image/png", saved("PNG"), (45, 61)),
    ("image/png", saved("PNG", pnginfo=text_chunk()), (45, 61)),
    ("image/png", spliced(PNG, b"iCCP", b"x"), (33, 40)),
    # More rows than the header says, a second picture, something behind the end, a wrong sum.
    ("image/png", spliced(PNG, b"IDAT", zlib.compress(bytes(10**6))), (33, 40)),
    ("image/png", PNG + PNG, (33, 40)),
    ("image/png", PNG + b"\0", (33, 40)),
    ("image/png", PNG[:-1] + b"\0", (33, 40)),
    ("image/png", PNG, (34, 40)),
    ("image/png", PNG[:30], (33, 40)),
    # One type under the name of the other, and a type that we do not write.
    ("image/png", WEBP, (45, 61)),
    ("image/webp", PNG, (33, 40)),
    ("image/jpeg", saved("JPEG"), (45, 61)),
    ("image/svg+xml", b"<svg/>", (1, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("media_type", "content", "size"), FOREIGN)
def test_whatever_else_is_refused(media_type: str, content: bytes, size: tuple[int, int]) -> None:
    with pytest.raises(ForeignShapeError):
        check(content, media_type, size)


def test_a_small_file_of_endless_rows_is_refused_without_unpacking_it() -> None:
    header = (20000).to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    bomb = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\x0dIHDR" + header
    bomb += zlib.crc32(b"IHDR" + header).to_bytes(4, "big")
    with pytest.raises(ForeignShapeError):
        check(bomb, "image/png", (20000, 20000))


def test_no_change_of_one_byte_of_a_png_passes() -> None:
    for place in range(len(PNG)):
        changed = PNG[:place] + bytes([PNG[place] ^ 0x55]) + PNG[place + 1 :]
        with pytest.raises(ForeignShapeError):
            check(changed, "image/png", (33, 40))
