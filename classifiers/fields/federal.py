"""IRCC's papers: letters about applications, receipts, and the permits on form IMM 1442."""

from classifiers.fields import label_meanings as m
from classifiers.fields import vocabulary as v
from classifiers.fields.letters import find_person, letter_rules
from classifiers.fields.parsing.dates import NumericOrder, date_parser
from classifiers.fields.parsing.match import Match
from classifiers.fields.parsing.names import find_name, find_sex, find_text
from classifiers.fields.parsing.numbers import (
    find_amount,
    find_document_number,
    find_uci,
    letter_number,
)
from classifiers.fields.parsing.places import find_foreign_country, find_province
from classifiers.fields.rules import WORDS_ONLY, Rule, RuleBook
from models.documents import FieldName

_APPLICATION = letter_number("EVSWFUG", (8, 9))
_PERMIT = letter_number("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (9,))
_COUNTER_NUMBER = letter_number("VLTEJF", (9, 8))
_NUMBERS = (
    Rule(FieldName.UCI, v.UCI, find_uci, meanings=m.UCI),
    Rule(
        FieldName.APPLICATION_NUMBER,
        v.APPLICATION_NUMBER,
        _APPLICATION,
        reach=30,
        meanings=m.APPLICATION_NUMBER,
    ),
)
_LETTER_STOPS = (
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


def application_letter_rules(order: NumericOrder) -> RuleBook:
    """Rules of acknowledgments and confirmations: numbers, date, name, day of receipt."""
    day = date_parser(order)
    return RuleBook(
        (
            *letter_rules(order),
            *_NUMBERS,
            Rule(
                FieldName.RECEIVED_DATE,
                (
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
                ),
                day,
                reach=70,
                meanings=m.RECEIVED_DATE,
            ),
        ),
        _LETTER_STOPS,
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
            *_NUMBERS,
            Rule(FieldName.EXPIRY_DATE, until, day, reach=40, meanings=m.UNTIL_DATE),
        ),
        _LETTER_STOPS,
    )


def receipt_rules(order: NumericOrder) -> RuleBook:
    """Rules of fee receipts."""
    return RuleBook(
        (
            Rule(
                FieldName.AMOUNT,
                (
                    "Total",
                    "Total paid",
                    "Total amount",
                    "Grand total",
                    "Amount paid",
                    "Amount received",
                    "Total (CAD)",
                    "Total CAD",
                    "Montant total",
                    "Total payé",
                    "Montant payé",
                    "Montant reçu",
                    "Somme reçue",
                    "Total général",
                ),
                find_amount,
                reach=40,
                meanings=m.AMOUNT,
            ),
            Rule(
                FieldName.LETTER_DATE,
                (
                    "Date",
                    "Receipt date",
                    "Date of receipt",
                    "Payment date",
                    "Date of payment",
                    "Transaction date",
                    "Date paid",
                    "Paid on",
                    "Date du reçu",
                    "Date de paiement",
                    "Date du paiement",
                    "Date de la transaction",
                    "Payé le",
                    *v.ISSUE_DATE,
                ),
                date_parser(order),
                meanings=m.PAYMENT_DATE,
            ),
            *_NUMBERS,
            Rule(
                FieldName.FULL_NAME,
                (
                    *v.FULL_NAME,
                    "Paid by",
                    "Payer",
                    "Payor",
                    "Received from",
                    "Payé par",
                    "Payeur",
                    "Reçu de",
                    "Cardholder",
                    "Titulaire de la carte",
                ),
                find_name,
                WORDS_ONLY,
                one_line=True,
                meanings=m.PAYER_NAME,
            ),
            Rule(
                FieldName.DOCUMENT_NUMBER,
                (
                    "Receipt number",
                    "Receipt No",
                    "Transaction number",
                    "Confirmation number",
                    "Numéro du reçu",
                    "Numéro de reçu",
                    "No du reçu",
                    "No de reçu",
                    "Numéro de transaction",
                    "Numéro de confirmation",
                ),
                find_document_number,
                meanings=m.RECEIPT_NUMBER,
            ),
        ),
        (*_LETTER_STOPS, "Quantity", "Quantité", "Description", "Subtotal", "Sous-total"),
    )


def permit_rules(order: NumericOrder) -> RuleBook:
    """Rules of IMM 1442 in its four kinds, whose labels are printed in both languages."""
    day = date_parser(order)
    return RuleBook(
        (
            *_person_rules(order),
            Rule(FieldName.DOCUMENT_NUMBER, v.DOCUMENT_NUMBER, _PERMIT, meanings=m.PERMIT_NUMBER),
            *_NUMBERS,
            Rule(
                FieldName.PASSPORT_NUMBER,
                v.PASSPORT_NUMBER,
                find_document_number,
                meanings=m.PASSPORT_NUMBER,
            ),
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
            Rule(
                FieldName.PROVINCE,
                ("Province", "Province of destination", "Province de destination"),
                find_province,
                meanings=m.PROVINCE,
            ),
        ),
        (
            *v.OTHER_PERSONAL,
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
            *_person_rules(order),
            Rule(
                FieldName.DOCUMENT_NUMBER,
                (
                    *v.DOCUMENT_NUMBER,
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
            Rule(
                FieldName.PASSPORT_NUMBER,
                v.PASSPORT_NUMBER,
                find_document_number,
                meanings=m.PASSPORT_NUMBER,
            ),
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
        (*v.OTHER_PERSONAL, "Entries", "Entrées", "Number of entries", "Nombre d'entrées"),
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
        (*_person_rules(order), name, Rule(FieldName.UCI, v.UCI, find_uci, meanings=m.UCI)),
        v.OTHER_PERSONAL,
    )


def _either(text: str) -> Match | None:
    return _COUNTER_NUMBER(text) or find_document_number(text)


def _person_rules(order: NumericOrder) -> tuple[Rule, ...]:
    return (
        Rule(
            FieldName.FAMILY_NAME,
            v.FAMILY_NAME,
            find_name,
            WORDS_ONLY,
            one_line=True,
            meanings=m.FAMILY_NAME,
        ),
        Rule(
            FieldName.GIVEN_NAME,
            v.GIVEN_NAME,
            find_name,
            WORDS_ONLY,
            one_line=True,
            meanings=m.GIVEN_NAME,
        ),
        Rule(FieldName.BIRTH_DATE, v.BIRTH_DATE, date_parser(order), meanings=m.BIRTH_DATE),
        Rule(FieldName.SEX, v.SEX, find_sex, WORDS_ONLY, one_line=True, meanings=m.SEX),
        Rule(
            FieldName.CITIZENSHIP,
            v.CITIZENSHIP,
            find_foreign_country,
            WORDS_ONLY,
            meanings=m.CITIZENSHIP,
        ),
    )
