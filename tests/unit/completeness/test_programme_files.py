"""Programme files: found by day, refused with the key and a remedy, added by a file alone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from classifiers.completeness.finding_texts import FINDINGS
from classifiers.completeness.programme import (
    PROGRAMMES,
    ProgrammeFileError,
    ProgrammeNotFoundError,
    known,
    load,
    load_nearest,
)
from classifiers.reporting import canonical_json
from models.document_types import DocumentType
from models.report import Outcome
from tests.unit.completeness.applications import (
    CSQ,
    IMM1295,
    OVERSEAS,
    PASSPORT,
    codes,
    judged,
    separate,
    statuses,
)

DAY = date(2022, 7, 4)
A76 = (PROGRAMMES / "a76.toml").read_text(encoding="utf-8")

# What is changed in a76.toml, the key that the error names, and a word of the problem. The line is
# that on which the changed text begins, or the one given.
FAULTS = [
    # A key that the product does not know, at the top and in a table.
    ('id = "a76"', 'colour = "red"\nid = "a76"', "colour", "colour"),
    ("invitation_days = 90", "invitation_day = 90", "windows.invitation_day", "invitation_day"),
    # A type, a day, a number that is none.
    ('accepts = [{ type = "passport" }]', 'accepts = [{ type = "pasport" }]',
     "requirements.passport.accepts[0].type", "pasport"),
    ("effective_from = 2021-01-01", 'effective_from = "soon"', "effective_from", "date"),
    ("year = 2023", 'year = "2023"', "caps[1].year", "int"),
    ('poor_page = "information"', 'poor_page = "bad"', "findings.poor_page", "bad"),
    # References that lead nowhere.
    ('applies_when = "in_canada"', 'applies_when = "on_mars"',
     "requirements.status_in_canada.applies_when", "on_mars"),
    ('waived_when = "extension"', 'waived_when = "luck"',
     "requirements.invitation_letter.waived_when", "luck"),
    ('finding = "residence_proof_old"', 'finding = "mould"',
     "requirements.residence_outside_quebec.freshness.finding", "mould"),
    # Values out of their range, and identifiers that stand twice.
    ("could_be = 0.10", "could_be = 10", "thresholds.could_be", "10"),
    ('id = "passport"', 'id = "csq"', "requirements.csq.id", "csq"),
    ("since = 2022-11-16 }", "since = 2022-11-15 }", "gcms.noc[1]", ""),
    # A phrase with an accent is never found, since texts are compared without.
    ('"permanent selection", "arrima"', '"permanent selection", "Arrimé"',
     "requirements.invitation_letter.impostors[0].phrases[2]", "Arrimé"),
    # A type that the requirement does not accept, where accepted ones are narrowed or doubted.
    ('types = ["pr_acknowledgment"]\nbecause', 'types = ["passport"]\nbecause',
     "requirements.pr_application_proof.narrowed[0].types[0]", "passport"),
    ('types = ["csq"]', 'types = ["caq"]', "requirements.csq.impostors[0].types[0]", "caq"),
    ('when = "extension"\ntypes', 'when = "rain"\ntypes',
     "requirements.pr_application_proof.narrowed[0].when", "rain"),
    # A source without what it reads, an answer without its reason.
    ('declaration = "pr_filed"\n', "\n", "conditions.pr_application_filed.sources[1]", "declared"),
    # Not TOML at all.
    ("[windows]", "[windows", "-", ""),
]  # fmt: skip


def test_every_requirement_names_its_authority_in_both_languages():
    for requirement in load(as_of=DAY).rules.requirements:
        assert requirement.authority_fr not in (None, requirement.authority), requirement.id


def refused(folder, text):
    (folder / "a76.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ProgrammeFileError) as caught:
        load("a76", as_of=DAY, folder=folder)
    return caught.value.reason


@pytest.mark.parametrize(("good", "bad", "key", "problem"), FAULTS)
def test_fault_is_refused_with_line_key_and_remedy_in_both_languages(
    tmp_path, good, bad, key, problem
):
    assert good in A76
    line = A76[: A76.index(good)].count("\n") + 1
    reason = refused(tmp_path, A76.replace(good, bad, 1))
    # A fault of a whole table stands on the table's first line.
    near = range(line - 8, line + 1)
    assert any(f"a76.toml, line {n}, at {key}:" in reason.en for n in near), reason.en
    assert any(f"a76.toml, ligne {n}, à {key} :" in reason.fr for n in near), reason.fr
    assert problem in reason.en
    assert problem in reason.fr


def test_several_faults_are_told_from_the_top(tmp_path):
    text = A76.replace("could_be = 0.10", "could_be = 10").replace(
        "permit_months = 36", "permit_months = 0"
    )
    assert "thresholds.could_be" in refused(tmp_path, text).en


def test_finding_without_severity_names_the_table_and_the_line_to_add(tmp_path):
    reason = refused(tmp_path, A76.replace('poor_page = "information"\n', ""))
    line = A76[: A76.index("[findings]")].count("\n") + 1
    assert f"line {line}, at findings.poor_page" in reason.en
    assert 'Add a line poor_page = "information"' in reason.en


def test_bytes_of_another_encoding_are_refused_with_their_line(tmp_path):
    (tmp_path / "a76.toml").write_bytes(b'id = "a76"\ntitle = "\xe9"\n')
    with pytest.raises(ProgrammeFileError, match="line 2"):
        load("a76", as_of=DAY, folder=tmp_path)


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


B11 = """
id = "b11"
version = "1"
administrative_code = "B11"
title = { en = "Another programme", fr = "Un autre programme" }
authority = "Another instruction"
effective_from = 2020-01-01
open = "yes"
conditions = []
thresholds = { could_be = 0.2, closest = 0.1, certain_ocr = 0.9 }
identity = { compare = ["passport"], agree = [] }
windows = { invitation_days = 30, permit_months = 12 }

