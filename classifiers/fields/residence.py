"""Proofs of residence: whose name, which address, and of when."""

import re

from classifiers.fields import label_meanings as m
from classifiers.fields import residence_captions as c
from classifiers.fields import vocabulary as v
from classifiers.fields.misread_capitals import as_name_in_prose, as_names
from classifiers.fields.parsing.dates import NumericOrder, date_parser, find_date, find_dates
from classifiers.fields.parsing.match import Match
from classifiers.fields.parsing.names import find_text
from classifiers.fields.parsing.numbers import LETTER_GLYPHS
from classifiers.fields.parsing.places import find_postal_code, find_province
from classifiers.fields.person_names import find_named_in_prose, find_person
from classifiers.fields.rules import WORDS_ONLY, Rule, RuleBook
from classifiers.fields.values import Placement
from models.documents import FieldName

_LEAST_LICENCE_DIGITS = 5
_LEAST_ADDRESS_WORDS = 2
_LEAST_EXPLAINING = 3
_IN_BRACKETS = re.compile(r"\(([^()\d]*)\)")
HOUSE_NUMBER = re.compile(
    r"(?:(?<!\w)(?:apt|apartment|unit|suite|ste|room|app|appartement|bureau|chambre|unité|"
    r"p\.? ?o\.? box|box|c\.? ?p\.?|case postale|lot|rr|no)\b\.?\s*|#\s*)?\d",
    re.IGNORECASE,
)
"""The number with which an address begins: a house's, or a unit's with what it is a number of."""
_LETTER_LOST = re.compile(r"\d{5}[ -]+\d{5}[ -]+\d{5}")
"""Three groups of five begin with a letter, so that a digit there is a letter misread."""
_GROUPED = re.compile(r"(?<![\w-])[A-Z\d]\d{4}(?: ?- ?\d{5}(?: ?- ?| )| \d{5} ?- ?)\d{5}(?![\w-])")
"""Three groups of five whose dashes stand between blanks, or of which OCR lost one dash."""
_DASHED = re.compile(r"(?<![\w-])[A-Z0-9]{2,}(?: ?-[A-Z0-9]+|- [A-Z0-9]+)+(?<=\d)(?![\w-])")
"""A number written with dashes has a blank beside one at most: "M1025-17853-97998 1" ends before
the 1, which is a mark beside it."""
_SPACED = re.compile(r"(?<![\w-])[A-Z0-9][A-Z0-9 -]{4,20}\d(?![\w-])")
_PROSE_ONLY = frozenset((Placement.FLOW,))


def residence_rules(order: NumericOrder) -> RuleBook:
    """Rules of leases, bills, statements, licences and letters of residence."""
    day = date_parser(order)
    return RuleBook(
        (
            Rule(
                FieldName.FULL_NAME,
                (*v.FULL_NAME, *c.NAMES),
                find_person,
                WORDS_ONLY,
                one_line=True,
                meanings=m.RESIDENT_NAME,
                text=as_names,
            ),
            Rule(
                FieldName.FULL_NAME,
                c.PROSE_NAMES,
                find_named_in_prose,
                _PROSE_ONLY,
                reach=2,
                text=as_name_in_prose,
            ),
            Rule(
                FieldName.ADDRESS,
                (*c.ADDRESSES, *c.PROSE_ADDRESSES),
                find_address,
                WORDS_ONLY | {Placement.AROUND},
                meanings=m.ADDRESS,
            ),
            Rule(FieldName.ADDRESS, c.PROSE_ADDRESSES, find_postal_address, _PROSE_ONLY),
            Rule(
                FieldName.DOCUMENT_NUMBER,
                c.LICENCE_NUMBERS,
                find_dashed_number,
                WORDS_ONLY,
                meanings=m.LICENCE_NUMBER,
            ),
            Rule(
                FieldName.LETTER_DATE,
                (*v.LETTER_DATE, *c.BILL_DATES),
                day,
                meanings=m.BILL_DATE,
            ),
            Rule(
                FieldName.ISSUE_DATE,
                (*v.ISSUE_DATE, *c.STARTS),
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
    if found is None or not _has_number(text) or len(words) < _LEAST_ADDRESS_WORDS:
        return None
    postal = find_postal_code(text)
    end = postal.end if postal else found.end
    number = HOUSE_NUMBER.search(text)
    start = found.start
    if postal and number and number.start() < postal.start:
        start = number.start()
    told = text[start:end]
    if ":" in told or find_date(told) is not None or _explains(told):
        return None
    if postal:
        # Its form tells digits from letters, which OCR confuses.
        told = f"{text[start : postal.start]} {postal.values[0][:3]} {postal.values[0][3:]}"
    return Match((" ".join(told.split()),), start, end)


def _explains(text: str) -> bool:
    """Whether words in brackets explain a title; in an address they name the province or a unit."""
    return any(
        find_province(inside) is None and len(inside.split()) >= _LEAST_EXPLAINING
        for inside in _IN_BRACKETS.findall(text)
    )


def _has_number(text: str) -> bool:
    """Whether a text has a number beside its dates: « depuis le 16 septembre » is no address."""
    rest = text
    for match in find_dates(text):
        rest = rest[: match.start] + " " * (match.end - match.start) + rest[match.end :]
    return any(c.isdigit() for c in rest)


def find_postal_address(text: str) -> Match | None:
    """Take an address only where its postal code shows where it ends."""
    return find_address(text) if find_postal_code(text) else None


def find_dashed_number(text: str) -> Match | None:
    """Find a licence number of letters and digits in groups (``A1234-56789-01234``)."""
    patterns = (_GROUPED, _DASHED, _SPACED)
    match = next((found for shape in patterns if (found := shape.search(text))), None)
    if match is None or sum(c.isdigit() for c in match[0]) < _LEAST_LICENCE_DIGITS:
        return None
    value = "".join(c for c in match[0] if c.isalnum())
    if _LETTER_LOST.fullmatch(match[0]):
        if value[0] not in LETTER_GLYPHS:
            return None
        value = LETTER_GLYPHS[value[0]] + value[1:]
    return Match((value,), match.start(), match.end())
