"""The real engine reads scans whichever way up they lie, and places the words."""

import io

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from extractors.contained import read_contained
from models.extraction import Page, ReadStatus, TextSource

LINES = (
    "Certificat de sélection du Québec",
    "Nom à la naissance : Tremblay",
    "Date de naissance : 1990-04-17",
    "The holder may apply for an open work permit",
    "International Mobility Program Plus",
    "Numéro de dossier : Q1234567890",
    "Citizenship and residence of the applicant",
    "Ministère de l'Immigration",
)


def _scan(dpi: int = 200) -> Image.Image:
    target = io.BytesIO()
    drawing = canvas.Canvas(target, pagesize=(612, 792))
    drawing.setFont("Helvetica", 12)
    for index, line in enumerate(LINES):
        drawing.drawString(72, 700 - 28 * index, line)
    drawing.save()
    page = pypdfium2.PdfDocument(target.getvalue())[0]
    picture: Image.Image = page.render(scale=dpi / 72).to_pil()
    return picture.convert("RGB")


def _read(image: Image.Image, kind: str) -> Page:
    target = io.BytesIO()
    image.save(target, kind, dpi=(200, 200))
    outcome = read_contained(target.getvalue())
    assert outcome.status is ReadStatus.READ, outcome.reason
    assert outcome.extraction is not None
    return outcome.extraction.pages[0]


@pytest.mark.ocr
@pytest.mark.parametrize(
    ("turn", "rotation", "place"),
    [
        # Degrees anticlockwise; clockwise turn reported; where "Tremblay" stands on the page.
        (0, 0, (0.36, 0.15)),
        (90, 270, (0.15, 0.64)),
        (180, 180, (0.64, 0.85)),
        (270, 90, (0.85, 0.36)),
        (-3, 0, None),
    ],
)
def test_a_scan_is_read_however_it_lies(
    turn: int, rotation: int, place: tuple[float, float] | None
) -> None:
    page = _read(_scan().rotate(turn, expand=True, fillcolor="white"), "JPEG")
    assert page.rotation == rotation
    text = page.text
    for wanted in ("Québec", "Tremblay", "1990-04-17", "International Mobility Program Plus"):
        assert wanted in text
    assert {word.source for word in page.words} == {TextSource.OCR}
    if place is not None:
        found = next(word for word in page.words if word.text == "Tremblay")
        assert found.box.centre == pytest.approx(place, abs=0.03)


@pytest.mark.ocr
@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP"])
def test_each_image_type_is_read(kind: str) -> None:
    assert "Tremblay" in _read(_scan(), kind).text