[[requirements]]
id = "passport"
title = { en = "Passport", fr = "Passeport" }
authority = "Another instruction, section 2"
accepts = [{ type = "passport" }]

[routing]
quebec = { code = "x", en = "x", fr = "x" }
none = { code = "no_form", en = "No form is asked for.", fr = "Aucun formulaire n'est exigé." }
several = { code = "x", en = "x", fr = "x" }
offices = []

[findings]
"""


def test_second_programme_needs_a_file_alone(tmp_path):
    severities = "".join(f'{code} = "attention"\n' for code in FINDINGS)
    (tmp_path / "b11.toml").write_text(B11 + severities, encoding="utf-8")
    (tmp_path / "a76.toml").write_text(A76, encoding="utf-8")
    programme = load("b11", as_of=DAY, folder=tmp_path)
    report = judged(*separate(CSQ, IMM1295, PASSPORT), programme=programme)
    assert list(statuses(report)) == ["passport"]
    assert report.outcome is Outcome.COMPLETE
    assert report.application.programme.id == "b11"
    assert canonical_json(report)
    assert [rules.id for rules in known(tmp_path)] == ["a76", "b11"]


@pytest.mark.parametrize(
    "day",
    [
        date(2020, 12, 31),  # the day before the first rules
        date(1990, 1, 1),
    ],
)
def test_application_before_the_first_rules_gets_a_report_that_needs_review(day):
    programme = load_nearest("a76", as_of=day)
    assert not programme.in_effect
    received = datetime(day.year, day.month, day.day, tzinfo=UTC)
    for papers in ((), OVERSEAS):
        report = judged(*separate(*papers), programme=programme, received=received)
        assert report.outcome is Outcome.NEEDS_REVIEW
        assert "rules_not_in_effect" in codes(report)
        assert report.application.programme.as_of == day
        assert canonical_json(report)


def test_application_after_the_last_rules_gets_a_report_that_needs_review(tmp_path):
    ended = A76.replace(
        "effective_from = 2021-01-01", "effective_from = 2021-01-01\neffective_until = 2022-01-01"
    )
    (tmp_path / "a76.toml").write_text(ended, encoding="utf-8")
    programme = load_nearest("a76", as_of=DAY, folder=tmp_path)
    report = judged(*separate(*OVERSEAS), programme=programme)
    assert report.outcome is Outcome.NEEDS_REVIEW


FACTS = [
    # The occupation code changed between these two days.
    (datetime(2022, 11, 15, 23, 59, tzinfo=UTC), "9999", 2022, 14_700),
    (datetime(2022, 11, 16, tzinfo=UTC), "99999", 2022, 14_700),
    (datetime(2023, 5, 1, tzinfo=UTC), "99999", 2023, 7_350),
    # No cap is published for later years.
    (datetime(2026, 5, 1, tzinfo=UTC), "99999", 2026, None),
]


@pytest.mark.parametrize(("received", "noc", "year", "cap"), FACTS)
def test_facts_are_those_of_the_day_of_receipt(received, noc, year, cap):
    facts = judged(*separate(*OVERSEAS), received=received).facts
    assert facts is not None
    assert facts.gcms is not None
    assert (facts.gcms.noc, facts.cap.year, facts.cap.applications) == (noc, year, cap)
    assert facts.biometric_letter is not None
    assert facts.biometric_letter.leaves_at == received + timedelta(hours=24)
    assert (facts.gcms.case_type, facts.gcms.exemption_code) == ("27", "A76")
    assert facts.gcms.not_beyond == date(2030, 1, 1)
    assert facts.gcms.longest_months == 36
    assert facts.gcms.user_note == "CSQ holders – A76"


def test_every_type_of_the_rules_is_accepted_on_the_day():
    rules = load("a76", as_of=DAY).rules
    accepted = {t for r in rules.requirements for t in r.accepted_types(DAY)}
    assert DocumentType.ENTRY_DOCUMENT not in accepted
    assert DocumentType.CAQ not in accepted
    assert DocumentType.MAINTAINED_STATUS_LETTER in accepted
