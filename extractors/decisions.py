"""Where the words of a page were taken from, and why."""

from dataclasses import dataclass
from enum import StrEnum

from models.extraction import Word


class Decision(StrEnum):
    """Why the words of a page were taken from where they were taken."""

    TRUSTED = "text_layer_trusted"
    CONFIRMED = "text_layer_confirmed"
    WITH_GAPS = "text_layer_with_gaps"
    WITH_IMAGE = "text_layer_and_image"
    NO_LAYER = "no_text_layer"
    BLANK = "blank_page"
    INVISIBLE = "invisible_text_over_image"
    UNMAPPED = "unmapped_glyphs"
    NOT_LANGUAGE = "words_not_language"
    UNCONFIRMED = "text_layer_unconfirmed"
    NO_INK = "no_ink_under_text"
    PLEASE_WAIT = "form_not_displayed"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The decision on one page, before OCR.

    Attributes:
        words: of the text layer, taken as words of the page.
        hints: of the text layer, not taken; never evidence.
        read_image: whether the page is read by OCR.
        unsure: whether ``words`` count only if OCR reads most of them too.
        rotation: clockwise degrees by which ``words`` are turned on the displayed page.
    """

    decision: Decision
    words: tuple[Word, ...] = ()
    hints: tuple[Word, ...] = ()
    read_image: bool = False
    unsure: bool = False
    rotation: int = 0
