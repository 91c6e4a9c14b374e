"""An XFA form to pages and form content: the applicant's data instead of "Please wait..."."""

from dataclasses import dataclass, replace

import pikepdf

from extractors.ends import TooManyPages
from extractors.images.pictures import Album, Raster
from extractors.images.rasters import within
from extractors.limits import Limits
from extractors.pdf import acroform
from extractors.pdf.acroform import title_of
from extractors.xfa.content import Datum, XfaContent, read_content
from extractors.xfa.facsimile import NOWHERE, Facsimile
from extractors.xfa.packets import Packets, read_packets, read_xdp
from extractors.xfa.pages import draw_pages
from extractors.xfa.static import placed_fields
from models.bilingual import Bilingual, Reason
from models.extraction import (
    FormContent,
    FormField,
    ImageRef,
    Page,
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


VALUES_DIFFER = Bilingual(
    "{count} fields of this form hold one value on the page and another in the form's data; the "
    "page was read. Open the form in Adobe Acrobat Reader, check it, save it and send it again.",
    "{count} champs de ce formulaire contiennent une valeur sur la page et une autre dans les "
    "données du formulaire; c'est la page qui a été lue. Ouvrez le formulaire dans Adobe Acrobat "
    "Reader, vérifiez-le, enregistrez-le et envoyez-le de nouveau.",
)


@dataclass(frozen=True, slots=True)
class XfaReading:
    """What was read of an XFA form.

    Attributes:
        pages: facsimile pages of a dynamic form; empty for a static form, which has real pages,
            and if the data could not be read.
        content: None if the data could not be read.
    """

    pages: tuple[Page, ...]
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


def read_form(document: pikepdf.Pdf, limits: Limits, album: Album) -> XfaReading | None:
    """Read an XFA form; None if the PDF is none.

    Raises:
        TooManyPages: if its data fill more pages than ``limits`` allow.
        AgainstPolicy: if the packets try what no form does.
    """
    if not is_dynamic(document):
        return _on_real_pages(document, limits)
    return _reading(read_packets(document, limits), title_of(document), limits, album)


def read_form_packets(content: bytes, limits: Limits, album: Album) -> XfaReading:
    """Read the packets of a form as one XDP document, as an XFA stream in a PDF holds them.

    Bytes in, a reading out; ``album`` takes the pictures of its pages.

    Raises:
        TooManyPages: if its data fill more pages than ``limits`` allow.
        AgainstPolicy: if the packets try what no form does.
    """
    return _reading(read_xdp(content, limits), "", limits, album)


def _reading(packets: Packets | None, title: str, limits: Limits, album: Album) -> XfaReading:
    content = read_content(packets, title, limits) if packets is not None else None
    if packets is None or content is None:
        return XfaReading((), None, (Reason.of("form_not_read", FORM_NOT_READ),))
    pages: list[Page] = []
    places: dict[str, tuple[int, Box]] = {}
    drawn = draw_pages(packets, content, title or (content.form or "").upper())
    for number, facsimile in enumerate(drawn, 1):
        if number > limits.pages:
            raise TooManyPages(pages=limits.pages)
        pages.append(_page(number, facsimile, album.add(_picture(facsimile, limits))))
        here = {each.datum.path: (number, each.box) for each in facsimile.placed}
        places = {**here, **places}
    nowhere = (len(pages), NOWHERE)
    fields = (_field(datum, *places.get(datum.path, nowhere)) for datum in content.data)
    return XfaReading(tuple(pages), _form(content, title, tuple(fields)), ())


def _picture(facsimile: Facsimile, limits: Limits) -> Raster:
    """Return what a page looks like; a form may be designed for paper as large as a poster."""
    raster = facsimile.raster
    return replace(raster, pixels=within(raster.pixels, limits.raster_side))


def _on_real_pages(document: pikepdf.Pdf, limits: Limits) -> XfaReading | None:
    """Read a form whose pages stand in the file; None if it has no data besides its widgets."""
    packets = read_packets(document, limits)
    title = title_of(document)
    content = read_content(packets, title, limits) if packets is not None else None
    widgets = acroform.read_form(document, limits)
    if content is None or widgets is None:
        return None
    fields, differing = placed_fields(content, widgets, len(document.pages))
    problems = (Reason.of("form_values_differ", VALUES_DIFFER, count=differing),)
    form = _form(content, title, fields[: limits.form_fields])
    return XfaReading((), form, problems if differing else ())


def _form(content: XfaContent, title: str, fields: tuple[FormField, ...]) -> FormContent:
    return FormContent(
        form=content.form,
        title=title,
        version=content.version,
        validation=content.validation,
        fields=fields,
        barcode_payloads=content.barcode_payloads,
    )


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


def _page(number: int, facsimile: Facsimile, image: ImageRef) -> Page:
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
        image=image,
    )
