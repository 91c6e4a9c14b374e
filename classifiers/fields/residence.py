"""Proofs of residence: whose name, which address, and of when."""

import re

from classifiers.fields import label_meanings as m
from classifiers.fields import residence_captions as c
from classifiers.fields import vocabulary as v
from classifiers.fields.address_lines import as_lines
from classifiers.fields.letters import begins_term
from classifiers.fields.misread_capitals import as_name_in_prose, as_names
from classifiers.fields.parsing.addresses import find_address, find_postal_address
from classifiers.fields.parsing.dates import NumericOrder, date_parser, find_date
from classifiers.fields.parsing.match import Match, Parser
from classifiers.fields.parsing.numbers import LETTER_GLYPHS
from classifiers.fields.person_names import find_first_person, find_named_in_prose
from classifiers.fields.rules import WORDS_ONLY, Rule, RuleBook
from classifiers.fields.values import Placement
from models.documents import FieldName

_LEAST_LICENCE_DIGITS = 5
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
                find_first_person,
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
                text=as_name_in_prose,
            ),
            Rule(
                FieldName.ADDRESS,
                (*c.ADDRESSES, *c.PROSE_ADDRESSES),
                find_address,
                WORDS_ONLY | {Placement.AROUND},
                meanings=m.ADDRESS,
                text=as_lines,
            ),
            Rule(
                FieldName.ADDRESS,
                c.PROSE_ADDRESSES,
                find_postal_address,
                _PROSE_ONLY,
                text=as_lines,
            ),
            Rule(
                FieldName.DOCUMENT_NUMBER,
                c.LICENCE_NUMBERS,
                find_dashed_number,
                WORDS_ONLY,
                meanings=m.LICENCE_NUMBER,
                text=as_lines,
            ),
            Rule(
                FieldName.LETTER_DATE,
                (*v.LETTER_DATE, *c.BILL_DATES),
                _bill_day(order),
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


def _bill_day(order: NumericOrder) -> Parser:
    """Return a parser of the day of a bill, which is not the first day of its period."""

    def find(text: str) -> Match | None:
        found = find_date(text, order)
        return None if found is None or begins_term(text[: found.start]) else found

    return find


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
