"""The parent believes nothing of the child's answer that it can check."""

import hashlib
from dataclasses import replace

import numpy as np
import pytest

from extractors.frames import LENGTH, BadFramesError, decode, encode
from extractors.images.pictures import drawn_picture
from extractors.limits import Limits
from models.extraction import (
    Extraction,
    ImageRef,
    Page,
    PageImage,
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

CONTENT = b"%PDF-1.7"
IMAGE = drawn_picture(np.zeros((10, 10, 3), np.uint8))
REF, PICTURE = IMAGE.ref, IMAGE.content
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
HONEST = ReadOutcome(ReadStatus.READ, EXTRACTION, None, (PageImage(REF, PICTURE),))


def _with_page(page: Page) -> ReadOutcome:
    return replace(HONEST, extraction=replace(EXTRACTION, pages=(page,)))


def _ref(content: bytes) -> ImageRef:
    return replace(REF, sha256=hashlib.sha256(content).hexdigest())


def _with_picture(ref: ImageRef, content: bytes) -> ReadOutcome:
    changed = _with_page(replace(PAGE, image=ref))
    return replace(changed, images=(PageImage(ref, content),))


def test_an_honest_answer_comes_back_equal() -> None:
    assert decode(b"".join(encode(HONEST)), CONTENT, Limits()) == HONEST


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
        # A picture that is none, hashes to something else, or belongs to no page.
        replace(HONEST, images=(PageImage(REF, b"MZ"),)),
        _with_picture(replace(REF, width=11), PICTURE),
        _with_picture(replace(REF, width=40_000), PICTURE),
        _with_picture(replace(REF, media_type="image/svg+xml"), PICTURE),
        _with_picture(_ref(PICTURE + b"<script>"), PICTURE + b"<script>"),
        replace(HONEST, images=(*HONEST.images, *HONEST.images)),
        _with_page(replace(PAGE, image=None)),
    ],
)
def test_a_lie_is_refused(lie: ReadOutcome) -> None:
    with pytest.raises(BadFramesError):
        decode(b"".join(encode(lie)), CONTENT, Limits())


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\x00",
        LENGTH.pack(2**63) + b"{}",
        LENGTH.pack(2) + b"{}",
        LENGTH.pack(5) + b"\xff\xfe\xfd\xfc\xfb",
        LENGTH.pack(200_000) + b"[" * 200_000,
    ],
)
def test_an_answer_that_is_no_answer_is_refused(answer: bytes) -> None:
    with pytest.raises(BadFramesError):
        decode(answer, CONTENT, Limits())
