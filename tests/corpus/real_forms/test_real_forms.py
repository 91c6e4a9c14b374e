"""The two real work-permit forms: filled as data, and printed and scanned."""

import functools
import io
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from classifiers import page_types
from classifiers.markers import judge
from classifiers.understanding import understand
from extractors.contained import read_contained
from models.document_types import DocumentType
from models.documents import FieldName
from models.markers import Marker, MarkerReading, MarkerStatus
from models.reading import UploadReading
from tests.corpus.real_forms.fill import fill
from tests.corpus.real_forms.template_print import print_form

FORMS = Path(__file__).parents[4] / "shared" / "forms"

pytestmark = pytest.mark.skipif(
    not FORMS.is_dir(), reason="the real blank forms are not beside this checkout"
)


@dataclass(frozen=True)
class RealForm:
    """Where a real form keeps what these tests fill in."""

    file: str
    type: DocumentType
    job: str
    duties: str
    fields: tuple[tuple[str, str], ...]


IMM1295 = RealForm(
    "imm1295e_09-2023_blank.pdf",
    DocumentType.IMM1295,
    "Page3/DetailsOfWorkCont/details/jobTitle",
    "Page3/DetailsOfWorkCont/details/posDesc",
    (
        ("Page1/PersonalDetails/Name/FamilyName", "Ouédraogo"),
        ("Page1/PersonalDetails/Name/GivenName", "Awa Félicité"),
        ("Page1/PersonalDetails/DOBYear", "1991"),
        ("Page1/PersonalDetails/DOBMonth", "07"),
        ("Page1/PersonalDetails/DOBDay", "09"),
        ("Page1/PersonalDetails/CurrentCOR/Row2/Country", "511"),
        ("Page3/DetailsOfIntendedWork/DetailsOfWork/TypeofWork/WorkPermitType", "OWP"),
    ),
)
IMM5710 = RealForm(
    "imm5710e_06-2019_blank.pdf",
    DocumentType.IMM5710,
    "Page3/DetailsOfWork/Occupation/Job",
    "Page3/DetailsOfWork/Occupation/Desc",
    (
        ("Page1/PersonalDetails/Name/FamilyName", "Ouédraogo"),
        ("Page1/PersonalDetails/Name/GivenName", "Awa Félicité"),
        ("Page1/PersonalDetails/q3-4-5/dob/DOBYear", "1991"),
        ("Page1/PersonalDetails/q3-4-5/dob/DOBMonth", "07"),
        ("Page1/PersonalDetails/q3-4-5/dob/DOBDay", "09"),
        ("Page1/PersonalDetails/CurrentCOR/CurrentCOR/Row2/Country", "511"),
        ("Page3/DetailsOfWork/Purpose/Type", "OWP"),
    ),
)
BOTH = pytest.mark.parametrize("form", [IMM1295, IMM5710], ids=["imm1295", "imm5710"])

A76 = "A76: International Mobility Program Plus"
FRENCH = (
    "Titulaire d'un CSQ à l'extérieur du Québec - PTO",
    "A76 : Programme de mobilité internationale plus",
)
WRITINGS = [
    # A validated form cannot hold the published dash, so nearly everybody writes a hyphen.
    ("CSQ holder outside Quebec - OWP", A76, MarkerStatus.VARIANT, MarkerStatus.EXACT),
    # A form that was never validated can hold the published text itself.
    ("CSQ holder outside Quebec – OWP", A76, MarkerStatus.EXACT, MarkerStatus.EXACT),
    # French texts are accepted in the English form.
    (*FRENCH, MarkerStatus.VARIANT, MarkerStatus.EXACT),
    # An empty form holds neither.
    ("", "", MarkerStatus.ABSENT, MarkerStatus.ABSENT),
    # A job and duties are not markers.
    ("Software developer", "Writes software", MarkerStatus.ABSENT, MarkerStatus.ABSENT),
]


@functools.cache
def blank(form: RealForm) -> bytes:
    return (FORMS / form.file).read_bytes()


def understood(content: bytes) -> UploadReading:
    outcome = read_contained(content)
    assert outcome.extraction is not None, outcome.reason
    return understand("u1", outcome.extraction, page_types.load())


def marker(reading: UploadReading, which: Marker) -> MarkerReading:
    return judge(which, tuple(box.witness for box in reading.boxes if box.marker is which))


@BOTH
@pytest.mark.parametrize(("job", "duties", "job_status", "duties_status"), WRITINGS)
def test_the_markers_are_read_from_the_data_of_a_filled_form(
    form: RealForm, job: str, duties: str, job_status: MarkerStatus, duties_status: MarkerStatus
) -> None:
    reading = understood(fill(blank(form), {form.job: job, form.duties: duties}))
    assert {document.type for document in reading.documents} == {form.type}
    assert marker(reading, Marker.JOB_TITLE).status is job_status
    assert marker(reading, Marker.A76).status is duties_status


@BOTH
def test_the_applicant_is_read_from_the_data_of_a_filled_form(form: RealForm) -> None:
    (document,) = understood(fill(blank(form), dict(form.fields))).documents
    assert document.value(FieldName.FAMILY_NAME) == "Ouédraogo"
    assert document.value(FieldName.GIVEN_NAME) == "Awa Félicité"
    assert document.value(FieldName.BIRTH_DATE) == "1991-07-09"
    assert document.value(FieldName.CURRENT_COUNTRY) == "CAN"


@BOTH
def test_the_please_wait_page_never_reaches_the_classifier(form: RealForm) -> None:
    outcome = read_contained(blank(form))
    assert outcome.extraction is not None
    assert not any("Please wait" in page.text for page in outcome.extraction.pages)


@pytest.mark.ocr
@BOTH
@pytest.mark.parametrize("resolution", [200, 300])
@pytest.mark.parametrize("turned", [0, 180])
def test_the_markers_are_read_from_a_scan_of_the_printed_form(
    form: RealForm, resolution: int, turned: int
) -> None:
    reading = understood(_scanned(form, resolution, turned))
    assert marker(reading, Marker.JOB_TITLE).status is MarkerStatus.VARIANT
    assert marker(reading, Marker.A76).status is MarkerStatus.EXACT


def _scanned(form: RealForm, resolution: int, turned: int) -> bytes:
    """Print the form and scan the pages around the occupation, as a PDF of pictures."""
    values = {form.job: WRITINGS[0][0], form.duties: WRITINGS[0][1]}
    printed = pypdfium2.PdfDocument(print_form(blank(form), values))
    shown = [page.render(scale=resolution / 72, rotation=turned) for page in printed]
    pages = [bitmap.to_pil().convert("L") for bitmap in shown]
    out = io.BytesIO()
    kept = (pages[0], pages[3])
    kept[0].save(out, "PDF", resolution=resolution, save_all=True, append_images=kept[1:])
    return out.getvalue()
