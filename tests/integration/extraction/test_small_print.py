"""Words of small print that stand close are words, and no ruled lines that are to be removed."""

import numpy as np
import pypdfium2
import pytest

from extractors.ends import OcrMissing
from extractors.ocr.engine import EngineName, OcrEngine, opened
from extractors.ocr.preparation import prepare
from extractors.sheets import Pixels
from fixtures.forms.marker_texts import Writing
from fixtures.specimens import draw_form
from models.bilingual import Language
from models.markers import MarkerStatus

pytestmark = pytest.mark.ocr

DPI = 200
JOB = "Titulaire d'un CSQ à l'extérieur du Québec - PTO"
DUTIES = "A76 Programme de mobilite internationale plus"
SEEDS = (14, 19)
"""Faces whose letters nearly touch once a page of legal size is as small as it is read."""


def occupation(seed: int) -> Pixels:
    """Return the page of a form that holds both boxes, as it is given to an engine."""
    writings = (Writing(JOB, MarkerStatus.VARIANT), Writing(DUTIES, MarkerStatus.VARIANT))
    drawn = draw_form(
        "imm1295", Language.FR, "printed_legal", seed, writings=writings, validated=False
    )
    document = pypdfium2.PdfDocument(drawn.pdf)
    page = next(p for p in document if DUTIES in p.get_textpage().get_text_bounded())
    grey = page.render(scale=DPI / 72, grayscale=True).to_numpy()
    return prepare(np.ascontiguousarray(grey.reshape(grey.shape[:2])), photo=False).image


@pytest.fixture(params=[EngineName.TESSEROCR, EngineName.PYTESSERACT])
def engine(request: pytest.FixtureRequest) -> OcrEngine:
    try:
        return opened(request.param)
    except OcrMissing:
        pytest.skip(f"{request.param} is not installed here")


@pytest.mark.parametrize("seed", SEEDS)
def test_closely_set_small_print_in_a_ruled_box_is_read_whole(engine: OcrEngine, seed: int) -> None:
    read = [word.text for word in engine.words(occupation(seed))]
    assert [word for word in DUTIES.split() if word not in read] == []
