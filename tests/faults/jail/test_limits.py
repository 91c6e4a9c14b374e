"""Each limit at one less, at itself and at one more: what is honest is read, the rest is typed."""

import io
import signal
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen import canvas

from extractors.contained import read_contained
from extractors.frames import DESCRIPTION, FRAME, GREY, AnswerReader
from extractors.images.pictures import Look, Raster, encoded
from extractors.limits import DEFAULT_LIMITS, MIB, Limits
from extractors.reading import read
from models.containment import Layer
from models.extraction import ReadOutcome, ReadStatus
from tests.faults.jail.cells import alone, attacked

ROOMY = Limits(wall_seconds=30.0)
AROUND = (-1, 0, 1)
"""How far what is asked lies above the limit."""


def pdf(pages: int = 1, text: str = "The letter about the permit") -> bytes:
    target = io.BytesIO()
    drawing = canvas.Canvas(target, invariant=True)
    for _ in range(pages):
        drawing.drawString(72, 700, text)
        drawing.showPage()
    drawing.save()
    return target.getvalue()


def tiff(frames: int) -> bytes:
    target = io.BytesIO()
    sheets = [Image.new("L", (40, 40), 255) for _ in range(frames)]
    sheets[0].save(target, "TIFF", save_all=True, append_images=sheets[1:])
    return target.getvalue()


def png(width: int, height: int) -> bytes:
    target = io.BytesIO()
    Image.new("L", (width, height), 255).save(target, "PNG")
    return target.getvalue()


def form(fields: int, value: str) -> bytes:
    target = io.BytesIO()
    drawing = canvas.Canvas(target)
    for place in range(fields):
        drawing.acroForm.textfield(name=f"f{place}", value=value, x=50, y=700 - 40 * place,
                                   maxlen=100)  # fmt: skip
    drawing.showPage()
    drawing.save()
    return target.getvalue()


def ended(outcome: ReadOutcome) -> str:
    return outcome.reason.code if outcome.reason else outcome.status.value


# Name of the limit, an upload that asks for so much of it, how much, and the end beyond.
REFUSING: list[tuple[str, Callable[[int], bytes], int, str]] = [
    ("content_bytes", lambda size: pdf() + b"\n" * (size - len(pdf())), 4000, "file_too_large"),
    ("pages", pdf, 4, "too_many_pages"),
    ("pages", tiff, 4, "too_many_pages"),
    ("image_pixels", lambda pixels: png(pixels, 1), 90, "image_too_large"),
]


@pytest.mark.parametrize("above", AROUND)
@pytest.mark.parametrize("case", REFUSING, ids=lambda case: f"{case[0]}-{case[3]}")
def test_an_upload_is_read_up_to_the_limit_and_ends_typed_beyond(
    case: tuple[str, Callable[[int], bytes], int, str],
    above: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limit, upload, most, code = case
    # Reading here and not in a child must not leave its limit to the tests that follow.
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)
    limits = replace(ROOMY, **{limit: most})
    outcome = read(upload(most + above), limits)
    if above <= 0:
        assert outcome.status is ReadStatus.READ
    else:
        assert (outcome.status, ended(outcome)) == (ReadStatus.RESOURCE, code)


@pytest.mark.parametrize("above", AROUND)
def test_words_are_kept_up_to_the_limit_of_a_page(above: int) -> None:
    words = ["one", "two", "three", "four", "five", "six"]
    outcome = read(pdf(1, " ".join(words)), replace(ROOMY, words_per_page=len(words) - above))
    assert outcome.extraction is not None
    kept = outcome.extraction.pages[0].words
    assert len(kept) == min(len(words), len(words) - above)


@pytest.mark.parametrize("above", AROUND)
def test_a_word_is_kept_up_to_the_limit_of_its_length(above: int) -> None:
    word = "anticonstitutionnellement"
    outcome = read(pdf(1, word), replace(ROOMY, word_characters=len(word) - above))
    assert outcome.extraction is not None
    assert outcome.extraction.pages[0].words[0].text == word[: len(word) - above]


@pytest.mark.parametrize("above", AROUND)
def test_fields_and_their_values_are_kept_up_to_their_limits(above: int) -> None:
    limits = replace(ROOMY, form_fields=3 - above, value_characters=10 - above)
    outcome = read(form(3, "0123456789"), limits)
    assert outcome.extraction is not None
    assert outcome.extraction.form is not None
    fields = outcome.extraction.form.fields
    assert len(fields) == min(3, 3 - above)
    assert {field.value for field in fields} == {"0123456789"[: 10 - above]}


def description(length: int) -> bytes:
    return FRAME.pack(DESCRIPTION, GREY, length, 1) + bytes(length)


