"""Why the words of a page were taken from where they were taken."""

from enum import StrEnum


class Decision(StrEnum):
    """Why the words of a page were taken from where they were taken."""

    TRUSTED = "text_layer_trusted"
    NO_LAYER = "no_text_layer"
    BLANK = "blank_page"
    INVISIBLE = "invisible_text_over_image"
    UNMAPPED = "unmapped_glyphs"
    TURNED = "text_turned"
    NOT_LANGUAGE = "words_not_language"
    NO_INK = "no_ink_under_text"
    WITH_IMAGE = "text_layer_and_image"
    PLEASE_WAIT = "form_not_displayed"
