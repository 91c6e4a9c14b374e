"""The PDF417 codes that a validated IMM form shows: which value stands where.

A payload is the code's label (``IMM1295_06-2018_5``: form, version of the codes, number of the
code), then the values in a fixed order, each followed by ``|``. Position 0 is the label. The values
are those of the form's data, so that each has the path of its field below the data root. Facts of
the published forms IMM 1295 (09-2023) and IMM 5710 (06-2019), whose codes are of version 06-2018.
"""

import re
from dataclasses import dataclass

_LABEL = re.compile(
    r"\s*IMM\s?(?P<form>\d{4})[A-Z]?_(?P<version>[\w.-]{1,40})_(?P<number>\d{1,2})\s*", re.ASCII
)


@dataclass(frozen=True, slots=True)
class CodeField:
    """One value of a code.

    Attributes:
        path: of the same value in the form's data (``Page3/DetailsOfWork/Occupation/Job``).
        value: as stored, often a pick-list code; empty if the applicant left the field empty.
    """

    path: str
    value: str


@dataclass(frozen=True, slots=True)
class FormCode:
    """What the payload of one code says.

    Attributes:
        form: lower-case form number (``imm1295``).
        version: of the order in which values stand, as the label states it (``06-2018``).
        number: of the code on its form, from 1.
        known: whether the order of this version is known; if not, no value is read.
        fields: the values whose places are known, in order; empty if none is.
    """

    form: str
    version: str
    number: int
    known: bool
    fields: tuple[CodeField, ...]


def decode_form_code(payload: str) -> FormCode | None:
    """Read the payload of a form's code; None if its label is not that of an IMM form."""
    values = payload.split("|")
    label = _LABEL.fullmatch(values[0])
    if label is None:
        return None
    form, version, number = f"imm{label['form']}", label["version"], int(label["number"])
    order = ORDERS.get((form, version))
    if order is None:
        return FormCode(form, version, number, known=False, fields=())
    fields = tuple(
        CodeField(path, values[position].strip())
        for position, path in order.get(number, {}).items()
        if position < len(values)
    )
    return FormCode(form, version, number, known=True, fields=fields)


_PERSON = "Page1/PersonalDetails"
_CONTACT_1295 = "Page2/ContactInformation/contact"
_PASSPORT_1295 = "Page2/MaritalStatus/SectionA/Passport"
_WORK_1295 = "Page3/DetailsOfWorkCont/details"
_PLACE_1295 = "Page3/IntendedLocationInCanada/intendedLocation"
_CONTACT_5710 = "Page2/ContactInformation"
_WORK_5710 = "Page3/DetailsOfWork"

