"""Opening a PDF: password, page count and damage are settled before anything else reads it."""

import io
from dataclasses import dataclass

import pikepdf

from extractors.ends import Damaged, NoPages, PasswordProtected, TooManyPages
from extractors.limits import Limits
from models.bilingual import Bilingual, Reason

REPAIRED = Bilingual(
    "The file was damaged; what could be recovered was read. Check that all pages are there.",
    "Le fichier était endommagé; ce qui pouvait être récupéré a été lu. Vérifiez que toutes les "
    "pages s'y trouvent.",
)
FILE_INSIDE = Bilingual(
    "The PDF contains another file, which was not opened. Send it as a file of its own.",
    "Le PDF contient un autre fichier, qui n'a pas été ouvert. Envoyez-le dans un fichier "
    "distinct.",
)
MAX_TREE_DEPTH = 60


@dataclass(frozen=True, slots=True)
class OpenedPdf:
    """A PDF that can be read without a password.

    Attributes:
        document: for its form data.
        content: bytes for the other readers, without encryption and with damage repaired.
        problems: what was repaired, and what lies inside unopened.
    """

    document: pikepdf.Pdf
    content: bytes
    pages: int
    problems: tuple[Reason, ...]


def open_pdf(content: bytes, limits: Limits) -> OpenedPdf:
    """Open a PDF.

    Raises:
        PasswordProtected: if it opens only with a user password.
        NoPages: if it has no page.
        TooManyPages: if it has more pages than ``limits`` allow.
        Damaged: if it cannot be opened.
    """
    try:
        document = pikepdf.open(io.BytesIO(content), suppress_warnings=True)
        pages = count_pages(document, limits.pages)
        if pages == 0:
            raise NoPages
        if pages > limits.pages:
            raise TooManyPages(pages=limits.pages)
        repaired = bool(document.get_warnings()) or _is_cut_short(content)
        attached = _holds_files(document)
        if repaired or document.is_encrypted or pages != len(document.pages):
            content = _rewritten(document)
    except pikepdf.PasswordError as error:
        raise PasswordProtected from error
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError) as error:
        # A damaged object of an unexpected kind shows as any of these in the binding.
        raise Damaged from error
    problems = [Reason.of("repaired", REPAIRED)] if repaired else []
    if attached:
        problems.append(Reason.of("file_inside", FILE_INSIDE))
    return OpenedPdf(document, content, pages, tuple(problems))


def count_pages(document: pikepdf.Pdf, most: int) -> int:
    """Count the leaves of the page tree, stopping at one more than ``most``.

    The count that the file states is never believed, and the tree is walked without building
    the list of pages: a kilobyte of shared nodes can state a million of them.
    """
    root = document.Root.get("/Pages")
    if not isinstance(root, pikepdf.Dictionary):
        return 0
    waiting: list[tuple[pikepdf.Object, int]] = [(root, 0)]
    pages = 0
    while waiting and pages <= most:
        node, depth = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            continue
        kids = node.get("/Kids")
        if not isinstance(kids, pikepdf.Array):
            pages += 1
        elif depth < MAX_TREE_DEPTH:
            waiting.extend((kid, depth + 1) for kid in list(kids)[: most + 1])
    return pages


def _holds_files(document: pikepdf.Pdf) -> bool:
    """Whether other files are attached, as in a portfolio; the tree of names is not walked."""
    names = document.Root.get("/Names")
    files = names.get("/EmbeddedFiles") if isinstance(names, pikepdf.Dictionary) else None
    if not isinstance(files, pikepdf.Dictionary):
        return False
    listed = (files.get(key) for key in ("/Names", "/Kids"))
    return any(isinstance(one, pikepdf.Array) and len(one) > 0 for one in listed)


def _is_cut_short(content: bytes) -> bool:
    return b"%%EOF" not in content[-2048:]


def _rewritten(document: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    document.save(target, encryption=False, static_id=True)
    return target.getvalue()
