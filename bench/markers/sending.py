"""The files that are read: a form as its applicant sends it, whole or the pages that matter."""

import functools
import hashlib
import io
from dataclasses import dataclass
from enum import StrEnum
from random import Random

import pikepdf
import pypdfium2 as pdfium

from bench.real_forms.filling import fill
from bench.real_forms.forms import FORMS, blank
from bench.real_forms.scanning import printed
from classifiers.page_types.text import folded
from fixtures.degradation import Recipe, degrade
from fixtures.forms.marker_texts import Writing
from fixtures.specimens import Specimen, draw_form, draw_kind
from fixtures.specimens.drawing import layouts_of
from models.bilingual import Language

CAPTIONS = ("brief description of dut", "breve description des")
"""How both forms call the second box, in both languages; some are printed without accents."""
DRAWN_LAYOUTS = ("printed_narrow", "printed", "printed_legal", "printed_plain")
QUOTING = ("programme_instructions", "private_email", "invitation_letter")
QUOTES = ("A76", "CSQ holder", "Titulaire d'un CSQ")
MOST_DRAWN = 200
_REAL = {form.type.value: form for form in FORMS}


class Part(StrEnum):
    """What of the form is in the file."""

    DATA = "data"
    WHOLE = "whole"
    FIRST_AND_OCCUPATION = "first and occupation"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class Sent:
    """One file with what truly stands in its boxes.

    Attributes:
        group: row of the table that it belongs to.
        form: ``imm1295`` or ``imm5710``; empty if the file holds no form.
        part: what of the form is sent.
        writings: job title box and duties box; None if the file holds no form.
        language: of the form, or of the document that quotes.
        real: whether it is the real form, filled, and no drawn one.
        recipe: the degradation; None leaves it as it is.
        quoting: kind of a document in the same file that quotes the markers; None if none does.
        seed: draws it.
    """

    group: str
    form: str
    part: Part
    writings: tuple[Writing, Writing] | None = None
    language: Language = Language.EN
    real: bool = False
    recipe: Recipe | None = None
    quoting: str | None = None
    seed: int = 0

    def content(self, base: bytes) -> bytes:
        """Return the file as it is sent."""
        return base if self.recipe is None else degrade(base, self.recipe, self.seed)

    def name(self, base: bytes) -> str:
        """A hash of all that the file is made from."""
        digest = hashlib.sha256(base)
        digest.update(f"{self.recipe}/{self.seed}".encode())
        return digest.hexdigest()

    def base(self) -> bytes:
        """Return the file before it was degraded.

        Raises:
            FileNotFoundError: if a real form is wanted that is not beside this checkout.
        """
        if self.writings is None:
            return quoting_document(self.quoting or QUOTING[0], self.language, self.seed).pdf
        form = _real(self, *self.writings) if self.real else _drawn(self)
        if self.quoting is None:
            return form
        return _joined(form, quoting_document(self.quoting, self.language, self.seed).pdf)


def quoting_document(kind: str, language: Language, seed: int) -> Specimen:
    """Draw a document of ``kind`` that quotes a marker or its code."""
    rng = Random(f"quoting/{kind}/{seed}")
    for draw in range(MOST_DRAWN):
        layout = rng.choice(layouts_of(kind, language))
        drawn = draw_kind(kind, language, layout, seed * MOST_DRAWN + draw)
        text = " ".join(drawn.page_texts)
        if kind == "invitation_letter" or any(quote in text for quote in QUOTES):
            return drawn
    raise AssertionError(f"no {kind} quotes a marker in {MOST_DRAWN} draws")


def _drawn(sent: Sent) -> bytes:
    rng = Random(f"layout/{sent.seed}")
    layout = "xfa" if sent.part is Part.DATA else rng.choice(DRAWN_LAYOUTS)
    codes = sent.part is Part.CODES
    drawn = draw_form(
        sent.form,
        sent.language,
        layout,
        sent.seed,
        writings=sent.writings,
        validated=codes,
    )
    return drawn.pdf if sent.part in (Part.DATA, Part.WHOLE) else _pages(drawn.pdf, sent.part)


def _real(sent: Sent, title: Writing, description: Writing) -> bytes:
    job, duties = title.text[:50], description.text[:100]
    if sent.part is Part.DATA:
        form = _REAL[sent.form]
        return fill(blank(form), form.values | {form.job: job, form.duties: duties})
    flat = _printed(sent.form, job, duties)
    if sent.part is Part.WHOLE:
        return _without_last(flat)
    return _pages(flat, sent.part)


@functools.lru_cache(maxsize=16)
def _printed(form: str, job: str, duties: str) -> bytes:
    return printed(_REAL[form], job, duties)


def _pages(flat: bytes, part: Part) -> bytes:
    """Return only the pages of ``flat`` that the part is made of."""
    document = pdfium.PdfDocument(flat)
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    if part is Part.CODES:
        return _chosen(flat, (len(texts) - 1,))
    occupation = next(n for n, text in enumerate(texts) if any(c in folded(text) for c in CAPTIONS))
    return _chosen(flat, tuple(sorted({0, occupation})))


def _without_last(flat: bytes) -> bytes:
    """Leave out the page of the barcodes, so that only printed words tell."""
    with pikepdf.open(io.BytesIO(flat)) as pdf:
        count = len(pdf.pages)
    return _chosen(flat, tuple(range(count - 1)))


def _chosen(flat: bytes, wanted: tuple[int, ...]) -> bytes:
    with pikepdf.open(io.BytesIO(flat)) as whole, pikepdf.new() as part:
        for number in wanted:
            part.pages.append(whole.pages[number])
        return _saved(part)


def _joined(first: bytes, second: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(first)) as whole, pikepdf.open(io.BytesIO(second)) as more:
        whole.pages.extend(more.pages)
        return _saved(whole)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
