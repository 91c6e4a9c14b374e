"""Where the two work-permit forms keep each fact.

Paths are those of the XFA data below ``form1``, from the published forms IMM 1295 (09-2023) and
IMM 5710 (06-2019); places in the codes of a validated form follow from them by
``models.form_codes``.
"""

from dataclasses import dataclass
from enum import StrEnum

from models.document_types import DocumentType
from models.form_codes import ORDERS


class FormFact(StrEnum):
    """A fact that the forms hold under their own names."""

    UCI = "uci"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    SEX = "sex"
    BIRTH_YEAR = "birth_year"
    BIRTH_MONTH = "birth_month"
    BIRTH_DAY = "birth_day"
    CITIZENSHIP = "citizenship"
    CURRENT_COUNTRY = "current_country"
    CURRENT_STATUS = "current_status"
    PASSPORT_NUMBER = "passport_number"
    PASSPORT_EXPIRY = "passport_expiry"
    MAILING_COUNTRY = "mailing_country"
    MAILING_PROVINCE = "mailing_province"
    RESIDENCE_COUNTRY = "residence_country"
    RESIDENCE_PROVINCE = "residence_province"
    SAME_AS_MAILING = "same_as_mailing"
    PERMIT_TYPE = "permit_type"
    INTENDED_PROVINCE = "intended_province"
    JOB_TITLE = "job_title"
    DUTIES = "duties"
    SIGNATURE = "signature"
    SIGNATURE_DATE = "signature_date"
    VALIDATED = "validated"


@dataclass(frozen=True, slots=True)
class CodePlace:
    """A place in a barcode: the code's number on the form, and positions in its payload.

    Several positions hold the year, month and day of one date.
    """

    code: int
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FormLayout:
    """One form's data paths and barcode places."""

    type: DocumentType
    paths: dict[FormFact, str]
    places: dict[FormFact, CodePlace]


def _places(form: str, paths: dict[FormFact, str]) -> dict[FormFact, CodePlace]:
    """Return the places of the facts in the codes of ``form``, by the paths of their values."""
    at = {
        path: (number, position)
        for (name, _), codes in ORDERS.items()
        for number, order in codes.items()
        for position, path in order.items()
        if name == form
    }
    return {
        fact: CodePlace(at[path][0], tuple(range(at[path][1], at[path][1] + _PARTS.get(fact, 1))))
        for fact, path in paths.items()
        if path in at
    }


_PARTS = {FormFact.BIRTH_YEAR: 3, FormFact.PASSPORT_EXPIRY: 3}
"""Facts that take several places in a row: year, month, day."""
_PERSON = "Page1/PersonalDetails"
_CONTACT_1295 = "Page2/ContactInformation/contact"
_CONTACT_5710 = "Page2/ContactInformation"
_COMMON = {
    FormFact.VALIDATED: f"{_PERSON}/ApplicationValidatedFlag",
    FormFact.FAMILY_NAME: f"{_PERSON}/Name/FamilyName",
    FormFact.GIVEN_NAME: f"{_PERSON}/Name/GivenName",
    FormFact.CITIZENSHIP: f"{_PERSON}/Citizenship/Citizenship",
}

