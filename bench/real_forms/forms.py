"""Where the two real forms keep what is filled in, and the values that are filled in."""

import functools
from dataclasses import dataclass
from pathlib import Path

from models.document_types import DocumentType
from models.form_codes import ORDERS

FOLDER = Path(__file__).parents[3] / "shared" / "forms"
"""The blank forms, beside this checkout; they are not part of it."""
_PERSON = "Page1/PersonalDetails"
_CONTACT_1295 = "Page2/ContactInformation/contact"
_PASSPORT_1295 = "Page2/MaritalStatus/SectionA/Passport"
_CONTACT_5710 = "Page2/ContactInformation"
CODES = "06-2018"


@dataclass(frozen=True, slots=True)
class RealForm:
    """One real form.

    Attributes:
        file: name of the blank form.
        job: data path of the job title, and ``duties`` of the description of duties.
        answers: stored value and the value as shown, by data path.
        last_code: number of its last barcode.
    """

    file: str
    type: DocumentType
    job: str
    duties: str
    answers: dict[str, tuple[str, str]]
    last_code: int

    @property
    def path(self) -> Path:
        """Of the blank form; it may be absent."""
        return FOLDER / self.file

    @property
    def values(self) -> dict[str, str]:
        """The stored value of each answer by its data path."""
        return {path: stored for path, (stored, _) in self.answers.items()}

    def payloads(self, values: dict[str, str]) -> tuple[str, ...]:
        """Return the barcodes' texts of a form with these values; unknown places are empty."""
        order = ORDERS[self.type.value, CODES]
        texts = []
        for number in range(1, self.last_code + 1):
            places = order.get(number, {})
            size = max(places, default=4)
            label = f"{self.type.value.upper()}_{CODES}_{number}"
            told = [values.get(places.get(place, ""), "") for place in range(1, size + 1)]
            texts.append("|".join([label, *told]) + "|")
        return tuple(texts)


_SAME = (
    (f"{_PERSON}/Name/FamilyName", "Ouédraogo"),
    (f"{_PERSON}/Name/GivenName", "Awa Félicité"),
)


def _plain(*answers: tuple[str, str]) -> dict[str, tuple[str, str]]:
    return {path: (value, value) for path, value in answers}


