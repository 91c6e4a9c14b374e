"""Where the two work-permit forms keep each fact.

Paths are those of the XFA data below ``form1``; places are positions in the PDF417 payload of a
validated form, after splitting at ``|`` (position 0 is the label, ``IMM1295_06-2018_5``). Both
come from the published forms IMM 1295 (09-2023) and IMM 5710 (06-2019).
"""

from dataclasses import dataclass
from enum import StrEnum

from models.document_types import DocumentType


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


_PERSON = "Page1/PersonalDetails"
_CONTACT_1295 = "Page2/ContactInformation/contact"
_CONTACT_5710 = "Page2/ContactInformation"
_COMMON = {
    FormFact.VALIDATED: f"{_PERSON}/ApplicationValidatedFlag",
    FormFact.FAMILY_NAME: f"{_PERSON}/Name/FamilyName",
    FormFact.GIVEN_NAME: f"{_PERSON}/Name/GivenName",
    FormFact.CITIZENSHIP: f"{_PERSON}/Citizenship/Citizenship",
}

IMM1295 = FormLayout(
    DocumentType.IMM1295,
    {
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
        FormFact.PERMIT_TYPE: (
            "Page3/DetailsOfIntendedWork/DetailsOfWork/TypeofWork/WorkPermitType"
        ),
        FormFact.INTENDED_PROVINCE: (
            "Page3/IntendedLocationInCanada/intendedLocation/ProvinceState/ProvinceState"
        ),
        FormFact.JOB_TITLE: "Page3/DetailsOfWorkCont/details/jobTitle",
        FormFact.DUTIES: "Page3/DetailsOfWorkCont/details/posDesc",
        FormFact.SIGNATURE: "Page4/Consent0/TextField2",
        FormFact.SIGNATURE_DATE: "Page4/Consent0/C1CertificateIssueDate",
    },
    {
        FormFact.UCI: CodePlace(1, (2,)),
        FormFact.FAMILY_NAME: CodePlace(1, (3,)),
        FormFact.GIVEN_NAME: CodePlace(1, (4,)),
        FormFact.SEX: CodePlace(1, (7,)),
        FormFact.BIRTH_YEAR: CodePlace(1, (8, 9, 10)),
        FormFact.CITIZENSHIP: CodePlace(1, (13,)),
        FormFact.CURRENT_COUNTRY: CodePlace(1, (14,)),
        FormFact.CURRENT_STATUS: CodePlace(1, (15,)),
        FormFact.PASSPORT_NUMBER: CodePlace(2, (13,)),
        FormFact.PASSPORT_EXPIRY: CodePlace(2, (18, 19, 20)),
        FormFact.MAILING_COUNTRY: CodePlace(2, (28,)),
        FormFact.MAILING_PROVINCE: CodePlace(2, (29,)),
        FormFact.SAME_AS_MAILING: CodePlace(2, (32,)),
        FormFact.RESIDENCE_COUNTRY: CodePlace(2, (37,)),
        FormFact.RESIDENCE_PROVINCE: CodePlace(2, (38,)),
        FormFact.PERMIT_TYPE: CodePlace(5, (5,)),
        FormFact.INTENDED_PROVINCE: CodePlace(5, (8,)),
        FormFact.JOB_TITLE: CodePlace(5, (11,)),
        FormFact.DUTIES: CodePlace(5, (12,)),
    },
)

IMM5710 = FormLayout(
    DocumentType.IMM5710,
    {
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
    },
    {
        FormFact.UCI: CodePlace(1, (2,)),
        FormFact.FAMILY_NAME: CodePlace(1, (7,)),
        FormFact.GIVEN_NAME: CodePlace(1, (8,)),
        FormFact.SEX: CodePlace(1, (11,)),
        FormFact.BIRTH_YEAR: CodePlace(1, (12, 13, 14)),
        FormFact.CITIZENSHIP: CodePlace(1, (17,)),
        FormFact.CURRENT_COUNTRY: CodePlace(1, (18,)),
        FormFact.CURRENT_STATUS: CodePlace(1, (19,)),
        FormFact.PASSPORT_NUMBER: CodePlace(2, (17,)),
        FormFact.PASSPORT_EXPIRY: CodePlace(2, (22, 23, 24)),
        FormFact.MAILING_COUNTRY: CodePlace(2, (32,)),
        FormFact.MAILING_PROVINCE: CodePlace(2, (33,)),
        FormFact.SAME_AS_MAILING: CodePlace(2, (35,)),
        FormFact.RESIDENCE_COUNTRY: CodePlace(2, (40,)),
        FormFact.RESIDENCE_PROVINCE: CodePlace(2, (41,)),
        FormFact.PERMIT_TYPE: CodePlace(6, (1,)),
        FormFact.INTENDED_PROVINCE: CodePlace(6, (5,)),
        FormFact.JOB_TITLE: CodePlace(6, (8,)),
        FormFact.DUTIES: CodePlace(6, (9,)),
    },
)

LAYOUTS: tuple[FormLayout, ...] = (IMM1295, IMM5710)
"""The forms that carry the markers."""
