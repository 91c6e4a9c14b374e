"""How well a page could be read, told so that an applicant understands it."""

from extractors.ocr.page import OcrReading
from models.bilingual import Bilingual, Reason
from models.extraction import PageQuality, QualityTier

LOW_RESOLUTION = 140.0
VERY_LOW_RESOLUTION = 90.0
SOFT = 0.22
PALE = 70.0
GRAINY = 12.0
GOOD_CONFIDENCE = 0.86
FAIR_CONFIDENCE = 0.72
POOR_CONFIDENCE = 0.45

TOO_COARSE = Bilingual(
    "The resolution is low ({dpi} dots per inch). Scan at 300 dots per inch.",
    "La résolution est faible ({dpi} points par pouce). Numérisez à 300 points par pouce.",
)
BLURRED = Bilingual(
    "The page is blurred. Hold the camera still or use a scanner.",
    "La page est floue. Tenez l'appareil immobile ou utilisez un numériseur.",
)
FAINT = Bilingual(
    "The print is faint. Scan with more contrast.",
    "L'impression est pâle. Numérisez avec plus de contraste.",
)
NOISY_PAGE = Bilingual(
    "The page is grainy. Use more light or a scanner.",
    "La page est granuleuse. Utilisez plus de lumière ou un numériseur.",
)
UNSURE_TEXT = Bilingual(
    "Many words could not be read with certainty.",
    "De nombreux mots n'ont pas pu être lus avec certitude.",
)
NOTHING_READ = Bilingual(
    "No text could be read on this page.",
    "Aucun texte n'a pu être lu sur cette page.",
)
FORM_NOT_SHOWN = Bilingual(
    "This page shows a message and not the form. Open the form in Adobe Acrobat Reader, save it, "
    "and send the saved file or a print of it.",
    "Cette page montre un message et non le formulaire. Ouvrez le formulaire dans Adobe Acrobat "
    "Reader, enregistrez-le et envoyez le fichier enregistré ou une impression.",
)
NOT_DRAWN = Bilingual(
    "The page cannot be displayed.",
    "La page ne peut pas être affichée.",
)


def of_digital(resolution: float | None) -> PageQuality:
    """Return the quality of a page whose text is data."""
    return PageQuality(QualityTier.DIGITAL, None, resolution)


def of_undrawn() -> PageQuality:
    """Return the quality of a page that could not be drawn."""
    return PageQuality(
        QualityTier.UNREADABLE, None, None, (Reason.of("page_not_drawn", NOT_DRAWN),)
    )


def of_form_not_shown() -> PageQuality:
    """Return the quality of a page that shows a request to wait."""
    reason = Reason.of("form_not_displayed", FORM_NOT_SHOWN)
    return PageQuality(QualityTier.UNREADABLE, None, None, (reason,))


def of_read(reading: OcrReading, resolution: float | None) -> PageQuality:
    """Return the quality of a page that was read by OCR."""
    reasons = _reasons(reading, resolution)
    tier = _tier(reading, resolution)
    return PageQuality(tier, reading.confidence, resolution, reasons)


def _tier(reading: OcrReading, resolution: float | None) -> QualityTier:
    if not reading.words or reading.confidence < POOR_CONFIDENCE:
        return QualityTier.UNREADABLE
    if reading.confidence < FAIR_CONFIDENCE:
        return QualityTier.POOR
    coarse = resolution is not None and resolution < VERY_LOW_RESOLUTION
    if reading.confidence < GOOD_CONFIDENCE or coarse:
        return QualityTier.FAIR
    return QualityTier.GOOD


def _reasons(reading: OcrReading, resolution: float | None) -> tuple[Reason, ...]:
    reasons = []
    if resolution is not None and resolution < LOW_RESOLUTION:
        reasons.append(Reason.of("low_resolution", TOO_COARSE, dpi=round(resolution)))
    if reading.measured.sharpness < SOFT:
        reasons.append(Reason.of("blurred", BLURRED))
    if reading.measured.contrast < PALE:
        reasons.append(Reason.of("faint", FAINT))
    if reading.measured.noise > GRAINY:
        reasons.append(Reason.of("grainy", NOISY_PAGE))
    if not reading.words:
        reasons.append(Reason.of("nothing_read", NOTHING_READ))
    elif reading.confidence < FAIR_CONFIDENCE:
        reasons.append(Reason.of("unsure_text", UNSURE_TEXT))
    return tuple(reasons)
