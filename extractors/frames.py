"""What the child hands back: page pictures as bare pixels, then one description in JSON.

Each frame begins with its kind, channels, width and height, from which its length follows, so that
no second length can say otherwise: their product, and a palette behind the picture of a page
painted in few colours. A picture is sent as soon as its page is read, and encoded here, in
the process outside: nothing that the child compressed is kept or shown.
"""

import hashlib
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

import msgspec
import numpy as np

from extractors.images.pictures import PALETTE, EncodedAlbum, Look, Raster
from extractors.limits import Limits
from models.bilingual import Reason
from models.extraction import Extraction, ImageRef, Page, ReadOutcome, ReadStatus, Word
from models.page_look import PageLook

FRAME = struct.Struct(">BBII")
"""Kind (a :class:`Look`, or the description), channels, width and height."""
DESCRIPTION = 255
"""Kind of the last frame: one row of JSON."""
GREY, COLOUR = 1, 3
CHANNELS = {
    Look.PHOTOGRAPHED: (GREY, COLOUR),
    Look.DRAWN: (GREY,),
    Look.FACSIMILE: (GREY,),
    Look.PAINTED: (GREY,),
}
PICTURES_OF_PAGE = 2
"""A page that only asks to wait is drawn like any other, and gives its place to others."""
MOST_POINTS = 100_000.0
MOST_MARKS = 1_000_000


@dataclass(frozen=True, slots=True)
class Header:
    """A read outcome without its pictures; its pages have the references of :func:`sent_ref`."""

    status: ReadStatus
    extraction: Extraction | None
    reason: Reason | None


class BadFramesError(Exception):
    """The child's answer is not what an honest child hands back; the message says what."""


def sent_ref(number: int, raster: Raster) -> ImageRef:
    """Return what a page refers to its picture by until that is encoded: its place among them."""
    return ImageRef(f"raster/{number}", "", *raster.size)


class SentAlbum:
    """Writes each picture to the process outside; for the threads of one child."""

    def __init__(self, answer: BinaryIO) -> None:
        self._answer = answer
        self._sent = 0
        self._lock = threading.Lock()

    def add(self, raster: Raster) -> ImageRef:
        """Send a picture."""
        with self._lock:
            self._answer.writelines(picture(raster))
            ref = sent_ref(self._sent, raster)
            self._sent += 1
            return ref


def picture(raster: Raster) -> Iterator[bytes]:
    """Give the frame of a picture."""
    channels = COLOUR if raster.pixels.ndim == COLOUR else GREY
    yield FRAME.pack(raster.look, channels, *raster.size)
    yield np.ascontiguousarray(raster.pixels).tobytes()
    yield raster.palette


def description(outcome: ReadOutcome) -> Iterator[bytes]:
    """Give the frame of everything but the pictures."""
    text = msgspec.json.encode(Header(outcome.status, outcome.extraction, outcome.reason))
    yield FRAME.pack(DESCRIPTION, GREY, len(text), 1)
    yield text


@dataclass(frozen=True, slots=True)
class FrameHead:
    """What a frame says of itself."""

    kind: int
    channels: int
    width: int
    height: int

    @property
    def length(self) -> int:
        """Bytes that follow."""
        return self.pixels + (PALETTE if self.kind == Look.PAINTED else 0)

    @property
    def pixels(self) -> int:
        """Bytes of them that are pixels, or the description."""
        return self.channels * self.width * self.height