_PATHS_1295 = {
    **_COMMON,
    FormFact.UCI: f"{_PERSON}/UCIClientID",
    FormFact.SEX: f"{_PERSON}/Sex/Sex",
    FormFact.BIRTH_YEAR: f"{_PERSON}/DOBYear",
    FormFact.BIRTH_MONTH: f"{_PERSON}/DOBMonth",
    FormFact.BIRTH_DAY: f"{_PERSON}/DOBDay",
    FormFact.CURRENT_COUNTRY: f"{_PERSON}/CurrentCOR/Row2/Country",
    FormFact.CURRENT_STATUS: f"{_PERSON}/CurrentCOR/Row2/Status",
    FormFact.PASSPORT_NUMBER: "Page2/MaritalStatus/SectionA/Passport/PassportNum/PassportNum",
    FormFact.PASSPORT_EXPIRY: "Page2/MaritalStatus/SectionA/Passport/ExpiryDate",
    FormFact.MAILING_COUNTRY: f"{_CONTACT_1295}/AddressRow2/Country/Country",
    FormFact.MAILING_PROVINCE: f"{_CONTACT_1295}/AddressRow2/ProvinceState/ProvinceState",
    FormFact.RESIDENCE_COUNTRY: f"{_CONTACT_1295}/ResidentialAddressRow2/Country/Country",
    FormFact.RESIDENCE_PROVINCE: (
        f"{_CONTACT_1295}/ResidentialAddressRow2/ProvinceState/ProvinceState"
    ),
    FormFact.SAME_AS_MAILING: f"{_CONTACT_1295}/SameAsMailingIndicator",
    FormFact.PERMIT_TYPE: ("Page3/DetailsOfIntendedWork/DetailsOfWork/TypeofWork/WorkPermitType"),
    FormFact.INTENDED_PROVINCE: (
        "Page3/IntendedLocationInCanada/intendedLocation/ProvinceState/ProvinceState"
    ),
    FormFact.JOB_TITLE: "Page3/DetailsOfWorkCont/details/jobTitle",
    FormFact.DUTIES: "Page3/DetailsOfWorkCont/details/posDesc",
    FormFact.SIGNATURE: "Page4/Consent0/TextField2",
    FormFact.SIGNATURE_DATE: "Page4/Consent0/C1CertificateIssueDate",
}
IMM1295 = FormLayout(
    DocumentType.IMM1295,
    _PATHS_1295,
    _places(
        "imm1295",
        _PATHS_1295
        | {FormFact.PASSPORT_EXPIRY: "Page2/MaritalStatus/SectionA/Passport/expiryYYYY"},
    ),
)

_PATHS_5710 = {
    **_COMMON,
    FormFact.UCI: f"{_PERSON}/ServiceIn/UCIClientID",
    FormFact.SEX: f"{_PERSON}/q3-4-5/sex/Sex",
    FormFact.BIRTH_YEAR: f"{_PERSON}/q3-4-5/dob/DOBYear",
    FormFact.BIRTH_MONTH: f"{_PERSON}/q3-4-5/dob/DOBMonth",
    FormFact.BIRTH_DAY: f"{_PERSON}/q3-4-5/dob/DOBDay",
    FormFact.CURRENT_COUNTRY: f"{_PERSON}/CurrentCOR/CurrentCOR/Row2/Country",
    FormFact.CURRENT_STATUS: f"{_PERSON}/CurrentCOR/CurrentCOR/Row2/Status",
    FormFact.PASSPORT_NUMBER: "Page2/Passport/PassportNum",
    FormFact.PASSPORT_EXPIRY: "Page2/Passport/ExpiryDate",
    FormFact.MAILING_COUNTRY: f"{_CONTACT_5710}/Mailing/AddrLine2/Country",
    FormFact.MAILING_PROVINCE: f"{_CONTACT_5710}/Mailing/AddrLine2/Prov",
    FormFact.RESIDENCE_COUNTRY: f"{_CONTACT_5710}/Resi/AddrLine2/Country",
    FormFact.RESIDENCE_PROVINCE: f"{_CONTACT_5710}/Resi/AddrLine2/Prov",
    FormFact.SAME_AS_MAILING: f"{_CONTACT_5710}/Resi/SameAsAddr/SameAsMailingInd",
    FormFact.PERMIT_TYPE: "Page3/DetailsOfWork/Purpose/Type",
    FormFact.INTENDED_PROVINCE: "Page3/DetailsOfWork/Location/Prov",
    FormFact.JOB_TITLE: "Page3/DetailsOfWork/Occupation/Job",
    FormFact.DUTIES: "Page3/DetailsOfWork/Occupation/Desc",
    FormFact.SIGNATURE: "Page4/Signature/TextField2",
    FormFact.SIGNATURE_DATE: "Page4/Signature/C1CertificateIssueDate",
}
IMM5710 = FormLayout(
    DocumentType.IMM5710,
    _PATHS_5710,
    _places("imm5710", _PATHS_5710 | {FormFact.PASSPORT_EXPIRY: "Page2/Passport/Expiry/YYYY"}),
)

LAYOUTS: tuple[FormLayout, ...] = (IMM1295, IMM5710)
"""The forms that carry the markers."""
