"""The two real fillable forms: their data is read, placed and decoded."""

import importlib.util
from pathlib import Path

import pytest

from extractors.contained import read_contained
from models.extraction import Extraction, PageKind, ReadStatus, TextSource, Validation

FORMS = Path(__file__).resolve().parents[4] / "shared" / "forms"
BLANKS = {"imm1295": "imm1295e_09-2023_blank.pdf", "imm5710": "imm5710e_06-2019_blank.pdf"}
TITLE = "CSQ holder outside Quebec - OWP"
DUTIES = "A76: International Mobility Program Plus"
CASES = [
    # The application made outside Canada.
    (
        "imm1295",
        {
            "Page3/DetailsOfWorkCont/details/jobTitle": TITLE,
            "Page3/DetailsOfWorkCont/details/posDesc": DUTIES,
            "Page3/DetailsOfIntendedWork/DetailsOfWork/TypeofWork/WorkPermitType": "OWP",
            "Page1/PersonalDetails/Name/FamilyName": "DIALLO",
        },
        "Page3/DetailsOfIntendedWork/DetailsOfWork/TypeofWork/WorkPermitType",
    ),
    # The application made in Canada, with French values in the English form.
    (
        "imm5710",
        {
            "Page3/DetailsOfWork/Occupation/Job": "Titulaire d'un CSQ à l'extérieur du Québec",
            "Page3/DetailsOfWork/Occupation/Desc": DUTIES,
            "Page3/DetailsOfWork/Purpose/Type": "OWP",
        },
        "Page3/DetailsOfWork/Purpose/Type",
    ),
]


def _blank(form: str) -> bytes:
    path = FORMS / BLANKS[form]
    if not path.exists():
        pytest.skip(f"the real form {BLANKS[form]} is not beside the repository")
    return path.read_bytes()


def _extraction(content: bytes) -> Extraction:
    outcome = read_contained(content)
    assert outcome.status is ReadStatus.READ, outcome.reason
    assert outcome.extraction is not None
    return outcome.extraction


def _fill(blank: bytes, values: dict[str, str]) -> bytes:
    source = Path(__file__).with_name("fill_xfa.py")
    spec = importlib.util.spec_from_file_location("fill_xfa", source)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    filled: bytes = module.fill(blank, values)
    return filled


@pytest.mark.parametrize("form", BLANKS)
def test_a_blank_form_shows_its_pages_and_never_the_request_to_wait(form: str) -> None:
    extraction = _extraction(_blank(form))
    assert extraction.form is not None
    assert extraction.form.form == form
    assert extraction.form.version.startswith(".ENU")
    assert extraction.form.validation is Validation.NOT_VALIDATED
    # Five pages as printed, and one for what the form stores without showing it.
    assert len(extraction.pages) == 6
    assert {page.kind for page in extraction.pages} == {PageKind.FACSIMILE}
    assert not any("Please wait" in page.text for page in extraction.pages)


@pytest.mark.parametrize(("form", "values", "permit"), CASES)
def test_filled_values_are_fields_and_words_at_one_place(
    form: str, values: dict[str, str], permit: str
) -> None:
    extraction = _extraction(_fill(_blank(form), values))
    assert extraction.form is not None
    for path, value in values.items():
        field = extraction.form.value_at(path)
        assert field is not None
        assert field.value == value
        assert field.source is TextSource.XFA
        words = extraction.pages[field.page - 1].words
        inside = [word for word in words if field.box.intersection_area(word.box) > 0]
        assert " ".join(word.text for word in inside) == field.shown
    decoded = extraction.form.value_at(permit)
    assert decoded is not None
    assert decoded.label == "Open Work Permit"
    assert "permit" in decoded.caption.lower()
