"""What a page's picture tells apart from its words: empty, a photograph, or neither."""

from dataclasses import replace
from random import Random

import cv2
import numpy as np
import pytest

from extractors.look import look_at
from extractors.ocr.perspective import page_corners
from extractors.sheets import Pixels
from fixtures.degradation import PRESETS, degrade_page, render
from fixtures.sheets_and_scenes import blank_sheet, scene, signed, with_line, with_pictures
from fixtures.specimens import draw_kind
from fixtures.specimens.drawing import layouts_of
from models.bilingual import Language
from models.page_look import CHANCE_LINES, PageLook


def looked(page: Pixels, *, photo: bool = False) -> PageLook:
    """The look of a page in colour, which must be measurable."""
    grey = np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), np.uint8)
    look = look_at(grey, page_corners(grey) if photo else None)
    assert look is not None
    return look


@pytest.mark.parametrize("manner", ["plain", "tinted", "ruled", "squared", "holes", "dusty"])
def test_paper_is_empty_whatever_its_colour_rules_and_holes(manner):
    assert looked(blank_sheet(Random(3), manner)).is_empty


@pytest.mark.parametrize("recipe", ["office_scan", "skewed_scan", "book_scan", "low_resolution"])
def test_a_scanner_does_not_write_on_an_empty_sheet(recipe):
    page = degrade_page(blank_sheet(Random(5)), PRESETS[recipe], 5)
    assert looked(page).is_empty


def test_a_sheet_laid_on_a_table_is_empty_where_the_sheet_is():
    page = degrade_page(blank_sheet(Random(5)), PRESETS["messenger"], 5)
    assert looked(page).surroundings > 0.1
    assert looked(page).is_empty


PHOTOGRAPHED = ["phone_photo", "dim_photo", "messenger", "hand_photo", "forwarded_photo"]


@pytest.mark.parametrize("recipe", PHOTOGRAPHED)
@pytest.mark.parametrize("seed", [5, 6])
def test_shadows_on_a_photographed_empty_sheet_are_no_writing(recipe, seed):
    page = degrade_page(blank_sheet(Random(seed)), PRESETS[recipe], seed)
    assert looked(page, photo=True).is_empty


@pytest.mark.parametrize("recipe", PHOTOGRAPHED)
def test_one_line_on_a_photographed_sheet_is_writing(recipe):
    sheet = with_line(blank_sheet(Random(5)), Random(5), contrast=160)
    assert not looked(degrade_page(sheet, PRESETS[recipe], 5), photo=True).is_empty


def test_the_dots_that_a_pale_copy_leaves_of_print_are_writing():
    sheet = with_line(blank_sheet(Random(4)), Random(4), contrast=200).copy()
    dots = np.random.default_rng(4).random(sheet.shape[:2]) < 0.06
    sheet[~dots] = 250
    assert not looked(sheet).is_empty


def test_faint_pencil_and_a_signature_are_writing():
    assert not looked(with_line(blank_sheet(Random(1)), Random(1), contrast=40)).is_empty
    assert not looked(signed(blank_sheet(Random(1)), Random(1))).is_empty


def test_print_that_shines_through_is_not_called_writing():
    pale = with_line(blank_sheet(Random(1)), Random(1), contrast=14)
    assert looked(np.ascontiguousarray(pale[:, ::-1])).writing == 0


@pytest.mark.parametrize("kind", ["leaves", "stones", "hills"])
def test_a_picture_of_things_throughout_is_a_photograph(kind):
    look = looked(scene(Random(2), kind))
    assert look.is_photograph
    assert not look.is_empty


@pytest.mark.parametrize("kind", ["identity_card", "drivers_licence", "passport", "work_permit"])
@pytest.mark.parametrize("recipe", ["phone_photo", "dim_photo", "photocopy", "copied_often"])
def test_a_document_is_neither_empty_nor_a_photograph(kind, recipe):
    specimen = draw_kind(kind, Language.EN, layouts_of(kind, Language.EN)[0], 11)
    look = looked(degrade_page(render(specimen.pdf, PRESETS[recipe].dpi)[0], PRESETS[recipe], 11))
    assert not look.is_empty
    assert not look.may_be_photograph


