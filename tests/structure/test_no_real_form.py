"""No government form enters the repository, whole, in part or saved anew.

The forms lie beside a checkout, if at all. What both have in common is known without them: the
program that drew them, which names itself in the file and all over the form's template. Both
places are compressed, so that they are looked for in a file that has been opened.
"""

import hashlib
import io
from collections.abc import Iterator

import pikepdf
import pytest

from bench.real_forms.forms import FORMS, RealForm
from tests.structure.test_repository import committed_files

DRAWN_BY = (b"LiveCycle", b"templateDesigner", b"formServer")
"""The program's name, and the instructions that it leaves in a template for itself."""

NEEDS_FORMS = pytest.mark.skipif(
    not all(form.path.exists() for form in FORMS),
    reason="the real blank forms are not beside this checkout (../shared/forms)",
)
BOTH = pytest.mark.parametrize("form", FORMS, ids=[form.type.value for form in FORMS])


def packets(content: bytes) -> Iterator[bytes]:
    """Yield the packets of a form, and what the file says of its origin; none if it is no PDF."""
    try:
        document = pikepdf.open(io.BytesIO(content))
    except pikepdf.PdfError:
        return
    with document:
        yield "\n".join(str(value) for _, value in document.docinfo.items()).encode()
        found = document.Root.get("/AcroForm", pikepdf.Dictionary()).get("/XFA")
        parts = found if isinstance(found, pikepdf.Array) else [found]
        yield from (part.read_bytes() for part in parts if isinstance(part, pikepdf.Stream))


def signs_of_a_real_form(content: bytes) -> set[bytes]:
    """Return what tells that a file was made from one of the real forms."""
    looked_at = (content, *packets(content)) if content.startswith(b"%PDF") else ()
    return {sign for sign in DRAWN_BY if any(sign in part for part in looked_at)}


def digests(content: bytes) -> set[str]:
    """Return the digest of a file and of each packet that is long enough to be somebody's work."""
    parts = (content, *(packet for packet in packets(content) if len(packet) > 2000))
    return {hashlib.sha256(part).hexdigest() for part in parts}


def saved_anew(content: bytes) -> bytes:
    """Return a PDF as another program would save it: no byte is where it was."""
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(saved, encryption=False, recompress_flate=True)
    return saved.getvalue()


def form_drawn_by_the_same_program() -> bytes:
    saved = io.BytesIO()
    with pikepdf.new() as document:
        template = document.make_stream(b"<template><?templateDesigner expand 1?></template>")
        document.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.Array(["template", template]))
        document.save(saved, compress_streams=True, recompress_flate=True)
    return saved.getvalue()


def test_no_committed_file_was_drawn_by_the_program_of_the_real_forms() -> None:
    for file in committed_files():
        assert signs_of_a_real_form(file.read_bytes()) == set(), file.name


def test_a_template_of_that_program_is_found_where_it_is_compressed() -> None:
    assert signs_of_a_real_form(form_drawn_by_the_same_program()) == {b"templateDesigner"}


@NEEDS_FORMS
def test_no_committed_file_is_a_real_form_or_a_packet_of_one() -> None:
    real = set[str]().union(*(digests(form.path.read_bytes()) for form in FORMS))
    for file in committed_files():
        assert real.isdisjoint(digests(file.read_bytes())), file.name


@NEEDS_FORMS
@BOTH
def test_each_real_form_would_be_found_as_it_is_and_saved_anew(form: RealForm) -> None:
    content = form.path.read_bytes()
    assert signs_of_a_real_form(content) == set(DRAWN_BY)
    anew = saved_anew(content)
    assert signs_of_a_real_form(anew) == set(DRAWN_BY)
    # Of the same form the packets are the same, whoever saved it.
    assert not digests(content).isdisjoint(digests(anew))
