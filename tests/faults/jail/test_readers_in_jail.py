"""Every engine and every format reads in the jail what it reads outside."""

import io
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from pillow_heif import from_pillow
from reportlab.pdfgen import canvas

from extractors.contained import keeper_of, read_contained
from extractors.jail.workspace import PREFIX
from models.containment import Layer, LayerState
from models.extraction import ReadOutcome

LINES = ("Certificat de selection du Quebec", "Work permit application", "Date of birth 1990")


def page(size: tuple[int, int] = (1200, 900)) -> Image.Image:
    image = Image.new("RGB", size, "white")
    drawing = ImageDraw.Draw(image)
    font = ImageFont.load_default(44)
    for place, line in enumerate(LINES):
        drawing.text((80, 120 + 140 * place), line, fill="black", font=font)
    return image


def scan(kind: str) -> bytes:
    target = io.BytesIO()
    if kind == "HEIC":
        from_pillow(page()).save(target, quality=90)
    elif kind == "TIFF pages":
        page().save(target, "TIFF", save_all=True, append_images=[page(), page(), page()])
    elif kind == "scanned PDF":
        page().save(target, "PDF", resolution=150)
    else:
        page().save(target, kind)
    return target.getvalue()


def born_digital() -> bytes:
    target = io.BytesIO()
    drawing = canvas.Canvas(target)
    for line in LINES:
        drawing.drawString(72, 700 - 20 * LINES.index(line), line)
    drawing.save()
    return target.getvalue()


def told(outcome: ReadOutcome) -> str:
    assert outcome.extraction is not None, outcome.reason
    return " ".join(page.text for page in outcome.extraction.pages)


@pytest.mark.ocr
@pytest.mark.parametrize(
    "kind", ["PNG", "JPEG", "WEBP", "TIFF", "TIFF pages", "HEIC", "scanned PDF"]
)
def test_every_format_is_read_in_the_jail(kind: str) -> None:
    text = told(read_contained(scan(kind)))
    assert "selection" in text
    assert "permit" in text


def test_a_born_digital_page_is_read_in_the_jail() -> None:
    assert "Certificat de selection" in told(read_contained(born_digital()))


@pytest.mark.ocr
def test_the_second_engine_takes_its_look_in_the_jail() -> None:
    outcome = read_contained(scan("PNG"), second_look=(1,))
    assert "permit" in told(outcome)
    assert outcome.extraction is not None
    assert outcome.extraction.pages[0].second_look


@pytest.mark.ocr
def test_an_engine_that_is_a_program_reads_in_a_jail_with_a_named_exception(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A keeper of its own, since other tests read with this engine at the same time.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    keeper = keeper_of.__wrapped__("pytesseract")
    found = keeper.containment()
    relaxed = {each.layer for each in found.layers if each.state is LayerState.RELAXED}
    assert relaxed == {Layer.RLIMITS, Layer.LANDLOCK, Layer.SECCOMP}
    assert all(each.detail for each in found.layers if each.state is LayerState.RELAXED)
    # Production takes it only if these are waived by name.
    assert set(found.lacking()) >= relaxed
    assert "permit" in told(read_contained(scan("PNG"), engine="pytesseract", keeper=keeper))
    folders = list(tmp_path.glob(f"{PREFIX}*"))
    assert len(folders) == 1
    # The child's folder goes with the child, whose end the parent does not wait for.
    deadline = time.monotonic() + 10
    while list(folders[0].iterdir()) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert list(folders[0].iterdir()) == []
    keeper.close()


@pytest.mark.ocr
def test_a_noisy_page_reads_the_same_inside_and_outside() -> None:
    from extractors.reading import read

    noisy = np.asarray(page()).astype(np.int16)
    noisy += np.random.default_rng(5).normal(0, 12, noisy.shape).astype(np.int16)
    target = io.BytesIO()
    Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)).save(target, "PNG")
    assert told(read_contained(target.getvalue())) == told(read(target.getvalue()))


def test_uploads_that_are_read_at_the_same_time_are_not_mixed_up() -> None:
    def upload(number: int) -> bytes:
        target = io.BytesIO()
        drawing = canvas.Canvas(target)
        drawing.drawString(72, 700, f"This letter about the permit has the number {number}")
        drawing.save()
        return target.getvalue()

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(read_contained, (upload(number) for number in range(12))))
    for number, outcome in enumerate(outcomes):
        assert told(outcome).endswith(f"the number {number}")