@pytest.mark.parametrize("manner", ["portrait", "portraits", "snapshots", "print", "greys"])
@pytest.mark.parametrize("recipe", ["clean_scan", "office_scan"])
def test_a_sheet_with_nothing_but_pictures_may_be_a_photograph(manner, recipe):
    sheet = with_pictures(blank_sheet(Random(4)), Random(4), manner)
    page = degrade_page(sheet, PRESETS[recipe], 4)
    assert looked(page).may_be_photograph
    assert not looked(page).is_empty


@pytest.mark.parametrize("recipe", ["phone_photo", "messenger", "hand_photo"])
def test_a_photographed_sheet_of_portraits_may_be_a_photograph(recipe):
    page = degrade_page(with_pictures(blank_sheet(Random(4)), Random(4)), PRESETS[recipe], 4)
    assert looked(page, photo=True).may_be_photograph


@pytest.mark.parametrize("contrast", [60, 200])
def test_one_line_of_print_beside_pictures_is_enough_to_doubt_them(contrast):
    sheet = with_pictures(blank_sheet(Random(8)), Random(8), "portrait")
    written = with_line(blank_sheet(Random(8)), Random(8), contrast=contrast)
    rows = np.flatnonzero((written != written[0, 0]).any(axis=(1, 2)))
    line = written[rows[0] - 20 : rows[-1] + 20]
    lined = np.vstack((sheet[: -120 - len(line)], line, sheet[-120:]))
    assert looked(sheet).may_be_photograph
    assert not looked(lined).may_be_photograph


def test_pictures_too_blurred_for_print_to_show_are_not_told():
    sheet = with_pictures(blank_sheet(Random(4)), Random(4))
    blurred = np.asarray(cv2.GaussianBlur(sheet, (0, 0), 9), np.uint8)
    look = looked(blurred)
    assert look.pictures is not None
    assert look.pictures.share > 0
    assert not look.may_be_photograph


@pytest.mark.parametrize("kind", ["identity_card", "drivers_licence", "passport"])
@pytest.mark.parametrize("blur", [2.0, 6.0])
@pytest.mark.parametrize("recipe", ["office_scan", "phone_photo"])
def test_a_document_with_a_portrait_is_no_photograph_however_blurred(kind, blur, recipe):
    specimen = draw_kind(kind, Language.FR, layouts_of(kind, Language.FR)[0], 12)
    blurred = replace(PRESETS[recipe], blur=blur)
    page = degrade_page(render(specimen.pdf, blurred.dpi)[0], blurred, 12)
    assert not looked(page, photo=recipe == "phone_photo").may_be_photograph


@pytest.mark.parametrize("kind", ["leaves", "hills"])
def test_a_picture_too_small_for_letters_to_show_is_no_photograph(kind):
    page = scene(Random(2), kind)
    small = np.asarray(cv2.resize(page, None, fx=0.2, fy=0.2, interpolation=cv2.INTER_AREA))
    assert not looked(np.asarray(small, np.uint8)).is_photograph
    assert looked(page).is_photograph


def test_a_photograph_has_no_more_lines_of_text_than_chance_finds():
    look = looked(with_pictures(blank_sheet(Random(4)), Random(4)))
    assert not look.is_photograph
    assert replace(look, text_lines=CHANCE_LINES).is_photograph
    assert not replace(look, text_lines=CHANCE_LINES + 1).is_photograph


def test_a_picture_too_small_to_tell_is_not_measured():
    assert look_at(np.full((60, 600), 255, np.uint8)) is None


def test_what_could_not_be_seen_for_noise_is_not_called_empty():
    noise = np.random.default_rng(1).choice((0, 255), (900, 700)).astype(np.uint8)
    look = look_at(noise)
    assert look is not None
    assert not look.is_empty
