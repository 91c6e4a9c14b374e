"""Text that lies on a page and not in it: filled fields, notes and stamps."""

import io

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

    Returns:
        The document to draw, and its bytes for the reader of text layers, which knows only what
        is in a page. Both are as given if no page has such an annotation.

    Raises:
        pdfium.PdfiumError: if it cannot be opened.
    """
    document = pdfium.PdfDocument(content)
    document.init_forms()
    changed = False
    for index in range(len(document)):
        changed |= _flattened(document, index)
    if not changed:
        return document, content
    target = io.BytesIO()
    document.save(target)
    flat = pdfium.PdfDocument(target.getvalue())
    flat.init_forms()
    return flat, target.getvalue()


def _flattened(document: pdfium.PdfDocument, index: int) -> bool:
    """Make the annotations of one page part of it; whether there were any."""
    try:
        page = document[index]
        if not _has_text(page):
            return False
        # The binding's own method wants a form; notes and stamps lie on pages without one, too.
        done = pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
        return bool(done == pdfium_c.FLATTEN_SUCCESS)
    except pdfium.PdfiumError:
        # A page that cannot be loaded is reported when its turn comes to be drawn.
        return False


def _has_text(page: pdfium.PdfPage) -> bool:
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
