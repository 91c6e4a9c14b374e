"""The table of words that Tesseract writes, whichever way it was called (its TSV format)."""

from extractors.ocr.engine import SeenWord

WORD_LEVEL = "5"
COLUMNS = 12


def seen_words(table: str) -> tuple[SeenWord, ...]:
    """Return the words of a table; rows of other levels and rows without text are left out."""
    words = (_word(row.split("\t")) for row in table.splitlines())
    return tuple(word for word in words if word is not None)


def _word(cells: list[str]) -> SeenWord | None:
    if len(cells) != COLUMNS or cells[0] != WORD_LEVEL or not cells[11].strip():
        return None
    block, paragraph, line = (int(cell) for cell in cells[2:5])
    left, top, width, height = (int(cell) for cell in cells[6:10])
    confidence = min(1.0, max(0.0, float(cells[10]) / 100))
    text = cells[11].strip()
    return SeenWord(text, left, top, width, height, confidence, (block, paragraph, line))
