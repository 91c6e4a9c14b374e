"""Certificates of marriage: two spouses, neither of whom is known to be the applicant.

Both names are read, in the order of the page, and each becomes a field of its own: whoever compares
names has candidates, and no single name to contradict another document with.
"""

from dataclasses import replace
from itertools import product

from classifiers.fields import label_meanings as m
from classifiers.fields import vocabulary as v
from classifiers.fields.columns import segments
from classifiers.fields.layout import Sheet
from classifiers.fields.parsing.dates import NumericOrder, date_parser
from classifiers.fields.person_names import find_person
from classifiers.fields.rules import WORDS_ONLY, Reading, Rule, RuleBook, in_order, joined
from classifiers.fields.unlabelled import loose_dates
from models.documents import FieldName

_ONLY_DATE = 0.6
"""What a date deserves that no caption names."""


def _captions(nouns: tuple[str, ...], ordinals: tuple[str, ...], numbers: str) -> tuple[str, ...]:
    """Put together what a spouse is called: alone, with an ordinal before, a number behind."""
    return (
        *nouns,
        *(f"{ordinal} {noun}" for ordinal, noun in product(ordinals, nouns)),
        *(f"{noun} {number}" for noun, number in product(nouns, numbers)),
    )


_NEUTRAL_EN = ("Spouse", "Party", "Partner", "Contracting party")
_ALONE_EN = ("Groom", "Bride", "Bridegroom", "Husband", "Wife")
_NEUTRAL_FR = ("Conjoint", "Conjointe", "Époux", "Épouse", "Partie", "Partenaire", "Contractant")
_ALONE_FR = ("Mari", "Le mari", "La femme", "Le marié", "La mariée", "Le futur", "La future")
_SPOUSES = (
    *_captions(_NEUTRAL_EN, ("First", "Second", "The"), "12ABI"),
    *_captions(_NEUTRAL_FR, ("Premier", "Première", "Second", "Seconde", "Deuxième"), "12ABI"),
    *_captions(_ALONE_EN, ("The",), ""),
    *_ALONE_FR,
    *(f"Name of {the}{noun}" for the, noun in product(("", "the "), (*_NEUTRAL_EN, *_ALONE_EN))),
    *(f"{noun}'s {name}" for noun, name in product(_ALONE_EN, ("name", "full name"))),
    *(
        f"Nom de {noun}"
        for noun in ("l'époux", "l'épouse", "la mariée", "la femme", "la conjointe", "la partie")
    ),
    *(f"Nom du {noun}" for noun in ("mari", "marié", "conjoint")),
    "Époux et épouse",
    "Husband and wife",
)
_MARRIED = (
    "Date of marriage",
    "Date of the marriage",
    "Marriage date",
    "Day of marriage",
    "Date and time of marriage",
    "Date of solemnization",
    "Date of celebration",
    "Date of ceremony",
    "Date of wedding",
    "Married on",
    "Were married on",
    "When married",
    "Solemnized on",
    "Marriage celebrated on",
    "Date du mariage",
    "Jour du mariage",
    "Date et heure du mariage",
    "Date de célébration",
    "Date de la célébration",
    "Date de l'union",
    "Mariés le",
    "Mariage célébré le",
    "Célébré le",
    "Le mariage a eu lieu le",
    "Ont contracté mariage le",
    "Se sont mariés le",
)
_STOPS = (
    *v.OTHER_PERSONAL,
    *v.ISSUE_DATE,
    "D. de naiss.",
    "Place of marriage",
    "Lieu du mariage",
    "Witnesses",
    "Witnessed by",
    "Témoins",
    "Father",
    "Mother",
    "Père",
    "Mère",
    "Registration number",
    "Numéro d'inscription",
    "Date of registration",
    "Registered on",
    "Date d'inscription",
    "Inscrit le",
)


def marriage_rules(order: NumericOrder) -> RuleBook:
    """Rules of the names of both spouses and of the day of the marriage."""
    day = date_parser(order)
    return RuleBook(
        (
            Rule(
                FieldName.FULL_NAME,
                _SPOUSES,
                find_person,
                WORDS_ONLY,
                one_line=True,
                meanings=m.SPOUSE_NAME,
            ),
            Rule(FieldName.ISSUE_DATE, _MARRIED, day, meanings=m.MARRIAGE_DATE),
            Rule(FieldName.BIRTH_DATE, v.BIRTH_DATE, day, meanings=m.BIRTH_DATE),
        ),
        _STOPS,
    )


def of_the_couple(
    sheets: tuple[Sheet, ...], readings: tuple[Reading, ...], order: NumericOrder
) -> tuple[Reading, ...]:
    """Put the names in the order of the page, and add a day that is the only one left.

    Both spouses are born on days of their own, so that no birth date is a field of the paper.
    """
    found = (reading for reading in readings if reading.name is FieldName.FULL_NAME)
    names = in_order(spouse for reading in found for spouse in _side_by_side(reading))
    days = [reading for reading in readings if reading.name is FieldName.ISSUE_DATE]
    return (*names, *(days or _only_day(sheets, readings, order)))


def _only_day(
    sheets: tuple[Sheet, ...], readings: tuple[Reading, ...], order: NumericOrder
) -> tuple[Reading, ...]:
    """Take the one date of the first page that no caption names, if there is exactly one."""
    found = loose_dates(sheets[:1], readings, order, _ONLY_DATE)
    return found if len({reading.values for reading in found}) == 1 else ()


def _side_by_side(reading: Reading) -> tuple[Reading, ...]:
    """Part a name that runs over two columns: one caption may lead to both spouses.

    A single word in a column is a part of the name beside it.
    """
    for row in reading.sheet.rows:
        parts = [tuple(w for w in part if w in reading.words) for part in segments(row)]
        told = [part for part in parts if part]
        if len(told) > 1 and all(len(part) > 1 for part in told):
            matches = [(find_person(joined(part)[0]), part) for part in told]
            return tuple(
                replace(reading, values=name.values, words=w) for name, w in matches if name
            )
    return (reading,)


def apart(readings: tuple[Reading, ...]) -> tuple[tuple[Reading, ...], ...]:
    """Group readings so that each person's name is in a group of its own.

    A page that repeats a name tells no third spouse.
    """
    others = tuple(r for r in readings if r.name is not FieldName.FULL_NAME)
    by_name: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.name is FieldName.FULL_NAME:
            by_name.setdefault(reading.values[0].casefold(), []).append(reading)
    first, *more = [tuple(group) for group in by_name.values()] or [()]
    return (first + others, *more)
