"""A validated form carries its data twice; what was changed afterwards shows."""

from dataclasses import replace

import pytest

from classifiers.fields.form_paths import LAYOUTS, FormFact
from classifiers.reporting import report_from_readings
from fixtures.papers import PLACE, made_upload
from models.application import Application, Dossier
from models.extraction import FormContent, FormField, TextSource, Validation
from models.geometry import Box
from models.report import CompletenessReport
from tests.unit.completeness.applications import (
    IMM1295,
    MAKER,
    MODEL,
    RECEIVED,
    a76,
)

LAYOUT = next(layout for layout in LAYOUTS if layout.type is IMM1295.type)
VALUES = {
    FormFact.FAMILY_NAME: "DIALLO",
    FormFact.GIVEN_NAME: "Aïcha",
    FormFact.PASSPORT_NUMBER: "P1234567",
    FormFact.INTENDED_PROVINCE: "05",
}


def form(values: dict[FormFact, str], payloads: tuple[str, ...]) -> FormContent:
    fields = tuple(
        FormField(LAYOUT.paths[fact], "", value, None, 1, PLACE, TextSource.XFA)
        for fact, value in values.items()
    )
    return FormContent("imm1295", "IMM 1295", "", Validation.VALIDATED, fields, payloads)


def payloads(values: dict[FormFact, str]) -> tuple[str, ...]:
    """The codes of a form with these values, as the form itself writes them."""
    codes: dict[int, list[str]] = {}
    for fact, value in values.items():
        place = LAYOUT.places[fact]
        code = codes.setdefault(place.code, [f"IMM1295_06-2018_{place.code}", *[""] * 60])
        code[place.positions[0]] = value
    return tuple("|".join(code) + "|" for _, code in sorted(codes.items()))


def reported(content: FormContent) -> CompletenessReport:
    upload, reading = made_upload("u1", [IMM1295])
    assert upload.extraction is not None
    assert reading is not None
    read = replace(upload, extraction=replace(upload.extraction, form=content))
    dossier = Dossier(Application("W301234567", RECEIVED), (read,))
    return report_from_readings(dossier, (reading,), a76(RECEIVED.date()), MODEL, MAKER)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        # Nothing, an accent, a field that the code leaves empty: the same form.
        ({}, None),
        ({FormFact.GIVEN_NAME: "AICHA"}, None),
        ({FormFact.UCI: "11223344"}, None),
        # The name and the passport were changed after the codes were written.
        ({FormFact.FAMILY_NAME: "BARRY"}, ("the family name", "le nom de famille")),
        ({FormFact.PASSPORT_NUMBER: "P7654321"}, ("the passport number", "le numéro de passeport")),
    ],
)
def test_data_changed_after_validation_is_found(changed, told):
    report = reported(form(VALUES | changed, payloads(VALUES)))
    found = [f for f in report.findings if f.code == "form_changed_after_validation"]
    assert bool(found) is (told is not None)
    for finding in found:
        assert told is not None
        assert told[0] in finding.en
        assert told[1] in finding.fr
        assert {evidence.source for evidence in finding.evidence} == {"xfa", "barcode"}
        assert all(isinstance(evidence.box, Box) for evidence in finding.evidence)
        assert finding.severity == "review"


def test_form_without_codes_is_not_compared():
    assert "form_changed_after_validation" not in {
        finding.code for finding in reported(form(VALUES, ())).findings
    }
