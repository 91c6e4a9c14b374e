"""Prints a filled form and scans its pages, as an applicant does who signs on paper."""

import io
from collections.abc import Sequence

import numpy as np
import pypdfium2
from PIL import Image

from bench.real_forms.filling import fill
from bench.real_forms.forms import RealForm, blank
from bench.real_forms.printing import print_form
from fixtures.degradation import Recipe, degrade_page

SKEW = 0.6
NOISE = 3.0
BLUR = 0.4


def printed(form: RealForm, job: str, duties: str) -> bytes:
    """Return the form, filled and validated, as it comes out of a printer."""
    values = form.values | {form.job: job, form.duties: duties}
    return print_form(fill(blank(form), values, form.payloads(values)))


def scan(flat: bytes, resolution: int, turned: int, *, codes: bool) -> bytes:
    """Return a scan of the first page, the page of the occupation and, if wanted, of the codes.

    Args:
        flat: the printed form.
        resolution: dots per inch.
        turned: clockwise degrees by which the paper lay.
        codes: whether the last page, which shows the barcodes, is scanned as well.
    """
    document = pypdfium2.PdfDocument(flat)
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
        occupation = next(n for n, text in enumerate(texts) if "Brief description of dut" in text)
        wanted = (0, occupation, len(texts) - 1) if codes else (0, occupation)
        recipe = Recipe("scan", resolution, skew=SKEW, noise=NOISE, blur=BLUR, rotation=turned)
        return _bound(
            [
                degrade_page(
                    np.asarray(
                        document[n].render(scale=resolution / 72).to_pil().convert("RGB"), np.uint8
                    ),
                    recipe,
                    n,
                )
                for n in wanted
            ],
            resolution,
        )
    finally:
        document.close()


def _bound(pages: Sequence[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]], dpi: int) -> bytes:
    pictures = [Image.fromarray(page).convert("L") for page in pages]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=dpi, save_all=True, append_images=pictures[1:])
    return out.getvalue()
