"""Types are told by content, and a file that is two types at once is known for it."""

import io
import zipfile

import docx
import pytest

from fixtures.hostile.image_bombs import picture
from fixtures.hostile.seeds import SEEDS, letter_pdf
from fixtures.hostile.strangers import STRANGERS, archive
from models.media_types import (
    HEAD_LENGTH,
    TAIL_LENGTH,
    MediaType,
    identify,
    is_legacy_office,
    is_two_types,
)


def word(first: str = "") -> bytes:
    target = io.BytesIO()
    docx.Document().save(target)
    if not first:
        return target.getvalue()
    # Programs write the parts in different orders.
    ordered = io.BytesIO()
    with zipfile.ZipFile(target) as old, zipfile.ZipFile(ordered, "w") as new:
        for name in sorted(old.namelist(), key=lambda each: each != first):
            new.writestr(name, old.read(name), zipfile.ZIP_DEFLATED)
    return ordered.getvalue()


def package(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as new:
        for name in names:
            new.writestr(name, b"x" * 50)
    return target.getvalue()


PDF = letter_pdf()
TOLD = {
    # Text in front of the header is as common as it is harmless.
    "PDF": (PDF, MediaType.PDF),
    "PDF behind blank lines": (b"\r\n\r\n" + PDF, MediaType.PDF),
    "PDF behind a byte order mark": (b"\xef\xbb\xbf" + PDF, MediaType.PDF),
    "PDF behind a printer's commands": (
        b"\x1b%-12345X@PJL SET RESOLUTION=600\r\n@PJL ENTER LANGUAGE=PDF\r\n" + PDF, MediaType.PDF),
    "PDF behind a mail header": (b"Content-Type: application/pdf\r\n\r\n" + PDF, MediaType.PDF),
    "PDF behind zeros": (bytes(128) + PDF, MediaType.PDF),
    "PDF far behind": (b" " * 2000 + PDF, None),
    "PDF behind bytes": (b"\x01\x02\x03" + PDF, None),
    "JPEG": (picture("JPEG"), MediaType.JPEG),
    "PNG": (picture("PNG"), MediaType.PNG),
    "TIFF": (picture("TIFF"), MediaType.TIFF),
    "BigTIFF": (picture("TIFF", big_tiff=True), MediaType.TIFF),
    "WebP": (picture("WEBP"), MediaType.WEBP),
    "HEIC": (picture("HEIF"), MediaType.HEIC),
    "Word": (word(), MediaType.DOCX),
    "Word, links first": (word("_rels/.rels"), MediaType.DOCX),
    "Word, text first": (word("word/document.xml"), MediaType.DOCX),
    "spreadsheet": (package("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"), None),
    "presentation": (package("ppt/presentation.xml", "[Content_Types].xml"), None),
    "text of another office": (package("mimetype", "content.xml"), None),
    "program in an archive": (package("META-INF/MANIFEST.MF", "Main.class"), None),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_the_content_tells_the_type(case: str) -> None:
    content, media_type = TOLD[case]
    assert identify(content[:HEAD_LENGTH]) is media_type


def is_two(content: bytes) -> bool:
    return is_two_types(content[:HEAD_LENGTH], content[-TAIL_LENGTH:])


# Files of a type that is read and, to another reader, of a second one.
TWO = (
    "archive behind a PDF", "archive around a PDF", "archive behind a JPEG",
    "archive behind a PNG", "PDF in a JPEG", "PDF in a TIFF", "PDF in a Word document",
)  # fmt: skip


@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_is_unknown_or_known_to_be_two(name: str) -> None:
    content = STRANGERS[name]
    known = identify(content[:HEAD_LENGTH]) is not None
    assert is_two(content) is (name in TWO)
    # What only begins as one of the types, or is empty but for its header, is for the reading.
    assert not known or name in TWO or "header alone" in name or name.startswith("PDF of")


@pytest.mark.parametrize("name", SEEDS)
def test_no_sound_file_is_two_types(name: str) -> None:
    assert not is_two(SEEDS[name][0]())


HARMLESS = {
    # A telephone's film behind its picture.
    "film behind a JPEG": picture("JPEG") + b"\x00\x00\x00\x18ftypmp42" + bytes(3000),
    # An attachment that is an archive ends before the file does.
    "archive inside a PDF": PDF[:-200] + archive() + PDF[-200:],
    "signature of an archive's end": picture("PNG") + b"PK\x05\x06" + bytes(18),
    "many such signatures": picture("JPEG") + b"PK\x05\x06" * 15_000,
}


@pytest.mark.parametrize("case", HARMLESS)
def test_bytes_behind_a_picture_make_no_second_type_unless_they_are_one(case: str) -> None:
    assert not is_two(HARMLESS[case])


def test_the_old_office_formats_are_known_by_name() -> None:
    assert is_legacy_office(STRANGERS["old Word file"])
    assert not is_legacy_office(PDF)
