"""What coverage-guided fuzzing calls: one function of bytes for each parser, with its promises.

A target returns for every input that its parser handles as promised; any exception that leaves it
is a finding. Beside the parser's own errors the targets hold what callers rely on: frames are read
the same however they are cut, what the child reads the parent believes, a zone's check digits are
verified as said.
"""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

import numpy as np

from extractors.docx.source import WordSheets
from extractors.ends import ReadEnd
from extractors.frames import (
    DESCRIPTION,
    FRAME,
    AnswerReader,
    BadFramesError,
    FrameHead,
    SentAlbum,
    decode,
    description,
    picture,
)
from extractors.images.pictures import Raster
from extractors.images.rasters import drawn, photographed
from extractors.limits import Limits
from extractors.mrz.check_digits import check_digit
from extractors.mrz.layouts import LAYOUTS
from extractors.mrz.parsing import parse_text
from extractors.xfa.form import read_form_packets
from fixtures.hostile.bodies import docx, paragraph
from fixtures.hostile.seeds import word_document
from fixtures.invention.mrz import (
    Holder,
    card_of_three_lines,
    card_of_two_lines,
    passport,
    visa_of_width,
)
from models.bilingual import Reason
from models.extraction import (
    Barcode,
    Extraction,
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

UPLOAD = b"%PDF-1.7 an upload of the fuzzing"
LIMITS = Limits(
    pages=20, packet_bytes=200_000, xml_elements=5000, form_fields=400, unpacked_bytes=2_000_000,
    words_per_page=4000,
)  # fmt: skip
"""Small, so that an input which costs much is refused and the next one tried."""
TODAY = date(2022, 7, 11)
PIECE = b"\x00PICTURE"


@dataclass(frozen=True, slots=True)
class Target:
    """One parser under fuzzing.

    Attributes:
        call: takes one input.
        seeds: inputs to begin with.
        longest: bytes of an input.
        round: executions of one process; the instrumented interpreter keeps memory of each.
    """

    call: Callable[[bytes], None]
    seeds: Callable[[], Iterator[bytes]]
    longest: int
    round: int


def frames(data: bytes) -> None:
    """Read the answer of a hostile child.

    An input that begins with an odd byte is a description, and pictures between marks, for which
    the frames are written here: random changes seldom keep lengths right.
    """
    answer = data[1:] if not data[:1] or data[0] % 2 == 0 else _framed(data[1:])
    try:
        whole: ReadOutcome | None = decode(answer, UPLOAD, LIMITS)
    except BadFramesError:
        whole = None
    if whole != _in_pieces(answer):
        raise AssertionError("an answer reads differently when it comes in pieces")
    if whole is None or whole.images:
        return
    if decode(b"".join(description(whole)), UPLOAD, LIMITS) != whole:
        raise AssertionError("an accepted answer does not come back equal")


def xfa(data: bytes) -> None:
    """Read the packets of a form; what is read must be what the parent believes."""
    sent = io.BytesIO()
    try:
        reading = read_form_packets(data, LIMITS, SentAlbum(sent))
    except ReadEnd:
        return
    extraction = Extraction(
        hashlib.sha256(data).hexdigest(), len(data), MediaType.PDF, reading.pages, reading.content,
        reading.problems, (),
    )  # fmt: skip
    _believed(extraction, sent.getvalue(), data)


def mrz(data: bytes) -> None:
    """Parse a machine-readable zone, and verify the check digits that it says agree."""
    zone = parse_text(data.decode("latin-1"), TODAY)
    if zone is None:
        return
    for name, spans, place in LAYOUTS[zone.kind].checks:
        text = "".join(zone.lines[span.line][span.start : span.end] for span in spans)
        stated = zone.lines[place.line][place.start : place.end]
        if stated == "<" and text.strip("<"):
            # A long document number goes on elsewhere, with its check digit.
            continue
        agrees = stated == "<" or check_digit(text) == stated
        if agrees == (name in zone.failed_checks):
            raise AssertionError(f"the check of {name} is not as said")
    if zone.birth_date is not None and zone.birth_date > TODAY:
        raise AssertionError("a birth in the future")


def word(data: bytes) -> None:
    """Read a Word document whose text, or whose archive, is the input."""
    content = data if data.startswith(b"PK") else docx(data)
    sent = io.BytesIO()
    try:
        source = WordSheets(content, LIMITS, SentAlbum(sent))
        pictures = [_page_of(sheet.number) for sheet in source.sheets()]
    except ReadEnd:
        return
    pages = source.in_order(pictures)
    extraction = Extraction(
        hashlib.sha256(content).hexdigest(), len(content), MediaType.DOCX, pages, None,
        source.problems, (),
    )  # fmt: skip
    _believed(extraction, sent.getvalue(), content)


def _believed(extraction: Extraction, sent: bytes, content: bytes) -> None:
    outcome = ReadOutcome(ReadStatus.READ, extraction, None)
    answer = sent + b"".join(description(outcome))
    believed = decode(answer, content, LIMITS).extraction
    if believed is None or _without_pictures(believed) != _without_pictures(extraction):
        raise AssertionError("the parent reads something else than the child wrote")


def _without_pictures(extraction: Extraction) -> Extraction:
    return replace(extraction, pages=tuple(replace(page, image=None) for page in extraction.pages))


def _framed(data: bytes) -> bytes:
    text, *pictures = data.split(PIECE)
    frames = [_picture_frame(each[:4].ljust(4, b"\x01"), each[4:]) for each in pictures]
    return b"".join((*frames, FRAME.pack(DESCRIPTION, 1, len(text), 1), text))


def _picture_frame(head: bytes, pixels: bytes) -> bytes:
    """Return a frame of a small picture with as many pixels as it says."""
    length = FrameHead(*head).length
    return FRAME.pack(*head) + pixels[:length].ljust(length, b"\xff")


def _in_pieces(answer: bytes) -> ReadOutcome | None:
    reader = AnswerReader(UPLOAD, LIMITS)
    random = Random(len(answer))
    place = 0
    while place < len(answer):
        size = random.choice((1, 7, 8, 9, 4096))
        if not reader.take(answer[place : place + size]):
            return None
        place += size
    try:
        return reader.outcome()
    except BadFramesError:
        return None


def _page_of(number: int) -> Page:
    quality = PageQuality(QualityTier.UNREADABLE, None, None)
    return Page(number, 612.0, 792.0, PageKind.ORIGINAL, 0, 0.0, None, "none", (), quality, None)


def frame_seeds() -> Iterator[bytes]:
    """Give honest answers, whole and as description and pictures."""
    pixels = np.full((12, 9, 3), 255, np.uint8)
    pixels[3:6, 2:5] = (20, 60, 110)
    rasters = (drawn(pixels), photographed(pixels, LIMITS), drawn(np.full((5, 4, 3), 9, np.uint8)))
    sent = io.BytesIO()
    album = SentAlbum(sent)
    refs = [album.add(raster) for raster in rasters]
    box = Box(0.1, 0.1, 0.2, 0.2)
    page = replace(
        _page_of(1), image=refs[0], text_source=TextSource.OCR,
        words=(Word("mot", box, 1.0, 0, TextSource.OCR),),
        barcodes=(Barcode("PDF417", "IMM1295_06-2018_5|a|", box),),
    )  # fmt: skip
    second = replace(_page_of(2), image=refs[1])
    sha256 = hashlib.sha256(UPLOAD).hexdigest()
    read = Extraction(sha256, len(UPLOAD), MediaType.PDF, (page, second), None, (), ())
    plain = replace(read, pages=(replace(page, image=None),))
    reason = Reason("damaged_file", "The file is damaged.", "Le fichier est endommagé.")
    pieces = [_piece(raster) for raster in rasters]
    for outcome, frames_before, pictures in (
        (ReadOutcome(ReadStatus.READ, read, None), sent.getvalue(), pieces),
        (ReadOutcome(ReadStatus.READ, plain, None), b"", []),
        (ReadOutcome(ReadStatus.CORRUPT, None, reason), b"", []),
    ):
        head, text = description(outcome)
        yield b"\x00" + frames_before + head + text
        yield b"\x01" + PIECE.join((text, *pictures))


def _piece(raster: Raster) -> bytes:
    head, pixels, palette = picture(raster)
    return bytes(FRAME.unpack(head)) + pixels + palette


def xfa_seeds() -> Iterator[bytes]:
    """Give small forms that together have every part of a template that is read."""
    from bench.fuzz.xfa_seeds import forms  # noqa: PLC0415 - long texts

    yield from forms()


def mrz_seeds() -> Iterator[bytes]:
    """Give zones of each layout."""
    born, until = date(1990, 4, 17), date(2030, 1, 31)
    holder = Holder("P", "CAN", "TREMBLAY", "ANNE<MARIE", "AB123456", "FRA", born, "F", until)
    card, sticker = replace(holder, code="I"), replace(holder, code="V")
    for lines in (
        passport(holder), card_of_two_lines(card), card_of_three_lines(card),
        visa_of_width(sticker, 44), visa_of_width(sticker, 36),
    ):  # fmt: skip
        yield "\n".join(lines).encode()


def word_seeds() -> Iterator[bytes]:
    """Give the text of a document, and a whole one."""
    whole = word_document()
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        text = package.read("word/document.xml")
    yield text[text.index(b"<w:body>") + 8 : text.index(b"</w:body>")]
    yield docx(paragraph(b"text"))


TARGETS: dict[str, Target] = {
    "frames": Target(frames, frame_seeds, 8192, 1_000_000),
    "xfa": Target(xfa, xfa_seeds, 16_384, 4000),
    "mrz": Target(mrz, mrz_seeds, 256, 1_000_000),
    "word": Target(word, word_seeds, 8192, 4000),
}
