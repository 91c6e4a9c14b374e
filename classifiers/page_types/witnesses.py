"""Format witnesses: what settles a page's type without reading its prose."""

import re
from dataclasses import dataclass

from classifiers.page_types.anchor_titles import FORM_NUMBERS, PERMIT_NUMBER, PERMIT_TITLES
from classifiers.page_types.anchors import Anchor, AnchorHit, find_anchors
from classifiers.page_types.dividers import divider
from classifiers.page_types.text import PageText, folded
from models.document_types import DocumentType
from models.documents import Evidence
from models.extraction import (
    FormContent,
    MrzKind,
    Page,
    PageKind,
    QualityTier,
    TextSource,
)
from models.geometry import WHOLE_PAGE, Box, enclosing
from models.page_look import PageLook, holds_no_word

FORMS: dict[str, DocumentType] = {
    "imm1295": DocumentType.IMM1295,
    "imm5710": DocumentType.IMM5710,
    "imm5645": DocumentType.FAMILY_INFORMATION,
    "imm5707": DocumentType.FAMILY_INFORMATION,
    "imm5406": DocumentType.FAMILY_INFORMATION,
    "imm5476": DocumentType.USE_OF_REPRESENTATIVE,
}
"""The type of each form that the service knows, by its number."""

_FORM_CODE = re.compile(r"IMM ?([0-9]{4})_[0-9]{2}-[0-9]{4}_[0-9]{1,2}\|")
"""How the payload of a form's PDF417 code begins (``IMM1295_06-2018_5|``)."""
_MOST_FAILED_CHECKS = 2
"""A zone whose other three check digits agree was read and is a zone."""
_BLANK_INK = 0.002
"""Share of ink below which a page without words is empty: dust of a scanner, a punch hole."""
_BLANK_LETTERS = 3
_SURE = 0.5
"""Confidence below which OCR reads letters into dust."""
_PHOTO_INK = 0.15
"""A photograph covers more of its page than any text without a readable word."""
_PHOTO_LETTERS = 4
_SAYING_INK = 0.02
_NUMBERS = re.compile(r"\b(?:page )?[0-9]+(?: (?:of|de|sur) [0-9]+)?\b")
_LEFT_BLANK = re.compile(
    r"(?: ?(?:this page (?:is |was |has been )?(?:intentionally|deliberately) (?:left )?blank"
    r"|(?:cette )?page (?:est |a ete )?(?:laissee )?(?:intentionnellement|volontairement|"
    r"deliberement) (?:laissee )?(?:en )?(?:blanc|blanche|vierge)))+"
)
"""What printers put on a page so that nobody misses its text."""
_MARGIN = 0.12
"""Share of the page's height, at its head and at its foot, where a form prints its number."""
_CLEAR = 0.9
"""Strength of a title from which it is not taken for another."""
_READABLE = (QualityTier.DIGITAL, QualityTier.GOOD, QualityTier.FAIR)


@dataclass(frozen=True)
class FormatWitness:
    """A page's type, settled by its format.

    Attributes:
        code: stable name of the format (``mrz_td3``, ``form_data``, ``form_barcode``,
            ``form_number``, ``titled_form``, ``empty``, ``picture``, ``divider``,
            ``visa_mrz``).
        text: what was read; never empty text for zones and codes.
    """

    type: DocumentType
    code: str
    text: str
    box: Box
    source: TextSource | None
    confidence: float

    def evidence(self, upload: str, page: int) -> tuple[Evidence, ...]:
        """Return where the format was seen; nothing for an empty page or a picture."""
        if self.source is None:
            return ()
        return (Evidence(upload, page, self.box, self.text, self.source, self.confidence),)


def format_witness(text: PageText, form: FormContent | None) -> FormatWitness | None:
    """Return what the format settles about a page; None if it settles nothing."""
    page = text.page
    return (
        _form_data(page, form)
        or _form_barcode(page)
        or _machine_readable_zone(page)
        or _form_number(text)
        or _titled_form(text)
        or _empty(text)
        or _picture(text)
        or _divider(text)
    )


def _form_data(page: Page, form: FormContent | None) -> FormatWitness | None:
    if form is None or form.form is None or form.form not in FORMS:
        return None
    fields = tuple(field for field in form.fields if field.page == page.number)
    if page.kind is not PageKind.FACSIMILE and not fields:
        return None
    source = fields[0].source if fields else TextSource.XFA
    box = fields[0].box if fields else WHOLE_PAGE
    title = form.title or form.form.upper()
    return FormatWitness(FORMS[form.form], "form_data", title, box, source, 1.0)


