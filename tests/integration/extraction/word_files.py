"""Word documents as python-docx saves them, the same with changed parts, and their pages."""

import io
import zipfile
from collections.abc import Callable

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK

from extractors.docx.source import WordSheets
from extractors.images.pictures import EncodedAlbum
from extractors.limits import DEFAULT_LIMITS, Limits
from models.extraction import Page

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


def breaks(document: "docx.document.Document") -> None:
    document.add_paragraph("one").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("two").paragraph_format.page_break_before = True
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("three")
    document.add_section(WD_SECTION.CONTINUOUS)
    document.add_paragraph("three too")


def text(word: str) -> bytes:
    return saved(lambda document: document.add_paragraph(word))  # type: ignore[arg-type, return-value]
