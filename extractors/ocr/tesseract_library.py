"""Tesseract in process: no program is started, which is what the jail needs and saves half."""

import threading
from contextlib import suppress

import tesserocr

from extractors.ends import OcrMissing, OutOfTime
from extractors.ocr import tessdata
from extractors.ocr.engine import LANGUAGES, PAGE, EngineName, SeenWord
from extractors.ocr.tesseract_table import seen_words
from extractors.sheets import Pixels

LANGUAGE = LANGUAGES.split("+")[0]
LONG_SHORT_TERM = 1
"""Engine mode: the neural network alone."""
STATED_DPI = 300
"""What the image is said to have; it only keeps the library from guessing aloud."""


class TesseractLibrary:
    """Tesseract in this process (see :class:`extractors.ocr.engine.OcrEngine`).

    Its object is not safe for threads and takes 50 ms to make, so each thread keeps its own. It
    recognises without Python's lock, so that pages are read side by side.
    """

    name = EngineName.TESSEROCR

    def __init__(self, *, seconds: float = 120.0) -> None:
        self._milliseconds = int(1000 * seconds)
        self._kept = threading.local()
        # Looked for while the file system may still be walked through, which the jail forbids;
        # born-digital files are read without it, so only the first page to be read may miss it.
        with suppress(OcrMissing):
            tessdata.folder(LANGUAGE)

    def words(
        self, image: Pixels, *, mode: int = PAGE, whitelist: str = ""
    ) -> tuple[SeenWord, ...]:
        """Return the words of an upright grey image."""
        library = self._library()
        height, width = image.shape
        library.SetPageSegMode(mode)
        library.SetVariable("tessedit_char_whitelist", whitelist)
        library.SetImageBytes(image.tobytes(), width, height, 1, width)
        library.SetSourceResolution(STATED_DPI)
        try:
            if not library.Recognize(self._milliseconds):
                raise OutOfTime
            return seen_words(library.GetTSVText(0))
        finally:
            library.Clear()

    def _library(self) -> tesserocr.PyTessBaseAPI:
        library = getattr(self._kept, "library", None)
        if library is None:
            library = self._opened()
            self._kept.library = library
        return library

    def _opened(self) -> tesserocr.PyTessBaseAPI:
        path = str(tessdata.folder(LANGUAGE))
        try:
            library = tesserocr.PyTessBaseAPI(path=path, lang=LANGUAGES, oem=LONG_SHORT_TERM)
        except RuntimeError as error:
            # The binding tells a damaged language file by a bare RuntimeError.
            raise OcrMissing from error
        # Complaints about odd images are of no use to anybody and would fill the error stream.
        library.SetVariable("debug_file", "/dev/null")
        return library
