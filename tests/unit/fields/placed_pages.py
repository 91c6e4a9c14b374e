"""Pages with texts at chosen places, as a text layer gives them."""

from models.extraction import Page, PageKind, PageQuality, QualityTier, TextSource, Word
from models.geometry import Box

WIDTH, HEIGHT, GLYPH, LINE = 612.0, 792.0, 5.0, 10.0

Text = tuple[float, float, str]
"""Left and top in points on a letter page, and what stands there."""


def page(*texts: Text, heights: tuple[float, ...] = ()) -> Page:
    """Set texts on a letter page, every word ten points high, or each text as high as told."""
    return _set(texts, heights, TextSource.TEXT_LAYER, QualityTier.DIGITAL)


def scanned_page(*texts: Text) -> Page:
    """Set texts on a letter page as OCR gives them, surely read."""
    return _set(texts, (), TextSource.OCR, QualityTier.GOOD)


def _set(
    texts: tuple[Text, ...], heights: tuple[float, ...], source: TextSource, tier: QualityTier
) -> Page:
    words = []
    for number, (x, y, text) in enumerate(texts):
        left = x
        height = heights[number] if heights else LINE
        for part in text.split():
            right = left + GLYPH * len(part)
            box = Box.clamped(left / WIDTH, y / HEIGHT, right / WIDTH, (y + height) / HEIGHT)
            words.append(Word(part, box, 1.0, number, source))
            left = right + GLYPH * 0.7
    return Page(
        1, WIDTH, HEIGHT, PageKind.ORIGINAL, 0, 0.1, source, "test", tuple(words),
        PageQuality(tier, None, None), None,
    )  # fmt: skip
