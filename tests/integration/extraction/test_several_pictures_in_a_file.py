"""Which of the pictures of one file are pages."""

import pytest
from PIL import Image

from extractors.ends import TooManyPages
from extractors.limits import Limits
from tests.integration.extraction.page_pictures import (
    DPI,
    HEIGHT,
    WIDTH,
    is_the_page,
    page,
    quarters,
    saved,
    sheets,
)


def test_the_pictures_of_one_heic_file_are_pages() -> None:
    content = saved(page(), "HEIF", save_all=True, append_images=[page(200, 120), page(64, 64)])
    found, problems = sheets(content)
    assert [sheet.number for sheet in found] == [1, 2, 3]
    assert [sheet.width > sheet.height for sheet in found] == [False, True, False]
    assert problems == []


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


def test_a_reduced_copy_beside_a_page_is_no_page() -> None:
    content = bytearray(saved(page(), "TIFF", save_all=True, append_images=[page(34, 44)],
                              tiffinfo={254: 0}))  # fmt: skip
    # The second directory says of itself that it is a reduced copy.
    entry = b"\xfe\x00\x04\x00\x01\x00\x00\x00"
    assert content.count(entry) == 2
    content[content.rfind(entry) + 8] = 1
    found, _ = sheets(bytes(content))
    assert [sheet.height for sheet in found] == [792.0]


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


def test_pages_are_counted_at_the_limit() -> None:
    for kind in ("TIFF", "HEIF"):
        content = saved(page(64, 64), kind, save_all=True, append_images=[page(64, 64)] * 4)
        for limit in (6, 5):
            assert len(sheets(content, Limits(pages=limit))[0]) == 5
        with pytest.raises(TooManyPages):
            sheets(content, Limits(pages=4))
