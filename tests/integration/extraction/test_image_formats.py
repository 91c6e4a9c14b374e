"""Image files of every kind that people send become the page that a person would see."""

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageDraw

from extractors.ends import Damaged, ImageTooLarge, TooManyPages
from extractors.images.colours import on_paper
from extractors.images.pictures import encoded
from extractors.images.rasters import photographed
from extractors.images.source import ImageSheets
from extractors.limits import DEFAULT_LIMITS, Limits
from extractors.sheets import Sheet
from models.media_types import HEAD_LENGTH, identify

WIDTH, HEIGHT = 340, 440
DPI = (100, 100)
INK = (25, 25, 90)
"""Where each quarter of the page stands is told by how dark it is."""
QUARTERS = (40, 110, 170, 230)


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


@pytest.fixture(autouse=True, scope="module")
def _heic_writer() -> None:
    pillow_heif.register_heif_opener(thumbnails=False)


@pytest.mark.parametrize("kind", ONE_PAGE)
def test_every_coding_shows_the_same_page(kind: str) -> None:
    (sheet,), problems = sheets(ONE_PAGE[kind]())
    assert is_the_page(sheet), quarters(sheet)
    assert problems == []
    assert sheet.width / sheet.height == pytest.approx(WIDTH / HEIGHT, abs=0.01)


# Cameras write their notes with the large or the small end of a number first.
NOTED = [(kind, order) for kind in ("JPEG", "PNG", "WEBP") for order in ("<", ">")]


@pytest.mark.parametrize(("kind", "order"), [*NOTED, ("TIFF", ""), ("BigTIFF", "")])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_undone_mirrored_ones_too(
    kind: str, order: str, orientation: int
) -> None:
    # What a camera stores for each orientation when the page should be seen upright.
    undo = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    stored = page() if undo is None else page().transpose(undo)
    if kind.endswith("TIFF"):
        content = saved(stored, "TIFF", tiffinfo={274: orientation}, big_tiff=kind == "BigTIFF")
    else:
        exif = Image.Exif()
        exif.endian = order
        exif[274] = orientation
        content = saved(stored, kind, exif=exif.tobytes())
    (sheet,), problems = sheets(content)
    assert is_the_page(sheet)
    assert sheet.width < sheet.height
    assert problems == []


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_telephone_photo_in_heic_stands_upright(orientation: int) -> None:
    undo = {1: 0, 3: 180, 6: 90, 8: 270}[orientation]
    exif = Image.Exif()
    exif[274] = orientation
    content = saved(page().rotate(undo, expand=True), "HEIF", exif=exif.tobytes(), quality=90)
    (sheet,), _ = sheets(content)
    assert is_the_page(sheet)


def test_the_pictures_of_one_heic_file_are_pages() -> None:
    content = saved(page(), "HEIF", save_all=True, append_images=[page(200, 120), page(64, 64)])
    found, problems = sheets(content)
    assert [sheet.number for sheet in found] == [1, 2, 3]
    assert [sheet.width > sheet.height for sheet in found] == [False, True, False]
    assert problems == []


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


def test_a_scan_of_several_pages_keeps_their_order_sizes_and_codings() -> None:
    black = page().convert("1", dither=Image.Dither.NONE)
    frames = [page(), page(600, 300), page(150, 300)]
    content = saved(frames[0], "TIFF", save_all=True, append_images=frames[1:],
                    compression="tiff_lzw", dpi=DPI)  # fmt: skip
    found, problems = sheets(content)
    assert [(sheet.number, sheet.width, sheet.height) for sheet in found] == [
        (1, 244.8, 316.8), (2, 432.0, 216.0), (3, 108.0, 216.0)]  # fmt: skip
    assert all(is_the_page(sheet) for sheet in found)
    assert problems == []
    fax = saved(black, "TIFF", save_all=True, append_images=[black], compression="group4", dpi=DPI)
    found, _ = sheets(fax)
    assert [quarters(sheet) for sheet in found] == [[0, 0, 255, 255]] * 2


def test_oblong_pixels_of_a_fax_are_made_square() -> None:
    squeezed = page().resize((WIDTH * 2, HEIGHT)).convert("1", dither=Image.Dither.NONE)
    (sheet,), _ = sheets(saved(squeezed, "TIFF", compression="group4", dpi=(204, 102)))
    assert sheet.pixels is not None
    assert sheet.pixels.shape[:2] == pytest.approx((HEIGHT * 2, WIDTH * 2), abs=2)
    assert (sheet.width, sheet.height) == pytest.approx((240.0, 310.6), abs=0.1)


@pytest.mark.parametrize(
    ("dpi", "inches"),
    [
        # A scanner's resolution gives the page's size.
        ((200, 200), 2.2),
        # A camera's 72 would make a page of a metre and a half; the page is taken as letter.
        ((72, 72), 11.0),
        ((1, 1), 11.0),
        # It is no business card.
        ((1200, 1200), 11.0),
    ],
)
def test_a_resolution_is_believed_where_a_page_results(dpi: tuple[int, int], inches: float) -> None:
    for kind in ("JPEG", "PNG", "TIFF"):
        (sheet,), _ = sheets(saved(page(), kind, dpi=dpi))
        assert sheet.height == pytest.approx(72 * inches, rel=0.01)


