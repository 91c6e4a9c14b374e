"""Tesseract in process: no program is started, which is what the jail needs and saves half."""

from contextlib import suppress

import tesserocr

from extractors.ends import OcrMissing, OutOfTime
from extractors.ocr import tessdata
from extractors.ocr.engine import LANGUAGES, PAGE, STATED_DPI, EngineName, SeenWord
from extractors.ocr.tesseract_table import seen_words
from extractors.sheets import Pixels

LANGUAGE = LANGUAGES.split("+")[0]
LONG_SHORT_TERM = 1
"""Engine mode: the neural network alone."""

# Leptonica tells the error stream of each box that Tesseract lets reach over the edge of a page: it
# is cut there, so that nobody need know, and a long upload would fill a log with it.
tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)

_idle: list[tesserocr.PyTessBaseAPI] = []
"""Opened and in no thread's use."""


class TesseractLibrary:
    """Tesseract in this process (see :class:`extractors.ocr.engine.OcrEngine`).

    Its object is not safe for threads and takes 50 ms to make, so each is used by one thread at a
    time and kept for the next. It recognises without Python's lock, so that pages are read side by
    side.
    """

    name = EngineName.TESSEROCR

    def __init__(self, *, seconds: float = 120.0) -> None:
        self._milliseconds = int(1000 * seconds)
        # Looked for while the file system may still be walked through, which the jail forbids;
        # born-digital files are read without it, so only the first page to be read may miss it.
        with suppress(OcrMissing):
            tessdata.folder(LANGUAGE)

    def words(
        self, image: Pixels, *, mode: int = PAGE, whitelist: str = ""
    ) -> tuple[SeenWord, ...]:
        """Return the words of an upright grey image."""
        library = self._taken()
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
            _idle.append(library)

    def warm(self, count: int) -> None:
        """Make ``count`` objects in advance."""
        with suppress(OcrMissing):
            _idle.extend(self._opened() for _ in range(count - len(_idle)))

    def _taken(self) -> tesserocr.PyTessBaseAPI:
        try:
            return _idle.pop()
        except IndexError:
            return self._opened()

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
