"""Word documents: text, tables and pictures become pages with words at their places."""

import io
import zipfile
from collections.abc import Callable

import docx
import numpy as np
import pytest
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.shared import Inches
from PIL import Image, ImageDraw, ImageFont

from extractors.contained import read_contained
from extractors.docx.source import WordSheets
from extractors.ends import ReadEnd
from extractors.images.pictures import EncodedAlbum
from extractors.limits import DEFAULT_LIMITS, Limits
from extractors.reading import read
from models.extraction import Page, PageKind, QualityTier, ReadStatus, TextSource

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'

Writer = Callable[["docx.document.Document"], None]


def saved(write: Writer) -> bytes:
    document = docx.Document()
    write(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def pages(content: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[list[Page], list[str]]:
    """Set a document's text; return the pages of text and the codes of the problems."""
    source = WordSheets(content, limits, EncodedAlbum())
    return list(source.in_order(())), [problem.code for problem in source.problems]


def texts(content: bytes) -> list[str]:
    return [page.text for page in pages(content)[0]]


def markup(*paragraphs: str) -> bytes:
    """A document of the given markup."""

    def write(document: "docx.document.Document") -> None:
        for paragraph in paragraphs:
            document.element.body.insert(
                len(document.element.body) - 1, parse_xml(paragraph.replace("<w:p>", f"<w:p {W}>"))
            )

    return saved(write)


def rewritten(content: bytes, change: Callable[[str, bytes], bytes | None],
              extra: dict[str, bytes] | None = None) -> bytes:  # fmt: skip
    """Write the package anew with changed, dropped or added parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, \
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:  # fmt: skip
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in (extra or {}).items():
            new.writestr(name, part)
    return target.getvalue()


def unchanged(_: str, part: bytes) -> bytes:
    return part


def png(text: str, size: tuple[int, int] = (1200, 900)) -> io.BytesIO:
    image = Image.new("RGB", size, "white")
    font = ImageFont.truetype("DejaVuSans.ttf", 56)
    ImageDraw.Draw(image).text((60, size[1] // 3), text, "black", font)
    target = io.BytesIO()
    image.save(target, "PNG", dpi=(200, 200))
    target.seek(0)
    return target


def letter(document: "docx.document.Document") -> None:
    document.add_heading("Lettre d'explication", 1)
    document.add_paragraph("Je demande un permis de travail ouvert. Délivré à Montréal.")
    table = document.add_table(rows=2, cols=2)
    for row, words in enumerate((("Nom", "Tremblay"), ("Date de naissance", "1990-04-17"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    document.add_paragraph("Fin de la lettre.")


def test_text_and_tables_come_in_order_with_boxes_on_a_page_that_shows_them() -> None:
    content = saved(letter)
    (page,), problems = pages(content)
    assert problems == []
    assert page.text.split("\n") == [
        "Lettre d'explication",
        "Je demande un permis de travail ouvert. Délivré à Montréal.",
        "Nom Tremblay",
        "Date de naissance 1990-04-17",
        "Fin de la lettre.",
    ]  # fmt: skip
    assert page.kind is PageKind.TYPESET
    assert page.quality.tier is QualityTier.DIGITAL
    assert {(word.source, word.confidence) for word in page.words} == {(TextSource.TEXT_LAYER, 1.0)}
    name, value = (next(w for w in page.words if w.text == t) for t in ("Nom", "Tremblay"))
    assert name.box.y0 == value.box.y0
    assert name.box.x1 < value.box.x0


def test_the_ink_stands_where_the_words_are_said_to_be() -> None:
    outcome = read(saved(letter))
    assert outcome.extraction is not None
    (page,) = outcome.extraction.pages
    with Image.open(io.BytesIO(outcome.images[0].content)) as image:
        ink = np.asarray(image.convert("L")) < 128
    height, width = ink.shape
    outside = ink.copy()
    for word in page.words:
        rows = slice(int(word.box.y0 * height), int(np.ceil(word.box.y1 * height)) + 1)
        columns = slice(int(word.box.x0 * width) - 1, int(np.ceil(word.box.x1 * width)) + 2)
        assert ink[rows, columns].any(), word.text
        outside[rows, columns] = False
    assert not outside.any()


def breaks(document: "docx.document.Document") -> None:
    document.add_paragraph("one").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("two").paragraph_format.page_break_before = True
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("three")
    document.add_section(WD_SECTION.CONTINUOUS)
    document.add_paragraph("three too")


def test_pages_end_at_page_breaks_and_sections_and_where_the_program_last_ended_them() -> None:
    assert texts(saved(breaks)) == ["one", "two", "three\nthree too"]
    content = markup(
        "<w:p><w:r><w:t>before</w:t><w:lastRenderedPageBreak/><w:t>behind</w:t></w:r></w:p>",
        "<w:p><w:r><w:br w:type='page'/></w:r></w:p>",
        "<w:p><w:r><w:lastRenderedPageBreak/><w:t>next</w:t></w:r></w:p>",
    )
    # A break told twice is one break, and no page is empty.
    assert texts(content) == ["before", "behind", "next"]


def test_a_long_text_flows_over_pages_and_loses_no_word() -> None:
    words = [f"mot{number}" for number in range(3000)]
    found, _ = pages(saved(lambda document: document.add_paragraph(" ".join(words))))  # type: ignore[arg-type, return-value]
    assert len(found) > 3
    assert [word.text for page in found for word in page.words] == words


def test_a_row_taller_than_a_page_goes_on_on_the_next() -> None:
    words = [f"w{number}" for number in range(900)]

    def write(document: "docx.document.Document") -> None:
        table = document.add_table(rows=1, cols=3)
        table.cell(0, 1).text = " ".join(words)
        table.cell(0, 2).text = "beside"

    found, _ = pages(saved(write))
    assert len(found) > 1
    assert sorted(w.text for page in found for w in page.words) == sorted([*words, "beside"])


def edges(document: "docx.document.Document") -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "Ministère de l'Immigration"
    section.footer.paragraphs[0].text = "Page of the letter"
    document.add_paragraph("first").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("second")


def test_headers_and_footers_stand_on_every_page() -> None:
    assert texts(saved(edges)) == [
        f"Ministère de l'Immigration\n{middle}\nPage of the letter"
        for middle in ("first", "second")
    ]


SHOWN = {
    # What a print shows, of markup that says more than that.
    "revisions": (("<w:p><w:del><w:r><w:delText>no</w:delText></w:r></w:del>"
                  "<w:ins><w:r><w:t>yes</w:t></w:r></w:ins></w:p>"), "yes"),
    "hidden text": (("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>"
                    "<w:r><w:t>yes</w:t></w:r></w:p>"), "yes"),
    "shown after all": ("<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>yes</w:t></w:r></w:p>",
                        "yes"),
    "fields": ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7</w:t></w:r></w:p>", "7"),
    "content control": (("<w:p><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>in it</w:t></w:r>"
                        "</w:sdtContent></w:sdt></w:p>"), "in it"),
    "link": ("<w:p><w:hyperlink><w:r><w:t>text of a link</w:t></w:r></w:hyperlink></w:p>",
             "text of a link"),
    "word split over runs": ("<w:p><w:r><w:t>A7</w:t></w:r><w:r><w:t>6</w:t></w:r></w:p>", "A76"),
    "capitals": ("<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>é</w:t></w:r></w:p>", "É"),
    "line break": ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p>", "a\nb"),
    "alternatives": ((f"<w:p><w:r><mc:AlternateContent {MC}><mc:Choice><w:t>new</w:t></mc:Choice>"
                     "<mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"),
                     "new"),
    "no alternative": (f"<w:p><mc:AlternateContent {MC}/><w:r><w:t>a</w:t></w:r></w:p>", "a"),
    "text box": ((f"<w:p><w:r><w:t>anchor</w:t><w:drawing><wps:txbx {WPS}><w:txbxContent>"
                 "<w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing>"
                 "</w:r></w:p>"), "anchor\nboxed"),
    "old text box": ((f"<w:p><w:r><w:pict><v:textbox {V}><w:txbxContent><w:p><w:r><w:t>boxed</w:t>"
                     "</w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>"), "boxed"),
    "table in a table": (("<w:tbl xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/"
                         "main'><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>inner</w:t></w:r>"
                         "</w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"), "inner"),
}  # fmt: skip


@pytest.mark.parametrize("case", SHOWN)
def test_what_a_print_shows_is_read(case: str) -> None:
    paragraph, shown = SHOWN[case]
    assert "\n".join(texts(markup(paragraph))) == shown


@pytest.mark.ocr
def test_large_pictures_are_read_as_pages_of_their_own_in_the_order_of_the_document() -> None:
    def write(document: "docx.document.Document") -> None:
        document.add_paragraph("Copy of my passport")
        document.add_picture(png("PASSPORT PAGE"), width=Inches(5))
        document.add_paragraph("Copy of my lease")
        document.add_picture(png("LEASE PAGE"), width=Inches(5))

    outcome = read_contained(saved(write))
    assert outcome.status is ReadStatus.READ, outcome.reason
    assert outcome.extraction is not None
    found = outcome.extraction.pages
    assert [page.number for page in found] == [1, 2, 3, 4]
    assert [page.text.strip() for page in found] == [
        "Copy of my passport", "PASSPORT PAGE", "Copy of my lease", "LEASE PAGE",
    ]  # fmt: skip
    assert [page.text_source for page in found] == [TextSource.TEXT_LAYER, TextSource.OCR] * 2
    assert found[1].kind is PageKind.ORIGINAL
    assert len(outcome.images) == 4


def test_a_small_picture_is_shown_within_the_text() -> None:
    def write(document: "docx.document.Document") -> None:
        document.add_picture(png("LOGO"), width=Inches(1))
        document.add_paragraph("Dear officer")

    found, problems = pages(saved(write))
    assert [page.text for page in found] == ["Dear officer"]
    # The text stands below the picture.
    assert found[0].words[0].box.y0 > 0.13
    assert problems == []


def test_a_picture_of_an_unread_kind_is_told_and_keeps_its_page() -> None:
    def write(document: "docx.document.Document") -> None:
        document.add_picture(png("X"), width=Inches(5))
        document.add_paragraph("text")

    content = rewritten(saved(write), lambda name, part: b"\1\0\0\0EMF" if ".png" in name else part)
    outcome = read(content)
    assert outcome.extraction is not None
    assert [page.text for page in outcome.extraction.pages] == ["", "text"]
    assert [problem.code for problem in outcome.extraction.problems] == ["picture_not_read"]


def test_nothing_outside_the_file_is_fetched_and_that_is_told() -> None:
    def write(document: "docx.document.Document") -> None:
        document.add_picture(png("X"), width=Inches(5))
        document.add_paragraph("text")

    def outside(name: str, part: bytes) -> bytes:
        if not name.endswith("document.xml.rels"):
            return part
        return part.replace(b'Target="media/image1.png"',
                            b'Target="http://127.0.0.1:9/x.png" TargetMode="External"')  # fmt: skip

    found, problems = pages(rewritten(saved(write), outside))
    assert [page.text for page in found] == ["text"]
    assert problems == ["lies_elsewhere"]


def text(word: str) -> bytes:
    return saved(lambda document: document.add_paragraph(word))  # type: ignore[arg-type, return-value]


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
