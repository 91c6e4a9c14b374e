"""What lowers the quality of a page, and what an applicant is told of it."""

import cv2
import numpy as np
import pytest

from extractors import quality
from extractors.ocr import measures
from extractors.ocr.mapping import Mapping
from extractors.ocr.page import OcrReading
from extractors.ocr.preparation import Measured, Prepared
from extractors.sheets import Pixels
from models.extraction import OcrEngineName, QualityTier, TextSource, Word
from models.geometry import Box

SHARP = Measured(0.8, 220.0, 0.2, 0.0, 0.0)
BLURRED = Measured(0.21, 220.0, 0.2, 0.0, 0.0)
RAPIDOCR = OcrEngineName.RAPIDOCR


def reading(
    confidence: float,
    measured: Measured = SHARP,
    second_look: OcrEngineName | None = None,
    boxes: tuple[Box, ...] = (Box(0.1, 0.1, 0.3, 0.12),),
) -> OcrReading:
    words = tuple(Word("mot", box, confidence, 0, TextSource.OCR) for box in boxes)
    blank = np.full((10, 10), 255, np.uint8)
    prepared = Prepared(
        blank, np.zeros_like(blank), Mapping.identity(10, 10), sideways=False, measured=measured
    )
    return OcrReading(words, confidence, 0, measured, prepared, second_look)


@pytest.mark.parametrize(
    ("confidence", "second_look", "tier"),
    [
        (0.95, None, QualityTier.GOOD),
        (0.85, None, QualityTier.FAIR),
        (0.70, None, QualityTier.POOR),
        (0.40, None, QualityTier.UNREADABLE),
        # The second engine is surer of what it reads wrong than Tesseract is.
        (0.99, RAPIDOCR, QualityTier.GOOD),
        (0.975, RAPIDOCR, QualityTier.FAIR),
        (0.95, RAPIDOCR, QualityTier.POOR),
        (0.89, RAPIDOCR, QualityTier.UNREADABLE),
    ],
)
def test_the_tier_follows_the_confidence_of_the_engine_that_read_last(
    confidence: float, second_look: OcrEngineName | None, tier: QualityTier
) -> None:
    assert quality.of_read(reading(confidence, second_look=second_look), 300).tier is tier


def test_a_good_page_has_nothing_that_lowers_it() -> None:
    assert quality.of_read(reading(0.95), 300).reasons == ()


def test_a_page_is_not_good_when_it_is_blurred_however_sure_the_engine_is() -> None:
    found = quality.of_read(reading(0.95, BLURRED), 200)
    assert found.tier is QualityTier.FAIR
    assert [reason.code for reason in found.reasons] == ["blurred"]


def test_an_applicant_is_told_in_both_languages_that_a_page_is_too_blurred_to_be_read() -> None:
    (reason,) = quality.of_read(reading(0.4, BLURRED), 200).reasons
    assert reason.en.startswith("This page is too blurred to be read.")
    assert reason.fr.startswith("Cette page est trop floue pour être lue.")


# What is measured, and the cause that an applicant can do something about.
CAUSES = {
    "low_resolution": (Measured(0.35, 220, 0.2, 0, 0), 96.0),
    "faint": (Measured(0.8, 60, 0.2, 0, 0), 300.0),
    "grainy": (Measured(0.8, 220, 14, 0, 0), 300.0),
    "glare": (Measured(0.8, 220, 0.2, 60, 0, glare=0.05), 300.0),
    "black_and_white": (Measured(1.0, 255, 0, 0, 0, bilevel=True), 204.0),
    "unsure_text": (SHARP, 300.0),
}


@pytest.mark.parametrize("code", CAUSES)
def test_the_cause_is_named(code: str) -> None:
    measured, resolution = CAUSES[code]
    found = quality.of_read(reading(0.7, measured), resolution)
    assert [reason.code for reason in found.reasons] == [code]


@pytest.mark.parametrize(("words", "cut"), [(2, False), (3, True)])
def test_words_against_one_edge_tell_that_the_page_is_cut_off(words: int, *, cut: bool) -> None:
    boxes = tuple(Box(0.9, 0.1 * row, 0.999, 0.1 * row + 0.02) for row in range(1, words + 1))
    found = quality.of_read(reading(0.95, boxes=boxes), 300)
    assert ("cut_off" in [reason.code for reason in found.reasons]) is cut
    assert (found.tier is QualityTier.FAIR) is cut


def page_of_text() -> Pixels:
    page = np.full((1100, 850), 235, np.uint8)
    for row in range(60, 1040, 40):
        cv2.putText(page, "Quelques mots sur une ligne", (60, row), 0, 1.0, (20,), 2, cv2.LINE_AA)
    return page


def test_sharpness_falls_with_every_step_of_blur() -> None:
    page = page_of_text()
    blurred = [np.asarray(cv2.GaussianBlur(page, (0, 0), s), np.uint8) for s in (1.0, 2.0, 3.0)]
    values = [measures.sharpness(each) for each in (page, *blurred)]
    assert values == sorted(values, reverse=True)
    assert values[0] > 0.6
    assert values[-1] < 0.25


def test_sharpness_does_not_depend_on_how_much_text_there_is() -> None:
    page = page_of_text()
    sparse = page.copy()
    sparse[200:] = 235
    assert measures.sharpness(sparse) == pytest.approx(measures.sharpness(page), abs=0.1)


def test_glare_is_a_light_on_grey_paper_and_not_white_paper() -> None:
    page = np.minimum(page_of_text(), 190)
    assert measures.glare(page) == 0.0
    cv2.ellipse(page, (400, 500), (160, 120), 0, 0, 360, (255,), -1)
    assert measures.glare(page) > quality.MUCH_GLARE
    assert measures.glare(np.full((1100, 850), 255, np.uint8)) == 0.0


def test_a_page_without_ink_is_neither_blurred_nor_faint() -> None:
    blank = np.full((1100, 850), 240, np.uint8)
    assert measures.sharpness(blank) == 1.0
    assert measures.contrast(blank) == 0.0
