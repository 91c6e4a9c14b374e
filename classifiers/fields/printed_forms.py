"""Fields of a printed or scanned work-permit form, by the captions over its boxes."""

from classifiers.fields import vocabulary as v
from classifiers.fields.parsing.dates import NumericOrder, date_parser
from classifiers.fields.parsing.match import Match, flat
from classifiers.fields.parsing.names import find_name, find_sex
from classifiers.fields.parsing.numbers import find_document_number, find_uci
from classifiers.fields.parsing.places import find_country, find_foreign_country, find_province
from classifiers.fields.rules import WORDS_ONLY, Rule, RuleBook
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
            Rule(FieldName.BIRTH_DATE, v.BIRTH_DATE, day, WORDS_ONLY),
            Rule(
                FieldName.CITIZENSHIP,
                v.CITIZENSHIP,
                find_foreign_country,
                WORDS_ONLY,
                one_line=True,
            ),
            Rule(
                FieldName.CURRENT_COUNTRY,
                (
                    "Current country of residence",
                    "Current country or territory of residence",
                    "Current country/territory of residence",
                    "Country of residence",
                    "Pays de résidence actuel",
                    "Pays ou territoire de résidence actuel",
                    "Pays de résidence",
                ),
                find_country,
                WORDS_ONLY,
            ),
            Rule(FieldName.CURRENT_STATUS, ("Status", "Statut"), find_status, WORDS_ONLY),
            Rule(
                FieldName.PASSPORT_NUMBER,
                (*v.PASSPORT_NUMBER, "Passport/Travel document number"),
                find_document_number,
                WORDS_ONLY,
            ),
            Rule(FieldName.EXPIRY_DATE, v.EXPIRY_DATE, day, WORDS_ONLY),
            Rule(
                FieldName.RESIDENCE_COUNTRY,
                (
                    "Country of residential address",
                    "Residential country",
                    "Residential address country",
                    "Pays de l'adresse résidentielle",
                    "Pays du domicile",
                ),
                find_country,
                WORDS_ONLY,
            ),
            Rule(
                FieldName.RESIDENCE_PROVINCE,
                (
                    "Residential province",
                    "Province of residence",
                    "Residential address province",
                    "Province de résidence",
                    "Province du domicile",
                ),
                find_province,
                WORDS_ONLY,
            ),
            Rule(
                FieldName.INTENDED_PROVINCE,
                (
                    "Province or territory",
                    "Province/Territory",
                    "Province of intended work",
                    "Province of destination",
                    "Intended province",
                    "Province of work",
                    "Province où je travaillerai",
                    "Province de destination",
                    "Province ou territoire",
                ),
                find_province,
                WORDS_ONLY,
            ),
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
    for phrase in ("open work permit", "permis de travail ouvert"):
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
