"""Every hostile or broken upload ends in a typed outcome that says what to do."""

import io
import zlib

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from extractors.contained import read_contained
from extractors.limits import MIB, Limits
from models.extraction import ReadStatus


def _pdf(pages: int = 2) -> bytes:
    target = io.BytesIO()
    drawing = canvas.Canvas(target)
    for number in range(pages):
        drawing.drawString(72, 700, f"This is page {number + 1} of the letter about the permit.")
        drawing.showPage()
    drawing.save()
    return target.getvalue()


def _locked(user: str) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(_pdf())) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="owner", user=user))
    return target.getvalue()


def _without_pages() -> bytes:
    target = io.BytesIO()
    pikepdf.new().save(target)
    return target.getvalue()


def _million_pages() -> bytes:
    """Six levels of ten references to one node each."""
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>"]
    for level in range(6):
        kids = b" ".join([b"%d 0 R" % (level + 3)] * 10)
        bodies.append(b"<</Type/Pages/Count %d/Kids[%s]>>" % (10 ** (6 - level), kids))
    bodies.append(b"<</Type/Page/MediaBox[0 0 9 9]>>")
    content = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(content))
        content += b"%d 0 obj%sendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(bodies) + 1
    return (
        content
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d>>\n"
        % (
            size,
            table,
            size,
        )
        + b"startxref\n%d\n%%%%EOF\n" % len(content)
    )


def _xfa(datasets: bytes) -> bytes:
    target = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    packets = pikepdf.Array([pikepdf.String("datasets"), document.make_stream(datasets)])
    document.Root.AcroForm = pikepdf.Dictionary(XFA=packets)
    document.Root.NeedsRendering = True
    document.save(target)
    return target.getvalue()


def _pixel_bomb() -> bytes:
    """A PNG of 60,000 by 60,000 black pixels in a few kilobytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        checked = kind + body
        return len(body).to_bytes(4, "big") + checked + zlib.crc32(checked).to_bytes(4, "big")

    header = (60_000).to_bytes(4, "big") * 2 + b"\x01\x00\x00\x00\x00"
    rows = zlib.compress(b"\x00" * 1_000_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def _cut_png() -> bytes:
    target = io.BytesIO()
    Image.effect_noise((300, 300), 50).save(target, "PNG")
    return target.getvalue()[:60]


XXE = (
    b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    b'<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><form1><Page1>'
    b"<A>&e;</A></Page1></form1></xfa:data></xfa:datasets>"
)
DEEP = b"<a>" * 5000 + b"</a>" * 5000
CASES = [
    ("empty", b"", ReadStatus.REFUSED, "empty_file"),
    ("program renamed", b"MZ\x90\x00" + bytes(500), ReadStatus.REFUSED, "unknown_type"),
    ("program before a header", b"MZ" + _pdf(), ReadStatus.REFUSED, "unknown_type"),
    ("password", _locked("secret"), ReadStatus.REFUSED, "password_protected"),
    ("no pages", _without_pages(), ReadStatus.REFUSED, "no_pages"),
    ("header alone", b"%PDF-1.7\n", ReadStatus.CORRUPT, "damaged_file"),
    ("noise behind a header", b"%PDF-1.7\n" + bytes(range(256)) * 20, ReadStatus.CORRUPT,
     "damaged_file"),
    ("a million pages", _million_pages(), ReadStatus.CORRUPT, "damaged_file"),
    ("more pages than allowed", _pdf(301), ReadStatus.RESOURCE, "too_many_pages"),
    ("pixel bomb", _pixel_bomb(), ReadStatus.RESOURCE, "image_too_large"),
    ("cut image", _cut_png(), ReadStatus.CORRUPT, "damaged_file"),
    ("external entity", _xfa(XXE), ReadStatus.POLICY, "forbidden_content"),
    ("deep nesting", _xfa(DEEP), ReadStatus.POLICY, "forbidden_content"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "status", "code"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])  # fmt: skip
def test_the_end_is_typed(content: bytes, status: ReadStatus, code: str) -> None:
    outcome = read_contained(content)
    assert outcome.reason is not None
    assert (outcome.status, outcome.reason.code) == (status, code)
    assert outcome.extraction is None
    assert outcome.reason.en != outcome.reason.fr


def test_an_empty_user_password_is_no_obstacle() -> None:
    outcome = read_contained(_locked(""))
    assert outcome.extraction is not None
    assert len(outcome.extraction.pages) == 2


def test_a_truncated_file_is_read_with_a_problem_told() -> None:
    outcome = read_contained(_pdf(3)[:-300])
    assert outcome.extraction is not None
    assert len(outcome.extraction.pages) == 3
    assert [problem.code for problem in outcome.extraction.problems] == ["repaired"]


def test_memory_beyond_the_limit_is_a_resource_end() -> None:
    target = io.BytesIO()
    Image.new("RGB", (9000, 9000), "white").save(target, "PNG")
    outcome = read_contained(target.getvalue(), limits=Limits(address_space=420 * MIB))
    assert outcome.status is ReadStatus.RESOURCE
