"""Words that are turned, skewed, cropped or photographed are found where they are shown."""

import io
import math
from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from reportlab.pdfgen import canvas

from extractors.limits import DEFAULT_LIMITS
from extractors.ocr.engine import EngineName, opened
from extractors.ocr.looks import Engines
from extractors.ocr.page import read_page
from extractors.sheets import Pixels
from models.extraction import Word
from models.geometry import Box

pytestmark = pytest.mark.ocr

DPI = 130
PAPER = (612, 792)
SIZE = 15
TEXTS = (
    *("Certificate", "Residence", "Montréal", "Passport", "Holder", "Number", "Identity"),
    *("Canada", "Permit", "Quebec", "Family", "Application", "Programme", "Ministère"),
    *("Citizenship", "Employment"),
)
ENGINES = Engines(opened(EngineName.TESSERACT), again=None)
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Shown:
    """A page as displayed, and the corners of each word on it in pixels (4 by 2)."""

    grey: Pixels
    corners: dict[str, NDArray[np.float64]]

    def warped(self, matrix: Matrix, size: tuple[int, int], ground: int) -> "Shown":
        grey = cv2.warpPerspective(
            self.grey, matrix, size, flags=cv2.INTER_AREA, borderValue=(ground,) * 3
        )
        moved = {
            text: cv2.perspectiveTransform(places[None], matrix)[0]
            for text, places in self.corners.items()
        }
        return Shown(np.asarray(grey, np.uint8), moved)

    def box(self, text: str) -> Box:
        height, width = self.grey.shape
        xs, ys = self.corners[text].T / [[width], [height]]
        return Box.clamped(xs.min(), ys.min(), xs.max(), ys.max())


@st.composite
def pages(draw: st.DrawFn) -> Shown:
    """Draw words on rows of a page, each at a random place of its row, two to a row at most."""
    target = io.BytesIO()
    page = canvas.Canvas(target, pagesize=PAPER)
    page.setFont("Helvetica", SIZE)
    places: dict[str, tuple[float, float, float]] = {}
    order = draw(st.permutations(TEXTS))
    for number, text in enumerate(order):
        row, half = divmod(number, 2)
        left = 60 + 250 * half + draw(st.floats(0, 90))
        baseline = 690 - 78 * row - draw(st.floats(0, 40))
        page.drawString(left, baseline, text)
        places[text] = (left, baseline, page.stringWidth(text, "Helvetica", SIZE))
    page.save()
    scale = DPI / 72
    drawn = pypdfium2.PdfDocument(target.getvalue())[0].render(scale=scale, grayscale=True)
    grey = np.asarray(drawn.to_numpy()).reshape(drawn.height, drawn.width).copy()
    return Shown(grey, {text: _ink(grey, *place) for text, place in places.items()})


def _ink(grey: Pixels, left: float, baseline: float, width: float) -> NDArray[np.float64]:
    """Return the corners of the ink around a word, which is where its box should be."""
    scale = DPI / 72
    x0, x1 = int((left - 2) * scale), int((left + width + 2) * scale)
    y0, y1 = int((PAPER[1] - baseline - SIZE) * scale), int((PAPER[1] - baseline + 5) * scale)
    rows, columns = np.nonzero(grey[y0:y1, x0:x1] < 140)
    first, last = x0 + columns.min(), x0 + columns.max() + 1
    top, bottom = y0 + rows.min(), y0 + rows.max() + 1
    return np.array([[first, top], [last, top], [last, bottom], [first, bottom]], np.float64)


@st.composite
def scans(draw: st.DrawFn) -> Shown:
    """Turn a page by quarters and a few degrees, and cut its margins."""
    shown = draw(pages())
    height, width = shown.grey.shape
    degrees = draw(st.sampled_from((0, 90, 180, 270))) + draw(st.floats(-4, 4))
    matrix, size = _turn(width, height, degrees)
    cut = [draw(st.floats(0, 30)) for _ in range(2)]
    shift = np.array([[1, 0, -cut[0]], [0, 1, -cut[1]], [0, 0, 1]])
    smaller = (int(size[0] - 1.5 * cut[0]), int(size[1] - 1.5 * cut[1]))
    return shown.warped(shift @ matrix, smaller, 255)


@st.composite
def photographs(draw: st.DrawFn) -> Shown:
    """Lay a page on a dark table and look at it from an angle."""
    shown = draw(pages())
    height, width = shown.grey.shape
    most = 0.05 * width
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = [[draw(st.floats(-most, most)) + 1.5 * most for _ in range(2)] for _ in range(4)]
    seen = corners + np.array(moved, np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(corners, seen), np.float64)
    return shown.warped(matrix, (int(width + 3 * most), int(height + 3 * most)), 70)


def _turn(width: int, height: int, degrees: float) -> tuple[Matrix, tuple[int, int]]:
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), [0, 0, 1]])
    radians = math.radians(degrees)
    cosine, sine = abs(math.cos(radians)), abs(math.sin(radians))
    wide = math.ceil(width * cosine + height * sine)
    tall = math.ceil(width * sine + height * cosine)
    turn[:2, 2] += ((wide - width) / 2, (tall - height) / 2)
    return turn, (wide, tall)


def _assert_found(shown: Shown, *, photo: bool, engines: Engines, again: bool = False) -> None:
    reading = read_page(shown.grey, engines, DEFAULT_LIMITS, photo=photo, again=again)
    found = {word.text: word for word in reading.words}
    missed = [text for text in shown.corners if text not in found]
    # A misread word has a place all the same, but it cannot be told which word it is.
    assert len(missed) <= len(shown.corners) // 5, missed
    for text in shown.corners:
        if text in found:
            _assert_same_place(found[text], shown.box(text))


def _assert_same_place(word: Word, true: Box) -> None:
    shared = word.box.intersection_area(true)
    union = word.box.area + true.area - shared
    # A box stands upright on a skewed page and so holds a little more than its word.
    assert shared / union > 0.5, (word, true)
    across = abs(word.box.centre[0] - true.centre[0])
    down = abs(word.box.centre[1] - true.centre[1])
    assert max(across, down) < 0.004, (word, true)


# An example costs a second of reading: none is shrunk, and each run draws the same ones.
OFTEN = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


@OFTEN
@given(scans())
def test_words_of_a_turned_skewed_and_cropped_scan_are_where_they_are_shown(shown: Shown) -> None:
    _assert_found(shown, photo=False, engines=ENGINES)


@OFTEN
@given(photographs())
def test_words_of_a_photographed_page_are_where_they_are_shown(shown: Shown) -> None:
    _assert_found(shown, photo=True, engines=ENGINES)


@settings(OFTEN, max_examples=3)
@given(scans())
def test_the_second_engine_finds_words_in_the_same_places(shown: Shown) -> None:
    # As the product calls it: the first engine has found which way up the page stands.
    engines = Engines(opened(EngineName.TESSERACT), again=EngineName.RAPIDOCR)
    _assert_found(shown, photo=False, engines=engines, again=True)
