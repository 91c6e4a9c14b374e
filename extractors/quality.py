"""How well a page could be read, told so that an applicant understands it."""

from dataclasses import dataclass

from extractors.ocr.page import OcrReading
from models.bilingual import Bilingual, Reason
from models.extraction import PageQuality, QualityTier

LOW_RESOLUTION = 140.0
SOFT = 0.4
PALE = 80.0
GRAINY = 10.0
MUCH_GLARE = 0.01
AT_THE_EDGE = 0.003
"""Share of the page's side within which a word lies against the edge."""
CUT_WORDS = 3
"""Words against one edge from which the page goes on beyond it."""
VERY_LOW_RESOLUTION = 90.0
VERY_SOFT = 0.25

Scale = tuple[tuple[float, QualityTier], ...]
FIRST_LOOK: Scale = (
    (0.92, QualityTier.GOOD),
    (0.8, QualityTier.FAIR),
    (0.6, QualityTier.POOR),
)
"""Mean confidence of Tesseract from which a page is of a tier.

Tiers stand for the share of words that are wrong, position-free, on labelled pages of 26
degradations: good below 5 %, fair below 12 %, poor below 35 %.
"""
SECOND_LOOK: Scale = (
    (0.985, QualityTier.GOOD),
    (0.965, QualityTier.FAIR),
    (0.9, QualityTier.POOR),
)
"""The same for rapidocr, which is surer of itself."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that is wrong with a page image.

    Attributes:
        lowers: told of a page that was read with doubts.
        prevents: told of a page that cannot be read.
    """

    code: str
    lowers: Bilingual
    prevents: Bilingual

    def of(self, tier: QualityTier) -> Reason:
        """Return the reason that an applicant is told; whoever tells it names the page."""
        text = self.prevents if tier is QualityTier.UNREADABLE else self.lowers
        return Reason.of(self.code, text)


