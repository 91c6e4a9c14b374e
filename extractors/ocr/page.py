"""Reading one page raster by OCR: which way up, words, and their places on the page."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors.limits import Limits
from extractors.ocr import layout
from extractors.ocr.coverage import overlooked_share
from extractors.ocr.engine import BLOCK, OcrEngine, SeenWord
from extractors.ocr.looks import Engines, merged
from extractors.ocr.order import in_rows
from extractors.ocr.preparation import Measured, Prepared, prepare, upside_down
from extractors.ocr.rereading import (
    confidence,
    doubtful_share,
    doubts_settled,
    is_hardly_read,
    with_overlooked,
)
from extractors.ocr.trimming import parted, trimmed
from extractors.sheets import Pixels
from models.extraction import OcrEngineName, TextSource, Word
from models.page_look import holds_no_word

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
MOSTLY_DOUBTFUL = 0.25
"""Share of the letters in doubtful words, above which the other engine reads the whole page: it
costs little more than so many lines, and finds what the first engine cut wrongly."""
CROPS = 6
CROP_HEIGHT = 44


@dataclass(frozen=True, slots=True)
class OcrReading:
    """What OCR read on one page.

    Attributes:
        words: in reading order, on the displayed page.
        confidence: of the engine that read all of the page last; mean over its words, weighted by
            their length, 0..1; 0 without words.
        rotation: clockwise degrees by which the content is turned on the displayed page.
        second_look: the engine that read the whole page again; None if one reading was enough.
    """

    words: tuple[Word, ...]
    confidence: float
    rotation: int
    measured: Measured
    prepared: Prepared
    second_look: OcrEngineName | None = None


@dataclass(frozen=True, slots=True)
class _Look:
    """What the first engine saw.

    Attributes:
        seen: on the prepared image, in the engine's order, without its noise.
        flipped: whether the page stood on its head.
        confidence: how sure the engine was, 0..1. What the other engine reads of it later does
            not raise it: how many words of a page are wrong shows in how it was read at first.
    """

    seen: tuple[SeenWord, ...]
    prepared: Prepared
    flipped: bool
    confidence: float


def read_page(
    grey: Pixels,
    engines: Engines,
    limits: Limits,
    *,
    photo: bool,
    again: bool = False,
    empty: bool = False,
) -> OcrReading:
    """Read a grey page raster; the other engine reads what the first one did not read well.

    Args:
        grey: the displayed page.
        engines: that read it.
        limits: what one page may hold.
        photo: whether a background around the page is to be looked for.
        again: whether the other engine is to read all of the page, however well it was read.
        empty: whether the picture shows no writing; then one reading that finds no word is enough.

    Raises:
        OcrMissing: if the first engine is not installed.
        OutOfTime: if an engine does not finish.
    """
    look = _first_look(grey, engines.first, limits, photo=photo)
    if empty and not again and holds_no_word(look.seen):
        return _reading(look, limits)
    if again or doubtful_share(look.seen) > MOSTLY_DOUBTFUL:
        return _second_look(look, engines.second, limits)
    return _reading(_reread(look, engines), limits)


def _is_poor(look: _Look) -> bool:
    if look.seen and look.confidence < POOR_CONFIDENCE:
        return True
    return overlooked_share(look.prepared, look.seen) > MOST_OVERLOOKED


def _reread(look: _Look, engines: Engines) -> _Look:
    """Let the other engine read what the first one guessed at or overlooked."""
    poor = _is_poor(look)
    reader = engines.line_reader if poor or any(map(is_hardly_read, look.seen)) else None
    if reader is None:
        return look
    seen = doubts_settled(look.seen, look.prepared.image, reader)
    return replace(look, seen=with_overlooked(seen, look.prepared, reader) if poor else seen)


def _reading(look: _Look, limits: Limits) -> OcrReading:
    prepared = look.prepared
    words = place(in_rows(look.seen), prepared, limits)
    rotation = ((90 if prepared.sideways else 0) + (180 if look.flipped else 0)) % 360
    return OcrReading(words, look.confidence, rotation, prepared.measured, prepared)


def _second_look(look: _Look, engine: OcrEngine | None, limits: Limits) -> OcrReading:
    if engine is None:
        return _reading(look, limits)
    second = _without_noise(engine.words(look.prepared.image), look.prepared, limits)
    seen = merged(look.seen, second)
    surer = replace(look, seen=seen, confidence=round(confidence(seen), 4))
    return replace(_reading(surer, limits), second_look=OcrEngineName(engine.name))


def _first_look(grey: Pixels, engine: OcrEngine, limits: Limits, *, photo: bool) -> _Look:
    prepared = prepare(grey, photo=photo)
    lead, lines = layout.ascender_lead(prepared.ink)
    # A page on its side is as often turned one way as the other.
    if prepared.sideways or (lines >= SURE_LINES and lead < -SURE_LEAD):
        return _read_way_up(prepared, engine, limits)
    look = _read(prepared, engine, limits, flipped=False)
    # A page on its head is never read with confidence, so most pages are read only once.
    if look.confidence >= SURE_CONFIDENCE:
        return look
    if _stands_upright(prepared, engine):
        return look
    return _read(upside_down(prepared), engine, limits, flipped=True)


def _read_way_up(prepared: Prepared, engine: OcrEngine, limits: Limits) -> _Look:
    """Read a page that probably stands on its head."""
    flipped = not _stands_upright(prepared, engine)
    return _read(upside_down(prepared) if flipped else prepared, engine, limits, flipped=flipped)


def _read(prepared: Prepared, engine: OcrEngine, limits: Limits, *, flipped: bool) -> _Look:
    seen = _without_noise(engine.words(prepared.image), prepared, limits)
    return _Look(seen, prepared, flipped, round(confidence(seen), 4))


def _without_noise(
    seen: tuple[SeenWord, ...], prepared: Prepared, limits: Limits
) -> tuple[SeenWord, ...]:
    """Return words with boxes cut to their ink; none as large as a part of the page."""
    image = prepared.image
    words = (trimmed(word, image) for word in parted(seen[: limits.words_per_page]))
    return tuple(word for word in words if word.width * word.height <= LARGEST_WORD * image.size)


def place(seen: tuple[SeenWord, ...], prepared: Prepared, limits: Limits) -> tuple[Word, ...]:
    """Return the engine's words on the displayed page."""
    numbers: dict[tuple[int, int, int], int] = {}
    words = []
    for word in seen[: limits.words_per_page]:
        box = prepared.mapping.box(
            word.left, word.top, word.left + word.width, word.top + word.height
        )
        if box.area > LARGEST_WORD or box.area <= 0:
            continue
        line = numbers.setdefault(word.line, len(numbers))
        text = word.text[: limits.word_characters]
        words.append(Word(text, box, round(word.confidence, 4), line, TextSource.OCR))
    return tuple(words)


def _stands_upright(prepared: Prepared, engine: OcrEngine) -> bool:
    """Tell by reading a few lines both ways up."""
    sample = _sample(prepared.image, prepared.ink)
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
