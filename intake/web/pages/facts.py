"""The report's facts for the eligibility core, in words: no decision hangs on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from intake.web.pages.messages import Messages
from intake.web.pages.wording import day, in_language, moment, whole_number
from models.bilingual import Language
from models.report_facts import BiometricLetter, Extension, GcmsFacts, ReportFacts, YearCap

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact with its name, in the language of the page.

    Attributes:
        language: of ``value``, where it is not the page's; None where it is.
    """

    name: str
    value: str
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class FactLines:
    """What the page shows of :class:`ReportFacts`.

    Attributes:
        clocks: the year's cap, the biometric letter and an extension.
        gcms: what the case system is to hold; empty if the programme gives nothing for it.
    """

    clocks: tuple[FactLine, ...]
    gcms: tuple[FactLine, ...]


def fact_lines(facts: ReportFacts, texts: Messages, now: datetime) -> FactLines:
    """Put the facts into words.

    Args:
        facts: of one report.
        texts: of the page's language.
        now: with time zone; the hours left to the biometric letter are counted from it.
    """
    clocks = [_cap(facts.cap, texts)]
    if facts.biometric_letter is not None:
        clocks.append(_letter(facts.biometric_letter, texts, now))
    if facts.extension is not None:
        clocks.append(_extension(facts.extension, texts))
    gcms = () if facts.gcms is None else tuple(_gcms(facts.gcms, texts))
    return FactLines(tuple(clocks), gcms)


def _cap(cap: YearCap, texts: Messages) -> FactLine:
    known = {
        (True, True): "facts.place_of_cap",
        (True, False): "facts.place_without_cap",
        (False, True): "facts.cap_without_place",
        (False, False): "facts.no_place_no_cap",
    }
    key = known[cap.place is not None, cap.applications is not None]
    value = texts(
        key,
        place=whole_number(cap.place or 0, texts.language),
        cap=whole_number(cap.applications or 0, texts.language),
        year=cap.year,
    )
    return FactLine(texts("facts.cap"), value)


def _letter(letter: BiometricLetter, texts: Messages, now: datetime) -> FactLine:
    """Say when the letter leaves; whole hours that are left, rounded down, so never too many."""
    left = letter.leaves_at - now
    if left >= HOUR:
        told = texts.counted("facts.letter_in", left // HOUR)
    else:
        told = texts("facts.letter_soon" if left > timedelta() else "facts.letter_past")
    value = texts(
        "facts.letter_value",
        moment=moment(letter.leaves_at, texts.language),
        hours=letter.hours_after_receipt,
        left=told,
    )
    return FactLine(texts("facts.letter"), value)


def _extension(extension: Extension, texts: Messages) -> FactLine:
    value = texts(
        "facts.extension_value",
        months=extension.months,
        terms=in_language(extension.terms, texts),
    )
    return FactLine(texts("facts.extension"), value)


def _gcms(gcms: GcmsFacts, texts: Messages) -> Iterator[FactLine]:
    """Yield the case system's entries; it holds them in English, whatever the page's language."""
    entries = (
        ("case_type", gcms.case_type),
        ("exemption_code", gcms.exemption_code),
        ("noc", gcms.noc),
        ("province_of_destination", gcms.province_of_destination),
        ("city_of_destination", gcms.city_of_destination),
        ("intended_occupation", gcms.intended_occupation),
        ("employer", gcms.employer),
        ("location_condition", gcms.location_condition),
        ("user_note", gcms.user_note),
    )
    for name, entry in entries:
        if entry is None:
            yield FactLine(texts(f"facts.{name}"), texts("facts.not_given"))
        else:
            yield FactLine(texts(f"facts.{name}"), entry, Language.EN)
    known = "not_known" if gcms.not_beyond is None else "known"
    value = texts(
        f"facts.validity_{known}",
        months=gcms.longest_months,
        day="" if gcms.not_beyond is None else day(gcms.not_beyond),
    )
    yield FactLine(texts("facts.validity"), value)