LOW_RESOLUTION_CAUSE = Cause(
    "low_resolution",
    Bilingual(
        "The resolution of this page is low, and parts of it are uncertain. Scan it at 300 dots "
        "per inch.",
        "La résolution de cette page est faible et certaines parties sont incertaines. "
        "Numérisez-la à 300 points par pouce.",
    ),
    Bilingual(
        "The resolution of this page is too low for it to be read. Scan it at 300 dots per inch.",
        "La résolution de cette page est trop faible pour qu'elle soit lue. Numérisez-la à "
        "300 points par pouce.",
    ),
)
BLURRED = Cause(
    "blurred",
    Bilingual(
        "This page is blurred, and parts of it are uncertain. Hold the camera still or use a "
        "scanner.",
        "Cette page est floue et certaines parties sont incertaines. Tenez l'appareil immobile "
        "ou utilisez un numériseur.",
    ),
    Bilingual(
        "This page is too blurred to be read. Hold the camera still or use a scanner.",
        "Cette page est trop floue pour être lue. Tenez l'appareil immobile ou utilisez un "
        "numériseur.",
    ),
)
FAINT = Cause(
    "faint",
    Bilingual(
        "The print of this page is faint, and parts of it are uncertain. Scan it with more "
        "contrast.",
        "L'impression de cette page est pâle et certaines parties sont incertaines. "
        "Numérisez-la avec plus de contraste.",
    ),
    Bilingual(
        "The print of this page is too faint to be read. Scan it with more contrast.",
        "L'impression de cette page est trop pâle pour être lue. Numérisez-la avec plus de "
        "contraste.",
    ),
)
NOISY_PAGE = Cause(
    "grainy",
    Bilingual(
        "This page is grainy, and parts of it are uncertain. Use more light or a scanner.",
        "Cette page est granuleuse et certaines parties sont incertaines. Utilisez plus de "
        "lumière ou un numériseur.",
    ),
    Bilingual(
        "This page is too grainy to be read. Use more light or a scanner.",
        "Cette page est trop granuleuse pour être lue. Utilisez plus de lumière ou un numériseur.",
    ),
)
GLARE = Cause(
    "glare",
    Bilingual(
        "A light is reflected on this page, and parts of it are uncertain. Tilt the page away "
        "from the light or use a scanner.",
        "Une lumière se reflète sur cette page et certaines parties sont incertaines. Inclinez "
        "la page ou utilisez un numériseur.",
    ),
    Bilingual(
        "The light reflected on this page is too strong for it to be read. Tilt the page away "
        "from the light or use a scanner.",
        "La lumière reflétée sur cette page est trop forte pour qu'elle soit lue. Inclinez la "
        "page ou utilisez un numériseur.",
    ),
)
BLACK_AND_WHITE = Cause(
    "black_and_white",
    Bilingual(
        "This page has only black and white, as a fax has, and parts of it are uncertain. Scan "
        "the paper itself in grey or colour.",
        "Cette page n'est qu'en noir et blanc, comme une télécopie, et certaines parties sont "
        "incertaines. Numérisez le papier lui-même en gris ou en couleur.",
    ),
    Bilingual(
        "This page has only black and white, as a fax has, and cannot be read. Scan the paper "
        "itself in grey or colour.",
        "Cette page n'est qu'en noir et blanc, comme une télécopie, et ne peut pas être lue. "
        "Numérisez le papier lui-même en gris ou en couleur.",
    ),
)
CUT_OFF = Cause(
    "cut_off",
    Bilingual(
        "This page is cut off at an edge, and text may be missing. Scan the whole page.",
        "Cette page est coupée à un bord et du texte peut manquer. Numérisez la page entière.",
    ),
    Bilingual(
        "This page is cut off at an edge and cannot be read. Scan the whole page.",
        "Cette page est coupée à un bord et ne peut pas être lue. Numérisez la page entière.",
    ),
)
UNSURE_TEXT = Cause(
    "unsure_text",
    Bilingual(
        "Some words of this page could not be read with certainty. Scan it at 300 dots per inch.",
        "Certains mots de cette page n'ont pas pu être lus avec certitude. Numérisez-la à "
        "300 points par pouce.",
    ),
    Bilingual(
        "The words of this page could not be read. Scan it at 300 dots per inch.",
        "Les mots de cette page n'ont pas pu être lus. Numérisez-la à 300 points par pouce.",
    ),
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


def of_empty(confidence: float, resolution: float | None) -> PageQuality:
    """Return the quality of a page that shows nothing to read: no better scan would help."""
    return PageQuality(QualityTier.GOOD, confidence, resolution)


def of_form_not_shown() -> PageQuality:
    """Return the quality of a page that shows a request to wait."""
    reason = Reason.of("form_not_displayed", FORM_NOT_SHOWN)
    return PageQuality(QualityTier.UNREADABLE, None, None, (reason,))


def of_read(reading: OcrReading, resolution: float | None) -> PageQuality:
    """Return the quality of a page that was read by OCR."""
    tier = _tier(reading, resolution)
    reasons = tuple(cause.of(tier) for cause in _causes(reading, resolution, tier))
    if not reading.words:
        reasons = (*reasons, Reason.of("nothing_read", NOTHING_READ))
    return PageQuality(tier, reading.confidence, resolution, reasons)


def _tier(reading: OcrReading, resolution: float | None) -> QualityTier:
    if not reading.words:
        return QualityTier.UNREADABLE
    scale = SECOND_LOOK if reading.second_look else FIRST_LOOK
    reached = (tier for least, tier in scale if reading.confidence >= least)
    tier = next(reached, QualityTier.UNREADABLE)
    doubtful = (
        (resolution is not None and resolution < VERY_LOW_RESOLUTION)
        or reading.measured.sharpness < VERY_SOFT
        or is_cut_off(reading)
    )
    # An engine can be sure of what it guesses from a blur, and of what is left of a cut line.
    return QualityTier.FAIR if doubtful and tier is QualityTier.GOOD else tier


def _causes(reading: OcrReading, resolution: float | None, tier: QualityTier) -> list[Cause]:
    """Return what lowers the tier; nothing does on a good page."""
    if tier is QualityTier.GOOD:
        return []
    measured = reading.measured
    coarse = resolution is not None and resolution < LOW_RESOLUTION
    found = (
        (coarse, LOW_RESOLUTION_CAUSE),
        # An enlarged page is soft by itself, and holding the camera still would not help it.
        (measured.sharpness < SOFT and not coarse, BLURRED),
        (0 < measured.contrast < PALE, FAINT),
        (measured.noise > GRAINY, NOISY_PAGE),
        (measured.glare > MUCH_GLARE, GLARE),
        (measured.bilevel, BLACK_AND_WHITE),
        (is_cut_off(reading), CUT_OFF),
    )
    causes = [cause for holds, cause in found if holds]
    return causes or ([UNSURE_TEXT] if reading.words else [])


def is_cut_off(reading: OcrReading) -> bool:
    """Whether several words lie against one edge of the picture, as if they went on beyond it."""
    boxes = [word.box for word in reading.words if len(word.text) > 1]
    against = (
        [box.x0 <= AT_THE_EDGE for box in boxes],
        [box.x1 >= 1 - AT_THE_EDGE for box in boxes],
        [box.y0 <= AT_THE_EDGE for box in boxes],
        [box.y1 >= 1 - AT_THE_EDGE for box in boxes],
    )
    return any(sum(edge) >= CUT_WORDS for edge in against)
