"""A page that is read badly is looked at again by another engine, and the page says so."""

import io
from dataclasses import replace

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageFilter
from reportlab.pdfgen import canvas

from extractors.contained import read_contained
from extractors.ocr.coverage import overlooked_share
from extractors.ocr.engine import SeenWord
from extractors.ocr.looks import merged
from extractors.ocr.preparation import prepare
from extractors.reading import read
from models.extraction import Extraction, OcrEngineName, ReadOutcome, TextSource

LINES = (
    "Certificat de sélection du Québec",
    "Nom à la naissance : Tremblay",
    "Date de naissance : 1990-04-17",
    "The holder may apply for an open work permit",
    "Ministère de l'Immigration",
)


def scan(blur: float) -> Image.Image:
    target = io.BytesIO()
    page = canvas.Canvas(target, pagesize=(612, 792))
    page.setFont("Times-Roman", 10)
    for number, line in enumerate(LINES):
        page.drawString(72, 700 - 24 * number, line)
    page.save()
    picture = pypdfium2.PdfDocument(target.getvalue())[0].render(scale=150 / 72).to_pil()
    return picture.convert("L").filter(ImageFilter.GaussianBlur(blur))


def tiff(*pages: Image.Image) -> bytes:
    target = io.BytesIO()
    pages[0].save(target, "TIFF", save_all=True, append_images=pages[1:], dpi=(150, 150))
    return target.getvalue()


def of(outcome: ReadOutcome) -> Extraction:
    assert outcome.extraction is not None, outcome.reason
    return outcome.extraction


@pytest.mark.ocr
def test_a_page_that_was_read_well_is_looked_at_again_only_when_somebody_asks() -> None:
    content = tiff(scan(0), scan(0))
    assert of(read(content)).second_looks == {}
    asked = of(read(content, second_look=(2,)))
    assert asked.second_looks == {2: OcrEngineName.RAPIDOCR}
    assert "Québec" in asked.pages[1].text
    assert {word.source for word in asked.pages[1].words} == {TextSource.OCR}


@pytest.mark.ocr
def test_a_blurred_page_is_looked_at_again_at_once_within_the_jail() -> None:
    page = of(read_contained(tiff(scan(2.1)))).pages[0]
    assert page.second_look is OcrEngineName.RAPIDOCR
    for wanted in ("Tremblay", "1990-04-17", "open work permit"):
        assert wanted in page.text


def test_ink_of_letters_under_no_word_was_overlooked() -> None:
    page = prepare(np.asarray(scan(0)), photo=False)
    height, width = page.image.shape
    upper = SeenWord("x", 0, 0, width, int(0.19 * height), 0.95, (1, 1, 1))
    assert overlooked_share(page, ()) == 1.0
    # The upper box holds three of the five lines.
    assert 0.3 < overlooked_share(page, (upper,)) < 0.5
    assert overlooked_share(page, (replace(upper, height=height),)) == 0.0


def word(text: str, left: int, confidence: float, top: int = 100, line: int = 0) -> SeenWord:
    return SeenWord(text, left, top, 100, 20, confidence, (line, 0, 0))


def test_the_second_look_replaces_what_both_saw_and_keeps_what_only_the_first_was_sure_of() -> None:
    first = (word("Trernblay", 100, 0.95), word("7", 220, 0.97), word("~;", 700, 0.3))
    second = (word("Tremblay", 100, 0.99),)
    assert [(each.text, each.line) for each in merged(first, second)] == [
        ("Tremblay", (0, 0, 0)), ("7", (0, 0, 0)),
    ]  # fmt: skip


def test_the_second_look_keeps_its_own_order_when_the_first_adds_nothing() -> None:
    second = (word("droite", 600, 0.99), word("gauche", 100, 0.99))
    assert merged((word("gauche", 100, 0.95),), second) == second


def test_what_the_first_look_adds_leaves_the_lines_of_the_second_apart() -> None:
    # Lines so near that their boxes overlap on a page that is not quite level.
    second = (word("Sexe", 100, 0.99), word("Nom", 100, 0.99, top=112, line=1))
    added = merged((word("F", 220, 0.97, top=101),), second)
    assert [(each.text, each.line[0]) for each in added] == [("Sexe", 0), ("F", 0), ("Nom", 1)]
