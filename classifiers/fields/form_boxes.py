"""Boxes of the printed work-permit forms whose captions tell only with the question above them.

"Country or Territory" stands under several questions, and a birth date in three boxes.
"""

from dataclasses import dataclass

from classifiers.fields.labels import Label, LabelHit, Vocabulary
from classifiers.fields.layout import PlacedWord, Sheet
from classifiers.fields.parsing.dates import find_date
from classifiers.fields.parsing.match import Match, Parser, flat
from classifiers.fields.parsing.places import find_country, find_province
from classifiers.fields.rules import Reading, parse_words
from classifiers.fields.stacked import value_below
from classifiers.fields.values import Placement
from classifiers.fields.vocabulary import BIRTH_DATE
from models.documents import FieldName

_STATUSES = {
    "citizen": "01",
    "citoyen": "01",
    "permanent resident": "02",
    "resident permanent": "02",
    "visitor": "03",
    "visiteur": "03",
    "worker": "04",
    "travailleur": "04",
    "student": "05",
    "etudiant": "05",
    "protected person": "07",
    "personne protegee": "07",
    "refugee claimant": "08",
    "demandeur d'asile": "08",
    "foreign national": "09",
    "etranger": "09",
    "other": "06",
    "autre": "06",
}
"""The status as a form shows it, and IRCC's pick-list code for it."""


def find_status(text: str) -> Match | None:
    """Find the immigration status that a text begins with, as IRCC's pick-list code."""
    levelled = flat(text)
    for phrase, status in _STATUSES.items():
        if levelled.startswith(phrase):
            return Match((status,), 0, len(phrase))
    return None


@dataclass(frozen=True, slots=True)
class _BoxRule:
    """A box whose caption ("Country or Territory") tells only with the question above it."""

    name: FieldName
    question: str
    caption: str
    parser: Parser


_QUESTIONS = (
    Label(
        "current",
        (
            "Current country or territory of residence",
            "Current country/territory of residence",
            "Current country of residence",
            "Pays ou territoire de résidence actuel",
            "Pays de résidence actuel",
        ),
    ),
    Label("home", ("Residential address", "Adresse du domicile", "Adresse résidentielle")),
    Label(
        "mail",
        (
            "Current mailing address",
            "Mailing address",
            "Adresse postale actuelle",
            "Adresse postale",
        ),
    ),
    Label(
        "work",
        (
            "Intended location of employment in Canada",
            "Location of employment in Canada",
            "Lieu de travail prévu au Canada",
            "Lieu d'emploi prévu au Canada",
            "Lieu de l'emploi envisagé au Canada",
        ),
    ),
    Label("end", ("Telephone", "Telephone no", "No de téléphone", "Numéro de téléphone")),
    Label(
        "end", ("Previous countries or territories of residence", "Pays de résidence antérieurs")
    ),
    Label("end", ("My occupation in Canada will be", "Ma profession au Canada sera")),
)
_BOX_CAPTIONS = (
    Label(
        "country",
        ("Country or Territory", "Country/Territory", "Country", "Pays ou territoire", "Pays"),
    ),
    Label("status", ("Status", "Statut")),
    Label("province", ("Province", "Province/State", "Province/État", "Province ou État")),
    Label("beside", ("Postal code", "Code postal", "District", "City/Town", "Ville", "Address")),
    Label("beside", ("Adresse", "Other", "Autre", "From", "To", "De", "À", "Apt/Unit")),
)
_BOXES = Vocabulary((*_QUESTIONS, *_BOX_CAPTIONS))
_QUESTION_NAMES = frozenset(label.name for label in _QUESTIONS)
_BOX_RULES = (
    _BoxRule(FieldName.CURRENT_COUNTRY, "current", "country", find_country),
    _BoxRule(FieldName.CURRENT_STATUS, "current", "status", find_status),
    _BoxRule(FieldName.RESIDENCE_COUNTRY, "home", "country", find_country),
    _BoxRule(FieldName.RESIDENCE_PROVINCE, "home", "province", find_province),
    _BoxRule(FieldName.RESIDENCE_COUNTRY, "mail", "country", find_country),
    _BoxRule(FieldName.RESIDENCE_PROVINCE, "mail", "province", find_province),
    _BoxRule(FieldName.INTENDED_PROVINCE, "work", "province", find_province),
)
_MOST_ROWS = 8
_DATE_BOXES = Vocabulary(
    (
        Label("birth", BIRTH_DATE),
        Label("year", ("YYYY", "AAAA", "Year", "Année")),
        Label("month", ("MM", "Month", "Mois")),
        Label("day", ("DD", "JJ", "Day", "Jour")),
    )
)
_ROWS_TO_BIRTH = 4


def box_readings(sheets: tuple[Sheet, ...]) -> tuple[Reading, ...]:
    """Read the boxes that have the same caption under several questions.

    The residential address comes before the mailing address, which stands for it where the
    residential boxes are empty, as the form leaves them when both are the same.
    """
    seen = [(sheet, _BOXES.find(sheet)) for sheet in sheets]
    found = [
        reading
        for rule in _BOX_RULES
        for sheet, hits in seen
        if (reading := _box(rule, sheet, hits)) is not None
    ]
    found.extend(reading for sheet in sheets for reading in _birth_dates(sheet))
    return tuple(reading for i, reading in enumerate(found) if _first(found, i))


def _birth_dates(sheet: Sheet) -> list[Reading]:
    """Read year, month and day from their boxes under the question of the birth date."""
    hits = _DATE_BOXES.find(sheet)
    found = []
    for birth in (hit for hit in hits if hit.name == "birth"):
        boxes: dict[str, LabelHit] = {}
        for hit in hits:
            if hit.name != "birth" and 0 <= hit.row - birth.row <= _ROWS_TO_BIRTH:
                boxes.setdefault(hit.name, hit)
        words: tuple[PlacedWord, ...] = ()
        for part in ("year", "month", "day"):
            if part in boxes:
                words += value_below(sheet, hits, boxes[part])[:1]
        parsed = parse_words(find_date, words, 0) if words else None
        if parsed is not None:
            match, seen = parsed
            found.append(Reading(FieldName.BIRTH_DATE, match.values, seen, sheet, Placement.BELOW))
    return found


def _first(readings: list[Reading], index: int) -> bool:
    return all(other.name is not readings[index].name for other in readings[:index])


def _box(rule: _BoxRule, sheet: Sheet, hits: tuple[LabelHit, ...]) -> Reading | None:
    for question in (hit for hit in hits if hit.name == rule.question):
        for hit in hits:
            if not question.row <= hit.row <= question.row + _MOST_ROWS or hit is question:
                continue
            if hit.name in _QUESTION_NAMES and hit.row > question.row:
                break
            if hit.name != rule.caption:
                continue
            words = value_below(sheet, hits, hit)
            parsed = parse_words(rule.parser, words, 2) if words else None
            if parsed is not None:
                return Reading(rule.name, parsed[0].values, parsed[1], sheet, Placement.BELOW)
    return None
