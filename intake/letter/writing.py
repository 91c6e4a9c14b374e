"""The letter as HTML that stands by itself, and as tagged PDF made from the same HTML."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import NoReturn

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from intake.letter import texts
from intake.letter.contents import Letter
from models.bilingual import Bilingual
from models.errors import IntakeError

_FOLDER = Path(__file__).parent
_VARIANT = "pdf/ua-1"
"""ISO 14289-1: tagged, so that a screen reader reads the PDF as it reads the page."""


class PdfUnavailableError(IntakeError):
    """The text layout library of the operating system is not there."""

    code = "pdf_unavailable"
    text = Bilingual(
        "The PDF cannot be made here, because the Pango library is not installed. Use the HTML "
        "letter, or have libpango-1.0-0 and libpangoft2-1.0-0 installed.",
        "Le PDF ne peut pas être produit ici, car la bibliothèque Pango n'est pas installée. "
        "Utilisez la lettre en HTML, ou faites installer libpango-1.0-0 et libpangoft2-1.0-0.",
    )


def as_html(letter: Letter) -> str:
    """Return the letter as one HTML document; its style is part of it, and it loads nothing."""
    return _environment().get_template("letter.html").render(letter=letter, texts=texts)


def as_pdf(letter: Letter) -> bytes:
    """Return the letter as tagged PDF (PDF/UA-1), on letter-size pages.

    Raises:
        PdfUnavailableError: Pango is not installed.
    """
    try:
        import weasyprint  # noqa: PLC0415 - heavy, and needed only when an officer asks for a PDF.
    except OSError as error:
        raise PdfUnavailableError from error
    page = weasyprint.HTML(string=as_html(letter), url_fetcher=_fetch_nothing)
    return bytes(page.write_pdf(pdf_variant=_VARIANT))


@cache
def style_source() -> str:
    """Return what a Content-Security-Policy names the letter's own style by (``'sha256-...'``)."""
    style = _environment().get_template("letter.css").render()
    digest = hashlib.sha256(style.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["said"] = lambda text, letter: text.in_language(letter.language)
    return environment


def _fetch_nothing(url: str) -> NoReturn:
    """Refuse every address: a letter needs none, and a file name must not bring one in."""
    raise ValueError(url)
