"""The contract that every OCR engine keeps, run on each engine that is installed."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen import canvas

from extractors.ends import OcrMissing
from extractors.ocr import tessdata
from extractors.ocr.engine import BLOCK, EngineName, OcrEngine, SeenWord, opened
from extractors.sheets import Pixels

pytestmark = pytest.mark.ocr

ROOT = Path(__file__).resolve().parents[3]

DPI = 150
LINES = (
    "The holder of this certificate may apply for a permit",
    "Ministère de l'Immigration du Québec, à Montréal",
    "Née le 17 août 1990 à Besançon, reçue en février",
    "File number 300412789 dated 2025-06-14",
)
SIZE = 13
LEFT, TOP, LEADING = 60, 100, 40


def drawn(*lines: str) -> Pixels:
    """Return a grey page with ``lines`` at known places."""
    target = io.BytesIO()
    page = canvas.Canvas(target, pagesize=(500, 300))
    page.setFont("Helvetica", SIZE)
    for number, line in enumerate(lines):
        page.drawString(LEFT, 300 - TOP - LEADING * number, line)
    page.save()
    picture = pypdfium2.PdfDocument(target.getvalue())[0].render(scale=DPI / 72, grayscale=True)
    return np.asarray(picture.to_numpy()).reshape(picture.height, picture.width).copy()


@pytest.fixture(
    scope="module", params=[EngineName.TESSEROCR, EngineName.PYTESSERACT, EngineName.RAPIDOCR]
)
def engine(request: pytest.FixtureRequest) -> Iterator[OcrEngine]:
    try:
        yield opened(request.param)
    except OcrMissing:
        pytest.skip(f"{request.param} is not installed here")


@pytest.fixture(scope="module")
def seen(engine: OcrEngine) -> tuple[SeenWord, ...]:
    return engine.words(drawn(*LINES))


def test_an_engine_says_which_it_is(engine: OcrEngine) -> None:
    assert engine.name in set(EngineName) - {EngineName.TESSERACT}


def test_every_word_is_read_with_its_accents_in_both_languages(seen: tuple[SeenWord, ...]) -> None:
    assert [word.text for word in seen] == " ".join(LINES).split()


def test_words_come_line_by_line_from_the_left(seen: tuple[SeenWord, ...]) -> None:
    numbers = list(dict.fromkeys(word.line for word in seen))
    lines = [[word for word in seen if word.line == number] for number in numbers]
    assert [" ".join(word.text for word in line) for line in lines] == list(LINES)
    for line in lines:
        assert [word.left for word in line] == sorted(word.left for word in line)


def test_an_engine_that_was_warmed_reads_the_same(
    engine: OcrEngine, seen: tuple[SeenWord, ...]
) -> None:
    engine.warm(2)
    assert engine.words(drawn(*LINES)) == seen


def test_confidence_is_a_share_and_high_on_clean_print(seen: tuple[SeenWord, ...]) -> None:
    assert all(0.0 <= word.confidence <= 1.0 for word in seen)
    assert float(np.mean([word.confidence for word in seen])) > 0.85


def test_a_box_holds_the_ink_of_its_word_and_little_else(seen: tuple[SeenWord, ...]) -> None:
    ink = drawn(*LINES) < 128
    covered = np.zeros_like(ink)
    for word in seen:
        box = np.s_[word.top : word.top + word.height, word.left : word.left + word.width]
        assert ink[box].any(), word
        assert word.height < 2.2 * SIZE * DPI / 72, word
        covered[box] = True
    assert (ink & covered).sum() > 0.97 * ink.sum()


def test_the_same_image_gives_the_same_words_whatever_was_read_between(
    engine: OcrEngine, seen: tuple[SeenWord, ...]
) -> None:
    engine.words(drawn("PASSEPORT 12345"), mode=BLOCK, whitelist="0123456789")
    assert engine.words(drawn(*LINES)) == seen


def test_only_characters_of_the_whitelist_are_read(engine: OcrEngine) -> None:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
    zone = drawn("P<CANTREMBLAY<<MARIE<CLAUDE", "AB1234567<8CAN9004171F3001012")
    words = engine.words(zone[150:420], mode=BLOCK, whitelist=alphabet)
    text = "".join(word.text for word in words)
    assert set(text) <= set(alphabet)
    assert "TREMBLAY" in text
    assert "9004171F" in text


# Each image without text, and why an engine meets it.
NOTHING = {
    "a blank page": np.full((800, 600), 255, np.uint8),
    "a black page, as a scanner with an open lid gives": np.zeros((800, 600), np.uint8),
    "one pixel": np.full((1, 1), 255, np.uint8),
    "a strip of one row": np.full((1, 500), 200, np.uint8),
    "a strip of one column": np.full((500, 1), 90, np.uint8),
}


@pytest.mark.parametrize("image", NOTHING.values(), ids=NOTHING)
def test_an_image_without_text_has_no_words(engine: OcrEngine, image: Pixels) -> None:
    assert engine.words(image) == ()


def test_threads_read_side_by_side_as_one_does_alone(
    engine: OcrEngine, seen: tuple[SeenWord, ...]
) -> None:
    with ThreadPoolExecutor(2) as pool:
        assert set(pool.map(engine.words, [drawn(*LINES)] * 4)) == {seen}


def test_language_files_are_found_where_the_variable_points(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tessdata").mkdir()
    (tmp_path / "tessdata" / "fra.traineddata").touch()
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    tessdata.folder.cache_clear()
    assert tessdata.folder("fra") == tmp_path / "tessdata"
    tessdata.folder.cache_clear()


def test_a_language_that_is_nowhere_is_missing() -> None:
    with pytest.raises(OcrMissing):
        tessdata.folder("no-such-language")


ALONE = """
import os
import numpy as np
from extractors.ocr.engine import EngineName, opened
from extractors.ocr.looks import Engines
Engines(opened(EngineName.TESSEROCR), EngineName.RAPIDOCR).warm(2)
opened(EngineName.RAPIDOCR).words(np.full((200, 200), 255, np.uint8))
print(len(os.listdir("/proc/self/task")))
"""


def test_warm_engines_start_no_thread_for_telemetry_or_anything_else() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", ALONE],
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.strip() == "1"
