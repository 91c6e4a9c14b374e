"""Pages with texts at chosen places, as a text layer gives them."""

from models.extraction import Page, PageKind, PageQuality, QualityTier, TextSource, Word
from models.geometry import Box

WIDTH, HEIGHT, GLYPH, LINE = 612.0, 792.0, 5.0, 10.0

Text = tuple[float, float, str]
"""Left and top in points on a letter page, and what stands there."""


def page(*texts: Text) -> Page:
    """Set texts on a letter page, each word of ten points height."""
    words = []
    for number, (x, y, text) in enumerate(texts):
        left = x
        for part in text.split():
            right = left + GLYPH * len(part)
            box = Box.clamped(left / WIDTH, y / HEIGHT, right / WIDTH, (y + LINE) / HEIGHT)
            words.append(Word(part, box, 1.0, number, TextSource.TEXT_LAYER))
            left = right + GLYPH * 0.7
    return Page(
        1, WIDTH, HEIGHT, PageKind.ORIGINAL, 0, 0.1, TextSource.TEXT_LAYER, "test", tuple(words),
        PageQuality(QualityTier.DIGITAL, None, None), None,
    )  # fmt: skip