def test_a_reduced_copy_beside_a_page_is_no_page() -> None:
    content = bytearray(saved(page(), "TIFF", save_all=True, append_images=[page(34, 44)],
                              tiffinfo={254: 0}))  # fmt: skip
    # The second directory says of itself that it is a reduced copy.
    entry = b"\xfe\x00\x04\x00\x01\x00\x00\x00"
    assert content.count(entry) == 2
    content[content.rfind(entry) + 8] = 1
    found, _ = sheets(bytes(content))
    assert [sheet.height for sheet in found] == [792.0]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize("lost", [1, 17, 0.1, 0.4])
def test_a_cut_picture_is_read_as_far_as_it_goes(kind: str, lost: float) -> None:
    noise = Image.effect_noise((600, 800), 40).convert("RGB")
    content = saved(noise, kind)
    cut = content[: len(content) - (int(lost * len(content)) if lost < 1 else int(lost))]
    if kind == "TIFF":
        # The directory of this writer stands in front, so that the pixels are what is lost.
        assert int.from_bytes(content[4:8], "little") < 1000
    found, problems = sheets(cut)
    assert found[0].pixels is not None
    # What is lost within the last bytes may be no pixel at all.
    assert problems == ["image_cut_short"] or lost in {1, 17}


def test_a_damaged_page_among_sound_ones_is_told() -> None:
    content = bytearray(saved(page(), "TIFF", save_all=True, append_images=[page(), page()],
                              compression="tiff_adobe_deflate"))  # fmt: skip
    whole, _ = sheets(bytes(content))
    assert len(whole) == 3
    with Image.open(io.BytesIO(bytes(content))) as image:
        image.seek(1)
        (place,) = image.tag_v2[273][:1]  # type: ignore[attr-defined]
    content[place : place + 40] = bytes(40)
    found, problems = sheets(bytes(content))
    assert [sheet.pixels is None for sheet in found] == [False, True, False]
    assert problems == ["frame_not_read"]


def test_a_broken_list_of_pages_keeps_the_pages_before_it() -> None:
    content = saved(page(), "TIFF", save_all=True, append_images=[page()] * 4)
    with Image.open(io.BytesIO(content)) as image:
        image.seek(3)
        start = image._frame_pos[3]  # type: ignore[attr-defined]
    found, problems = sheets(content[: start + 10])
    assert len(found) == 3
    assert problems[-1:] == ["rest_not_read"]


def film(kind: str) -> bytes:
    return saved(page(), kind, save_all=True, append_images=[page(WIDTH, HEIGHT).rotate(180)] * 3)


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_of_a_film_the_first_picture_is_read_and_that_is_told(kind: str) -> None:
    (sheet,), problems = sheets(film(kind))
    assert is_the_page(sheet)
    assert problems == ["animation"]


def test_the_previews_of_a_camera_are_no_pages() -> None:
    (sheet,), problems = sheets(saved(page(), "MPO", save_all=True, append_images=[page(64, 64)]))
    assert is_the_page(sheet)
    assert problems == []


def test_bytes_behind_the_end_of_a_picture_are_never_read() -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        (sheet,), problems = sheets(saved(page(), kind) + b"\x00\x00\x00\x18ftypmp42" * 100)
        assert is_the_page(sheet)
        assert problems == []


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "HEIF"])
def test_pixels_are_counted_at_the_limit(kind: str) -> None:
    content = saved(page(), kind)
    pixels = WIDTH * HEIGHT
    for limit, passes in ((pixels + 1, True), (pixels, True), (pixels - 1, False)):
        limits = Limits(image_pixels=limit)
        if passes:
            assert len(sheets(content, limits)[0]) == 1
        else:
            with pytest.raises(ImageTooLarge):
                sheets(content, limits)


def test_pages_are_counted_at_the_limit() -> None:
    for kind in ("TIFF", "HEIF"):
        content = saved(page(64, 64), kind, save_all=True, append_images=[page(64, 64)] * 4)
        for limit in (6, 5):
            assert len(sheets(content, Limits(pages=limit))[0]) == 5
        with pytest.raises(TooManyPages):
            sheets(content, Limits(pages=4))


def test_what_a_camera_noted_stays_out_of_the_page_that_people_see() -> None:
    exif = Image.Exif()
    exif[274] = 6
    exif[271] = "Maker of the camera"
    exif.get_ifd(34853)[2] = (46.0, 48.0, 50.0)
    content = saved(page(), "JPEG", exif=exif.tobytes())
    assert b"Maker of the camera" in content
    (sheet,), _ = sheets(content)
    assert sheet.pixels is not None
    shown = encoded(photographed(sheet.pixels, DEFAULT_LIMITS)).content
    with Image.open(io.BytesIO(shown)) as image:
        assert not image.getexif()
    assert b"Maker" not in shown


def test_a_picture_of_nothing_decodable_is_damaged() -> None:
    for kind in ("JPEG", "PNG", "WEBP", "HEIF", "TIFF"):
        content = saved(page(), kind)
        with pytest.raises(Damaged):
            sheets(content[:40])
