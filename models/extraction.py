"""What was read from one upload: pages, words, form content, codes, problems, tool versions."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.bilingual import Reason
from models.form_codes import FormCode
from models.geometry import Box
from models.media_types import MediaType
from models.page_look import PageLook


class TextSource(StrEnum):
    """Where a text was read."""

    TEXT_LAYER = "text_layer"
    OCR = "ocr"
    XFA = "xfa"
    ACROFORM = "acroform"
    BARCODE = "barcode"
    MRZ = "mrz"


class OcrEngineName(StrEnum):
    """The engines that read page images."""

    TESSEROCR = "tesserocr"
    PYTESSERACT = "pytesseract"
    RAPIDOCR = "rapidocr"


class QualityTier(StrEnum):
    """How well a page can be read. ``digital`` pages were never an image."""

    DIGITAL = "digital"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Word:
    """One word on a page, in reading order.

    Attributes:
        box: place on the displayed page.
        confidence: 0..1; 1.0 for text that was data and not an image.
        line: number of the text line on the page, from 0, in reading order.
    """

    text: str
    box: Box
    confidence: float
    line: int
    source: TextSource


@dataclass(frozen=True, slots=True)
class Barcode:
    """One decoded barcode.

    Attributes:
        symbology: ``PDF417``, ``QRCode``, ... as zxing-cpp names it.
        text: the payload, at most 8,192 characters.
        box: the upright rectangle around the symbol.
        form_code: the named values of an IMM form's code; None for any other code.
    """

    symbology: str
    text: str
    box: Box
    form_code: FormCode | None = None


class MrzKind(StrEnum):
    """Layouts of machine-readable zones (ICAO 9303 parts 4 to 7)."""

    TD1 = "td1"
    TD2 = "td2"
    TD3 = "td3"
    MRV_A = "mrv_a"
    MRV_B = "mrv_b"


@dataclass(frozen=True, slots=True)
class MrzReading:
    """One machine-readable zone, parsed (ICAO 9303).

    Attributes:
        lines: the zone as read, after repairs that check digits prove.
        document_code: first two characters, filler removed (``P``, ``V``, ``I``, ...).
        birth_date: None if the zone's date is incomplete or not a date.
        failed_checks: names of the check digits that do not agree (empty: all agree).
        confidence: 0..1, mean confidence of the words of the zone.
    """

    kind: MrzKind
    lines: tuple[str, ...]
    document_code: str
    issuing_state: str
    family_name: str
    given_name: str
    document_number: str
    nationality: str
    birth_date: date | None
    sex: str
    expiry_date: date | None
    failed_checks: tuple[str, ...]
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of an XFA or AcroForm form, read as data.

    Attributes:
        path: below the data root, with ``/`` (``Page3/DetailsOfWorkCont/details/jobTitle``).
        caption: the caption as an applicant reads it, empty if the form has none.
        value: as stored; empty if the applicant left the field empty.
        label: the pick list's label for ``value``; None if the field has no pick list.
        page: the facsimile or real page that shows the field, 1-based.
        box: place of the value on that page.
    """

    path: str
    caption: str
    value: str
    label: str | None
    page: int
    box: Box
    source: TextSource

    @property
    def shown(self) -> str:
        """The value as a person reads it."""
        return self.value if self.label is None else self.label


class Validation(StrEnum):
    """Whether the applicant pressed the form's own Validate button with success."""

    VALIDATED = "validated"
    NOT_VALIDATED = "not_validated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FormContent:
    """The data of one fillable form.

    Attributes:
        form: lower-case form number without blanks (``imm1295``); None if it cannot be told.
        title: the document title of the file, possibly empty.
        version: the form's own version string, possibly empty.
        barcode_payloads: payloads stored as text by a validated file, in code order.
    """

    form: str | None
    title: str
    version: str
    validation: Validation
    fields: tuple[FormField, ...]
    barcode_payloads: tuple[str, ...] = ()

    def value_at(self, path: str) -> FormField | None:
        """Return the field at ``path``, or None if the form has no such field."""
        return next((field for field in self.fields if field.path == path), None)


