"""The parent believes nothing of the child's answer that it can check."""

import hashlib
from dataclasses import replace

import msgspec
import numpy as np
import pytest

from extractors.frames import (
    COLOUR,
    DESCRIPTION,
    FRAME,
    GREY,
    AnswerReader,
    BadFramesError,
    decode,
    description,
    picture,
    sent_ref,
)
from extractors.images.pictures import PALETTE, Look, Raster, encoded
from extractors.limits import Limits
from models.bilingual import Reason
from models.extraction import (
    Extraction,
    ImageRef,
    Page,
    PageKind,
    PageQuality,
    QualityTier,
    ReadOutcome,
    ReadStatus,
    TextSource,
    Word,
)
from models.geometry import Box
from models.media_types import MediaType
from models.page_look import PageLook, Pictures

CONTENT = b"%PDF-1.7"
RASTER = Raster(np.full((10, 12, 3), 200, np.uint8), Look.PHOTOGRAPHED)
PAINTED = Raster(np.array([[0, 1], [1, 2]], np.uint8), Look.PAINTED, bytes(range(9)).ljust(PALETTE))
REF = sent_ref(0, RASTER)
WORD = Word("mot", Box(0.1, 0.1, 0.2, 0.2), 1.0, 0, TextSource.OCR)
PAGE = Page(
    number=1,
    width=612,
    height=792,
    kind=PageKind.ORIGINAL,
    rotation=0,
    ink=0.1,
    text_source=TextSource.OCR,
    text_decision="no_text_layer",
    words=(WORD,),
    quality=PageQuality(QualityTier.GOOD, 0.9, 300.0),
    image=REF,
)
EXTRACTION = Extraction(
    hashlib.sha256(CONTENT).hexdigest(), len(CONTENT), MediaType.PDF, (PAGE,), None, (), ()
)
HONEST = ReadOutcome(ReadStatus.READ, EXTRACTION, None)


def _answer(outcome: ReadOutcome, *rasters: Raster) -> bytes:
    return b"".join(each for part in map(picture, rasters) for each in part) + b"".join(
        description(outcome)
    )


def _with_page(page: Page) -> ReadOutcome:
    return replace(HONEST, extraction=replace(EXTRACTION, pages=(page,)))


def _with_image(image: ImageRef) -> ReadOutcome:
    return _with_page(replace(PAGE, image=image))


def _random(shape: tuple[int, ...], look: Look) -> Raster:
    return Raster(np.random.default_rng(5).integers(0, 256, shape, np.uint8), look)


@pytest.mark.parametrize(
    "raster",
    [
        RASTER,
        _random((10, 12, 3), Look.PHOTOGRAPHED),
        _random((31, 7), Look.PHOTOGRAPHED),
        _random((31, 7), Look.DRAWN),
        PAINTED,
        _random((31, 7), Look.FACSIMILE),
    ],
)
def test_an_honest_answer_comes_back_with_pictures_that_we_encoded(raster: Raster) -> None:
    outcome = decode(_answer(_with_image(sent_ref(0, raster)), raster), CONTENT, Limits())
    image = encoded(raster)
    assert outcome == replace(_with_image(image.ref), images=(image,))


def test_pages_that_look_the_same_share_one_picture() -> None:
    second = replace(PAGE, number=2, image=sent_ref(1, RASTER))
    told = replace(HONEST, extraction=replace(EXTRACTION, pages=(PAGE, second)))
    outcome = decode(_answer(told, RASTER, RASTER), CONTENT, Limits())
    assert outcome.images == (encoded(RASTER),)


def test_a_picture_of_no_page_is_dropped() -> None:
    # The page that only asks to wait is drawn, and then gives its place to the form's data.
    answer = _answer(HONEST, RASTER, _random((9, 9), Look.DRAWN))
    assert decode(answer, CONTENT, Limits()).images == (encoded(RASTER),)


def test_what_is_no_reading_has_no_pictures() -> None:
    reason = Reason("damaged_file", "Damaged.", "Endommagé.")
    refused = ReadOutcome(ReadStatus.CORRUPT, None, reason)
    assert decode(_answer(refused, RASTER), CONTENT, Limits()) == refused


@pytest.mark.parametrize(
    "lie",
    [
        # Another upload's hash or size.
        replace(HONEST, extraction=replace(EXTRACTION, sha256="0" * 64)),
        replace(HONEST, extraction=replace(EXTRACTION, size=1)),
        # Read without an extraction, or with the wrong status.
        replace(HONEST, extraction=None),
        replace(HONEST, status=ReadStatus.CORRUPT),
        # Pages numbered wrongly, too large, or turned by no quarter.
        _with_page(replace(PAGE, number=2)),
        _with_page(replace(PAGE, width=1e9)),
        _with_page(replace(PAGE, rotation=45)),
        # Words outside the page, or surer than sure.
        _with_page(replace(PAGE, words=(replace(WORD, box=Box(0.5, 0.5, 1.5, 0.6)),))),
        _with_page(replace(PAGE, words=(replace(WORD, confidence=2.0),))),
        # Pictures that never came, of another size, or already encoded by the child.
        _with_image(sent_ref(1, RASTER)),
        _with_image(replace(REF, width=11)),
        _with_image(replace(REF, media_type="image/webp")),
        _with_image(encoded(RASTER).ref),
    ],
)
def test_a_lie_is_refused(lie: ReadOutcome) -> None:
    with pytest.raises(BadFramesError):
        decode(_answer(lie, RASTER), CONTENT, Limits())


