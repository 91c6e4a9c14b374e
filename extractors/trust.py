"""Whether the text layer of a page can be taken for what the page shows.

Decided word by word and font by font, since an encoding breaks with its font and a hidden word
stands among honest ones: a word counts if the page shows ink where it stands, its glyphs have
Unicode values, and its font reads as language or as a form's values. The page's decision follows
from what is left of it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.decisions import Decision, Judgement
from extractors.ink import ink_beside, inked
from extractors.language import Reads, bare, measure
from extractors.ocr.measures import ink_share
from extractors.sheets import LayerWord, Pixels, TextLayer
from models.extraction import Word

BLANK_INK = 0.0004
"""Ink below which a page without text has nothing to read (dust of a scanner is more)."""
MOST_BROKEN = 0.3
"""Share of the shown words from which a broken part makes the whole layer untrustworthy."""
LARGE_IMAGE = 0.45
"""Share of the page from which an image may hold the page's real content."""
SOME_IMAGE = 0.08
SAME_PLACE = 0.6
"""Share of a word's box under another word from which the two contradict each other."""
MOST_BESIDE = 300
"""Words looked at beside each word; no honest line has more."""
NAMED = 3
"""Letters from which a word is looked for in what OCR read."""
LEAST_AGREEMENT = 0.6

