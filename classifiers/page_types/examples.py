"""What the model learns from: documents of known type, clean and as OCR reads them."""

from dataclasses import dataclass, replace
from random import Random

from classifiers.page_types.noise import noisy
from models.document_types import DocumentType
from models.extraction import Page, PageKind, PageQuality, QualityTier, TextSource, Word
from models.geometry import Box

LETTER = (612.0, 792.0)
_COLUMNS = 110
_ROWS = 80


@dataclass(frozen=True)
class TrainingDocument:
    """One document of known type.

    Attributes:
        kind: finer than the type (``utility_bill``).
        family: documents of one family look alike: a kind in one layout.
        wording: which share of the kind's wordings it is written in, from 0. Kinds, families and
            shares are held back in turn, so that the model is judged on what it never saw.
        language: as the generator names it; part of nothing but reports.
        pages: in order; their numbers count from 1.
        calibrates: whether thresholds are tuned on it where it is held back. A document as few
            applicants have one is learned, and tells nothing about the mix of an upload.
    """

    type: DocumentType
    kind: str
    family: str
    wording: int
    language: str
    pages: tuple[Page, ...]
    calibrates: bool = True


def page_of_text(
    text: str,
    *,
    number: int = 1,
    tier: QualityTier = QualityTier.DIGITAL,
    size: tuple[float, float] = LETTER,
) -> Page:
    """Return a page that shows ``text``, one text line a line, set on a grid."""
    digital = tier is QualityTier.DIGITAL
    source = TextSource.TEXT_LAYER if digital else TextSource.OCR
    confidence = 1.0 if digital else 0.9
    words: list[Word] = []
    for row, line in enumerate(text.split("\n")):
        column = 4
        for piece in line.split():
            box = _place(row, column, len(piece))
            words.append(Word(piece, box, confidence, row, source))
            column += len(piece) + 1
    return Page(
        number=number,
        width=size[0],
        height=size[1],
        kind=PageKind.ORIGINAL,
        rotation=0,
        ink=0.05 if words else 0.0,
        text_source=source if words else None,
        text_decision="text_layer_trusted" if digital else "no_text_layer",
        words=tuple(words),
        quality=PageQuality(tier, None if digital else confidence, None if digital else 200.0),
        image=None,
    )


def as_read(document: TrainingDocument, tier: QualityTier, rng: Random) -> TrainingDocument:
    """Return the document as OCR of pages of the ``tier`` might read it."""
    pages = (
        page_of_text(
            noisy(page.text, tier, rng),
            number=page.number,
            tier=tier,
            size=(page.width, page.height),
        )
        for page in document.pages
    )
    return replace(document, pages=tuple(pages))


def _place(row: int, column: int, length: int) -> Box:
    top = (row + 2) / _ROWS
    return Box.clamped(column / _COLUMNS, top, (column + length) / _COLUMNS, top + 0.8 / _ROWS)