IMM1295 = RealForm(
    "imm1295e_09-2023_blank.pdf",
    DocumentType.IMM1295,
    "Page3/DetailsOfWorkCont/details/jobTitle",
    "Page3/DetailsOfWorkCont/details/posDesc",
    {
        **_plain(
            *_SAME,
            (f"{_PERSON}/UCIClientID", "1122334455"),
            (f"{_PERSON}/DOBYear", "1991"),
            (f"{_PERSON}/DOBMonth", "07"),
            (f"{_PERSON}/DOBDay", "09"),
            (f"{_PASSPORT_1295}/PassportNum/PassportNum", "A1234567"),
            (f"{_PASSPORT_1295}/IssueDate/IssueDate", "2020-02-03"),
            (f"{_PASSPORT_1295}/ExpiryDate", "2030-02-02"),
            (f"{_CONTACT_1295}/AddressRow2/CityTow/CityTown", "Ouagadougou"),
            ("Page3/IntendedLocationInCanada/intendedLocation/CityTown/CityTown", "Montréal"),
            ("Page3/DetailsOfWorkCont/details/LMO/LMO", "A0123456"),
            ("Page4/Consent0/TextField2", "Awa Félicité Ouédraogo"),
            ("Page4/Consent0/C1CertificateIssueDate", "2026-01-15"),
        ),
        f"{_PERSON}/Citizenship/Citizenship": ("511", "Canada"),
        f"{_PERSON}/CurrentCOR/Row2/Country": ("511", "Canada"),
        f"{_PERSON}/CurrentCOR/Row2/Status": ("04", "Worker"),
        f"{_PASSPORT_1295}/CountryofIssue/CountryofIssue": ("511", "CAN (Canada)"),
        f"{_CONTACT_1295}/AddressRow2/ProvinceState/ProvinceState": ("06", "ON"),
        f"{_CONTACT_1295}/AddressRow2/Country/Country": ("511", "Canada"),
        f"{_CONTACT_1295}/ResidentialAddressRow2/ProvinceState/ProvinceState": ("06", "ON"),
        f"{_CONTACT_1295}/ResidentialAddressRow2/Country/Country": ("511", "Canada"),
        f"{_CONTACT_1295}/SameAsMailingIndicator": ("Y", "Yes"),
        "Page3/DetailsOfIntendedWork/DetailsOfWork/TypeofWork/WorkPermitType": (
            "OWP",
            "Open Work Permit",
        ),
        "Page3/IntendedLocationInCanada/intendedLocation/ProvinceState/ProvinceState": ("05", "QC"),
    },
    5,
)
IMM5710 = RealForm(
    "imm5710e_06-2019_blank.pdf",
    DocumentType.IMM5710,
    "Page3/DetailsOfWork/Occupation/Job",
    "Page3/DetailsOfWork/Occupation/Desc",
    {
        **_plain(
            *_SAME,
            (f"{_PERSON}/ServiceIn/UCIClientID", "1122334455"),
            (f"{_PERSON}/q3-4-5/dob/DOBYear", "1991"),
            (f"{_PERSON}/q3-4-5/dob/DOBMonth", "07"),
            (f"{_PERSON}/q3-4-5/dob/DOBDay", "09"),
            (f"{_PERSON}/CurrentCOR/CurrentCOR/Row2/FromDate", "2023-05-06"),
            (f"{_PERSON}/CurrentCOR/CurrentCOR/Row2/ToDate", "2026-05-05"),
            ("Page2/Passport/PassportNum", "A1234567"),
            ("Page2/Passport/IssueDate", "2020-02-03"),
            ("Page2/Passport/ExpiryDate", "2030-02-02"),
            (f"{_CONTACT_5710}/Mailing/AddrLine2/City", "Ottawa"),
            ("Page3/DetailsOfWork/Location/City", "Montréal"),
            ("Page3/DetailsOfWork/Duration/LMO", "A0123456"),
            ("Page3/ComingIntoCda/PrevDocNum/docNum", "U123456789"),
            ("Page3/DetailsOfWork/CAQ/CertNum", "C12345678"),
            ("Page3/DetailsOfWork/CAQ/CertExpiry", "2026-08-31"),
            ("Page4/Signature/TextField2", "Awa Félicité Ouédraogo"),
            ("Page4/Signature/C1CertificateIssueDate", "2026-01-15"),
        ),
        f"{_PERSON}/Citizenship/Citizenship": ("511", "Canada"),
        f"{_PERSON}/CurrentCOR/CurrentCOR/Row2/Country": ("511", "Canada"),
        f"{_PERSON}/CurrentCOR/CurrentCOR/Row2/Status": ("04", "Worker"),
        "Page2/Passport/CountryofIssue": ("511", "CAN (Canada)"),
        f"{_CONTACT_5710}/Mailing/AddrLine2/Prov": ("06", "ON"),
        f"{_CONTACT_5710}/Mailing/AddrLine2/Country": ("511", "Canada"),
        f"{_CONTACT_5710}/Resi/AddrLine2/Prov": ("06", "ON"),
        f"{_CONTACT_5710}/Resi/AddrLine2/Country": ("511", "Canada"),
        f"{_CONTACT_5710}/Resi/SameAsAddr/SameAsMailingInd": ("N", "No"),
        "Page3/DetailsOfWork/Purpose/Type": ("OWP", "Open Work Permit"),
        "Page3/DetailsOfWork/Location/Prov": ("05", "QC"),
    },
    6,
)
FORMS = (IMM1295, IMM5710)


def blank(form: RealForm) -> bytes:
    """Return the blank form.

    Raises:
        FileNotFoundError: if the real forms are not beside this checkout.
    """
    return _content(form.path)


@functools.cache
def _content(path: Path) -> bytes:
    return path.read_bytes()
