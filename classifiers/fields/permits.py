"""The papers on form IMM 1442, visas and electronic travel authorisations."""

from classifiers.fields import label_meanings as m
from classifiers.fields import vocabulary as v
from classifiers.fields.date_captions import DATES_OF_PASSPORTS
from classifiers.fields.federal import NUMBERS
from classifiers.fields.parsing.dates import NumericOrder, date_parser
from classifiers.fields.parsing.match import Match
from classifiers.fields.parsing.names import find_text
from classifiers.fields.parsing.numbers import find_document_number, find_uci, letter_number
from classifiers.fields.parsing.places import find_province
from classifiers.fields.persons import person_rules
from classifiers.fields.rules import WORDS_ONLY, Rule, RuleBook
from classifiers.fields.values import Placement
from models.documents import FieldName

_PERMIT = letter_number("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (9,))
_COUNTER_NUMBER = letter_number("VLTEJF", (9, 8))
_PASSPORT_NUMBER = Rule(
    FieldName.PASSPORT_NUMBER,
    v.PASSPORT_NUMBER,
    find_document_number,
    meanings=m.PASSPORT_NUMBER,
)
_LEAVE_BY = (
    "must leave Canada by",
    "must leave Canada on or before",
    "doit quitter le Canada au plus tard le",
    "doit quitter le Canada avant le",
    "doit quitter le Canada le",
    "devez quitter le Canada au plus tard le",
)
"""The condition that ends a permit's stay: its day is the expiry where no caption is legible."""


def permit_rules(order: NumericOrder) -> RuleBook:
    """Rules of IMM 1442 in its four kinds, whose labels are printed in both languages."""
    day = date_parser(order)
    return RuleBook(
        (
            *person_rules(order),
            Rule(FieldName.DOCUMENT_NUMBER, v.DOCUMENT_NUMBER, _PERMIT, meanings=m.PERMIT_NUMBER),
            *NUMBERS,
            _PASSPORT_NUMBER,
            Rule(
                FieldName.CASE_TYPE,
                (
                    "Case type",
                    "Type of case",
                    "Type de dossier",
                    "Case category",
                    "Genre de cas",
                    "Type de cas",
                    "Catégorie de cas",
                ),
                find_text,
                WORDS_ONLY,
                one_line=True,
                meanings=m.CASE_TYPE,
            ),
            Rule(FieldName.ISSUE_DATE, v.ISSUE_DATE, day, meanings=m.ISSUE_DATE),
            Rule(FieldName.EXPIRY_DATE, v.EXPIRY_DATE, day, meanings=m.EXPIRY_DATE),
            Rule(FieldName.EXPIRY_DATE, _LEAVE_BY, day, frozenset({Placement.FLOW})),
            Rule(
                FieldName.PROVINCE,
                ("Province", "Province of destination", "Province de destination"),
                find_province,
                meanings=m.PROVINCE,
            ),
        ),
        (
            *v.OTHER_PERSONAL,
            *DATES_OF_PASSPORTS,
            "Employer",
            "Employeur",
            "Conditions",
            "Remarks",
            "Remarques",
            "Observations",
            "Intended occupation",
            "Profession envisagée",
            "Employment location",
            "Lieu d'emploi",
            "First entry",
            "Original entry",
            "Première entrée",
            "Institution",
            "Country of issue",
            "Pays de délivrance",
            "Exemption code",
            "Code d'exemption",
            "Client information",
            "Renseignements sur le client",
            "Additional information",
            "Renseignements additionnels",
            "Fees",
            "Frais",
        ),
    )


def entry_rules(order: NumericOrder) -> RuleBook:
    """Rules of visas and electronic travel authorisations."""
    day = date_parser(order)
    return RuleBook(
        (
            *person_rules(order),
            Rule(
                FieldName.DOCUMENT_NUMBER,
                (
                    *v.DOCUMENT_NUMBER,
                    "No",
                    "Visa number",
                    "Visa No",
                    "Numéro du visa",
                    "Numéro de visa",
                    "No du visa",
                    "eTA number",
                    "eTA No",
                    "Numéro de l'AVE",
                    "Numéro AVE",
                    "No de l'AVE",
                    "Authorization number",
                    "Numéro d'autorisation",
                ),
                _either,
                meanings=m.ENTRY_NUMBER,
            ),
            Rule(FieldName.UCI, v.UCI, find_uci, meanings=m.UCI),
            _PASSPORT_NUMBER,
            Rule(
                FieldName.ISSUE_DATE,
                (*v.ISSUE_DATE, "Valid from", "Valide du"),
                day,
                meanings=m.ISSUE_DATE,
            ),
            Rule(FieldName.EXPIRY_DATE, v.EXPIRY_DATE, day, meanings=m.UNTIL_DATE),
            Rule(
                FieldName.CATEGORY,
                ("Category", "Catégorie", "Visa category", "Type"),
                find_text,
                WORDS_ONLY,
                one_line=True,
                meanings=m.VISA_CATEGORY,
            ),
        ),
        (
            *v.OTHER_PERSONAL,
            *DATES_OF_PASSPORTS,
            "Entries",
            "Entrées",
            "Number of entries",
            "Nombre d'entrées",
        ),
    )


def _either(text: str) -> Match | None:
    return _COUNTER_NUMBER(text) or find_document_number(text)
