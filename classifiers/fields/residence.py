"""Proofs of residence: whose name, which address, and of when."""

import re

from classifiers.fields import label_meanings as m
from classifiers.fields import vocabulary as v
from classifiers.fields.parsing.dates import NumericOrder, date_parser
from classifiers.fields.parsing.match import Match
from classifiers.fields.parsing.names import find_text
from classifiers.fields.parsing.places import find_postal_code
from classifiers.fields.person_names import find_named_in_prose, find_person
from classifiers.fields.rules import WORDS_ONLY, Rule, RuleBook
from classifiers.fields.values import Placement
from models.documents import FieldName

_LEAST_LICENCE_DIGITS = 5
_LEAST_ADDRESS_WORDS = 2
_ADDRESS = (
    "Address",
    "Service address",
    "Service location",
    "Mailing address",
    "Home address",
    "Residential address",
    "Rental unit",
    "Rented premises",
    "Address of the rental unit",
    "Address of rental unit",
    "Premises",
    "Property address",
    "Address of premises",
    "Adresse",
    "Adresse de service",
    "Adresse du service",
    "Lieu de consommation",
    "Adresse de consommation",
    "Adresse postale",
    "Adresse du domicile",
    "Adresse du logement",
    "Logement loué",
    "Lieu loué",
    "Adresse des lieux loués",
    "Lieux loués",
    "Domicile",
)
_PROSE = frozenset((Placement.FLOW,))
_PROSE_NAME = (
    "confirm that",
    "certify that",
    "attest that",
    "confirms that",
    "certifies that",
    "confirme que",
    "certifie que",
    "atteste que",
    "confirmons que",
    "certifions que",
    "attestons que",
)
_PROSE_ADDRESS = (
    "living at",
    "lives at",
    "resides at",
    "residing at",
    "resident at",
    "dwelling at",
    "located at",
    "premises at",
    "unit at",
    "apartment at",
    "demeure au",
    "réside au",
    "habite au",
    "domicilié au",
    "domiciliée au",
    "situé au",
    "sis au",
    "logement au",
)
_LICENCE_NUMBER = (
    "Number",
    "No",
    "Licence number",
    "License number",
    "DL No",
    "4d",
    "Numéro",
    "Numéro de permis",
    "No de permis",
)


def residence_rules(order: NumericOrder) -> RuleBook:
    """Rules of leases, bills, statements, licences and letters of residence."""
    day = date_parser(order)
    return RuleBook(
        (
            Rule(
                FieldName.FULL_NAME,
                (
                    *v.FULL_NAME,
                    "Tenant",
                    "Tenant(s)",
                    "Tenant name",
                    "Lessee",
                    "Account holder",
                    "Account name",
                    "Customer",
                    "Customer name",
                    "Insured",
                    "Named insured",
                    "Locataire",
                    "Locataire(s)",
                    "Nom du locataire",
                    "Titulaire",
                    "Titulaire du compte",
                    "Nom du titulaire",
                    "Abonné",
                    "Assuré",
                ),
                find_person,
                WORDS_ONLY,
                one_line=True,
                meanings=m.RESIDENT_NAME,
            ),
            Rule(FieldName.FULL_NAME, _PROSE_NAME, find_named_in_prose, _PROSE, reach=2),
            Rule(
                FieldName.ADDRESS,
                (*_ADDRESS, *_PROSE_ADDRESS),
                find_address,
                WORDS_ONLY,
                meanings=m.ADDRESS,
            ),
            Rule(FieldName.ADDRESS, _PROSE_ADDRESS, find_postal_address, _PROSE),
            Rule(
                FieldName.DOCUMENT_NUMBER,
                _LICENCE_NUMBER,
                find_dashed_number,
                WORDS_ONLY,
                meanings=m.LICENCE_NUMBER,
            ),
            Rule(
                FieldName.LETTER_DATE,
                (
                    *v.LETTER_DATE,
                    "As of",
                    "As at",
                    "Arrêté au",
                    "En date du",
                    "Bill date",
                    "Billing date",
                    "Invoice date",
                    "Statement date",
                    "Date of bill",
                    "Date of statement",
                    "Date issued",
                    "Date de facturation",
                    "Date de la facture",
                    "Date de facture",
                    "Facture du",
                    "Date du relevé",
                    "Relevé du",
                    "Date du compte",
                ),
                day,
                meanings=m.BILL_DATE,
            ),
            Rule(
                FieldName.ISSUE_DATE,
                (
                    *v.ISSUE_DATE,
                    "Start date",
                    "Lease start",
                    "Lease begins",
                    "Lease begins on",
                    "Beginning on",
                    "Beginning",
                    "Commencing on",
                    "Commencing",
                    "Starts on",
                    "Start of tenancy",
                    "Tenancy begins",
                    "Tenancy starts",
                    "Date de début",
                    "Début du bail",
                    "Début",
                    "À compter du",
                    "À partir du",
                    "Commence le",
                ),
                day,
                meanings=m.START_DATE,
            ),
            Rule(FieldName.EXPIRY_DATE, v.EXPIRY_DATE, day, meanings=m.EXPIRY_DATE),
        ),
        (
            *v.OTHER_PERSONAL,
            "Landlord",
            "Locateur",
            "Propriétaire",
            "Bailleur",
            "Account number",
            "Numéro de compte",
            "No de compte",
            "Due date",
            "Payment due",
            "Date d'échéance",
            "Amount due",
            "Total due",
            "Montant dû",
            "Rent",
            "Loyer",
            "Period",
            "Période",
            "End date",
            "Date de fin",
        ),
    )


def find_address(text: str) -> Match | None:
    """Take an address: from its first number, to its postal code if there is one."""
    found = find_text(text)
    words = re.findall(r"[^\W\d_]{2,}", text)
    if found is None or not any(c.isdigit() for c in text) or len(words) < _LEAST_ADDRESS_WORDS:
        return None
    postal = find_postal_code(text)
    end = postal.end if postal else found.end
    number = re.search(r"\d", text)
    start = found.start
    if postal and number and number.start() < postal.start:
        start = number.start()
    value = " ".join(text[start:end].split())
    return Match((value,), start, end)


def find_postal_address(text: str) -> Match | None:
    """Take an address only where its postal code shows where it ends."""
    return find_address(text) if find_postal_code(text) else None


def find_dashed_number(text: str) -> Match | None:
    """Find a licence number of letters and digits in groups (``A1234-56789-01234``)."""
    match = re.search(r"(?<![\w-])[A-Z0-9][A-Z0-9 -]{4,20}\d(?![\w-])", text)
    if match is None or sum(c.isdigit() for c in match[0]) < _LEAST_LICENCE_DIGITS:
        return None
    value = "".join(c for c in match[0] if c.isalnum())
    return Match((value,), match.start(), match.end())
