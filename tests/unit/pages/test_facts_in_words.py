"""The facts for the eligibility core as the officer's page words them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from intake.web.pages.facts import fact_lines
from intake.web.pages.messages import messages
from models.bilingual import Bilingual, Language
from models.report_facts import BiometricLetter, Extension, GcmsFacts, ReportFacts, YearCap

LEAVES = datetime(2022, 7, 5, 13, 5, tzinfo=UTC)
GCMS = GcmsFacts(
    case_type="27",
    exemption_code="A76",
    province_of_destination="Quebec",
    city_of_destination="Quebec NES",
    noc=None,
    intended_occupation="Open",
    employer="Open",
    longest_months=36,
    not_beyond=date(2024, 5, 1),
    location_condition="Not authorized to work in any location other than stated.",
    user_note="CSQ holders – A76",
)
THIN = "\u202f"


def clocks_of(facts: ReportFacts, language: Language, now: datetime = LEAVES) -> list[str]:
    return [line.value for line in fact_lines(facts, messages(language), now).clocks]


@pytest.mark.parametrize(
    ("cap", "language", "expected"),
    [
        # Both are known: numbers of thousands as each language groups them.
        (YearCap(2022, 14700, 1203), Language.EN, "No. 1,203 of 14,700 in 2022, "),
        (YearCap(2022, 14700, 1203), Language.FR, f"Nº 1{THIN}203 sur 14{THIN}700 en 2022, "),
        # A place beyond the cap is a fact like any other.
        (YearCap(2023, 7350, 7351), Language.EN, "No. 7,351 of 7,350 in 2023, "),
        # What is not known is told as such, never as zero.
        (YearCap(2025, None, 3), Language.EN, "No. 3 in 2025, "),
        (YearCap(2022, 14700, None), Language.FR, "Rang non compté; le plafond de 2022 est"),
        (YearCap(2025, None, None), Language.EN, "Place not counted; the cap of 2025 is not"),
    ],
)
def test_place_within_the_cap_of_the_year(cap: YearCap, language: Language, expected: str) -> None:
    (told,) = clocks_of(ReportFacts(None, cap, None), language)
    assert told.startswith(expected)


@pytest.mark.parametrize(
    ("left", "english", "french"),
    [
        # Whole hours that are left, never more than there are.
        (timedelta(hours=24), "24 hours left", "il reste 24 heures"),
        (timedelta(hours=1, minutes=59), "1 hour left", "il reste 1 heure"),
        (timedelta(minutes=59), "less than one hour left", "il reste moins d'une heure"),
        (timedelta(), "the time has passed", "le moment est passé"),
        (timedelta(days=-900), "the time has passed", "le moment est passé"),
    ],
)
def test_hours_to_the_biometric_letter(left: timedelta, english: str, french: str) -> None:
    facts = ReportFacts(None, YearCap(2022, None), None, BiometricLetter(24, LEAVES))
    now = LEAVES - left
    assert clocks_of(facts, Language.EN, now)[1] == (
        f"2022-07-05 13:05 UTC, 24 hours after receipt ({english})"
    )
    assert clocks_of(facts, Language.FR, now)[1] == (
        f"2022-07-05 13{THIN}h{THIN}05 UTC, 24 heures après la réception ({french})"
    )


def test_an_extension_is_told_with_its_terms() -> None:
    terms = Bilingual("Case by case.", "Au cas par cas.")
    facts = ReportFacts(None, YearCap(2022, None), Extension(12, terms))
    assert clocks_of(facts, Language.FR)[1] == "12 mois. Au cas par cas."


def test_entries_of_the_case_system_are_in_its_own_language_and_the_rest_in_the_pages() -> None:
    facts = ReportFacts(GCMS, YearCap(2022, None), None)
    lines = {line.name: line for line in fact_lines(facts, messages(Language.FR), LEAVES).gcms}
    assert lines["Note d'utilisateur"].value == "CSQ holders – A76"
    assert lines["Note d'utilisateur"].language is Language.EN
    assert lines["CNP"].value == "Non indiqué par le programme"
    assert lines["CNP"].language is None
    assert lines["Valide jusqu'à"].value.endswith("et pas au-delà du 2024-05-01 (passeport)")


def test_without_facts_for_the_case_system_nothing_is_said_of_it() -> None:
    assert (
        fact_lines(ReportFacts(None, YearCap(2022, 1), None), messages(Language.EN), LEAVES).gcms
        == ()
    )