ORDERS: dict[tuple[str, str], dict[int, dict[int, str]]] = {
    ("imm1295", "06-2018"): {
        1: {
            1: f"{_PERSON}/ServiceIn/ServiceIn",
            2: f"{_PERSON}/UCIClientID",
            3: f"{_PERSON}/Name/FamilyName",
            4: f"{_PERSON}/Name/GivenName",
            7: f"{_PERSON}/Sex/Sex",
            8: f"{_PERSON}/DOBYear",
            9: f"{_PERSON}/DOBMonth",
            10: f"{_PERSON}/DOBDay",
            11: f"{_PERSON}/PlaceBirthCity",
            12: f"{_PERSON}/PlaceBirthCountry",
            13: f"{_PERSON}/Citizenship/Citizenship",
            14: f"{_PERSON}/CurrentCOR/Row2/Country",
            15: f"{_PERSON}/CurrentCOR/Row2/Status",
        },
        2: {
            13: f"{_PASSPORT_1295}/PassportNum/PassportNum",
            14: f"{_PASSPORT_1295}/CountryofIssue/CountryofIssue",
            15: f"{_PASSPORT_1295}/IssueYYYY",
            16: f"{_PASSPORT_1295}/IssueMM",
            17: f"{_PASSPORT_1295}/IssueDD",
            18: f"{_PASSPORT_1295}/expiryYYYY",
            19: f"{_PASSPORT_1295}/expiryMM",
            20: f"{_PASSPORT_1295}/expiryDD",
            27: f"{_CONTACT_1295}/AddressRow2/CityTow/CityTown",
            28: f"{_CONTACT_1295}/AddressRow2/Country/Country",
            29: f"{_CONTACT_1295}/AddressRow2/ProvinceState/ProvinceState",
            32: f"{_CONTACT_1295}/SameAsMailingIndicator",
            37: f"{_CONTACT_1295}/ResidentialAddressRow2/Country/Country",
            38: f"{_CONTACT_1295}/ResidentialAddressRow2/ProvinceState/ProvinceState",
        },
        5: {
            5: "Page3/DetailsOfIntendedWork/DetailsOfWork/TypeofWork/WorkPermitType",
            8: f"{_PLACE_1295}/ProvinceState/ProvinceState",
            9: f"{_PLACE_1295}/CityTown/CityTown",
            11: f"{_WORK_1295}/jobTitle",
            12: f"{_WORK_1295}/posDesc",
            13: f"{_WORK_1295}/HowLongStudy/FromDate",
            14: f"{_WORK_1295}/HowLongStudy/ToDate",
            15: f"{_WORK_1295}/LMO/LMO",
        },
    },
    ("imm5710", "06-2018"): {
        1: {
            1: f"{_PERSON}/ServiceIn/ServiceIn",
            2: f"{_PERSON}/ServiceIn/UCIClientID",
            7: f"{_PERSON}/Name/FamilyName",
            8: f"{_PERSON}/Name/GivenName",
            11: f"{_PERSON}/q3-4-5/sex/Sex",
            12: f"{_PERSON}/q3-4-5/dob/DOBYear",
            13: f"{_PERSON}/q3-4-5/dob/DOBMonth",
            14: f"{_PERSON}/q3-4-5/dob/DOBDay",
            15: f"{_PERSON}/q3-4-5/pob/PlaceBirthCity",
            16: f"{_PERSON}/q3-4-5/pob/PlaceBirthCountry",
            17: f"{_PERSON}/Citizenship/Citizenship",
            18: f"{_PERSON}/CurrentCOR/CurrentCOR/Row2/Country",
            19: f"{_PERSON}/CurrentCOR/CurrentCOR/Row2/Status",
        },
        2: {
            17: "Page2/Passport/PassportNum",
            18: "Page2/Passport/CountryofIssue",
            19: "Page2/Passport/Issue/YYYY",
            20: "Page2/Passport/Issue/MM",
            21: "Page2/Passport/Issue/DD",
            22: "Page2/Passport/Expiry/YYYY",
            23: "Page2/Passport/Expiry/MM",
            24: "Page2/Passport/Expiry/DD",
            31: f"{_CONTACT_5710}/Mailing/AddrLine2/City",
            32: f"{_CONTACT_5710}/Mailing/AddrLine2/Country",
            33: f"{_CONTACT_5710}/Mailing/AddrLine2/Prov",
            35: f"{_CONTACT_5710}/Resi/SameAsAddr/SameAsMailingInd",
            40: f"{_CONTACT_5710}/Resi/AddrLine2/Country",
            41: f"{_CONTACT_5710}/Resi/AddrLine2/Prov",
        },
        5: {7: "Page3/ComingIntoCda/PrevDocNum/docNum"},
        6: {
            1: f"{_WORK_5710}/Purpose/Type",
            5: f"{_WORK_5710}/Location/Prov",
            6: f"{_WORK_5710}/Location/City",
            8: f"{_WORK_5710}/Occupation/Job",
            9: f"{_WORK_5710}/Occupation/Desc",
            10: f"{_WORK_5710}/Duration/FromDate",
            11: f"{_WORK_5710}/Duration/ToDate",
            12: f"{_WORK_5710}/Duration/LMO",
            13: f"{_WORK_5710}/CAQ/CertNum",
            14: f"{_WORK_5710}/CAQ/CertExpiry",
        },
    },
}
"""Data path by position by number of the code, for each form and version."""
