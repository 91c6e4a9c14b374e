"""An XFA form to pages and form content: the applicant's data instead of "Please wait..."."""

from dataclasses import dataclass

import pikepdf

from extractors.limits import Limits
from extractors.pdf.acroform import title_of
from extractors.xfa.content import Datum, XfaContent, read_content
from extractors.xfa.facsimile import Facsimile, draw
from extractors.xfa.packets import read_packets
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

WIDTH = 612.0
"""Points of the width of a facsimile page."""
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
    packets = read_packets(document, limits)
    title = title_of(document)
    content = read_content(packets, title, limits) if packets is not None else None
    if content is None:
        return XfaReading((), (), None, (Reason.of("form_not_read", FORM_NOT_READ),))
    pages, images, fields = [], [], []
    for number, part in enumerate(content.parts, 1):
        data = tuple(datum for datum in content.data if _belongs(datum, part, content))
        facsimile = draw(title or (content.form or "").upper(), part, data)
        pages.append(_page(number, facsimile))
        images.append(facsimile.image)
        fields.extend(_fields(facsimile, number))
    form = FormContent(
        form=content.form,
        title=title,
        version=content.version,
        validation=content.validation,
        fields=tuple(fields),
        barcode_payloads=content.barcode_payloads,
    )
    return XfaReading(tuple(pages), tuple(images), form, ())


def _belongs(datum: Datum, part: str, content: XfaContent) -> bool:
    # Data outside the form's pages is kept on the last one.
    return datum.part == part or (not datum.part and part == content.parts[-1])


def _page(number: int, facsimile: Facsimile) -> Page:
    ref = facsimile.image.ref
    return Page(
        number=number,
        width=WIDTH,
        height=round(WIDTH * ref.height / ref.width, 2),
        kind=PageKind.FACSIMILE,
        rotation=0,
        ink=facsimile.ink,
        text_source=TextSource.XFA if facsimile.words else None,
        text_decision=DECISION,
        words=facsimile.words,
        quality=PageQuality(QualityTier.DIGITAL, None, None),
        image=ref,
    )


def _fields(facsimile: Facsimile, page: int) -> list[FormField]:
    return [
        FormField(
            path=placed.datum.path,
            caption=placed.datum.caption,
            value=placed.datum.value,
            label=placed.datum.label,
            page=page,
            box=placed.box,
            source=TextSource.XFA,
        )
        for placed in facsimile.placed
    ]
