"""Whether the text layer of a page can be taken for what the page shows."""

import re
from dataclasses import dataclass

import numpy as np

from extractors.decisions import Decision
from extractors.sheets import Pixels, TextLayer
from models.extraction import Word

BLANK_INK = 0.0004
"""Ink below which a page without text has nothing to read (dust of a scanner is more)."""
MOST_UNMAPPED = 0.05
MOST_INVISIBLE = 0.5
MOST_TURNED = 0.5
LEAST_WORDLIKE = 0.6
LEAST_INKED = 0.7
LARGE_IMAGE = 0.45
"""Share of the page from which an image may hold the page's real content."""
SOME_IMAGE = 0.08
FEW_WORDS = 20
"""A page with an image and fewer words than this is more picture than text."""
JUDGED_WORDS = 12
"""Fewer alphabetic words than this say nothing about the language."""
INK_CONTRAST = 30
ABBREVIATION = 5

_ALPHABETIC = re.compile(r"[^\W\d_]{3,}")
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]", re.IGNORECASE)
_HARD_RUN = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}|(.)\1{3,}", re.IGNORECASE)
_MIXED_CASE = re.compile(r"[a-z][A-Z]")
_COMMON = frozenset(
    """
    the of and to in is for your you this that are be on or not have has with as by from it
    any name date number family given application will may no yes if at an le la les de des du
    et en à un une pour votre vous est que qui dans par sur ou au aux nom prénom numéro ne pas
    ce cette il son sa avec plus oui non été sont
    """.split()  # noqa: SIM905 - a list of words reads as words
)
JUDGED_FOR_COMMON = 60
LEAST_COMMON = 0.04


_PLEASE_WAIT = re.compile(
    r"if this message is not eventually replaced|si ce message n.est pas (?:finalement )?remplac",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The decision on one page.

    Attributes:
        keep_layer: whether the text layer's words are words of the page.
        read_image: whether the page is read by OCR.
    """

    decision: Decision
    keep_layer: bool
    read_image: bool


def judge(layer: TextLayer | None, grey: Pixels, ink: float) -> Judgement:
    """Decide where the words of a page come from.

    Args:
        layer: its text layer; None if it has none or it could not be read.
        grey: the displayed page.
        ink: share of the page that is not background.
    """
    if layer is None or not layer.words:
        covered = layer.image_cover if layer else 1.0
        if ink < BLANK_INK and covered < LARGE_IMAGE:
            return Judgement(Decision.BLANK, keep_layer=False, read_image=False)
        return Judgement(Decision.NO_LAYER, keep_layer=False, read_image=True)
    doubt = _doubt(layer, grey)
    if doubt is not None:
        return Judgement(doubt, keep_layer=False, read_image=True)
    pictured = layer.image_cover > LARGE_IMAGE or (
        layer.image_cover > SOME_IMAGE and len(layer.words) < FEW_WORDS
    )
    if pictured:
        return Judgement(Decision.WITH_IMAGE, keep_layer=True, read_image=True)
    return Judgement(Decision.TRUSTED, keep_layer=True, read_image=False)


def _doubt(layer: TextLayer, grey: Pixels) -> Decision | None:
    if layer.invisible > MOST_INVISIBLE:
        return Decision.INVISIBLE
    if layer.unmapped > MOST_UNMAPPED:
        return Decision.UNMAPPED
    if layer.turned > MOST_TURNED:
        return Decision.TURNED
    if not reads_like_language(layer.words):
        return Decision.NOT_LANGUAGE
    if inked_share(layer.words, grey) < LEAST_INKED:
        return Decision.NO_INK
    return None


def reads_like_language(words: tuple[Word, ...]) -> bool:
    """Whether the words look like English or French text or a form's values."""
    alphabetic = [part for word in words for part in _ALPHABETIC.findall(word.text)]
    if len(alphabetic) < JUDGED_WORDS:
        return True
    wordlike = sum(1 for part in alphabetic if _is_wordlike(part))
    if wordlike < LEAST_WORDLIKE * len(alphabetic):
        return False
    if len(words) < JUDGED_FOR_COMMON:
        return True
    # A font with shifted letters keeps its vowels now and then, but never the small words.
    common = sum(1 for word in words if word.text.lower().strip(".,;:()'’") in _COMMON)
    return common >= LEAST_COMMON * len(words)


def asks_to_wait(words: tuple[Word, ...]) -> bool:
    """Whether the page shows a viewer's request to wait instead of the form."""
    return bool(_PLEASE_WAIT.search(" ".join(word.text for word in words[:200])))


def inked_share(words: tuple[Word, ...], grey: Pixels) -> float:
    """Return the share of the words (a sample) under which the page shows ink."""
    height, width = grey.shape
    step = max(1, len(words) // 200)
    inked = looked_at = 0
    for word in words[::step]:
        x0, x1 = int(word.box.x0 * width), int(np.ceil(word.box.x1 * width))
        y0, y1 = int(word.box.y0 * height), int(np.ceil(word.box.y1 * height))
        spot = grey[y0:y1, x0:x1]
        if spot.size == 0:
            continue
        looked_at += 1
        inked += int(spot.max()) - int(spot.min()) > INK_CONTRAST
    return inked / looked_at if looked_at else 0.0


def _is_wordlike(part: str) -> bool:
    if part.isupper() and len(part) <= ABBREVIATION:
        return True
    inside = _MIXED_CASE.search(part[1:])
    return bool(_VOWELS.search(part)) and not _HARD_RUN.search(part) and not inside
