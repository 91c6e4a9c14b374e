"""Tesseract through its command line: portable, one process an image."""

import os

import pytesseract
from PIL import Image

from extractors.ends import OcrMissing, OutOfTime, ReadEnd, ReadFailed
from extractors.ocr.engine import LANGUAGES, PAGE, STATED_DPI, EngineName, SeenWord
from extractors.ocr.tesseract_table import seen_words
from extractors.sheets import Pixels


class TesseractProgram:
    """Tesseract through its command line (see :class:`extractors.ocr.engine.OcrEngine`)."""

    name = EngineName.PYTESSERACT

    def __init__(self, *, seconds: float = 120.0) -> None:
        self._seconds = seconds
        # Its threads wait for one another: two of them take twice the time of one.
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")

    def words(
        self, image: Pixels, *, mode: int = PAGE, whitelist: str = ""
    ) -> tuple[SeenWord, ...]:
        """Return the words of an upright grey image."""
        picture = Image.fromarray(image)
        # Written uncompressed: squeezing a page into PNG costs a tenth of its reading.
        picture.format = "PPM"
        options = f"--psm {mode} --oem 1 --dpi {STATED_DPI}"
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
        return seen_words(table)

    def warm(self, count: int) -> None:
        """Do nothing: the program is started anew for each image."""


def _end_of(error: pytesseract.TesseractError) -> ReadEnd:
    message = str(error.message)
    if "language" in message or "tessdata" in message:
        return OcrMissing()
    return ReadFailed()
