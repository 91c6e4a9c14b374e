"""Whether a page picture has exactly the shape that our encoders give it.

The process outside looks at the pictures of a child that it does not trust without a decoder of
images: it follows the lengths of the container, and unpacks only what zlib packed, to a length that
it knows before. What our encoders never write (colour profiles, metadata, animation, lossless WebP,
interlacing, anything behind the end) is refused. Formats: PNG, W3C Recommendation, third edition;
RFC 9649 (WebP); RFC 6386, section 9.1 (the key frame of VP8).
"""

import struct
import zlib
from collections.abc import Iterator

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_CHUNKS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND"})
GREY, PALETTE = 0, 3
PNG_DEPTHS = {GREY: (8,), PALETTE: (1, 2, 4, 8)}
"""Bits of a pixel, by the kind of its colour."""
MOST_FILTER = 4

WEBP_HEAD = struct.Struct("<4sI4s4sI")
KEY_FRAME = struct.Struct("<3s3sHH")
START_CODE = b"\x9d\x01\x2a"
DIMENSION = (1 << 14) - 1


class ForeignShapeError(Exception):
    """The picture is not one of ours; the message says where it differs."""


def check(content: bytes, media_type: str, size: tuple[int, int]) -> None:
    """Check that a picture is what our encoder writes for ``size`` (width, height, pixels).

    Raises:
        ForeignShapeError: if anything else is in it.
    """
    if media_type == "image/png":
        _check_png(content, size)
    elif media_type == "image/webp":
        _check_webp(content, size)
    else:
        raise ForeignShapeError("type")


def _check_webp(content: bytes, size: tuple[int, int]) -> None:
    """A RIFF file of one lossy chunk, which is one shown key frame."""
    start = WEBP_HEAD.size
    if len(content) < start + KEY_FRAME.size:
        raise ForeignShapeError("length")
    riff, whole, kind, chunk, length = WEBP_HEAD.unpack_from(content)
    if (riff, kind, chunk) != (b"RIFF", b"WEBP", b"VP8 "):
        raise ForeignShapeError("kind of WebP")
    if whole != len(content) - 8 or length + length % 2 != len(content) - start:
        raise ForeignShapeError("length")
    tag, code, width, height = KEY_FRAME.unpack_from(content, start)
    bits = int.from_bytes(tag, "little")
    first_part, hidden, between = bits >> 5, not bits >> 4 & 1, bits & 1
    if between or hidden or code != START_CODE or first_part > length - KEY_FRAME.size:
        raise ForeignShapeError("key frame")
    # The two highest bits would have a viewer scale it up.
    if (width, height) != size or max(size) > DIMENSION:
        raise ForeignShapeError("size")


def _check_png(content: bytes, size: tuple[int, int]) -> None:
    chunks = list(_png_chunks(content))
    kinds = [kind for kind, _ in chunks]
    palettes = kinds.count(b"PLTE")
    expected = [b"IHDR", *[b"PLTE"] * palettes, *[b"IDAT"] * kinds.count(b"IDAT"), b"IEND"]
    if kinds != expected or palettes > 1 or chunks[-1][1]:
        raise ForeignShapeError("order of chunks")
    if len(chunks[0][1]) != struct.calcsize(">IIBBBBB"):
        raise ForeignShapeError("header")
    width, height, depth, colour, *methods = struct.unpack(">IIBBBBB", chunks[0][1])
    if (width, height) != size or depth not in PNG_DEPTHS.get(colour, ()) or any(methods):
        raise ForeignShapeError("header")
    if (palettes == 1) is not (colour == PALETTE):
        raise ForeignShapeError("palette")
    if palettes and not 0 < len(chunks[1][1]) <= 3 << depth:
        raise ForeignShapeError("palette")
    packed = b"".join(body for kind, body in chunks if kind == b"IDAT")
    _check_rows(packed, 1 + (width * depth + 7) // 8, height)


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give the chunks, each complete, known and as its check sum says."""
    if not content.startswith(PNG_SIGNATURE):
        raise ForeignShapeError("signature")
    place = len(PNG_SIGNATURE)
    while place < len(content):
        if place + 12 > len(content):
            raise ForeignShapeError("cut inside a chunk")
        length = int.from_bytes(content[place : place + 4], "big")
        kind = content[place + 4 : place + 8]
        end = place + 8 + length
        if end + 4 > len(content) or kind not in PNG_CHUNKS:
            raise ForeignShapeError("chunk")
        stated = int.from_bytes(content[end : end + 4], "big")
        if stated != zlib.crc32(content[place + 4 : end]):
            raise ForeignShapeError("check sum")
        yield kind, content[place + 8 : end]
        place = end + 4


def _check_rows(packed: bytes, row: int, rows: int) -> None:
    """Check that the packed rows are as many and as long as the header says, and no more."""
    unpacking = zlib.decompressobj()
    try:
        pixels = unpacking.decompress(packed, row * rows + 1)
    except zlib.error as error:
        raise ForeignShapeError("packing") from error
    if len(pixels) != row * rows or not unpacking.eof or unpacking.unused_data:
        raise ForeignShapeError("rows")
    if any(kind > MOST_FILTER for kind in pixels[::row]):
        raise ForeignShapeError("filter")
