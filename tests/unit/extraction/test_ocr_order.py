"""Lines come in the order in which a person reads them, whichever blocks the engine saw."""

from extractors.ocr.engine import SeenWord
from extractors.ocr.order import in_rows


def line(text: str, left: int, top: int, *, block: int, number: int = 0) -> list[SeenWord]:
    """Return the words of a line in letters 10 pixels wide and 20 high."""
    words = []
    for word in text.split():
        width = 10 * len(word)
        words.append(SeenWord(word, left, top, width, 20, 0.9, (block, 1, number)))
        left += width + 10
    return words


def read(*lines: list[SeenWord]) -> list[str]:
    found: dict[tuple[int, int, int], list[str]] = {}
    for word in in_rows([word for each in lines for word in each]):
        found.setdefault(word.line, []).append(word.text)
    return [" ".join(words) for words in found.values()]


def test_the_rows_of_a_table_are_read_across_though_the_engine_saw_its_columns() -> None:
    captions = [line(text, 50, 100 + 40 * n, block=1, number=n) for n, text in enumerate("ABC")]
    values = [line(text, 400, 103 + 40 * n, block=2, number=n) for n, text in enumerate("123")]
    assert read(*captions, *values) == ["A", "1", "B", "2", "C", "3"]


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    english = [line("the holder may work", 50, 100 + 30 * n, block=1, number=n) for n in range(4)]
    french = [line("la personne peut travailler", 500, 100 + 30 * n, block=2, number=n)
              for n in range(4)]  # fmt: skip
    below = line("Signature", 50, 240, block=3)
    assert read(*english, *french, below) == [
        *["the holder may work"] * 4,
        *["la personne peut travailler"] * 4,
        "Signature",
    ]


def test_on_a_bent_page_words_are_level_with_those_that_they_face() -> None:
    caption = line("Nom a la naissance", 50, 100, block=1)
    # The row falls to the right by more than the height of a line.
    bent = [SeenWord(w.text, w.left, 100 + w.left // 12, w.width, 20, 0.9, w.line) for w in caption]
    value = line("TREMBLAY", 280, 124, block=2)
    under = line("Prenom", 50, 134, block=3)
    assert read(under, value, bent) == ["Nom a la naissance", "TREMBLAY", "Prenom"]


def test_pieces_above_one_another_are_no_row_however_much_their_boxes_share() -> None:
    upper, lower = line("upper line", 50, 100, block=1), line("lower line", 60, 109, block=2)
    assert read(lower, upper) == ["upper line", "lower line"]


def test_the_words_of_a_line_stay_together() -> None:
    assert read(line("one two three", 50, 10, block=1)) == ["one two three"]
