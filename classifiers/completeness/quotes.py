"""Words of a document's pages as evidence: found, quoted and boxed line by line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from classifiers.completeness.case import Case
from classifiers.fields.folding import fold
from models.documents import Document, Evidence
from models.extraction import Word
from models.geometry import enclosing


@dataclass(frozen=True, slots=True)
class WordOnPage:
    """A word and the page of its document on which it stands."""

    page: int
    word: Word


def words_of(document: Document, case: Case) -> tuple[WordOnPage, ...]:
    """Return the words of a document, page after page, in reading order."""
    return tuple(
        WordOnPage(page.number, word) for page in case.pages_of(document) for word in page.words
    )


def quoted(document: Document, words: Iterable[WordOnPage]) -> tuple[Evidence, ...]:
    """Return the words as evidence, one piece for each line on which some of them stand."""
    lines: dict[tuple[int, int], list[Word]] = {}
    for one in words:
        lines.setdefault((one.page, one.word.line), []).append(one.word)
    return tuple(
        Evidence(
            document.upload,
            page,
            enclosing(word.box for word in line),
            " ".join(word.text for word in line),
            line[0].source,
            min(word.confidence for word in line),
        )
        for (page, _), line in lines.items()
    )


def phrase_evidence(document: Document, phrases: Iterable[str], case: Case) -> tuple[Evidence, ...]:
    """Return where the first of the phrases that stands in a document does so; empty if none does.

    The phrases are in lower case without accents, as :meth:`Case.text_of` gives a text.
    """
    words = words_of(document, case)
    places = list(_places(words))
    text = " ".join(folded for folded, _ in places)
    for phrase in phrases:
        start = text.find(phrase)
        if start >= 0:
            end = start + len(phrase)
            return quoted(document, (words[i] for i in _covered(places, start, end)))
    return ()


def _places(words: tuple[WordOnPage, ...]) -> Iterator[tuple[str, int]]:
    """Yield the words that leave something when folded, each with its place in the order."""
    for index, one in enumerate(words):
        folded = fold(one.word.text)
        if folded:
            yield folded, index


def _covered(places: list[tuple[str, int]], start: int, end: int) -> Iterator[int]:
    """Yield the places of the words between two letters of the joined text."""
    at = 0
    for folded, index in places:
        if at < end and start < at + len(folded):
            yield index
        at += len(folded) + 1
