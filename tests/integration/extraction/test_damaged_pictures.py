"""Pictures that are cut, damaged or too large are read as far as they go, and that is told."""

import io

import pytest
from PIL import Image

from extractors.ends import Damaged, ImageTooLarge
from extractors.limits import Limits
from tests.integration.extraction.page_pictures import (
    HEIGHT,
    WIDTH,
    is_the_page,
    page,
    saved,
    sheets,
)


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


def test_a_picture_of_nothing_decodable_is_damaged() -> None:
    for kind in ("JPEG", "PNG", "WEBP", "HEIF", "TIFF"):
        content = saved(page(), kind)
        with pytest.raises(Damaged):
            sheets(content[:40])
