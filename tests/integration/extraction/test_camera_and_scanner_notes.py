"""What a camera or a scanner notes beside the pixels: how the page lies, and how large it is."""

import io

import pytest
from PIL import Image

from extractors.images.pictures import encoded
from extractors.images.rasters import photographed
from extractors.limits import DEFAULT_LIMITS
from tests.integration.extraction.page_pictures import (
    HEIGHT,
    WIDTH,
    is_the_page,
    page,
    saved,
    sheets,
)

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
