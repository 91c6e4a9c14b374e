"""Word documents that are not read: hostile, damaged, of another kind or beyond a limit."""

import io
import zipfile
from collections.abc import Callable

import pytest

from extractors.ends import ReadEnd
from extractors.limits import Limits
from extractors.reading import read
from models.extraction import ReadStatus
from tests.integration.extraction.word_files import breaks, pages, rewritten, saved, text, unchanged


def in_text(insert: bytes) -> Callable[[str, bytes], bytes]:
    def change(name: str, part: bytes) -> bytes:
        return (
            part.replace(b"<w:body>", b"<w:body>" + insert) if name == "word/document.xml" else part
        )

    return change


def in_front(prologue: bytes) -> Callable[[str, bytes], bytes]:
    def change(name: str, part: bytes) -> bytes:
        if name != "word/document.xml":
            return part
        return prologue + part[part.index(b"<w:document") :].replace(b"secret", b"&e;")

    return change


def doubled() -> bytes:
    target = io.BytesIO(text("honest"))
    with zipfile.ZipFile(target, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr("word/document.xml", package.read("word/document.xml"))
    return target.getvalue()


def locked() -> bytes:
    content = bytearray(text("locked"))
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = content.find(signature)
        while place >= 0:
            content[place + flags] |= 1
            place = content.find(signature, place + 1)
    return bytes(content)


def typed(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, part: part.replace(old, new) if name == "[Content_Types].xml" else part


REFUSED: dict[str, tuple[Callable[[], bytes], ReadStatus, str]] = {
    "external entity": (
        lambda: rewritten(text("secret"), in_front(
            b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>')),
        ReadStatus.POLICY, "forbidden_content"),
    "nested entities": (
        lambda: rewritten(text("secret"), in_front(
            b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY e "&a;&a;&a;&a;">]>')),
        ReadStatus.POLICY, "forbidden_content"),
    "document type alone": (
        lambda: rewritten(text("x"), in_front(b'<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">')),
        ReadStatus.POLICY, "forbidden_content"),
    "deep nesting": (
        lambda: rewritten(text("x"), in_text(b"<w:sdt>" * 5000 + b"</w:sdt>" * 5000)),
        ReadStatus.POLICY, "forbidden_content"),
    "a million elements": (
        lambda: rewritten(text("x"), in_text(b"<w:p/>" * 1_000_000)),
        ReadStatus.POLICY, "forbidden_content"),
    "text of gigabytes": (
        lambda: rewritten(text("x"), in_text(b" " * 300_000_000)),
        ReadStatus.RESOURCE, "unpacks_too_large"),
    "too many parts": (
        lambda: rewritten(text("x"), unchanged, {f"word/{n}": b"" for n in range(5000)}),
        ReadStatus.RESOURCE, "unpacks_too_large"),
    "two parts of one name": (doubled, ReadStatus.POLICY, "forbidden_content"),
    "macros inside": (
        lambda: rewritten(text("x"), unchanged, {"word/vbaProject.bin": b"x"}),
        ReadStatus.REFUSED, "has_macros"),
    "macros declared": (
        lambda: rewritten(text("x"), typed(
            b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"vnd.ms-word.document.macroEnabled.main+xml")),
        ReadStatus.REFUSED, "has_macros"),
    "spreadsheet": (
        lambda: rewritten(text("x"), typed(b"wordprocessingml.document.main",
                                           b"spreadsheetml.sheet.main")),
        ReadStatus.REFUSED, "not_word_document"),
    "locked parts": (locked, ReadStatus.REFUSED, "password_protected"),
    "old Word file": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        ReadStatus.REFUSED, "legacy_office"),
    "nothing inside": (lambda: saved(lambda _: None), ReadStatus.REFUSED, "nothing_inside"),
    "cut archive": (lambda: text("x")[:-200], ReadStatus.CORRUPT, "damaged_file"),
    "no text part": (
        lambda: rewritten(text("x"), lambda n, p: None if n == "word/document.xml" else p),
        ReadStatus.CORRUPT, "damaged_file"),
    "text is no XML": (
        lambda: rewritten(text("x"), lambda n, p: b"<w:" if n == "word/document.xml" else p),
        ReadStatus.CORRUPT, "damaged_file"),
    "no list of types": (
        lambda: rewritten(text("x"), lambda n, p: None if n.startswith("[") else p),
        ReadStatus.CORRUPT, "damaged_file"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_no_document_needs_ends_the_reading(case: str) -> None:
    build, status, code = REFUSED[case]
    outcome = read(build())
    assert outcome.reason is not None, outcome.status
    assert (outcome.status, outcome.reason.code) == (status, code)


@pytest.mark.parametrize(("limit", "passes"), [(4, True), (3, True), (2, False)])
def test_pages_are_counted_at_the_limit(limit: int, passes: bool) -> None:
    content = saved(breaks)
    if passes:
        assert len(pages(content, Limits(pages=limit))[0]) == 3
    else:
        with pytest.raises(ReadEnd, match="too_many_pages"):
            pages(content, Limits(pages=limit))


def test_parts_and_unpacked_bytes_are_counted_at_the_limit() -> None:
    content = text("x")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = len(package.namelist())
        read_ones = ("[Content_Types].xml", "_rels/.rels", "word/document.xml",
                     "word/_rels/document.xml.rels")  # fmt: skip
        size = sum(package.getinfo(name).file_size for name in read_ones)
    for more in (1, 0):
        limits = Limits(package_parts=parts + more, unpacked_bytes=size + more)
        assert len(pages(content, limits)[0]) == 1
    for limits in (Limits(package_parts=parts - 1), Limits(unpacked_bytes=size - 1)):
        with pytest.raises(ReadEnd, match="unpacks_too_large"):
            pages(content, limits)
