"""Every coding of a picture and of its colours shows the page that a person would see."""

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from extractors.images.colours import on_paper
from tests.integration.extraction.page_pictures import (
    DPI,
    HEIGHT,
    QUARTERS,
    WIDTH,
    is_the_page,
    page,
    quarters,
    saved,
    sheets,
)

INK = (25, 25, 90)


def sixteen_bits(bits: int) -> Image.Image:
    grey = np.asarray(page().convert("L"), np.uint16)
    return Image.fromarray(grey << (bits - 8))


def see_through() -> Image.Image:
    """Its darker half is ink, its lighter half is nothing at all."""
    image = Image.new("RGBA", (WIDTH, HEIGHT), (0, 0, 0, 0))
    image.paste((*INK, 255), (0, 0, WIDTH // 2, HEIGHT))
    return image


ONE_PAGE: dict[str, Callable[[], bytes]] = {
    "JPEG": lambda: saved(page(), "JPEG", dpi=DPI),
    "progressive JPEG": lambda: saved(page(), "JPEG", progressive=True, dpi=DPI),
    "grey JPEG": lambda: saved(page().convert("L"), "JPEG", dpi=DPI),
    # Print shops send four inks; Adobe stores them the other way round.
    "CMYK JPEG": lambda: saved(page().convert("CMYK"), "JPEG", dpi=DPI),
    "PNG": lambda: saved(page(), "PNG", dpi=DPI),
    "PNG with a palette": lambda: saved(page().quantize(8), "PNG", dpi=DPI),
    "grey PNG with alpha": lambda: saved(page().convert("LA"), "PNG", dpi=DPI),
    "PNG of 16 bits": lambda: saved(sixteen_bits(16), "PNG", dpi=DPI),
    "PNG of 12 bits in 16": lambda: saved(sixteen_bits(12), "PNG", dpi=DPI),
    "WebP": lambda: saved(page(), "WEBP", quality=80),
    "lossless WebP": lambda: saved(page(), "WEBP", lossless=True),
    "HEIC": lambda: saved(page(), "HEIF", quality=90),
    "TIFF": lambda: saved(page(), "TIFF", dpi=DPI),
    "LZW TIFF": lambda: saved(page(), "TIFF", compression="tiff_lzw", dpi=DPI),
    "Deflate TIFF": lambda: saved(page(), "TIFF", compression="tiff_adobe_deflate", dpi=DPI),
    "PackBits TIFF": lambda: saved(page(), "TIFF", compression="packbits", dpi=DPI),
    "JPEG in TIFF": lambda: saved(page(), "TIFF", compression="jpeg", dpi=DPI),
    "tiled TIFF": lambda: saved(page(), "TIFF", tiffinfo={322: 64, 323: 64},
                                compression="tiff_lzw", dpi=DPI),
    "CMYK TIFF": lambda: saved(page().convert("CMYK"), "TIFF", dpi=DPI),
    "TIFF with a palette": lambda: saved(page().quantize(8), "TIFF", dpi=DPI),
    "TIFF of 16 bits": lambda: saved(sixteen_bits(16), "TIFF", dpi=DPI),
    "TIFF of fractions": lambda: saved(
        Image.fromarray(np.asarray(page().convert("L"), np.float32) / 255), "TIFF", dpi=DPI),
}  # fmt: skip


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "RGB", "CMYK", "I;16", "F"])
def test_a_large_picture_is_reduced_and_shows_the_same(mode: str) -> None:
    made = {"I;16": lambda: sixteen_bits(16), "P": lambda: page().quantize(8)}
    image = made[mode]() if mode in made else page().convert(mode)
    # Neither side is a multiple of the factor of the reduction.
    for side in (57, 100, 203, 440):
        pixels = on_paper(image.copy(), side)
        assert max(pixels.shape[:2]) == side
        assert pixels.shape[1] / pixels.shape[0] == pytest.approx(WIDTH / HEIGHT, abs=0.03)
        if mode not in {"1", "F"}:
            height, width = pixels.shape[:2]
            found = [int(pixels[int(height * y), int(width * x)].mean())
                     for y in (0.25, 0.75) for x in (0.25, 0.75)]  # fmt: skip
            assert found == pytest.approx(QUARTERS, abs=8)


@pytest.mark.parametrize("kind", ONE_PAGE)
def test_every_coding_shows_the_same_page(kind: str) -> None:
    (sheet,), problems = sheets(ONE_PAGE[kind]())
    assert is_the_page(sheet), quarters(sheet)
    assert problems == []
    assert sheet.width / sheet.height == pytest.approx(WIDTH / HEIGHT, abs=0.01)


def test_what_is_transparent_is_paper() -> None:
    for content in (saved(see_through(), "PNG"), saved(see_through(), "WEBP", lossless=True)):
        (sheet,), _ = sheets(content)
        assert sheet.pixels is not None
        assert tuple(sheet.pixels[50, 50]) == INK
        assert tuple(sheet.pixels[50, WIDTH - 50]) == (255, 255, 255)


def test_a_transparent_palette_colour_is_paper() -> None:
    image = page().quantize(8)
    darkest = image.getpixel((10, 10))
    (sheet,), _ = sheets(saved(image, "PNG", transparency=darkest))
    assert quarters(sheet)[0] == 255


def test_the_grain_of_a_blank_page_of_sixteen_bits_stays_grain() -> None:
    grain = np.random.default_rng(1).integers(64_000, 65_535, (HEIGHT, WIDTH), np.uint16)
    (sheet,), _ = sheets(saved(Image.fromarray(grain), "PNG"))
    assert sheet.pixels is not None
    assert int(sheet.pixels.min()) > 245


def interlaced_png() -> bytes:
    """The same page in seven passes (PNG specification, Adam7), which Pillow does not write."""
    import zlib

    grey = np.asarray(page().convert("L"))
    rows = bytearray()
    for x, y, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4),
                         (1, 0, 2, 2), (0, 1, 1, 2)):  # fmt: skip
        for row in grey[y::dy, x::dx]:
            rows += b"\0" + row.tobytes()

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (len(body).to_bytes(4, "big") + kind + body
                + zlib.crc32(kind + body).to_bytes(4, "big"))  # fmt: skip

    header = WIDTH.to_bytes(4, "big") + HEIGHT.to_bytes(4, "big") + bytes((8, 0, 0, 0, 1))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
            + chunk(b"IDAT", zlib.compress(bytes(rows))) + chunk(b"IEND", b""))  # fmt: skip


def test_an_interlaced_picture_is_read() -> None:
    (sheet,), _ = sheets(interlaced_png())
    assert is_the_page(sheet)
