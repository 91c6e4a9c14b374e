"""The second look: what another engine reads on a page that the first one read badly."""

import itertools
import threading
from dataclasses import replace

from extractors.ends import OcrMissing
from extractors.ocr.engine import EngineName, OcrEngine, SeenWord, opened
from extractors.ocr.rereading import LineReader, around, insert_line
from extractors.ocr.text_lines import LineFinder

SURE = 0.9
"""Confidence from which a word that only the first engine saw is kept."""
SAME_PLACE = 0.3
"""Share of a word's box under words of the second look from which both saw the same thing."""


class Engines:
    """The engine that reads every page, and the one that looks again."""

    def __init__(self, first: OcrEngine, again: EngineName | None = EngineName.RAPIDOCR) -> None:
        """Take an opened engine, and the name of the other one; None for no second look."""
        self.first = first
        self._again = None if first.name is again else again
        self._opening = threading.Lock()
        self._opened: OcrEngine | None = None

    def warm(self, count: int) -> None:
        """Load both in advance for so many threads (see :meth:`OcrEngine.warm`)."""
        for engine in (self.first, self.second):
            if engine is not None:
                engine.warm(count)

    @property
    def second(self) -> OcrEngine | None:
        """The other engine, opened when it is first needed; None if it is not installed."""
        with self._opening:
            if self._opened is None and self._again is not None:
                try:
                    self._opened = opened(self._again)
                except OcrMissing:
                    self._again = None
            return self._opened

    @property
    def line_reader(self) -> LineReader | None:
        """The other engine as one that reads single lines; None if it is not one that can."""
        engine: object = self.second
        return engine if isinstance(engine, LineReader) else None

    @property
    def line_finder(self) -> LineFinder | None:
        """Whichever engine finds lines without reading them; None if neither does."""
        engines: tuple[object, ...] = (self.first, self.second)
        return next((engine for engine in engines if isinstance(engine, LineFinder)), None)


def merged(first: tuple[SeenWord, ...], second: tuple[SeenWord, ...]) -> tuple[SeenWord, ...]:
    """Return the words of the second look, and what only the first engine saw and was sure of.

    Where both see text the second engine is the better one (measured on every kind of page that is
    looked at twice). The words that only the first saw change the error by less than 0.001 either
    way; they are kept because a lost word costs an applicant more than a superfluous one.

    Args:
        first: words of the first engine, on the prepared image, where lines are level.
        second: words of the second look on the same image; those of a line together.
    """
    lines = [list(line) for _, line in itertools.groupby(second, key=lambda word: word.line)]
    beyond = 1 + max((word.line[0] for word in second), default=0)
    missed = (word for word in first if word.confidence >= SURE and not _covered(word, second))
    for number, word in enumerate(missed, beyond):
        insert_line(lines, [replace(word, line=(number, 0, 0))])
    return tuple(itertools.chain.from_iterable(lines))


def _covered(word: SeenWord, known: tuple[SeenWord, ...]) -> bool:
    place = around((word,))
    shared = sum(place.shared_area(around((other,))) for other in known)
    return shared > SAME_PLACE * word.width * word.height
