"""The text and the tables of a Word document become pages with words at their places."""

import io

import docx
import numpy as np
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from PIL import Image

from extractors.reading import read
from models.extraction import PageKind, QualityTier, TextSource
from tests.integration.extraction.word_files import breaks, pages, saved

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'


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
