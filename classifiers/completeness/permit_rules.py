"""Tables of a programme file on the permit itself: caps, case system, extension, bad news."""

from datetime import date

import msgspec

from models.bilingual import Bilingual
from models.document_types import DocumentType


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of the programme file; an unknown key is refused."""


class Cap(Table, frozen=True):
    """How many applications the programme takes in one calendar year."""

    year: int
    applications: int


class Noc(Table, frozen=True):
    """An occupation code, for applications received from ``since`` to ``until``, both included."""

    code: str
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the code is the one for an application received on ``day``."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


class Gcms(Table, frozen=True):
    """What IRCC's case system (GCMS) is to hold if a permit is issued."""

    case_type: str
    exemption_code: str
    province_of_destination: str
    city_of_destination: str
    noc: tuple[Noc, ...]
    intended_occupation: str
    employer: str
    location_condition: str
    user_note: str


class ExtensionTerms(Table, frozen=True):
    """What holds for an extension of a permit of the same programme.

    Attributes:
        condition: the condition that tells an extension.
        months: that an extension lasts.
        terms: what else is asked, in words.
    """

    condition: str
    months: int
    terms: Bilingual


class BiometricLetterTerms(Table, frozen=True):
    """When the biometric instruction letter leaves by itself.

    Attributes:
        hours: after receipt, at least 1.
    """

    hours: int


class Notice(Table, frozen=True):
    """A kind of letter whose mere presence an officer must see.

    Attributes:
        types: types of documents that may hold it; an undecided document may as well.
        phrases: lower case, without accents; one from each group must stand in its text.
        finding: code of the finding.
    """

    types: tuple[DocumentType, ...]
    phrases: tuple[tuple[str, ...], ...]
    finding: str
