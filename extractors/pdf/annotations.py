"""Text that lies on a page and not in it: filled fields, notes and stamps."""

import io

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

TEXTLESS = frozenset(
    {pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP, pdfium_c.FPDF_ANNOT_TEXT}
)
"""Annotations that draw no text: links, and notes that are closed until someone opens them."""
MOST_LOOKED_AT = 4000


def with_annotations(content: bytes) -> tuple[pdfium.PdfDocument, bytes]:
    """Open a PDF with its annotations made part of the pages, as a viewer shows them.

    Values of fields and free text without an appearance of their own get one from PDFium.

    Args:
        content: a PDF without encryption.

    Returns:
        The document to draw, and its bytes for the reader of text layers, which knows only what
        is in a page. Both are as given if no page has such an annotation.

    Raises:
        pdfium.PdfiumError: if it cannot be opened.
    """
    document = _opened(content)
    pages = [index for index in range(len(document)) if _has_text(document, index)]
    if not pages:
        return document, content
    if document.formenv is None:
        # PDFium draws free text without an appearance only where there is a form.
        document = _opened(_with_empty_form(content))
    for index in pages:
        _flatten(document, index)
    target = io.BytesIO()
    document.save(target)
    return _opened(target.getvalue()), target.getvalue()


def _opened(content: bytes) -> pdfium.PdfDocument:
    document = pdfium.PdfDocument(content)
    document.init_forms()
    return document


def _has_text(document: pdfium.PdfDocument, index: int) -> bool:
    """Whether a page has annotations that draw text."""
    try:
        page = document[index]
    except pdfium.PdfiumError:
        # A page that cannot be loaded is reported when its turn comes to be drawn.
        return False
    count = min(MOST_LOOKED_AT, pdfium_c.FPDFPage_GetAnnotCount(page))
    for place in range(count):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, place)
        if not annotation:
            continue
        kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
        if kind not in TEXTLESS:
            return True
    return False


def _flatten(document: pdfium.PdfDocument, index: int) -> None:
    page = document[index]
    try:
        page.flatten()
    except pdfium.PdfiumError:
        # The page stays as it is, with its annotations drawn over it and their text unread.
        return


def _with_empty_form(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as document:
        # The name under which nearly every program refers to Helvetica.
        helvetica = document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        document.Root.AcroForm = pikepdf.Dictionary(
            Fields=pikepdf.Array(),
            DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=helvetica)),
            DA=pikepdf.String("/Helv 0 Tf 0 g"),
        )
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()
