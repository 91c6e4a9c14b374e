"""Photographs and documents that nobody can read, from the file to what they are taken for."""

import io
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from PIL import Image

from classifiers.page_types.text import PageText
from classifiers.page_types.witnesses import format_witness
from extractors.reading import read
from fixtures.degradation import PRESETS, Pixels, degrade_page, render
from fixtures.sheets_and_scenes import blank_sheet, with_pictures
from fixtures.specimens import draw_kind
from fixtures.specimens.drawing import layouts_of
from models.bilingual import Language
from models.document_types import DocumentType
from models.extraction import Page


def page_of(pixels: Pixels) -> Page:
    """The page as the service reads it from a picture file."""
    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(file, "JPEG", quality=85)
    outcome = read(file.getvalue())
    assert outcome.extraction is not None
    return outcome.extraction.pages[0]


def type_of(page: Page) -> DocumentType | None:
    """What the format alone settles."""
    witness = format_witness(PageText.of(page), None)
    return witness.type if witness else None


@pytest.mark.parametrize(
    ("manner", "recipe"), [("portraits", "skewed_scan"), ("snapshots", "office_scan")]
)
def test_pictures_on_paper_are_photographs_once_no_line_of_text_was_found(manner, recipe):
    sheet = with_pictures(blank_sheet(Random(4)), Random(4), manner)
    page = page_of(degrade_page(sheet, PRESETS[recipe], 4))
    assert page.look is not None
    assert page.look.text_lines is not None
    assert type_of(page) is DocumentType.PHOTO


@pytest.mark.parametrize("kind", ["identity_card", "quebec_licence"])
def test_a_card_that_nobody_can_read_is_no_photograph(kind):
    specimen = draw_kind(kind, Language.FR, layouts_of(kind, Language.FR)[0], 12)
    blurred = replace(PRESETS["dim_photo"], blur=5.0)
    page = page_of(degrade_page(render(specimen.pdf, blurred.dpi)[0], blurred, 12))
    assert type_of(page) is not DocumentType.PHOTO