def _form_barcode(page: Page) -> FormatWitness | None:
    for barcode in page.barcodes:
        label = _FORM_CODE.match(barcode.text)
        type_ = FORMS.get(f"imm{label[1]}") if label else None
        if label and type_:
            text = label[0].rstrip("|")
            return FormatWitness(type_, "form_barcode", text, barcode.box, TextSource.BARCODE, 1.0)
    return None


def _machine_readable_zone(page: Page) -> FormatWitness | None:
    for zone in page.mrz:
        if len(zone.failed_checks) > _MOST_FAILED_CHECKS:
            continue
        text = "\n".join(zone.lines)
        if zone.kind is MrzKind.TD3 and zone.document_code.startswith("P"):
            type_, code = DocumentType.PASSPORT, "mrz_td3"
        elif zone.kind in (MrzKind.MRV_A, MrzKind.MRV_B):
            type_, code = DocumentType.ENTRY_DOCUMENT, "visa_mrz"
        else:
            continue
        return FormatWitness(type_, code, text, zone.box, TextSource.MRZ, zone.confidence)
    return None


def _form_number(text: PageText) -> FormatWitness | None:
    hit = _number_in_margin(text, FORM_NUMBERS)
    return _printed(hit, "form_number") if hit is not None else None


def _titled_form(text: PageText) -> FormatWitness | None:
    """Tell by its title which of four papers a page with the number of IMM 1442 is.

    Of 263 held-back pages with the number and one of the titles all were what the title says.
    """
    if _number_in_margin(text, (PERMIT_NUMBER,)) is None:
        return None
    titles = [h for h in find_anchors(text, PERMIT_TITLES) if h.strength >= _CLEAR and h.words]
    return _printed(titles[0], "titled_form") if len(titles) == 1 else None


def _number_in_margin(text: PageText, numbers: tuple[Anchor, ...]) -> AnchorHit | None:
    """Find a form's number with its edition in the margin; in the text it would be a mention."""
    for hit in find_anchors(text, numbers):
        if hit.words:
            box = enclosing(word.box for word in hit.words)
            if box.y0 >= 1 - _MARGIN or box.y1 <= _MARGIN:
                return hit
    return None


def _printed(hit: AnchorHit, code: str) -> FormatWitness:
    """Let the words of an anchor witness its type."""
    return FormatWitness(
        hit.anchor.type,
        code,
        " ".join(word.text for word in hit.words),
        enclosing(word.box for word in hit.words),
        hit.words[0].source,
        min(word.confidence for word in hit.words),
    )


def _empty(text: PageText) -> FormatWitness | None:
    page = text.page
    if page.barcodes or page.hints:
        return None
    if not (_shows_nothing(page) or _has_no_ink(page) or _says_it_is_blank(text)):
        return None
    return FormatWitness(DocumentType.BLANK, "empty", "", WHOLE_PAGE, None, 1.0)


def _shows_nothing(page: Page) -> bool:
    return page.look is not None and page.look.is_empty and holds_no_word(page.words)


def _has_no_ink(page: Page) -> bool:
    """Whether hardly a pixel is dark; a signature and faint pencil are writing none the less."""
    letters = sum(len(folded(w.text)) for w in page.words if w.confidence >= _SURE)
    written = page.look is not None and page.look.writing > 0
    return page.ink < _BLANK_INK and letters <= _BLANK_LETTERS and not written


def _says_it_is_blank(text: PageText) -> bool:
    """Whether the page's only words are that it is left blank, and its number."""
    said = _NUMBERS.sub("", text.joined).strip()
    return text.page.ink < _SAYING_INK and bool(_LEFT_BLANK.fullmatch(said))


def _picture(text: PageText) -> FormatWitness | None:
    """A readable page with much ink and no words; a page too poor to read may be anything."""
    page = text.page
    if page.look is not None:
        return _photograph(page, page.look)
    if page.ink < _PHOTO_INK or text.letters > _PHOTO_LETTERS or page.barcodes or page.hints:
        return None
    if page.quality.tier not in _READABLE:
        return None
    return FormatWitness(DocumentType.PHOTO, "picture", "", WHOLE_PAGE, None, 1.0)


def _divider(text: PageText) -> FormatWitness | None:
    page = text.page
    box = None if page.barcodes or page.mrz or page.hints else divider(text)
    if box is None or page.quality.tier not in _READABLE:
        return None
    said = " / ".join(line.text for line in text.lines)
    confidence = min(word.confidence for word in page.words)
    return FormatWitness(DocumentType.OTHER, "divider", said, box, page.text_source, confidence)


def _photograph(page: Page, look: PageLook) -> FormatWitness | None:
    """Take a picture of things alone; what OCR guesses in leaves and bricks are scraps."""
    if not look.is_photograph or not holds_no_word(page.words) or page.barcodes or page.hints:
        return None
    return FormatWitness(DocumentType.PHOTO, "picture", "", WHOLE_PAGE, None, 1.0)
