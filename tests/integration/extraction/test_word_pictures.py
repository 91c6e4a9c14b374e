"""The pictures of a Word document: pages of their own, parts of the text, or told as not read."""

import io

import docx
import pytest
from docx.shared import Inches
from PIL import Image, ImageDraw, ImageFont

from extractors.contained import read_contained
from extractors.reading import read
from models.extraction import PageKind, ReadStatus, TextSource
from tests.integration.extraction.word_files import pages, rewritten, saved


def png(text: str, size: tuple[int, int] = (1200, 900)) -> io.BytesIO:
    image = Image.new("RGB", size, "white")
    font = ImageFont.truetype("DejaVuSans.ttf", 56)
    ImageDraw.Draw(image).text((60, size[1] // 3), text, "black", font)
    target = io.BytesIO()
    image.save(target, "PNG", dpi=(200, 200))
    target.seek(0)
    return target


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
