"""Barcodes of forms are read at the resolutions and slopes of scans, and named by their label."""

import cv2
import numpy as np
import pytest
import zxingcpp
from PIL import Image

from extractors.barcodes import read_barcodes
from extractors.limits import DEFAULT_LIMITS
from extractors.sheets import Pixels
from fixtures.degradation import PRESETS, degrade_page
from fixtures.forms.barcodes import picture
from models.form_codes import decode_form_code

JOB = "Page3/DetailsOfWorkCont/details/jobTitle"
DUTIES = "Page3/DetailsOfWorkCont/details/posDesc"
VALUES = [
    "English",
    "",
    "",
    "",
    "OWP",
    "",
    "",
    "05",
    "Québec",
    "",
    "CSQ holder outside Quebec - OWP",
]
WORK = "|".join(
    ["IMM1295_06-2018_5", *VALUES, "A76: International Mobility Program Plus", *[""] * 17]
)
PERSON = "|".join(["IMM1295_06-2018_1", *[f"value {n}" for n in range(1, 62)], ""])
WIDTH_INCHES = 95.25 / 25.4
"""Width of the code on the real forms."""


def page(dpi: int, *payloads: str) -> Pixels:
    """A letter page with codes as large as the real forms print them."""
    sheet = Image.new("L", (int(8.5 * dpi), 11 * dpi), 255)
    for number, payload in enumerate(payloads):
        code = picture(payload).convert("L")
        width = round(WIDTH_INCHES * dpi)
        size = (width, round(width * code.height / code.width))
        place = (int(0.5 * dpi) + number % 2 * int(4 * dpi), int(3 * dpi))
        sheet.paste(code.resize(size, Image.Resampling.BILINEAR), place)
    return np.array(sheet)


def turned(sheet: Pixels, degrees: float) -> Pixels:
    height, width = sheet.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(sheet, matrix, (width, height), borderValue=255), np.uint8)


def texts(sheet: Pixels) -> set[str]:
    return {code.text for code in read_barcodes(sheet, DEFAULT_LIMITS)}


@pytest.mark.parametrize(
    ("dpi", "quarters"), [(100, 0), (120, 1), (150, 2), (150, 3), (200, 1), (300, 0)]
)
def test_every_code_is_read_at_scan_resolutions_and_in_four_rotations(
    dpi: int, quarters: int
) -> None:
    sheet = np.rot90(page(dpi, WORK, PERSON), quarters).copy()
    assert texts(sheet) == {WORK, PERSON}


@pytest.mark.parametrize("degrees", [-5, -3, -1.5, 1.5, 3, 5])
def test_codes_askew_are_read_where_they_stand(degrees: float) -> None:
    sheet = turned(page(150, WORK), degrees)
    (code,) = read_barcodes(sheet, DEFAULT_LIMITS)
    assert code.text == WORK
    dark = np.argwhere(sheet < 100)
    (top, left), (bottom, right) = dark.min(axis=0), dark.max(axis=0)
    height, width = sheet.shape
    edges = (left / width, top / height, right / width, bottom / height)
    assert code.box == pytest.approx(edges, abs=0.02)


@pytest.mark.parametrize("name", ["skewed_scan", "pale_scan", "photocopy", "phone_photo"])
def test_the_codes_of_a_page_are_read_as_applicants_send_it(name: str) -> None:
    recipe = PRESETS[name]
    coloured = cv2.cvtColor(page(recipe.dpi, WORK), cv2.COLOR_GRAY2RGB)
    degraded = degrade_page(np.asarray(coloured, np.uint8), recipe, 5)
    grey = np.asarray(cv2.cvtColor(degraded, cv2.COLOR_RGB2GRAY), np.uint8)
    assert texts(grey) == {WORK}


def test_a_page_of_text_and_pictures_has_no_codes() -> None:
    sheet = np.full((1600, 1236), 255, np.uint8)
    for line in range(40):
        cv2.putText(sheet, "Certificat de selection " * 3, (60, 80 + 24 * line), 0, 0.7, 0, 2)
    sheet[1200:1500, 100:700] = np.random.default_rng(1).integers(0, 255, (300, 600), np.uint8)
    assert texts(sheet) == set()


def test_other_codes_are_kept_without_names() -> None:
    code = zxingcpp.create_barcode("https://example.org/a", zxingcpp.BarcodeFormat.QRCode)
    sheet = np.full((600, 600), 255, np.uint8)
    drawn = np.array(code.to_image(scale=5))
    sheet[100 : 100 + drawn.shape[0], 100 : 100 + drawn.shape[1]] = drawn
    (found,) = read_barcodes(sheet, DEFAULT_LIMITS)
    assert found.symbology == "QRCode"
    assert found.text == "https://example.org/a"
    assert found.form_code is None


def test_the_values_of_a_known_code_have_the_paths_of_the_forms_data() -> None:
    (found,) = read_barcodes(page(200, WORK), DEFAULT_LIMITS)
    assert found.form_code is not None
    assert (found.form_code.form, found.form_code.number) == ("imm1295", 5)
    values = {field.path: field.value for field in found.form_code.fields}
    assert values[JOB] == "CSQ holder outside Quebec - OWP"
    assert values[DUTIES] == "A76: International Mobility Program Plus"


@pytest.mark.parametrize(
    ("payload", "form", "version"),
    [
        # A later version may have another order: its values would be taken for others.
        (WORK.replace("06-2018", "11-2027"), "imm1295", "11-2027"),
        # Another form of the same family.
        ("IMM5257_04-2021_1|x|y|", "imm5257", "04-2021"),
    ],
)
def test_a_code_of_an_unknown_version_is_named_and_not_misread(
    payload: str, form: str, version: str
) -> None:
    (found,) = read_barcodes(page(200, payload), DEFAULT_LIMITS)
    assert found.text == payload
    assert found.form_code is not None
    assert (found.form_code.form, found.form_code.version) == (form, version)
    assert not found.form_code.known
    assert found.form_code.fields == ()


@pytest.mark.parametrize(
    "payload",
    [
        # No label at all.
        "just a text",
        # Something else that begins like one.
        "IMM1295 is the form",
        # Digits of other scripts are none.
        "IMM١٢٩٥_06-2018_5|x|",
        "",
    ],
)
def test_a_text_without_a_label_is_no_code_of_a_form(payload: str) -> None:
    assert decode_form_code(payload) is None


def test_a_code_cut_short_gives_only_what_it_holds() -> None:
    code = decode_form_code("IMM5710_06-2018_6|OWP||||05|")
    assert code is not None
    values = {field.path.rsplit("/", 1)[-1]: field.value for field in code.fields}
    assert values == {"Type": "OWP", "Prov": "05", "City": ""}


@pytest.mark.parametrize("kind", ["Aztec", "DataMatrix"])
def test_a_code_of_a_rare_kind_is_read_where_the_page_looks_like_a_code(kind: str) -> None:
    code = zxingcpp.create_barcode("E301234567 / 12345678", zxingcpp.barcode_format_from_str(kind))
    drawn = np.array(zxingcpp.write_barcode_to_image(code, scale=6))
    sheet = np.full((1600, 1200), 255, np.uint8)
    sheet[300 : 300 + drawn.shape[0], 200 : 200 + drawn.shape[1]] = drawn
    assert [one.text for one in read_barcodes(sheet, DEFAULT_LIMITS)] == ["E301234567 / 12345678"]
