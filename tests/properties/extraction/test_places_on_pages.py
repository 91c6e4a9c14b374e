"""Whatever is done to a page, a word's box is where the word is displayed."""

import io

import numpy as np
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen import canvas

from extractors.ocr.mapping import Mapping
from extractors.ocr.preparation import turned
from extractors.reading import read
from models.extraction import ReadStatus

ROTATIONS = st.sampled_from((0, 90, 180, 270))


def _page(x: float, y: float, rotation: int, crop: tuple[float, ...], shift: float) -> bytes:
    target = io.BytesIO()
    drawing = canvas.Canvas(target, pagesize=(600, 800))
    drawing.setFont("Helvetica", 16)
    drawing.saveState()
    # The word is drawn so that it stands upright once the viewer has turned the page.
    drawing.translate(x, y)
    drawing.rotate(rotation)
    drawing.drawString(0, 0, "Residence")
    drawing.restoreState()
    drawing.save()
    with pikepdf.open(io.BytesIO(target.getvalue())) as document:
        page = document.pages[0]
        page.contents_add(f"1 0 0 1 {shift} {shift} cm".encode(), prepend=True)
        page.MediaBox = [shift, shift, 600 + shift, 800 + shift]
        page.CropBox = [side + shift for side in crop]
        page.Rotate = rotation
        saved = io.BytesIO()
        document.save(saved)
    return saved.getvalue()


@settings(max_examples=25, deadline=None)
@given(
    x=st.floats(200, 400),
    y=st.floats(250, 550),
    rotation=ROTATIONS,
    margin=st.floats(0, 60),
    shift=st.sampled_from((0.0, 50.0, -30.0)),
)
def test_the_box_of_a_word_of_the_text_layer_lies_on_its_ink(
    x: float, y: float, rotation: int, margin: float, shift: float
) -> None:
    crop = (margin, margin / 2, 600 - margin / 3, 800 - margin)
    outcome = read(_page(x, y, rotation, crop, shift))
    assert outcome.status is ReadStatus.READ
    assert outcome.extraction is not None
    page = outcome.extraction.pages[0]
    assert [word.text for word in page.words] == ["Residence"]
    picture = _grey(outcome.images[0].content)
    rows, columns = np.nonzero(picture < 128)
    height, width = picture.shape
    box = page.words[0].box
    slack = 0.012
    assert box.x0 - slack <= columns.min() / width <= columns.max() / width <= box.x1 + slack
    assert box.y0 - slack <= rows.min() / height <= rows.max() / height <= box.y1 + slack


@given(
    degrees=st.floats(-12, 12),
    x=st.floats(0.1, 0.8),
    y=st.floats(0.1, 0.8),
)
@settings(max_examples=50, deadline=None)
def test_a_place_goes_through_the_levelling_and_back(degrees: float, x: float, y: float) -> None:
    grey = np.full((500, 400), 255, np.uint8)
    left, top = int(x * 400), int(y * 500)
    grey[top : top + 20, left : left + 40] = 0
    image, forward = turned(grey, degrees)
    rows, columns = np.nonzero(image < 128)
    box = (
        Mapping.identity(400, 500)
        .then(forward)
        .box(float(columns.min()), float(rows.min()), columns.max() + 1.0, rows.max() + 1.0)
    )
    assert box.x0 <= (left + 1) / 400
    assert box.x1 >= (left + 39) / 400
    assert box.y0 <= (top + 1) / 500
    assert box.y1 >= (top + 19) / 500
    assert box.centre == pytest.approx(((left + 20) / 400, (top + 10) / 500), abs=0.01)


def _grey(content: bytes) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    from PIL import Image

    return np.asarray(Image.open(io.BytesIO(content)).convert("L"), np.uint8)
