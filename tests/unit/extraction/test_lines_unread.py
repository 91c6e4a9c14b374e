"""What counts as a line of text among what the network outlines."""

import numpy as np
import pytest

from extractors.ends import OcrMissing
from extractors.ocr import looks
from extractors.ocr.engine import PAGE, EngineName, SeenWord
from extractors.ocr.looks import Engines
from extractors.ocr.text_lines import Line, count_text_lines
from extractors.sheets import Pixels

IMAGE = np.full((1000, 700), 255, np.uint8)


class Outlined:
    """A finder that outlines one rectangle of given width and height."""

    def __init__(self, width: float, height: float) -> None:
        corners = [(0, 0), (width, 0), (width, height), (0, height)]
        self._line = Line(np.array(corners, np.float32) + 100, 0.8)

    def lines(self, image: Pixels) -> list[Line]:  # noqa: ARG002 - part of the interface
        return [self._line]


class Reader:
    """An engine that reads, and finds no lines by themselves."""

    name = EngineName.TESSEROCR

    def words(self, image: Pixels, *, mode: int = PAGE, whitelist: str = "") -> tuple[SeenWord]:
        raise AssertionError((image, mode, whitelist))

    def warm(self, count: int) -> None: ...


@pytest.mark.parametrize(("width", "height"), [(300, 14), (14, 300), (60, 40)])
def test_a_line_of_text_is_low_and_longer_than_high_whichever_way_it_runs(width, height):
    assert count_text_lines(IMAGE, Outlined(width, height)) == 1


@pytest.mark.parametrize(("width", "height"), [(600, 90), (30, 30)])
def test_bare_paper_and_an_eye_are_no_lines_of_text(width, height):
    assert count_text_lines(IMAGE, Outlined(width, height)) == 0


def test_without_the_networks_nobody_looks_for_lines(monkeypatch):
    def missing(name: EngineName) -> None:
        raise OcrMissing

    monkeypatch.setattr(looks, "opened", missing)
    assert Engines(Reader()).line_finder is None