_PLEASE_WAIT = re.compile(
    r"if this message is not eventually replaced|si ce message n.est pas (?:finalement )?remplac",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The words of a layer by what speaks against them.

    Attributes:
        sound: nothing.
        inkless: the page shows nothing where they stand.
        unmapped: a glyph has no Unicode value.
        garbled: their font does not read as language.
        unsure: their font has too few words to tell.
    """

    sound: tuple[LayerWord, ...]
    inkless: tuple[LayerWord, ...]
    unmapped: tuple[LayerWord, ...]
    garbled: tuple[LayerWord, ...]
    unsure: tuple[LayerWord, ...]

    @property
    def shown(self) -> int:
        """Number of the words that the page shows."""
        return len(self.sound) + len(self.unmapped) + len(self.garbled) + len(self.unsure)


def judge(layer: TextLayer | None, grey: Pixels) -> Judgement:
    """Decide where the words of a page come from.

    Args:
        layer: its text layer; None for an image file or if it could not be read.
        grey: the displayed page.
    """
    if layer is None:
        return Judgement(Decision.NO_LAYER, read_image=True)
    parted = _sorted(layer.words, grey)
    dropped = (*layer.hidden, *_plain(parted.inkless))
    if parted.shown == 0:
        return _without_words(dropped, layer, grey, inkless=bool(parted.inkless))
    broken = _broken(parted)
    if broken is not None:
        hints = (*_plain(layer.words), *layer.hidden)
        return Judgement(broken, hints=hints, read_image=True)
    return _with_words(layer, parted, grey, dropped)


def agrees(words: Iterable[Word], read: Iterable[Word]) -> bool:
    """Whether OCR read most of the words of a layer that could not be judged by itself."""
    wanted = [_core(word.text) for word in words]
    wanted = [core for core in wanted if len(core) >= NAMED]
    seen = {_core(word.text) for word in read}
    if not wanted:
        return not seen
    return sum(core in seen for core in wanted) >= LEAST_AGREEMENT * len(wanted)


def asks_to_wait(words: tuple[Word, ...]) -> bool:
    """Whether the page shows a viewer's request to wait instead of the form."""
    return bool(_PLEASE_WAIT.search(" ".join(word.text for word in words[:200])))


def _without_words(
    dropped: tuple[Word, ...], layer: TextLayer, grey: Pixels, *, inkless: bool
) -> Judgement:
    """Judge a page whose layer shows nothing."""
    if layer.image_cover < LARGE_IMAGE and ink_share(grey) < BLANK_INK:
        return Judgement(Decision.BLANK, hints=dropped)
    decision = Decision.NO_LAYER
    if dropped:
        decision = Decision.NO_INK if inkless else Decision.INVISIBLE
    return Judgement(decision, hints=dropped, read_image=True)


def _broken(parted: _Sorted) -> Decision | None:
    if len(parted.unmapped) > MOST_BROKEN * parted.shown:
        return Decision.UNMAPPED
    if len(parted.garbled) + len(parted.unmapped) > MOST_BROKEN * parted.shown:
        return Decision.NOT_LANGUAGE
    return None


def _with_words(
    layer: TextLayer, parted: _Sorted, grey: Pixels, dropped: tuple[Word, ...]
) -> Judgement:
    """Judge a page whose layer shows words that are mostly sound."""
    kept = {id(each) for each in (*parted.sound, *parted.unsure)}
    words = _plain(each for each in layer.words if id(each) in kept)
    gaps = (*parted.unmapped, *parted.garbled)
    hints = (*_plain(gaps), *dropped)
    unsure = len(parted.unsure) > len(parted.sound)
    pictured = _shows_more(layer, parted, grey)
    decision = Decision.TRUSTED
    if unsure:
        decision = Decision.CONFIRMED
    elif gaps:
        decision = Decision.WITH_GAPS
    elif pictured:
        decision = Decision.WITH_IMAGE
    return Judgement(
        decision,
        words,
        hints,
        read_image=decision is not Decision.TRUSTED,
        unsure=unsure,
        rotation=layer.rotation,
    )


def _shows_more(layer: TextLayer, parted: _Sorted, grey: Pixels) -> bool:
    """Whether the page's images hold text, as far as can be told without reading them."""
    large = [box for box in layer.images if box.area > SOME_IMAGE]
    return bool(large) and ink_beside((*parted.sound, *parted.unsure), large, grey)


def _sorted(words: Sequence[LayerWord], grey: Pixels) -> _Sorted:
    shown: list[LayerWord] = []
    inkless: list[LayerWord] = []
    for each, has_ink in zip(words, inked(words, grey), strict=True):
        (shown if has_ink else inkless).append(each)
    contradicted = _contradicted(shown)
    unmapped = [each for each in shown if each.unmapped]
    rest = [each for each in shown if not each.unmapped]
    reads = _reads_by_font(rest)
    garbled = [
        each for each in rest if reads[each.font] is Reads.AS_NOISE or id(each) in contradicted
    ]
    doubted = {id(each) for each in garbled}
    left = [each for each in rest if id(each) not in doubted]
    return _Sorted(
        sound=tuple(each for each in left if reads[each.font] is Reads.AS_LANGUAGE),
        inkless=tuple(inkless),
        unmapped=tuple(unmapped),
        garbled=tuple(garbled),
        unsure=tuple(each for each in left if reads[each.font] is Reads.UNSURE),
    )


def _reads_by_font(words: Sequence[LayerWord]) -> dict[str, Reads]:
    """Judge each font by its words; fonts with too few words are judged together."""
    by_font: dict[str, list[str]] = {}
    for each in words:
        by_font.setdefault(each.font, []).append(each.word.text)
    reads = {font: measure(texts).reads for font, texts in by_font.items()}
    small = [font for font, found in reads.items() if found is Reads.UNSURE]
    together = measure(text for font in small for text in by_font[font]).reads
    return {**reads, **dict.fromkeys(small, together)}


def _contradicted(words: Sequence[LayerWord]) -> set[int]:
    """Return the ids of the words that stand on top of one another."""
    found: set[int] = set()
    standing: list[LayerWord] = []
    for each in sorted(words, key=lambda one: one.word.box.y0):
        box = each.word.box
        standing = [other for other in standing if other.word.box.y1 > box.y0]
        for other in standing:
            smaller = min(box.area, other.word.box.area)
            if box.intersection_area(other.word.box) > SAME_PLACE * smaller > 0:
                found |= {id(each), id(other)}
        standing = [*standing[-MOST_BESIDE:], each]
    return found


def _plain(words: Iterable[LayerWord]) -> tuple[Word, ...]:
    return tuple(each.word for each in words)


def _core(text: str) -> str:
    return "".join(sign for sign in bare(text) if sign.isalnum())