class PageKind(StrEnum):
    """What the page image shows.

    ``original``: the upload's own page. ``facsimile``: form data that we set on a page.
    ``typeset``: the text of a word processor's file, which has no pages until it is set.
    """

    ORIGINAL = "original"
    FACSIMILE = "facsimile"
    TYPESET = "typeset"


@dataclass(frozen=True, slots=True)
class PageQuality:
    """How well the page could be read.

    Attributes:
        ocr_confidence: mean word confidence 0..1; None if the page was not read by OCR.
        resolution: dots per inch of the page's main image; None for a page without one.
        reasons: what lowers the tier, told so that an applicant understands it.
    """

    tier: QualityTier
    ocr_confidence: float | None
    resolution: float | None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class ImageRef:
    """The re-encoded picture of a page, kept beside the extraction under its hash."""

    sha256: str
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an upload as it is displayed.

    Attributes:
        number: 1-based.
        width: displayed width in points (1/72 inch), rotation applied.
        height: displayed height in points.
        rotation: clockwise degrees (0, 90, 180, 270) by which the content is turned against
            upright on the displayed page; OCR words are placed on the page as displayed.
        ink: share of the page that is not background, 0..1; tells a blank page.
        text_source: what ``words`` were read from; None if the page has no words.
        text_decision: why that source was taken (``text_layer_trusted``, ``no_text_layer``, ...).
        words: in reading order.
        hints: words of a text layer that was not trusted; never evidence.
        image: None only for a page that could not be drawn.
        second_look: the engine that read the page again because the first reading was poor or
            somebody asked for it; None for a page that was read once, or not by OCR.
        look: what its image shows apart from words; None if that was not measured.
    """

    number: int
    width: float
    height: float
    kind: PageKind
    rotation: int
    ink: float
    text_source: TextSource | None
    text_decision: str
    words: tuple[Word, ...]
    quality: PageQuality
    image: ImageRef | None
    barcodes: tuple[Barcode, ...] = ()
    mrz: tuple[MrzReading, ...] = ()
    hints: tuple[Word, ...] = ()
    second_look: OcrEngineName | None = None
    look: PageLook | None = None

    @property
    def text(self) -> str:
        """The words in reading order, one text line a line."""
        lines: dict[int, list[str]] = {}
        for word in self.words:
            lines.setdefault(word.line, []).append(word.text)
        return "\n".join(" ".join(words) for words in lines.values())


@dataclass(frozen=True, slots=True)
class ToolVersion:
    """One tool that took part in the reading."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one upload.

    Attributes:
        sha256: of the upload's bytes, lower-case hexadecimal.
        size: of the upload, bytes.
        problems: what could not be read, in words for a person; the rest was read.
    """

    sha256: str
    size: int
    media_type: MediaType
    pages: tuple[Page, ...]
    form: FormContent | None
    problems: tuple[Reason, ...]
    tools: tuple[ToolVersion, ...]

    @property
    def second_looks(self) -> dict[int, OcrEngineName]:
        """The engine of the second look by page number, for the pages that had one."""
        return {page.number: page.second_look for page in self.pages if page.second_look}


class ReadStatus(StrEnum):
    """How the reading of one upload ended.

    ``refused``: not a file that the service reads (password, no pages, unknown type).
    ``resource``: it needs more than the limits. ``corrupt``: it is damaged. ``policy``: it tried
    what no document does. ``failed``: the fault is ours, after every attempt.
    """

    READ = "read"
    REFUSED = "refused"
    RESOURCE = "resource"
    CORRUPT = "corrupt"
    POLICY = "policy"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page picture that we encoded ourselves; ``content`` hashes to ``ref.sha256``."""

    ref: ImageRef
    content: bytes


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """The typed end of one reading.

    Attributes:
        extraction: present if and only if ``status`` is ``read``.
        reason: present if and only if ``status`` is not ``read``; says what the applicant can do.
        images: one for each different page picture of ``extraction``.
    """

    status: ReadStatus
    extraction: Extraction | None
    reason: Reason | None
    images: tuple[PageImage, ...] = ()
