"""Facts that a report carries for the eligibility core; the service decides on none of them."""

from dataclasses import dataclass
from datetime import date, datetime

from models.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class GcmsFacts:
    """What IRCC's case system (GCMS) is to hold if a permit is issued; facts, not a decision.

    Attributes:
        noc: occupation code of the day of receipt; None if the programme gives none.
        longest_months: months from the day of issue that a permit lasts at most.
        not_beyond: the passport's last day, beyond which no permit lasts; None if not read.
    """

    case_type: str
    exemption_code: str
    province_of_destination: str
    city_of_destination: str
    noc: str | None
    intended_occupation: str
    employer: str
    longest_months: int
    not_beyond: date | None
    location_condition: str
    user_note: str


@dataclass(frozen=True, slots=True)
class YearCap:
    """How many applications the programme takes in the calendar year of receipt (UTC).

    Attributes:
        applications: None if no figure is known for the year.
        place: which one of the year this application is, by time of receipt, from 1, as the store
            knew it when the report was made; None if nobody counted.
    """

    year: int
    applications: int | None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class BiometricLetter:
    """When IRCC's system asks the applicant for biometrics by itself.

    Attributes:
        hours_after_receipt: as the programme file gives them.
        leaves_at: the moment, in UTC; whoever reads the report counts the hours that are left.
    """

    hours_after_receipt: int
    leaves_at: datetime


@dataclass(frozen=True, slots=True)
class Extension:
    """What holds if the application asks to extend a permit of the same programme.

    Attributes:
        months: that an extension lasts.
    """

    months: int
    terms: Bilingual


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Facts that the eligibility core can use; the service decides on none of them.

    Attributes:
        gcms: None if the programme gives no facts for the case system.
        extension: None if nothing shows that the application asks for an extension.
        biometric_letter: None if the programme gives no such letter.
    """

    gcms: GcmsFacts | None
    cap: YearCap
    extension: Extension | None
    biometric_letter: BiometricLetter | None = None
