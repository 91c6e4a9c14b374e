"""What the child hands back: one JSON header, then the page pictures, each with its length."""

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from extractors import picture_shapes
from extractors.limits import Limits
from models.bilingual import Reason
from models.extraction import Extraction, ImageRef, Page, PageImage, ReadOutcome, ReadStatus, Word

LENGTH = struct.Struct(">Q")
MOST_POINTS = 100_000.0


@dataclass(frozen=True, slots=True)
class Header:
    """A read outcome without the bytes of its pictures."""

    status: ReadStatus
    extraction: Extraction | None
    reason: Reason | None
    images: tuple[ImageRef, ...]


class BadFramesError(Exception):
    """The child's answer is not what an honest child hands back; the message says what."""


def encode(outcome: ReadOutcome) -> Iterator[bytes]:
    """Give the frames of an outcome."""
    refs = tuple(image.ref for image in outcome.images)
    header = msgspec.json.encode(Header(outcome.status, outcome.extraction, outcome.reason, refs))
    yield LENGTH.pack(len(header))
    yield header
    for image in outcome.images:
        yield LENGTH.pack(len(image.content))
        yield image.content


class AnswerReader:
    """Takes the frames of a child that is not trusted, and checks each as it comes.

    Args:
        content: the upload that the child was given.
        limits: what it was allowed.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._content = content
        self._limits = limits
        self._frames: list[bytes] = []
        self._begun = bytearray()

    def take(self, piece: bytes) -> bool:
        """Take the next bytes of the answer; return false if no honest child writes them."""
        self._begun += piece
        while len(self._begun) >= LENGTH.size:
            (length,) = LENGTH.unpack_from(self._begun)
            if not self._may_follow(length):
                return False
            end = LENGTH.size + length
            if len(self._begun) < end:
                break
            self._frames.append(bytes(self._begun[LENGTH.size : end]))
            del self._begun[:end]
        return True

    def _may_follow(self, length: int) -> bool:
        """Whether a frame of this length may come now; nothing is stored on its word before."""
        if not self._frames:
            return length <= self._limits.header_bytes
        if len(self._frames) > self._limits.pages or length > self._limits.picture_bytes:
            return False
        taken = sum(len(frame) for frame in self._frames[1:])
        return taken + length <= self._limits.pictures_bytes

    def outcome(self) -> ReadOutcome:
        """Return the outcome that a child which has ended handed over.

        Raises:
            BadFramesError: if anything in the answer is not as an honest child writes it.
        """
        if self._begun:
            raise BadFramesError("cut inside a frame")
        if not self._frames:
            raise BadFramesError("nothing")
        try:
            header = msgspec.json.decode(self._frames[0], type=Header, strict=True)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise BadFramesError("header") from error
        if len(header.images) != len(self._frames) - 1:
            raise BadFramesError("number of pictures")
        images = tuple(
            _image(ref, content, self._limits)
            for ref, content in zip(header.images, self._frames[1:], strict=True)
        )
        _check(header, self._content, self._limits)
        return ReadOutcome(header.status, header.extraction, header.reason, images)


def decode(answer: bytes, content: bytes, limits: Limits) -> ReadOutcome:
    """Read a whole answer of a child that is not trusted.

    Raises:
        BadFramesError: if anything in the answer is not as an honest child writes it.
    """
    reader = AnswerReader(content, limits)
    if not reader.take(answer):
        raise BadFramesError("length")
    return reader.outcome()


def _image(ref: ImageRef, content: bytes, limits: Limits) -> PageImage:
    if hashlib.sha256(content).hexdigest() != ref.sha256:
        raise BadFramesError("picture")
    # Nothing is unpacked to a size that only the child says.
    if not (0 < ref.width <= limits.raster_side and 0 < ref.height <= limits.raster_side):
        raise BadFramesError("picture size")
    try:
        picture_shapes.check(content, ref.media_type, (ref.width, ref.height))
    except picture_shapes.ForeignShapeError as error:
        raise BadFramesError(f"shape of a picture: {error}") from error
    return PageImage(ref, content)


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
    refs = set(header.images)
    if len(refs) != len(header.images):
        raise BadFramesError("the same picture twice")
    for number, page in enumerate(extraction.pages, 1):
        _check_page(page, number, refs, limits)
    if {page.image for page in extraction.pages if page.image} != refs:
        raise BadFramesError("pictures without a page")
    _check_form(extraction, limits)


def _check_page(page: Page, number: int, refs: set[ImageRef], limits: Limits) -> None:
    if page.number != number:
        raise BadFramesError("page number")
    if not (0 < page.width <= MOST_POINTS and 0 < page.height <= MOST_POINTS):
        raise BadFramesError("page size")
    if page.rotation not in {0, 90, 180, 270} or not 0 <= page.ink <= 1:
        raise BadFramesError("page state")
    if page.image is not None and page.image not in refs:
        raise BadFramesError("page without its picture")
    _check_words((*page.words, *page.hints), limits)
    for code in page.barcodes:
        if not code.box.is_valid or len(code.text) > limits.barcode_characters:
            raise BadFramesError("barcode")
    for zone in page.mrz:
        if not zone.box.is_valid or not 0 <= zone.confidence <= 1:
            raise BadFramesError("machine-readable zone")


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
