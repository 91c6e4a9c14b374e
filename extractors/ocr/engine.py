"""The OCR engine: one small interface and its first implementation."""

import os
from dataclasses import dataclass
from typing import Protocol

import pytesseract
from PIL import Image

from extractors.ends import OcrMissing, OutOfTime, ReadEnd, ReadFailed
from extractors.sheets import Pixels

LANGUAGES = "fra"
"""The French model reads English as well (measured equal), at half the time of both."""
PAGE = 3
"""Page segmentation mode: fully automatic; mode 6 loses first letters inside form boxes."""
BLOCK = 6
"""Page segmentation mode: one uniform block."""

_WORD_LEVEL = "5"
_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class SeenWord:
    """One word as the engine saw it.

    Attributes:
        left: pixels from the left of the image given.
        top: pixels from its top.
        confidence: 0..1.
        line: (block, paragraph, line) in the engine's reading order.
    """

    text: str
    left: int
    top: int
    width: int
    height: int
    confidence: float
    line: tuple[int, int, int]


class OcrEngine(Protocol):
    """Reads one prepared image."""

    def words(
        self, image: Pixels, *, mode: int = PAGE, whitelist: str = ""
    ) -> tuple[SeenWord, ...]:
        """Return the words of an upright grey image in reading order.

        Args:
            image: (height, width), dark text on light ground.
            mode: page segmentation mode.
            whitelist: the only characters to expect; empty for all.

        Raises:
            OcrMissing: if the engine or its language is not installed.
            OutOfTime: if one image takes longer than the engine's own limit.
        """


class Tesseract:
    """Tesseract through its command line, one process an image."""

    def __init__(self, *, seconds: float = 120.0) -> None:
        self._seconds = seconds
        # Its threads wait for one another: two of them take twice the time of one.
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")

    def words(
        self, image: Pixels, *, mode: int = PAGE, whitelist: str = ""
    ) -> tuple[SeenWord, ...]:
        """Return the words of an upright grey image (see :class:`OcrEngine`)."""
        picture = Image.fromarray(image)
        # Written uncompressed: squeezing a page into PNG costs a tenth of its reading.
        picture.format = "PPM"
        options = f"--psm {mode} --oem 1"
        if whitelist:
            options += f" -c tessedit_char_whitelist={whitelist}"
        try:
            table = pytesseract.image_to_data(
                picture, lang=LANGUAGES, config=options, timeout=self._seconds
            )
        except pytesseract.TesseractNotFoundError as error:
            raise OcrMissing from error
        except pytesseract.TesseractError as error:
            raise _end_of(error) from error
        except RuntimeError as error:
            # The binding tells a timeout by a bare RuntimeError.
            raise OutOfTime from error
        return tuple(_rows(table))


def _end_of(error: pytesseract.TesseractError) -> ReadEnd:
    message = str(error.message)
    if "language" in message or "tessdata" in message:
        return OcrMissing()
    return ReadFailed()


def _rows(table: str) -> list[SeenWord]:
    words = []
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != _COLUMNS or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        block, paragraph, line = (int(cell) for cell in cells[2:5])
        left, top, width, height = (int(cell) for cell in cells[6:10])
        confidence = min(1.0, max(0.0, float(cells[10]) / 100))
        words.append(
            SeenWord(
                cells[11].strip(), left, top, width, height, confidence, (block, paragraph, line)
            )
        )
    return words
