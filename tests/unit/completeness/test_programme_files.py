"""Programme files: found by day, refused with the key and a remedy, added by a file alone."""

from datetime import date

import pytest

from classifiers.completeness.programme import (
    PROGRAMMES,
    ProgrammeFileError,
    ProgrammeNotFoundError,
    load,
)
from models.document_types import DocumentType
from models.report import Outcome
from tests.unit.completeness.applications import CSQ, IMM1295, PASSPORT, judged, separate, statuses

DAY = date(2022, 7, 4)
A76 = (PROGRAMMES / "a76.toml").read_text(encoding="utf-8")

FAULTS = [
    ('id = "a76"', 'id = "a76"\ncolour = "red"', "-", "colour"),
    ('accepts = [{ type = "passport" }]', 'accepts = [{ type = "pasport" }]', "accepts", "pasport"),
    ('applies_when = "in_canada"', 'applies_when = "on_mars"', "applies_when", "on_mars"),
    ("could_be = 0.10", "could_be = 10", "thresholds.could_be", "between 0 and 1"),
    ('poor_page = "information"', "", "findings.poor_page", "severity missing"),
    ('poor_page = "information"', 'poor_page = "bad"', "findings", "bad"),
    ("invitation_days = 90", 'invitation_days = "90"', "windows.invitation_days", "int"),
    ('id = "passport"', 'id = "csq"', "requirements.csq", "more than once"),
    ("[windows]", "[windows", "-", "line"),
]


@pytest.mark.parametrize(("good", "bad", "key", "problem"), FAULTS)
def test_fault_is_refused_with_file_key_and_problem(tmp_path, good, bad, key, problem):
    assert good in A76
    (tmp_path / "a76.toml").write_text(A76.replace(good, bad), encoding="utf-8")
    with pytest.raises(ProgrammeFileError) as caught:
        load("a76", as_of=DAY, folder=tmp_path)
    for part in ("a76.toml", key, problem):
        assert part in caught.value.reason.en
        assert part in caught.value.reason.fr


def test_rules_of_the_day_hold(tmp_path):
    later = A76.replace('version = "2022-12-07"', 'version = "2023-01-01"')
    later = later.replace("effective_from = 2021-01-01", "effective_from = 2023-01-01")
    (tmp_path / "a76.toml").write_text(A76, encoding="utf-8")
    (tmp_path / "a76-2023.toml").write_text(later, encoding="utf-8")
    assert load("a76", as_of=date(2022, 12, 31), folder=tmp_path).ref.version == "2022-12-07"
    assert load("a76", as_of=date(2023, 1, 1), folder=tmp_path).ref.version == "2023-01-01"


@pytest.mark.parametrize(("id_", "day"), [("a75", DAY), ("a76", date(2019, 1, 1))])
def test_unknown_programme_or_day_names_what_there_is(id_, day):
    with pytest.raises(ProgrammeNotFoundError, match="a76"):
        load(id_, as_of=day)


def test_second_programme_needs_a_file_alone(tmp_path):
    head, _, _ = A76.partition("# --- Conditions")
    _, _, routing = A76.partition("# --- Routing")
    requirement = (
        '[[requirements]]\nid = "passport"\ntitle = { en = "Passport", fr = "Passeport" }\n'
        'authority = "Another instruction"\naccepts = [{ type = "passport" }]\n'
    )
    other = head.replace('id = "a76"', 'id = "b11"') + "conditions = []\n"
    # Top-level keys stand before the first table in TOML.
    other = "conditions = []\n" + other.removesuffix("conditions = []\n") + requirement
    (tmp_path / "b11.toml").write_text(other + "\n# " + routing, encoding="utf-8")
    programme = load("b11", as_of=DAY, folder=tmp_path)
    report = judged(*separate(CSQ, IMM1295, PASSPORT), programme=programme)
    assert list(statuses(report)) == ["passport"]
    assert report.outcome is Outcome.COMPLETE
    assert report.application.programme.id == "b11"


def test_every_type_of_the_rules_is_accepted_on_the_day():
    rules = load("a76", as_of=DAY).rules
    accepted = {t for r in rules.requirements for t in r.accepted_types(DAY)}
    assert DocumentType.ENTRY_DOCUMENT not in accepted
    assert DocumentType.CAQ not in accepted
    assert DocumentType.MAINTAINED_STATUS_LETTER in accepted
