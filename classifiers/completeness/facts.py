"""Facts for the eligibility core, from the programme file and from what was read.

The service decides on none of them.
"""

from datetime import UTC, timedelta

from classifiers.completeness.case import Case, date_in
from classifiers.completeness.persons import Ownership
from classifiers.completeness.requirements import Known
from models.application import Answer
from models.document_types import DocumentType
from models.documents import FieldName
from models.report_facts import BiometricLetter, Extension, GcmsFacts, ReportFacts, YearCap


def facts_of(case: Case, known: Known) -> ReportFacts:
    """Return the facts for the case system, on the year's cap and on an extension."""
    return ReportFacts(
        _gcms(case, known), _cap(case), _extension(case, known), _biometric_letter(case)
    )


def _cap(case: Case) -> YearCap:
    year = case.received.year
    caps = {cap.year: cap.applications for cap in case.programme.rules.caps}
    return YearCap(year, caps.get(year), case.place_in_year)


def _biometric_letter(case: Case) -> BiometricLetter | None:
    terms = case.programme.rules.biometric_letter
    if terms is None:
        return None
    received_at = case.application.received_at.astimezone(UTC)
    return BiometricLetter(terms.hours, received_at + timedelta(hours=terms.hours))


def _gcms(case: Case, known: Known) -> GcmsFacts | None:
    rules = case.programme.rules
    gcms = rules.gcms
    if gcms is None:
        return None
    expiries = [
        day
        for passport in case.of_types({DocumentType.PASSPORT})
        if known.persons.owner(passport) is not Ownership.OTHER
        and (day := date_in(passport, FieldName.EXPIRY_DATE)) is not None
    ]
    return GcmsFacts(
        case_type=gcms.case_type,
        exemption_code=gcms.exemption_code,
        province_of_destination=gcms.province_of_destination,
        city_of_destination=gcms.city_of_destination,
        noc=next((noc.code for noc in gcms.noc if noc.holds(case.received)), None),
        intended_occupation=gcms.intended_occupation,
        employer=gcms.employer,
        longest_months=rules.windows.permit_months,
        not_beyond=max(expiries, default=None),
        location_condition=gcms.location_condition,
        user_note=gcms.user_note,
    )


def _extension(case: Case, known: Known) -> Extension | None:
    terms = case.programme.rules.extension
    if terms is None or known.condition(terms.condition).answer is not Answer.YES:
        return None
    return Extension(terms.months, terms.terms)
