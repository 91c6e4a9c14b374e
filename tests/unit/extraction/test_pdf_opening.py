"""What is settled of a PDF before anything else reads it."""

import io

import pikepdf
import pytest

from extractors.limits import Limits
from extractors.pdf.opening import open_pdf


def content_of(document: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def codes(content: bytes) -> list[str]:
    return [problem.code for problem in open_pdf(content, Limits()).problems]


@pytest.fixture
def plain() -> pikepdf.Pdf:
    document = pikepdf.Pdf.new()
    document.add_blank_page()
    return document


def test_sound_file_has_no_problem(plain: pikepdf.Pdf) -> None:
    assert codes(content_of(plain)) == []


def test_file_attached_to_a_pdf_is_told_since_it_may_be_a_document(plain: pikepdf.Pdf) -> None:
    attached = pikepdf.AttachedFileSpec(plain, b"%PDF-1.4", filename="csq.pdf")
    plain.attachments["csq.pdf"] = attached
    assert codes(content_of(plain)) == ["file_inside"]


@pytest.mark.parametrize("names", [pikepdf.Dictionary(), pikepdf.Array(), pikepdf.Name.Kids])
def test_list_of_attachments_that_is_empty_or_none_does_no_harm(
    plain: pikepdf.Pdf, names: pikepdf.Object
) -> None:
    plain.Root.Names = pikepdf.Dictionary(EmbeddedFiles=names)
    assert codes(content_of(plain)) == []


def test_file_that_was_cut_short_is_told(plain: pikepdf.Pdf) -> None:
    assert "repaired" in codes(content_of(plain)[:-30])
