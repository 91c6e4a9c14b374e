"""Media types told by content, never by name (magic numbers; no parser runs here).

The written rule (docs/decisions/0004-types-by-content.md): the signature at the start decides;
the file's name never does. A file that is soundly of two types at once is refused, since two
readers would see two documents.
"""

import struct
from enum import StrEnum

PDF_HEADER_WINDOW = 1024
"""Bytes from the start in which a PDF header may stand (ISO 32000-1, Annex H, note 13)."""

HEAD_LENGTH = 4096
"""Bytes from the start that :func:`identify` and its kin need at most."""

TAIL_LENGTH = 22 + 65_535
"""Bytes before the end in which the directory of an archive ends (APPNOTE.TXT 4.3.16)."""


class MediaType(StrEnum):
    """Media types that the service reads."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TIFF = "image/tiff"
    WEBP = "image/webp"
    HEIC = "image/heic"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


SUFFIXES: dict[MediaType, tuple[str, ...]] = {
    MediaType.PDF: (".pdf",),
    MediaType.JPEG: (".jpg", ".jpeg"),
    MediaType.PNG: (".png",),
    MediaType.TIFF: (".tif", ".tiff"),
    MediaType.WEBP: (".webp",),
    MediaType.HEIC: (".heic", ".heif"),
    MediaType.DOCX: (".docx",),
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
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
_NEUTRAL_BRANDS = frozenset({b"mif1", b"msf1"})
"""Brands of the container alone; the other brands of the file tell how it is coded."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ZIP_NAME = struct.Struct("<26xHH")
_ZIP_END = struct.Struct("<4s4x4xLLH")
_PACKAGE_PARTS = ("[Content_Types].xml", "_rels/", "word/", "docProps/", "customXml/")
_OTHER_PACKAGES = ("xl/", "ppt/", "visio/", "META-INF/", "Index/")
_TEXT = frozenset(range(0x20, 0x7F)) | set(b"\t\r\n\f\x1b")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_OTHER_TEXT = (b"MZ", b"PK", b"GIF8", b"#!", b"%!", b"{\\rtf")
"""Signatures of other types that happen to be text."""


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
    if head[4:8] == b"ftyp":
        return MediaType.HEIC if _is_heic(head) else None
    if head.startswith(_ZIP):
        return MediaType.DOCX if _is_word_package(head) else None
    return MediaType.PDF if _is_pdf(head[:PDF_HEADER_WINDOW]) else None


def is_legacy_office(head: bytes) -> bool:
    """Whether the file is an OLE container: Word 97 to 2003, or any locked Office file."""
    return head.startswith(_OLE)


def is_two_types(head: bytes, tail: bytes) -> bool:
    """Whether a file of a known type is soundly of a second type as well.

    Bytes behind the end of a picture are common and harmless (cameras put films and previews
    there); they are never read. What counts is a second *document*: a PDF header where readers
    of PDF look for one, or an archive whose directory ends exactly where the file does, as
    readers of archives ask.

    Args:
        head: the first :data:`HEAD_LENGTH` bytes, or the whole of a shorter file.
        tail: the last :data:`TAIL_LENGTH` bytes, or the whole of a shorter file.
    """
    media_type = identify(head)
    if media_type is None:
        return False
    if media_type is not MediaType.PDF and b"%PDF-" in head[:PDF_HEADER_WINDOW]:
        return True
    return media_type is not MediaType.DOCX and _ends_as_archive(tail)


def _is_pdf(head: bytes) -> bool:
    """Whether a PDF header stands at the start or after harmless text only.

    Printers' job commands, mail headers and blank lines come before honest files; a web page,
    a script or bytes that are no text do not.
    """
    place = head.find(b"%PDF-")
    if place < 0:
        return False
    before = head[:place].removeprefix(_BYTE_ORDER_MARK)
    if before.startswith(_OTHER_TEXT) or b"<" in before:
        return False
    return not before.strip(b"\x00") or _TEXT.issuperset(before)


def _is_heic(head: bytes) -> bool:
    """Whether the brands of the container speak of HEVC pictures (ISO/IEC 23008-12, 10)."""
    size = int.from_bytes(head[:4])
    compatible = head[16 : min(size, len(head))]
    brands = {compatible[at : at + 4] for at in range(0, len(compatible), 4)}
    major = head[8:12]
    return major in _HEIC_BRANDS or (major in _NEUTRAL_BRANDS and bool(brands & _HEIC_BRANDS))


def _is_word_package(head: bytes) -> bool:
    """Whether the first entries of an archive are parts of a Word document.

    The parts of spreadsheets and presentations have the same first names; an entry of their own
    tells them where it comes early enough, else the reading does.
    """
    names = _entry_names(head)
    package = bool(names) and names[0].startswith(_PACKAGE_PARTS)
    return package and not any(name.startswith(_OTHER_PACKAGES) for name in names)


def _entry_names(head: bytes) -> list[str]:
    """Return the names of the archive entries that begin in ``head``."""
    names, place = [], 0
    while (place := head.find(_ZIP, place)) >= 0 and place + _ZIP_NAME.size <= len(head):
        (length, _) = _ZIP_NAME.unpack_from(head, place)
        start = place + _ZIP_NAME.size
        names.append(head[start : start + length].decode("utf-8", "replace"))
        place = start
    return names


def _ends_as_archive(tail: bytes) -> bool:
    """Whether the end record of an archive closes the file and its directory is where it says."""
    place = tail.rfind(b"PK\x05\x06")
    while place >= 0:
        if place + 22 <= len(tail) and _is_archive_end(tail, place):
            return True
        place = tail.rfind(b"PK\x05\x06", 0, place)
    return False


def _is_archive_end(tail: bytes, place: int) -> bool:
    _, size, _, comment = _ZIP_END.unpack_from(tail, place)
    if place + 22 + comment != len(tail):
        return False
    start = place - size
    return start < 0 or tail[start : start + 4] == b"PK\x01\x02"
