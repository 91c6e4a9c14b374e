"""What the child hands back: one JSON header, then the page pictures, each with its length."""

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from extractors.limits import Limits
from models.bilingual import Reason
from models.extraction import Extraction, ImageRef, Page, PageImage, ReadOutcome, ReadStatus, Word

LENGTH = struct.Struct(">Q")
MAGIC: dict[str, bytes] = {"image/png": b"\x89PNG\r\n\x1a\n", "image/webp": b"RIFF"}
"""The picture types that we encode, and how each begins."""
MOST_POINTS = 100_000.0
MOST_PIXELS = 20_000


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


def decode(answer: bytes, content: bytes, limits: Limits) -> ReadOutcome:
    """Read the frames of a child that is not trusted.

    Args:
        answer: all that the child wrote.
        content: the upload that it was given.
        limits: what it was allowed.

    Raises:
        BadFramesError: if anything in the answer is not as an honest child writes it.
    """
    frames = _frames(answer, limits)
    try:
        header = msgspec.json.decode(next(frames), type=Header, strict=True)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, StopIteration) as error:
        raise BadFramesError("header") from error
    images = tuple(_images(header.images, frames))
    if next(frames, None) is not None:
        raise BadFramesError("more pictures than announced")
    _check(header, content, limits)
    return ReadOutcome(header.status, header.extraction, header.reason, images)


def _frames(answer: bytes, limits: Limits) -> Iterator[bytes]:
    place, most = 0, limits.header_bytes
    while place < len(answer):
        if place + LENGTH.size > len(answer):
            raise BadFramesError("cut inside a length")
        (length,) = LENGTH.unpack_from(answer, place)
        place += LENGTH.size
        if length > most or place + length > len(answer):
            raise BadFramesError("length")
        yield answer[place : place + length]
        place += length
        most = limits.picture_bytes


def _images(refs: tuple[ImageRef, ...], frames: Iterator[bytes]) -> Iterator[PageImage]:
    for ref in refs:
        content = next(frames, None)
        if content is None or hashlib.sha256(content).hexdigest() != ref.sha256:
            raise BadFramesError("picture")
        if not content.startswith(MAGIC.get(ref.media_type, b"\x00never")):
            raise BadFramesError("picture type")
        if not (0 < ref.width <= MOST_PIXELS and 0 < ref.height <= MOST_PIXELS):
            raise BadFramesError("picture size")
        yield PageImage(ref, content)


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
