"""The interface of the OCR engines, and the choice among them."""

from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from typing import Protocol

from extractors.ends import OcrMissing
from extractors.sheets import Pixels

LANGUAGES = "fra"
"""The French model reads English as well (measured equal), at half the time of both."""
STATED_DPI = 150
"""Resolution that Tesseract is told. It removes as a ruled line what is no thicker than a twentieth
of an inch and longer than a quarter: told more than the image has (a page is read at 150 to 220),
it takes the middle of a closely set word of small print for one, and reads the scraps around it."""
PAGE = 3
"""Page segmentation mode: fully automatic; mode 6 loses first letters inside form boxes."""
BLOCK = 6
"""Page segmentation mode: one uniform block."""


class EngineName(StrEnum):
    """The engines by the names that the setting takes.

    ``tesseract`` is Tesseract by whichever binding is there: in process where it can be, since
    that takes half the processor time at equal error, and through its program otherwise.
    """

    TESSERACT = "tesseract"
    TESSEROCR = "tesserocr"
    PYTESSERACT = "pytesseract"
    RAPIDOCR = "rapidocr"


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
    """Reads prepared images; one engine may be used by several threads at the same time."""

    @property
    def name(self) -> EngineName:
        """Which engine this is; never ``tesseract``, which is a choice and not an engine."""

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

    def warm(self, count: int) -> None:
        """Load in advance what so many threads need, for children forked from this process.

        Does nothing where nothing can be kept across a fork, or where the engine's files are not
        installed.
        """


def opened(name: EngineName = EngineName.TESSERACT) -> OcrEngine:
    """Return an engine by its name.

    Each engine's libraries are loaded only when it is chosen.

    Raises:
        OcrMissing: if the engine is not installed.
    """
    if name is EngineName.TESSERACT:
        name = _tesseract_binding()
    try:
        return _engine(name)
    except ImportError as error:
        raise OcrMissing from error


def _tesseract_binding() -> EngineName:
    return EngineName.TESSEROCR if find_spec("tesserocr") else EngineName.PYTESSERACT


def _engine(name: EngineName) -> OcrEngine:
    if name is EngineName.TESSEROCR:
        from extractors.ocr.tesseract_library import TesseractLibrary  # noqa: PLC0415

        return TesseractLibrary()
    if name is EngineName.RAPIDOCR:
        from extractors.ocr.rapid import Rapid  # noqa: PLC0415

        return Rapid()
    from extractors.ocr.tesseract_program import TesseractProgram  # noqa: PLC0415

    return TesseractProgram()
