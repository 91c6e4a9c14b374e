"""Fields of a printed or scanned work-permit form, by the captions over its boxes."""

from classifiers.fields import vocabulary as v
from classifiers.fields.parsing.dates import NumericOrder, date_parser
from classifiers.fields.parsing.match import Match, flat
from classifiers.fields.parsing.names import find_name, find_sex, find_text
from classifiers.fields.parsing.numbers import find_document_number, find_uci
from classifiers.fields.parsing.places import find_foreign_country
from classifiers.fields.rules import WORDS_ONLY, Rule, RuleBook
from models.documents import FieldName


def printed_form_rules(order: NumericOrder) -> RuleBook:
    """Rules of IMM 1295 and IMM 5710 as they are printed."""
    day = date_parser(order)
    return RuleBook(
        (
            Rule(FieldName.UCI, v.UCI, find_uci, WORDS_ONLY),
            Rule(
                FieldName.FAMILY_NAME,
                v.FAMILY_NAME_IN_FULL,
                find_name,
                WORDS_ONLY,
                one_line=True,
            ),
            Rule(FieldName.GIVEN_NAME, v.GIVEN_NAME, find_name, WORDS_ONLY, one_line=True),
            Rule(FieldName.SEX, v.SEX, find_sex, WORDS_ONLY, one_line=True),
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
            Rule(
                FieldName.SIGNATURE,
                (
                    "Signature of Applicant or Parent",
                    "Signature of applicant",
                    "Signature du demandeur ou du parent",
                    "Signature du demandeur",
                ),
                find_text,
                WORDS_ONLY,
                one_line=True,
            ),
            Rule(
                FieldName.SIGNATURE_DATE,
                (
                    "Date: YYYY-MM-DD",
                    "Date (YYYY-MM-DD)",
                    "Date: AAAA-MM-JJ",
                    "Date (AAAA-MM-JJ)",
                    "Date signed",
                    "Date de signature",
                    "Date of signature",
                ),
                day,
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
        labels_below=False,
    )


def find_permit_type(text: str) -> Match | None:
    """Find the open work permit among the types that the form offers, as ``OWP``."""
    levelled = flat(text)
    for phrase in ("open work permit", "permis de travail ouvert", "owp"):
        if phrase in levelled and "vulnerable" not in levelled:
            start = levelled.index(phrase)
            return Match(("OWP",), start, start + len(phrase))
    return None