class AnswerReader:
    """Takes the frames of a child that is not trusted, checks each, and encodes the pictures.

    One picture is held as pixels at a time.

    Args:
        content: the upload that the child was given.
        limits: what it was allowed.

    Attributes:
        overfull: whether the pictures grew too large as we encoded them, which no child decides.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._content = content
        self._limits = limits
        self._begun = bytearray()
        self._album = EncodedAlbum()
        self._refs: dict[ImageRef, ImageRef] = {}
        self._taken = 0
        self._description: bytes | None = None
        self.overfull = False

    def take(self, piece: bytes) -> bool:
        """Take the next bytes of the answer; return false if no honest child writes them."""
        self._begun += piece
        while self._description is None and len(self._begun) >= FRAME.size:
            head = FrameHead(*FRAME.unpack_from(self._begun))
            if not self._may_follow(head):
                return False
            end = FRAME.size + head.length
            if len(self._begun) < end:
                return True
            body = bytes(memoryview(self._begun)[FRAME.size : end])
            del self._begun[:end]
            if head.kind == DESCRIPTION:
                self._description = body
            else:
                self._keep(head, body)
        return not self.overfull and (self._description is None or not self._begun)

    def _may_follow(self, head: FrameHead) -> bool:
        """Whether such a frame may come now; nothing is stored on its word before."""
        if head.kind == DESCRIPTION:
            one_row = (head.channels, head.height) == (GREY, 1)
            return one_row and head.width <= self._limits.header_bytes
        side = self._limits.raster_side
        return (
            head.kind in set(Look)
            and head.channels in CHANNELS[Look(head.kind)]
            and 0 < head.width <= side
            and 0 < head.height <= side
            and len(self._refs) < PICTURES_OF_PAGE * self._limits.pages
            and self._taken + head.length <= self._limits.rasters_bytes
        )

    def _keep(self, head: FrameHead, body: bytes) -> None:
        shape = (head.height, head.width, COLOUR)[: 2 if head.channels == GREY else 3]
        pixels = np.frombuffer(body, np.uint8, head.pixels).reshape(shape)
        raster = Raster(pixels, Look(head.kind), body[head.pixels :])
        self._refs[sent_ref(len(self._refs), raster)] = self._album.add(raster)
        self._taken += head.length
        self.overfull = self._album.encoded_bytes > self._limits.pictures_bytes

    def outcome(self) -> ReadOutcome:
        """Return the outcome that a child which has ended handed over.

        Raises:
            BadFramesError: if anything in the answer is not as an honest child writes it.
        """
        if self._begun:
            raise BadFramesError("cut inside a frame")
        if self._description is None:
            raise BadFramesError("nothing")
        try:
            header = msgspec.json.decode(self._description, type=Header, strict=True)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise BadFramesError("header") from error
        _check(header, self._content, self._limits)
        if header.extraction is None:
            return ReadOutcome(header.status, None, header.reason)
        pages = tuple(self._with_picture(page) for page in header.extraction.pages)
        extraction = replace(header.extraction, pages=pages)
        return ReadOutcome(header.status, extraction, None, self._album.of_pages(pages))

    def _with_picture(self, page: Page) -> Page:
        """Return the page with the reference of its picture as we encoded it."""
        if page.image is None:
            return page
        ref = self._refs.get(page.image)
        if ref is None:
            raise BadFramesError("page without its picture")
        return replace(page, image=ref)


def decode(answer: bytes, content: bytes, limits: Limits) -> ReadOutcome:
    """Read a whole answer of a child that is not trusted.

    Raises:
        BadFramesError: if anything in the answer is not as an honest child writes it.
    """
    reader = AnswerReader(content, limits)
    if not reader.take(answer):
        raise BadFramesError("length")
    return reader.outcome()


def _check(header: Header, content: bytes, limits: Limits) -> None:
    extraction = header.extraction
    if (header.status is ReadStatus.READ) != (extraction is not None):
        raise BadFramesError("status")
    if (extraction is None) == (header.reason is None):
        raise BadFramesError("reason")
    if extraction is None:
        return
    if extraction.sha256 != hashlib.sha256(content).hexdigest():
        raise BadFramesError("hash of the upload")
    if extraction.size != len(content):
        raise BadFramesError("size of the upload")
    if not 0 <= len(extraction.pages) <= limits.pages:
        raise BadFramesError("number of pages")
    for number, page in enumerate(extraction.pages, 1):
        _check_page(page, number, limits)
    _check_form(extraction, limits)


def _check_page(page: Page, number: int, limits: Limits) -> None:
    if page.number != number:
        raise BadFramesError("page number")
    if not (0 < page.width <= MOST_POINTS and 0 < page.height <= MOST_POINTS):
        raise BadFramesError("page size")
    if page.rotation not in {0, 90, 180, 270} or not 0 <= page.ink <= 1:
        raise BadFramesError("page state")
    if page.look is not None and not _may_be(page.look):
        raise BadFramesError("look of a page")
    _check_words((*page.words, *page.hints), limits)
    for code in page.barcodes:
        if not code.box.is_valid or len(code.text) > limits.barcode_characters:
            raise BadFramesError("barcode")
    for zone in page.mrz:
        if not zone.box.is_valid or not 0 <= zone.confidence <= 1:
            raise BadFramesError("machine-readable zone")


def _may_be(look: PageLook) -> bool:
    shares = [look.surroundings, look.contours, look.plateau]
    counts = [look.writing, look.bars, look.letter_rows]
    counts += [look.text_lines or 0, look.side or 0]
    if look.pictures is not None:
        shares += [look.pictures.share, look.pictures.sharpness]
        counts.append(look.pictures.beside)
    return (
        all(0 <= share <= 1 for share in shares)
        and all(0 <= count <= MOST_MARKS for count in counts)
        and look.faintest >= 0
    )


def _check_words(words: tuple[Word, ...], limits: Limits) -> None:
    if len(words) > 2 * limits.words_per_page:
        raise BadFramesError("number of words")
    for word in words:
        if not word.box.is_valid or not 0 <= word.confidence <= 1 or word.line < 0:
            raise BadFramesError("word")
        if len(word.text) > limits.value_characters:
            raise BadFramesError("length of a word")


def _check_form(extraction: Extraction, limits: Limits) -> None:
    form = extraction.form
    if form is None:
        return
    if len(form.fields) > limits.form_fields:
        raise BadFramesError("number of fields")
    for field in form.fields:
        if not field.box.is_valid or not 1 <= field.page <= len(extraction.pages):
            raise BadFramesError("field")
        if len(field.value) > limits.value_characters:
            raise BadFramesError("length of a value")
