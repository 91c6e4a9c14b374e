"""What the first engine was not sure of, or overlooked, is read by the other one; nothing else."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from extractors.ends import OcrMissing
from extractors.ocr.engine import EngineName, SeenWord, opened
from extractors.ocr.preparation import Prepared, prepare
from extractors.ocr.rapid import Rapid
from extractors.ocr.rereading import doubtful_share, doubts_settled, is_hardly_read, with_overlooked

pytestmark = pytest.mark.ocr

LINES = ("The holder may apply for a permit", "File number 300412789", "Issued at Toronto Ontario")
LEFT, TOP, LEADING = 100, 200, 120


@pytest.fixture(scope="module")
def reader() -> Rapid:
    try:
        engine = opened(EngineName.RAPIDOCR)
    except OcrMissing:
        pytest.skip("rapidocr is not installed here")
    assert isinstance(engine, Rapid)
    return engine


@pytest.fixture(scope="module")
def page() -> Prepared:
    image = np.full((2000, 1500), 255, np.uint8)
    for number, text in enumerate(LINES):
        place = (LEFT, TOP + LEADING * number)
        cv2.putText(image, text, place, cv2.FONT_HERSHEY_DUPLEX, 1.4, (0,), 2, cv2.LINE_AA)
    return prepare(image, photo=False)


@pytest.fixture(scope="module")
def seen(reader: Rapid, page: Prepared) -> tuple[SeenWord, ...]:
    """The page as an engine saw it that was sure of all."""
    words = reader.words(page.image)
    assert " ".join(word.text for word in words) == " ".join(LINES)
    return tuple(replace(word, confidence=0.99) for word in words)


def doubted(seen: tuple[SeenWord, ...], text: str, read: str) -> tuple[SeenWord, ...]:
    """Return the words with one misread, and doubted."""
    return tuple(replace(w, text=read, confidence=0.4) if w.text == text else w for w in seen)


def test_a_doubtful_word_is_read_anew_and_the_others_are_left_as_they_are(
    reader: Rapid, page: Prepared, seen: tuple[SeenWord, ...]
) -> None:
    misread = doubted(seen, "300412789", "3OO4l27B9")
    again = doubts_settled(misread, page.image, reader)
    assert [word.text for word in again] == " ".join(LINES).split()
    known = {word for word in misread if word.confidence == 0.99}
    assert known <= set(again)
    number = next(word for word in again if word.text == "300412789")
    before = next(word for word in seen if word.text == "300412789")
    assert abs(number.left - before.left) <= 4
    assert abs(number.width - before.width) <= 8


def test_a_line_that_was_overlooked_is_read_and_belongs_to_no_other(
    reader: Rapid, page: Prepared, seen: tuple[SeenWord, ...]
) -> None:
    first = seen[0].line
    last = seen[-1].line
    kept = tuple(word for word in seen if word.line != last)
    again = with_overlooked(kept, page, reader)
    new = [word for word in again if word not in kept]
    assert " ".join(word.text for word in new) == LINES[-1]
    assert {word.line for word in new}.isdisjoint({word.line for word in kept})
    assert first in {word.line for word in again}


def test_what_was_seen_already_is_not_seen_twice_with_what_was_overlooked_beside_it(
    page: Prepared, seen: tuple[SeenWord, ...]
) -> None:
    first = seen[0]
    kept = tuple(word for word in seen if word.text not in {"Toronto", "Ontario"})
    overlooked = next(word for word in seen if word.text == "Toronto")

    class Both:
        def line_words(self, *_: object) -> tuple[SeenWord, ...]:
            return (replace(first, confidence=0.99), replace(overlooked, confidence=0.99))

    again = with_overlooked(kept, page, Both())
    assert [word.text for word in again].count(first.text) == [w.text for w in kept].count(
        first.text
    )
    assert "Toronto" in {word.text for word in again}


def test_the_end_of_a_line_that_was_overlooked_is_put_into_its_line(
    reader: Rapid, page: Prepared, seen: tuple[SeenWord, ...]
) -> None:
    kept = tuple(word for word in seen if word.text not in {"Toronto", "Ontario"})
    again = with_overlooked(kept, page, reader)
    line = next(word.line for word in again if word.text == "Issued")
    assert [word.text for word in again if word.line == line] == LINES[-1].split()


def cut(word: SeenWord, text: str, start: float, end: float) -> SeenWord:
    """Return a piece of a word, from one share of its width to another."""
    left, right = word.left + round(start * word.width), word.left + round(end * word.width)
    return replace(word, text=text, left=left, width=right - left)


TORN = [
    # The beginning was seen, the end, both, or only the middle.
    (("Tor", 0.0, 0.4),),
    (("nto", 0.6, 1.0),),
    (("To", 0.0, 0.3), ("to", 0.7, 1.0)),
    (("ron", 0.3, 0.7),),
]


@pytest.mark.parametrize("pieces", TORN)
def test_a_word_that_was_seen_in_pieces_replaces_them(
    reader: Rapid,
    page: Prepared,
    seen: tuple[SeenWord, ...],
    pieces: tuple[tuple[str, float, float], ...],
) -> None:
    whole = next(word for word in seen if word.text == "Toronto")
    torn = [cut(whole, *piece) for piece in pieces]
    kept = tuple(each for word in seen for each in (torn if word is whole else [word]))
    again = with_overlooked(kept, page, reader)
    assert [word.text for word in again] == " ".join(LINES).split()


def test_a_stain_beside_a_word_does_not_replace_it(
    page: Prepared, seen: tuple[SeenWord, ...]
) -> None:
    whole = next(word for word in seen if word.text == "Toronto")
    kept = tuple(cut(word, "Toronto", 0.0, 0.6) if word is whole else word for word in seen)

    class Stain:
        def line_words(self, *_: object) -> tuple[SeenWord, ...]:
            return (replace(whole, text="Toronto|", confidence=0.99),)

    assert with_overlooked(kept, page, Stain()) == kept


def test_what_was_read_with_certainty_is_not_read_again(
    page: Prepared, seen: tuple[SeenWord, ...]
) -> None:
    class Unused:
        def line_words(self, *_: object) -> tuple[SeenWord, ...]:
            raise AssertionError("read again")

    assert doubts_settled(seen, page.image, Unused()) == seen
    assert with_overlooked(seen, page, Unused()) == seen


def test_the_share_of_doubt_counts_letters_and_not_words() -> None:
    words = (
        SeenWord("Immigration", 0, 0, 10, 10, 0.95, (1, 1, 1)),
        SeenWord("x", 20, 0, 10, 10, 0.2, (1, 1, 1)),
    )
    assert doubtful_share(words) == pytest.approx(1 / 12)
    assert doubtful_share(()) == 0.0


def test_a_stain_is_no_reason_to_open_the_other_engine_and_a_guessed_word_is() -> None:
    word = SeenWord("CSAQ", 0, 0, 40, 10, 0.31, (1, 1, 1))
    assert is_hardly_read(word)
    assert not is_hardly_read(replace(word, text="|~"))
    assert not is_hardly_read(replace(word, confidence=0.8))


def test_two_doubtful_columns_are_not_read_as_one_line(reader: Rapid) -> None:
    image = np.full((400, 1500), 255, np.uint8)
    for left, text in ((100, "Job title"), (800, "Brief description")):
        cv2.putText(image, text, (left, 200), cv2.FONT_HERSHEY_DUPLEX, 1.4, (0,), 2, cv2.LINE_AA)
    prepared = prepare(image, photo=False)
    row = tuple(replace(w, confidence=0.4, line=(0, 0, 0)) for w in reader.words(prepared.image))
    # The other engine glues what stands far apart; a page has both captions in one row.
    again = doubts_settled(row, prepared.image, reader)
    assert [word.text for word in again] == ["Job", "title", "Brief", "description"]
