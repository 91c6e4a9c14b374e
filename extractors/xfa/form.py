"""An XFA form to pages and form content: the applicant's data instead of "Please wait..."."""

from dataclasses import dataclass

import pikepdf

from extractors.limits import Limits
from extractors.pdf.acroform import title_of
from extractors.xfa.content import Datum, XfaContent, read_content
from extractors.xfa.facsimile import NOWHERE, Facsimile
from extractors.xfa.packets import Packets, read_packets, read_xdp
from extractors.xfa.pages import draw_pages
from models.bilingual import Bilingual, Reason
from models.extraction import (
    FormContent,
    FormField,
    Page,
    PageImage,
    PageKind,
    PageQuality,
    QualityTier,
    TextSource,
)
from models.geometry import Box

DECISION = "form_data"
FORM_NOT_READ = Bilingual(
    "The data of this fillable form could not be read. Open it in Adobe Acrobat Reader, print it "
    "to a new PDF and send the new file.",
    "Les données de ce formulaire à remplir n'ont pas pu être lues. Ouvrez-le dans Adobe Acrobat "
    "Reader, imprimez-le dans un nouveau PDF et envoyez le nouveau fichier.",
)


@dataclass(frozen=True, slots=True)
class XfaReading:
    """What was read of a dynamic XFA form.

    Attributes:
        pages: facsimile pages; empty if the data could not be read.
        content: None if the data could not be read.
    """

    pages: tuple[Page, ...]
    images: tuple[PageImage, ...]
    content: FormContent | None
    problems: tuple[Reason, ...]


def is_dynamic(document: pikepdf.Pdf) -> bool:
    """Whether the PDF is an XFA form whose own pages show nothing but a request to wait."""
    acroform = document.Root.get("/AcroForm")
    if not isinstance(acroform, pikepdf.Dictionary) or "/XFA" not in acroform:
        return False
    if bool(document.Root.get("/NeedsRendering", False)):
        return True
    # A static form has real pages with its fields on them.
    return not any("/Annots" in page.obj for page in document.pages)


def read_form(document: pikepdf.Pdf, limits: Limits) -> XfaReading | None:
    """Read a dynamic XFA form; None if the PDF is none.

    Raises:
        AgainstPolicy: if the packets try what no form does.
    """
    if not is_dynamic(document):
        return None
    return _reading(read_packets(document, limits), title_of(document), limits)


def read_form_packets(content: bytes, limits: Limits) -> XfaReading:
    """Read the packets of a form as one XDP document, as an XFA stream in a PDF holds them.

    Pure: bytes in, a reading out.

    Raises:
        AgainstPolicy: if the packets try what no form does.
    """
    return _reading(read_xdp(content, limits), "", limits)


def _reading(packets: Packets | None, title: str, limits: Limits) -> XfaReading:
    content = read_content(packets, title, limits) if packets is not None else None
    if packets is None or content is None:
        return XfaReading((), (), None, (Reason.of("form_not_read", FORM_NOT_READ),))
    drawn = draw_pages(packets, content, title or (content.form or "").upper())
    form = FormContent(
        form=content.form,
        title=title,
        version=content.version,
        validation=content.validation,
        fields=_fields(drawn, content),
        barcode_payloads=content.barcode_payloads,
    )
    pages = tuple(_page(number, facsimile) for number, facsimile in enumerate(drawn, 1))
    return XfaReading(pages, tuple(facsimile.image for facsimile in drawn), form, ())


def _fields(drawn: tuple[Facsimile, ...], content: XfaContent) -> tuple[FormField, ...]:
    """Return every datum of the form in the order of the data, each at its first place."""
    places = {}
    for number, facsimile in reversed(list(enumerate(drawn, 1))):
        places.update({each.datum.path: (number, each.box) for each in facsimile.placed})
    nowhere = (len(drawn), NOWHERE)
    return tuple(_field(datum, *places.get(datum.path, nowhere)) for datum in content.data)


def _field(datum: Datum, page: int, box: Box) -> FormField:
    return FormField(
        path=datum.path,
        caption=datum.caption,
        value=datum.value,
        label=datum.label,
        page=page,
        box=box,
        source=TextSource.XFA,
    )


def _page(number: int, facsimile: Facsimile) -> Page:
    ref = facsimile.image.ref
    return Page(
        number=number,
        width=facsimile.width,
        height=facsimile.height,
        kind=PageKind.FACSIMILE,
        rotation=0,
        ink=facsimile.ink,
        text_source=TextSource.XFA if facsimile.words else None,
        text_decision=DECISION,
        words=facsimile.words,
        quality=PageQuality(QualityTier.DIGITAL, None, None),
        image=ref,
    )