def picture(width: int, height: int = 1) -> bytes:
    return FRAME.pack(Look.PHOTOGRAPHED, GREY, width, height) + bytes(width * height)


@pytest.mark.parametrize("above", AROUND)
@pytest.mark.parametrize(
    ("limits", "answer"),
    [
        # The description, a picture's sides, all pictures together, and their number, which is two
        # for each page.
        (replace(ROOMY, header_bytes=50), lambda above: description(50 + above)),
        (replace(ROOMY, raster_side=50), lambda above: picture(50 + above)),
        (replace(ROOMY, raster_side=50), lambda above: picture(1, 50 + above)),
        (replace(ROOMY, rasters_bytes=50), lambda above: picture(25) + picture(25 + above)),
        (replace(ROOMY, pages=3), lambda above: picture(1) * (6 + above)),
    ],
)
def test_an_answer_is_taken_up_to_the_limit_and_ended_beyond(
    limits: Limits, answer: Callable[[int], bytes], above: int
) -> None:
    assert AnswerReader(b"", limits).take(answer(above)) is (above <= 0)


def test_a_length_beyond_the_limit_is_refused_before_its_bytes_come() -> None:
    reader = AnswerReader(b"", replace(ROOMY, header_bytes=50))
    assert not reader.take(FRAME.pack(DESCRIPTION, GREY, 51, 1))


@pytest.mark.parametrize("above", AROUND)
def test_encoded_pictures_are_kept_up_to_the_limit_and_end_typed_beyond(above: int) -> None:
    size = len(encoded(Raster(np.zeros((30, 20), np.uint8), Look.PHOTOGRAPHED)).content)
    reader = AnswerReader(b"", replace(ROOMY, pictures_bytes=size - above))
    assert reader.take(picture(20, 30)) is (above <= 0)
    assert reader.overfull is (above > 0)


@pytest.mark.parametrize("above", AROUND)
def test_complaints_are_kept_up_to_the_limit(above: int) -> None:
    limits = replace(ROOMY, complaint_bytes=500)
    complaints = attacked("complain", str(500 + above), limits=limits).ended.complaints
    assert len(complaints) == min(500, 500 + above)


@pytest.mark.parametrize("above", AROUND)
def test_memory_is_there_up_to_the_limit_and_ends_typed_beyond(above: int) -> None:
    limits = replace(ROOMY, address_space=700 * MIB)
    result = attacked("fill_address_space", str(above), alone(Layer.RLIMITS), limits)
    assert result.answer == ("done" if above <= 0 else "ENOMEM")


@pytest.mark.parametrize(
    ("seconds", "status"),
    # The kernel looks at whole ticks, so that the limit itself may be overrun by a few.
    [(1.0, 0), (2.2, -signal.SIGXCPU), (3.0, -signal.SIGXCPU)],
)
def test_processor_time_is_there_up_to_the_limit_and_ends_typed_beyond(
    seconds: float, status: int
) -> None:
    limits = replace(ROOMY, cpu_seconds=2)
    assert attacked("burn", str(seconds), limits=limits).ended.status == status


@pytest.mark.parametrize(("seconds", "overdue"), [(0.5, False), (2.0, True), (2.5, True)])
def test_time_on_the_clock_is_there_up_to_the_limit(seconds: float, *, overdue: bool) -> None:
    result = attacked("rest", str(seconds), limits=replace(ROOMY, wall_seconds=2.0))
    assert result.ended.overdue is overdue


def large_scan(kind: str, size: tuple[int, int]) -> bytes:
    """Draw an honest page as a scanner set to its highest resolution makes it."""
    mode = "1" if kind == "TIFF" else "L"
    image = Image.new(mode, size, "white")
    font = ImageFont.load_default(size[0] // 24)
    drawing = ImageDraw.Draw(image)
    drawing.text((size[0] // 10, size[1] // 8), "Work permit", fill="black", font=font)
    target = io.BytesIO()
    options = {"compression": "group4"} if kind == "TIFF" else {}
    image.save(target, kind, dpi=(1200, 1200), **options)
    return target.getvalue()


@pytest.mark.ocr
@pytest.mark.parametrize(
    ("kind", "size"),
    [
        # Letter and legal at 1,200 dots per inch.
        ("JPEG", (10_200, 13_200)),
        ("TIFF", (10_200, 16_800)),
    ],
)
def test_a_large_honest_scan_is_scaled_and_not_refused(kind: str, size: tuple[int, int]) -> None:
    outcome = read_contained(large_scan(kind, size))
    assert outcome.extraction is not None, outcome.reason
    page = outcome.extraction.pages[0]
    assert "permit" in page.text
    assert page.image is not None
    assert max(page.image.width, page.image.height) <= DEFAULT_LIMITS.picture_side
