"""The two real work-permit forms: filled as data, and printed and scanned."""

import functools

import pytest

from bench.real_forms.filling import fill
from bench.real_forms.forms import FORMS, RealForm, blank
from bench.real_forms.scanning import printed, scan
from classifiers import page_types
from classifiers.markers import judge
from classifiers.understanding import understand
from extractors.contained import read_contained
from models.documents import FieldName
from models.extraction import Extraction, FormField, PageKind, TextSource, Validation
from models.markers import Marker, MarkerReading, MarkerStatus
from models.reading import UploadReading

pytestmark = pytest.mark.skipif(
    not all(form.path.exists() for form in FORMS),
    reason="the real blank forms are not beside this checkout",
)
BOTH = pytest.mark.parametrize("form", FORMS, ids=[form.type.value for form in FORMS])
IMM1295, IMM5710 = FORMS
ANSWERS = [
    pytest.param(form, path, id=f"{form.type.value}-{path.rsplit('/', 1)[-1]}-{number}")
    for form in FORMS
    for number, path in enumerate([*form.answers, form.job, form.duties])
]
JOB = "CSQ holder outside Quebec - OWP"
A76 = "A76: International Mobility Program Plus"
FRENCH = (
    "Titulaire d'un CSQ à l'extérieur du Québec - PTO",
    "A76 : Programme de mobilité internationale plus",
)
WRITINGS = [
    # A validated form cannot hold the published dash, so nearly everybody writes a hyphen.
    (JOB, A76, MarkerStatus.VARIANT, MarkerStatus.EXACT),
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
def filled(file: str) -> Extraction:
    """Every answer, both markers and the barcodes' payloads, as a validated form holds them."""
    form = next(each for each in FORMS if each.file == file)
    flag = {"Page1/PersonalDetails/ApplicationValidatedFlag": "Yes"}
    values = form.values | {form.job: JOB, form.duties: A76} | flag
    outcome = read_contained(fill(blank(form), values, form.payloads(values)))
    assert outcome.extraction is not None, outcome.reason
    return outcome.extraction


def field(form: RealForm, path: str) -> FormField:
    content = filled(form.file).form
    assert content is not None
    found = content.value_at(path)
    assert found is not None
    return found


def understood(content: bytes) -> UploadReading:
    outcome = read_contained(content)
    assert outcome.extraction is not None, outcome.reason
    return understand("u1", outcome.extraction, page_types.load())


def marker(reading: UploadReading, which: Marker) -> MarkerReading:
    return judge(which, tuple(box.witness for box in reading.boxes if box.marker is which))


@pytest.mark.parametrize(("form", "path"), ANSWERS)
def test_every_answer_is_read_decoded_and_placed_where_the_form_shows_it(
    form: RealForm, path: str
) -> None:
    stored, shown = {**form.answers, form.job: (JOB, JOB), form.duties: (A76, A76)}[path]
    found = field(form, path)
    assert (found.value, found.shown) == (stored, shown)
    assert found.caption
    page = filled(form.file).pages[found.page - 1]
    under = [word for word in page.words if found.box.intersection_area(word.box) > 0]
    told = " ".join(word.text for word in under)
    # A box that is ticked stands beside its own caption, which may be marked with an asterisk.
    assert told.lstrip("* ") == shown
    # The form's pages come first, and the last lists what none of them shows.
    assert int(path[len("Page")]) <= found.page < len(filled(form.file).pages)


@BOTH
def test_the_form_itself_is_known(form: RealForm) -> None:
    content = filled(form.file).form
    assert content is not None
    assert content.form == form.type.value
    assert content.version.startswith(".ENU")
    assert content.validation is Validation.VALIDATED
    assert {each.source for each in content.fields} == {TextSource.XFA}


@BOTH
def test_the_payloads_of_a_validated_form_are_read_in_order(form: RealForm) -> None:
    content = filled(form.file).form
    assert content is not None
    labels = [payload.split("|")[0].rpartition("_")[2] for payload in content.barcode_payloads]
    assert labels == [str(number) for number in range(1, form.last_code + 1)]
    assert any(JOB in payload and A76 in payload for payload in content.barcode_payloads)


@BOTH
def test_words_of_the_page_neither_overlap_nor_leave_it(form: RealForm) -> None:
    for page in filled(form.file).pages:
        words = page.words
        assert all(word.box.is_valid and word.box.area > 0 for word in words)
        for number, word in enumerate(words):
            inner = 0.35 * word.box.area
            covered = [
                o.text for o in words[number + 1 :] if word.box.intersection_area(o.box) > inner
            ]
            assert not covered, (page.number, word.text, covered)


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
    (document,) = understood(fill(blank(form), form.values)).documents
    assert document.value(FieldName.FAMILY_NAME) == "Ouédraogo"
    assert document.value(FieldName.GIVEN_NAME) == "Awa Félicité"
    assert document.value(FieldName.BIRTH_DATE) == "1991-07-09"
    assert document.value(FieldName.CURRENT_COUNTRY) == "CAN"


@BOTH
def test_a_blank_form_shows_its_pages_and_never_the_request_to_wait(form: RealForm) -> None:
    outcome = read_contained(blank(form))
    assert outcome.extraction is not None
    assert outcome.extraction.form is not None
    assert outcome.extraction.form.validation is Validation.NOT_VALIDATED
    # Five pages as printed, and one for what the form stores without showing it.
    assert [page.kind for page in outcome.extraction.pages] == [PageKind.FACSIMILE] * 6
    assert not any("Please wait" in page.text for page in outcome.extraction.pages)


@pytest.mark.ocr
@pytest.mark.parametrize(
    ("form", "resolution", "turned", "codes"),
    [
        # A common scan, read by OCR alone.
        (IMM1295, 200, 0, False),
        (IMM5710, 300, 180, False),
        # A coarse scan that lay sideways: the barcodes tell what OCR may not.
        (IMM1295, 150, 90, True),
        (IMM5710, 150, 270, True),
    ],
    ids=["imm1295-200", "imm5710-300-on-its-head", "imm1295-150-codes", "imm5710-150-codes"],
)
def test_the_markers_are_read_from_a_scan_of_the_printed_form(
    form: RealForm, resolution: int, turned: int, codes: bool
) -> None:
    reading = understood(scan(printed(form, JOB, A76), resolution, turned, codes=codes))
    assert marker(reading, Marker.JOB_TITLE).status is MarkerStatus.VARIANT
    assert marker(reading, Marker.A76).status is MarkerStatus.EXACT
