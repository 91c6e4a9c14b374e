"""A phrase of the tables is found wherever it breaks over two lines, among lines that lack it."""

import pytest

from classifiers.page_types.anchors import Anchor, find_anchors
from classifiers.page_types.examination import ANCHORS
from classifiers.page_types.examples import page_of_text
from classifiers.page_types.text import PageText, grams

AROUND = "Reçu le 3 mai 2023\nPage 1\n{}\nVeuillez conserver ce papier\n42"
PHRASES = [(anchor, phrase) for anchor in ANCHORS if not anchor.is_pattern for phrase, _ in
           anchor.folded]  # fmt: skip


def _breaks(phrase: str) -> list[str]:
    """Return the phrase broken at each blank, where its first line is long enough to tell."""
    words = phrase.split()
    broken = [
        (" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))
    ]  # fmt: skip
    return [f"{first}\n{rest}" for first, rest in broken if grams(first)]


@pytest.mark.parametrize(("anchor", "phrase"), PHRASES)
def test_a_phrase_is_found_wherever_it_breaks(anchor: Anchor, phrase: str) -> None:
    for text in (phrase, *_breaks(phrase)):
        page = PageText.of(page_of_text(AROUND.format(text)))
        assert [hit.strength for hit in find_anchors(page, (anchor,))] == [1.0], text
