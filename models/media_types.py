"""Media types told by content, never by name (magic numbers; no parser runs here)."""

from enum import StrEnum

PDF_HEADER_WINDOW = 1024
"""Bytes from the start in which a PDF header may stand (ISO 32000-1, Annex H, note 13)."""

HEAD_LENGTH = 4096
"""Bytes that :func:`identify` needs at most."""


class MediaType(StrEnum):
    """Media types that the service reads."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TIFF = "image/tiff"
    WEBP = "image/webp"
    HEIC = "image/heic"


SUFFIXES: dict[MediaType, tuple[str, ...]] = {
    MediaType.PDF: (".pdf",),
    MediaType.JPEG: (".jpg", ".jpeg"),
    MediaType.PNG: (".png",),
    MediaType.TIFF: (".tif", ".tiff"),
    MediaType.WEBP: (".webp",),
    MediaType.HEIC: (".heic", ".heif"),
}
"""File name endings that agree with each media type, lower case."""

_PREFIXES: tuple[tuple[bytes, MediaType], ...] = (
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"II*\x00", MediaType.TIFF),
    (b"MM\x00*", MediaType.TIFF),
    (b"II+\x00", MediaType.TIFF),
    (b"MM\x00+", MediaType.TIFF),
)
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")


def identify(head: bytes) -> MediaType | None:
    """Tell the media type from the first bytes of a file.

    Args:
        head: the first :data:`HEAD_LENGTH` bytes, or the whole of a shorter file.

    Returns:
        The media type, or None if the content is none that the service reads. A header of
        another kind in front of ``%PDF-`` (a polyglot) makes the file unknown.
    """
    for prefix, media_type in _PREFIXES:
        if head.startswith(prefix):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return MediaType.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return MediaType.HEIC
    return MediaType.PDF if _is_pdf(head[:PDF_HEADER_WINDOW]) else None


def _is_pdf(head: bytes) -> bool:
    """Whether a PDF header stands at the start or after harmless leading bytes only."""
    place = head.find(b"%PDF-")
    if place < 0:
        return False
    before = head[:place]
    return not before.startswith((b"MZ", b"\x7fELF", b"PK\x03\x04", b"GIF8", b"#!", b"<"))