def _described(text: bytes) -> bytes:
    return FRAME.pack(DESCRIPTION, GREY, len(text), 1) + text


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\x00",
        _described(b"{}"),
        _described(b"\xff\xfe\xfd\xfc\xfb"),
        _described(b"[" * 200_000),
        # A description cut off, one in colour, one of two rows, two of them, bytes behind it.
        _answer(HONEST, RASTER)[:-1],
        FRAME.pack(DESCRIPTION, COLOUR, 2, 1) + b"{}{}{}",
        FRAME.pack(DESCRIPTION, GREY, 1, 2) + b"{}",
        _answer(HONEST, RASTER) + _answer(HONEST),
        _answer(HONEST, RASTER) + b"\0",
        # A picture after the description.
        _answer(HONEST) + b"".join(picture(RASTER)),
    ],
)
def test_an_answer_that_is_no_answer_is_refused(answer: bytes) -> None:
    with pytest.raises(BadFramesError):
        decode(answer, CONTENT, Limits())


SIDE = Limits().raster_side


@pytest.mark.parametrize(
    "head",
    [
        # Of no kind that there is, without channels, with two or four of them.
        (9, COLOUR, 10, 10),
        (Look.PHOTOGRAPHED, 0, 10, 10),
        (Look.PHOTOGRAPHED, 2, 10, 10),
        (Look.DRAWN, 4, 10, 10),
        # A facsimile in colour: ours are grey.
        (Look.DRAWN, COLOUR, 10, 10),
        (Look.FACSIMILE, COLOUR, 10, 10),
        (Look.PAINTED, COLOUR, 10, 10),
        # Without width or height, or larger than a raster may be.
        (Look.DRAWN, GREY, 0, 10),
        (Look.DRAWN, GREY, 10, 0),
        (Look.PHOTOGRAPHED, GREY, SIDE + 1, 1),
        (Look.PHOTOGRAPHED, GREY, 1, SIDE + 1),
        (Look.PHOTOGRAPHED, COLOUR, 2**32 - 1, 2**32 - 1),
    ],
)
def test_a_lie_about_a_picture_is_refused_before_its_pixels_come(
    head: tuple[int, int, int, int],
) -> None:
    assert not AnswerReader(CONTENT, Limits()).take(FRAME.pack(*head))


def test_too_many_pictures_are_refused() -> None:
    limits = Limits(pages=2)
    reader = AnswerReader(CONTENT, limits)
    frame = b"".join(picture(RASTER))
    assert all(reader.take(frame) for _ in range(4))
    assert not reader.take(frame[: FRAME.size])


def test_fewer_or_more_pixels_than_said_are_no_answer() -> None:
    frame = b"".join(picture(RASTER))
    for changed in (frame[:-1], frame + b"\0"):
        with pytest.raises(BadFramesError):
            decode(changed + b"".join(description(HONEST)), CONTENT, Limits())


def test_pictures_that_grow_too_large_when_encoded_end_the_reading() -> None:
    reader = AnswerReader(CONTENT, Limits(pictures_bytes=len(encoded(RASTER).content)))
    assert reader.take(b"".join(picture(RASTER)))
    assert not reader.take(b"".join(picture(_random((40, 40, 3), Look.PHOTOGRAPHED))))
    assert reader.overfull


LOOK = PageLook(
    writing=2, bars=1, letter_rows=1, faintest=16.0, surroundings=0.1, contours=0.2, plateau=0.5,
    pictures=Pictures(share=0.1, beside=2, sharpness=0.5), text_lines=3, side=800,
)  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"plateau": 1.5},
        {"contours": -0.1},
        {"writing": -1},
        {"faintest": -1.0},
        {"text_lines": -1},
        {"side": -1},
        {"pictures": Pictures(share=1.1, beside=0, sharpness=0.5)},
        {"pictures": Pictures(share=0.1, beside=-1, sharpness=0.5)},
        {"pictures": Pictures(share=0.1, beside=0, sharpness=-0.5)},
    ],
)
def test_a_look_that_no_picture_has_is_refused(change: dict[str, object]) -> None:
    pages = (replace(PAGE, look=replace(LOOK, **change)),)
    outcome = replace(HONEST, extraction=replace(EXTRACTION, pages=pages))
    answer = b"".join(picture(RASTER)) + b"".join(description(outcome))
    with pytest.raises(BadFramesError):
        decode(answer, CONTENT, Limits())


def test_a_stored_page_of_before_looks_were_measured_has_none() -> None:
    stored = msgspec.to_builtins(PAGE)
    del stored["look"]
    assert msgspec.convert(stored, Page).look is None
    looked = replace(PAGE, look=LOOK)
    before = msgspec.to_builtins(looked)
    later = dict.fromkeys(("pictures", "text_lines", "side"))
    before["look"] = {name: fact for name, fact in before["look"].items() if name not in later}
    assert msgspec.convert(before, Page).look == replace(LOOK, **later)
    assert msgspec.json.decode(msgspec.json.encode(looked), type=Page) == looked
