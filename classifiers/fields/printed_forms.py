"""Fields of a printed or scanned work-permit form, by the captions over its boxes."""

from dataclasses import dataclass

from classifiers.fields import vocabulary as v
from classifiers.fields.labels import Label, LabelHit, Vocabulary
from classifiers.fields.layout import Sheet
from classifiers.fields.parsing.dates import NumericOrder, date_parser
from classifiers.fields.parsing.match import Match, Parser, flat
from classifiers.fields.parsing.names import find_name, find_sex
from classifiers.fields.parsing.numbers import find_document_number, find_uci
from classifiers.fields.parsing.places import find_country, find_foreign_country, find_province
from classifiers.fields.rules import WORDS_ONLY, Reading, Rule, RuleBook, parse_words
from classifiers.fields.values import Placement, value_below
from models.documents import FieldName

_STATUSES = {
    "worker": "worker",
    "travailleur": "worker",
    "student": "student",
    "etudiant": "student",
    "visitor": "visitor",
    "visiteur": "visitor",
    "citizen": "citizen",
    "citoyen": "citizen",
    "permanent resident": "permanent_resident",
    "resident permanent": "permanent_resident",
    "foreign national": "foreign_national",
    "etranger": "foreign_national",
    "protected person": "protected_person",
    "personne protegee": "protected_person",
    "refugee claimant": "refugee_claimant",
}


def printed_form_rules(order: NumericOrder) -> RuleBook:
    """Rules of IMM 1295 and IMM 5710 as they are printed."""
    day = date_parser(order)
    return RuleBook(
        (
            Rule(FieldName.UCI, v.UCI, find_uci, WORDS_ONLY),
            Rule(FieldName.FAMILY_NAME, v.FAMILY_NAME[:9], find_name, WORDS_ONLY, one_line=True),
            Rule(FieldName.GIVEN_NAME, v.GIVEN_NAME, find_name, WORDS_ONLY, one_line=True),
            Rule(FieldName.SEX, v.SEX, find_sex, WORDS_ONLY, one_line=True),
            Rule(FieldName.BIRTH_DATE, v.BIRTH_DATE, day, WORDS_ONLY, reach=20, wide=True),
            Rule(
                FieldName.CITIZENSHIP,
                v.CITIZENSHIP,
                find_foreign_country,
                WORDS_ONLY,
                one_line=True,
            ),
            Rule(
                FieldName.PASSPORT_NUMBER,
                (*v.PASSPORT_NUMBER, "Passport/Travel document number"),
                find_document_number,
                WORDS_ONLY,
            ),
            Rule(FieldName.EXPIRY_DATE, v.EXPIRY_DATE, day, WORDS_ONLY),
            Rule(
                FieldName.PERMIT_TYPE,
                (
                    "What type of work permit are you applying for",
                    "Type of work permit",
                    "Work permit type",
                    "Quel type de permis de travail demandez-vous",
                    "Type de permis de travail",
                    "Genre de permis de travail",
                ),
                find_permit_type,
                WORDS_ONLY,
                reach=60,
            ),
        ),
        (*v.OTHER_PERSONAL, "Date of issue", "Issue date", "Date de délivrance", "From", "To"),
    )


def find_permit_type(text: str) -> Match | None:
    """Find the open work permit among the types that the form offers, as ``OWP``."""
    levelled = flat(text)
    for phrase in ("open work permit", "permis de travail ouvert", "owp"):
        if phrase in levelled and "vulnerable" not in levelled:
            start = levelled.index(phrase)
            return Match(("OWP",), start, start + len(phrase))
    return None


def find_status(text: str) -> Match | None:
    """Find the immigration status that a text begins with, under its English name."""
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
    return tuple(reading for i, reading in enumerate(found) if _first(found, i))


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
