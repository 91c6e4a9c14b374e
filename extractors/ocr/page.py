"""Reading one page raster by OCR: which way up, words, and their places on the page."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors.limits import Limits
from extractors.ocr import layout
from extractors.ocr.coverage import overlooked_share
from extractors.ocr.engine import BLOCK, OcrEngine, SeenWord
from extractors.ocr.looks import Engines, merged
from extractors.ocr.preparation import Measured, Prepared, prepare, upside_down
from extractors.ocr.trimming import trimmed
from extractors.sheets import Pixels
from models.extraction import OcrEngineName, TextSource, Word

MOST_OVERLOOKED = 0.08
"""Share of text-like ink under no word, above which the second engine reads six in seven of the
words that the first one lost (measured on pages that Tesseract was sure of)."""
LARGEST_WORD = 0.12
"""Words whose box is a larger share of the page are noise of the engine."""
SURE_LEAD = 0.03
"""Ink below the letters leads by this much mostly on pages that stand on their heads."""
SURE_CONFIDENCE = 0.72
"""Mean confidence that pages on their heads do not reach."""
SURE_LINES = 8
POOR_CONFIDENCE = 0.9
"""Mean confidence of Tesseract below which every fourth word is wrong on average (measured)."""
CROPS = 6
CROP_HEIGHT = 44


@dataclass(frozen=True, slots=True)
class OcrReading:
    """What OCR read on one page.

    Attributes:
        words: in reading order, on the displayed page.
        confidence: mean over the words, weighted by their length, 0..1; 0 without words.
        rotation: clockwise degrees by which the content is turned on the displayed page.
        second_look: the engine that read the page again; None if one reading was enough.
    """

    words: tuple[Word, ...]
    confidence: float
    rotation: int
    measured: Measured
    prepared: Prepared
    second_look: OcrEngineName | None = None


def read_page(
    grey: Pixels, engines: Engines, limits: Limits, *, photo: bool, again: bool = False
) -> OcrReading:
    """Read a grey page raster, a second time with the other engine if the first reading is poor.

    Args:
        grey: the displayed page.
        engines: that read it.
        limits: what one page may hold.
        photo: whether a background around the page is to be looked for.
        again: whether to look a second time in any case.

    Raises:
        OcrMissing: if the first engine is not installed.
        OutOfTime: if an engine does not finish.
    """
    reading = _first_look(grey, engines.first, limits, photo=photo)
    if again or _is_poor(reading):
        return _second_look(reading, engines.second, limits)
    return reading


def _is_poor(reading: OcrReading) -> bool:
    if reading.confidence < POOR_CONFIDENCE:
        return True
    return overlooked_share(reading.prepared, reading.words) > MOST_OVERLOOKED


def _second_look(reading: OcrReading, engine: OcrEngine | None, limits: Limits) -> OcrReading:
    if engine is None:
        return reading
    seen = place(engine.words(reading.prepared.image), reading.prepared, limits)
    words = merged(reading.words, seen)
    return replace(
        reading,
        words=words,
        confidence=mean_confidence(words),
        second_look=OcrEngineName(engine.name),
    )


def _first_look(grey: Pixels, engine: OcrEngine, limits: Limits, *, photo: bool) -> OcrReading:
    prepared = prepare(grey, photo=photo)
    lead, lines = layout.ascender_lead(layout.small_ink(prepared.image))
    # A page on its side is as often turned one way as the other.
    if prepared.sideways or (lines >= SURE_LINES and lead < -SURE_LEAD):
        return _read_way_up(prepared, engine, limits)
    reading = _read(prepared, engine, limits, flipped=False)
    # A page on its head is never read with confidence, so most pages are read only once.
    if reading.confidence >= SURE_CONFIDENCE:
        return reading
    if _stands_upright(prepared.image, engine):
        return reading
    return _read(upside_down(prepared), engine, limits, flipped=True)


def _read_way_up(prepared: Prepared, engine: OcrEngine, limits: Limits) -> OcrReading:
    """Read a page that probably stands on its head."""
    flipped = not _stands_upright(prepared.image, engine)
    return _read(upside_down(prepared) if flipped else prepared, engine, limits, flipped=flipped)


def _read(prepared: Prepared, engine: OcrEngine, limits: Limits, *, flipped: bool) -> OcrReading:
    words = place(engine.words(prepared.image), prepared, limits)
    rotation = ((90 if prepared.sideways else 0) + (180 if flipped else 0)) % 360
    return OcrReading(words, mean_confidence(words), rotation, prepared.measured, prepared)


def place(seen: tuple[SeenWord, ...], prepared: Prepared, limits: Limits) -> tuple[Word, ...]:
    """Return the engine's words on the displayed page, without its noise."""
    numbers: dict[tuple[int, int, int], int] = {}
    words = []
    for each in seen[: limits.words_per_page]:
        word = trimmed(each, prepared.image)
        box = prepared.mapping.box(
            word.left, word.top, word.left + word.width, word.top + word.height
        )
        if box.area > LARGEST_WORD or box.area <= 0:
            continue
        line = numbers.setdefault(word.line, len(numbers))
        text = word.text[: limits.word_characters]
        words.append(Word(text, box, round(word.confidence, 4), line, TextSource.OCR))
    return tuple(words)


def mean_confidence(words: tuple[Word, ...]) -> float:
    """Return the mean confidence weighted by the words' lengths, 0..1."""
    letters = sum(len(word.text) for word in words)
    if letters == 0:
        return 0.0
    return round(sum(word.confidence * len(word.text) for word in words) / letters, 4)


def _stands_upright(image: Pixels, engine: OcrEngine) -> bool:
    """Tell by reading a few lines both ways up."""
    sample = _sample(image, layout.small_ink(image))
    if sample is None:
        return True
    upright = _legibility(engine.words(sample, mode=BLOCK))
    inverted = _legibility(engine.words(np.ascontiguousarray(np.rot90(sample, 2)), mode=BLOCK))
    return upright >= inverted


def _sample(image: Pixels, ink: Pixels) -> Pixels | None:
    """Return a few text lines of the page below one another, all of one height."""
    scale = image.shape[0] / ink.shape[0]
    strips = []
    for left, top, width, height in layout.line_places(ink, CROPS):
        x0, y0 = max(0, int((left - 2) * scale)), max(0, int((top - 1.5) * scale))
        x1, y1 = int((left + width + 2) * scale), int((top + height + 1.5) * scale)
        crop = image[y0:y1, x0:x1]
        if crop.size == 0:
            continue
        size = (max(8, int(crop.shape[1] * CROP_HEIGHT / crop.shape[0])), CROP_HEIGHT)
        strips.append(np.asarray(cv2.resize(crop, size, interpolation=cv2.INTER_AREA), np.uint8))
    if not strips:
        return None
    widest = max(strip.shape[1] for strip in strips) + 40
    sample = np.full((len(strips) * (CROP_HEIGHT + 24) + 24, widest), 255, np.uint8)
    for index, strip in enumerate(strips):
        top = 24 + index * (CROP_HEIGHT + 24)
        sample[top : top + CROP_HEIGHT, 20 : 20 + strip.shape[1]] = strip
    return sample


def _legibility(seen: tuple[SeenWord, ...]) -> float:
    return sum(word.confidence**2 * len(word.text) for word in seen if len(word.text) > 1)
