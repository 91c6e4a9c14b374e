"""IRCC's letters about applications, and the forms that go with an application."""

from classifiers.fields import label_meanings as m
from classifiers.fields import vocabulary as v
from classifiers.fields.days_of_receipt import received_day
from classifiers.fields.letters import letter_rules
from classifiers.fields.parsing.dates import NumericOrder, date_parser
from classifiers.fields.parsing.numbers import find_uci, letter_number
from classifiers.fields.person_names import find_person
from classifiers.fields.persons import person_rules
from classifiers.fields.rules import WORDS_ONLY, Rule, RuleBook
from models.documents import FieldName

_APPLICATION = letter_number("EVSWFUG", (8, 9))
NUMBERS = (
    Rule(FieldName.UCI, v.UCI, find_uci, meanings=m.UCI),
    Rule(
        FieldName.APPLICATION_NUMBER,
        v.APPLICATION_NUMBER,
        _APPLICATION,
        reach=30,
        meanings=m.APPLICATION_NUMBER,
    ),
)
"""Rules of the numbers of a client and of an application."""
LETTER_STOPS = (
    *v.OTHER_PERSONAL,
    "Office",
    "Bureau",
    "Category",
    "Catégorie",
    "Status",
    "Statut",
    "Submitted by",
    "Présentée par",
)
"""Labels that end a value on a letter."""
_RECEIVED = (
    "Received on",
    "Received",
    "Date received",
    "Date of receipt",
    "Receipt date",
    "Was received on",
    "Submitted on",
    "Date submitted",
    "Submitted",
    "Date of submission",
    "Submission date",
    "Filed on",
    "We received your application on",
    "Lock-in date",
    "In-date",
    "Date de réception",
    "Date de réception de la demande",
    "Reçu le",
    "Reçue le",
    "Reçue",
    "Date reçue",
    "Réception",
    "Demande reçue le",
    "Demande reçue",
    "Reçue en date du",
    "Reçu en date du",
    "Parvenue le",
    "Parvenue",
    "Nous est parvenue le",
    "Arrivée le",
    "Date d'arrivée",
    "Enregistrée le",
    "Registered on",
    "Logged on",
    "Reached us on",
    "Reached our office on",
    "Date déterminante",
    "Soumission",
    "Application received",
    "Application received on",
    "Date application received",
    "Date of filing",
    "Arrived on",
    "Avons reçu le",
    "Présentée le",
    "Date de présentation",
    "Soumise le",
    "Soumis le",
    "Transmise le",
    "Date de soumission",
    "Déposée le",
)
_SENT = (
    "Sent",
    "Sent on",
    "Date sent",
    "Time stamp",
    "Timestamp",
    "Date and time",
    "Horodatage",
    "Date et heure",
    "Transmitted on",
    "Handed in on",
    "Handed over on",
    "Envoyée le",
    "Envoyé le",
    "Date d'envoi",
    "Transmis le",
)


def application_letter_rules(order: NumericOrder) -> RuleBook:
    """Rules of acknowledgments and letters: numbers, date, name, day of receipt."""
    return _letter_book(order, _RECEIVED)


def submission_rules(order: NumericOrder) -> RuleBook:
    """Rules of a confirmation of submission, on which the day of sending is the day of receipt."""
    return _letter_book(order, (*_RECEIVED, *_SENT))


def _letter_book(order: NumericOrder, received: tuple[str, ...]) -> RuleBook:
    return RuleBook(
        (
            *letter_rules(order),
            *NUMBERS,
            Rule(
                FieldName.RECEIVED_DATE,
                received,
                received_day(order),
                reach=70,
                meanings=m.RECEIVED_DATE,
            ),
        ),
        LETTER_STOPS,
    )


def maintained_status_rules(order: NumericOrder) -> RuleBook:
    """Rules of the letter that lets a worker go on until a decision or a date."""
    day = date_parser(order)
    until = (
        "Authorized to work until",
        "May work until",
        "May continue to work until",
        "Continue working until",
        "Authorization ends",
        "Authorization valid until",
        "Work authorization until",
        "Peut travailler jusqu'au",
        "Autorisation valide jusqu'au",
        "Fin de l'autorisation",
        "Fin de validité",
        "Échéance",
        "Authorised to work until",
        "Work until",
        "Until",
        "Valid until",
        "Valid to",
        "Expires on",
        "Expiry date",
        "No later than",
        "Decision is made before",
        "Decision before",
        "Décision est rendue avant le",
        "Décision avant le",
        "Jusqu'au",
        "Autorisé à travailler jusqu'au",
        "Travailler jusqu'au",
        "Valide jusqu'au",
        "Valable jusqu'au",
        "Date d'expiration",
        "Au plus tard le",
        "Expire le",
    )
    return RuleBook(
        (
            *letter_rules(order),
            *NUMBERS,
            Rule(FieldName.EXPIRY_DATE, until, day, reach=40, meanings=m.UNTIL_DATE),
        ),
        LETTER_STOPS,
    )


def side_form_rules(order: NumericOrder) -> RuleBook:
    """Rules of the forms about an applicant's family and representative.

    The applicant stands first on both; fields keep the first of several readings.
    """
    name = Rule(
        FieldName.FULL_NAME,
        v.FULL_NAME,
        find_person,
        WORDS_ONLY,
        one_line=True,
        meanings=m.FULL_NAME,
    )
    return RuleBook(
        (*person_rules(order), name, Rule(FieldName.UCI, v.UCI, find_uci, meanings=m.UCI)),
        v.OTHER_PERSONAL,
    )
