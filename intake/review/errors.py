"""Why a review cannot be recorded, with what to do next."""

from models.bilingual import Bilingual
from models.errors import IntakeError


class ReviewError(IntakeError):
    """The root of every refusal of a review."""

    code = "review_error"


class ReviewedDocumentUnknownError(ReviewError):
    """There is no report on the application, or no such file in it."""

    code = "reviewed_document_unknown"
    text = Bilingual(
        "There is no such document to review. Go back to the list and choose one.",
        "Ce document à réviser n'existe pas. Revenez à la liste et choisissez-en un.",
    )


class ReportChangedError(ReviewError):
    """A newer revision was made after the reviewer opened the document."""

    code = "report_changed"
    text = Bilingual(
        "The report changed while you were looking. Check the document again and save once more.",
        "Le rapport a changé pendant que vous regardiez. Vérifiez de nouveau le document et "
        "enregistrez encore une fois.",
    )


class ReviewedPagesError(ReviewError):
    """The pages named are none, or not all pages of the file."""

    code = "reviewed_pages_invalid"
    text = Bilingual(
        "Choose at least one page, and only pages of this file.",
        "Choisissez au moins une page, et seulement des pages de ce fichier.",
    )
