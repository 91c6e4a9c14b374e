"""Proofs of residence: whose name, which address, which province, from whom and of when."""

import re

from classifiers.fields import label_meanings as m
from classifiers.fields import vocabulary as v
from classifiers.fields.columns import segments
from classifiers.fields.folding import fold
from classifiers.fields.layout import PlacedWord, Sheet
from classifiers.fields.letters import (
    address_blocks,
    find_named_in_prose,
    find_person,
    is_person,
    named_lines,
)
from classifiers.fields.parsing.dates import NumericOrder, date_parser, find_date, find_dates
from classifiers.fields.parsing.match import Match
from classifiers.fields.parsing.names import find_name, find_text
from classifiers.fields.parsing.places import (
    find_postal_code,
    find_province,
    province_of_postal_code,
)
from classifiers.fields.rules import WORDS_ONLY, Reading, Rule, RuleBook, covered, joined
from classifiers.fields.values import Placement
from models.documents import FieldName

_TOP = 0.3
_HEAD = 0.5
"""Share of the first page in which a statement tells its period."""
_PERIOD = re.compile(r"\b(period|periode|statement|releve|billing|facturation)\b")
_BOTH_ENDS = 2
_STREET_NAMED_AFTER = re.compile(
    r"\b(?:rue|avenue|av\.?|boul\.?|boulevard|chemin|ch\.?|place|montée|côte)\s+"
    r"(?:de l[a']\s?|du\s|d['\u2019])?(?:[^\W\d_]+[- ])?[^\W\d_]+"
    r"|[^\W\d_]+(?:[ -][^\W\d_]+)?\s+"
    r"(?:st|street|ave|avenue|rd|road|blvd|boulevard|dr|drive|cres|crescent|pl|place|way|lane|ct)"
    r"\b\.?",
    re.IGNORECASE,
)
_LEAST_LICENCE_DIGITS = 5
_LEAST_ADDRESS_WORDS = 2
_LEAST_ISSUER = 4
_TITLE_WORDS = frozenset(
    fold(
        """
        statement account bill invoice lease agreement tenancy confirmation letter attestation
        residence licence license certificate date page proof notice relevé compte facture bail
        contrat location entente lettre résidence permis certificat preuve avis service customer
        client adresse address votre your name nom téléphone telephone pm am
        """
    ).split()
)
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


def resident_block(sheets: tuple[Sheet, ...]) -> tuple[Reading, ...]:
    """Read name and address from the block of lines that carries a person's name."""
    for sheet in sheets:
        for block in address_blocks(sheet):
            for line in named_lines(block):
                text, places = joined(line)
                match = find_name(text)
                index = block.index(line)
                if match and is_person(match.values[0]) and len(block) > index + 1:
                    rest = tuple(word for part in block[index + 1 :] for word in part)
                    return (
                        Reading(
                            FieldName.FULL_NAME,
                            match.values,
                            covered(line, places, match),
                            sheet,
                            Placement.BELOW,
                        ),
                        _address(rest, sheet),
                    )
    return ()


def _address(words: tuple[PlacedWord, ...], sheet: Sheet) -> Reading:
    text, places = joined(words)
    match = find_address(text) or Match((text,), 0, len(text))
    return Reading(
        FieldName.ADDRESS, match.values, covered(words, places, match), sheet, Placement.BELOW
    )


def province_reading(readings: tuple[Reading, ...]) -> Reading | None:
    """Read the province from the addresses: a postal code's first letter, or the name.

    An address that has a postal code tells more surely than one that names a province, since
    streets are named after provinces too. Of several, the first of each sort holds: the premises
    come before the envelope's window.
    """
    addresses = [reading for reading in readings if reading.name is FieldName.ADDRESS]
    found = (look(reading) for look in (_coded, _named) for reading in addresses)
    return next((reading for reading in found if reading is not None), None)


def _coded(address: Reading) -> Reading | None:
    """Read the province from the postal code of an address."""
    text, places = joined(address.words)
    postal = find_postal_code(text)
    province = province_of_postal_code(postal.values[0]) if postal else None
    if postal is None or province is None:
        return None
    words = covered(address.words, places, postal)
    return Reading(FieldName.PROVINCE, (province,), words, address.sheet, Placement.RIGHT)


def _named(address: Reading) -> Reading | None:
    """Read the province that an address names, other than in the name of its street."""
    text, places = joined(address.words)
    match = find_province(_STREET_NAMED_AFTER.sub(lambda street: " " * len(street[0]), text))
    if match is None:
        return None
    words = covered(address.words, places, match)
    return Reading(FieldName.PROVINCE, match.values, words, address.sheet, Placement.RIGHT)


def period_end(sheets: tuple[Sheet, ...], order: NumericOrder) -> Reading | None:
    """Take the last day of the period that a statement covers for its date."""
    for sheet in sheets[:1]:
        for row in sheet.rows:
            text, places = joined(row.words)
            if row.y0 > _HEAD * sheet.height or not _PERIOD.search(fold(text)):
                continue
            days = tuple(find_dates(text, order))
            if len(days) == _BOTH_ENDS:
                words = covered(row.words, places, days[1])
                return Reading(FieldName.LETTER_DATE, days[1].values, words, sheet, Placement.FLOW)
    return None


def issuer_reading(sheets: tuple[Sheet, ...]) -> Reading | None:
    """Take the largest line at the head of the first page for the issuer's name."""
    if not sheets:
        return None
    sheet = sheets[0]
    lines = [
        part
        for row in sheet.rows
        if row.y0 < _TOP * sheet.height
        for part in segments(row)
        if sum(len(w.key) for w in part) >= _LEAST_ISSUER
        and any(w.key.isalpha() for w in part)
        and not any(w.key in _TITLE_WORDS for w in part)
        and find_date(joined(part)[0]) is None
        and 2 * sum(map(str.isdigit, joined(part)[0])) < sum(len(w.key) for w in part)
    ]
    if not lines:
        return None
    words = max(lines, key=lambda part: (round(max(w.height for w in part)), -part[0].y0))
    text, _ = joined(words)
    match = find_text(text)
    if match is None:
        return None
    return Reading(FieldName.ISSUER, match.values, words, sheet, Placement.RIGHT)
