"""Receipts of fees."""

from classifiers.fields import label_meanings as m
from classifiers.fields import vocabulary as v
from classifiers.fields.federal import LETTER_STOPS, NUMBERS
from classifiers.fields.misread_capitals import as_names
from classifiers.fields.parsing.dates import NumericOrder, date_parser
from classifiers.fields.parsing.numbers import find_amount, find_document_number
from classifiers.fields.person_names import find_person
from classifiers.fields.rules import WORDS_ONLY, Rule, RuleBook
from models.documents import FieldName


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
            *NUMBERS,
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
                find_person,
                WORDS_ONLY,
                one_line=True,
                meanings=m.PAYER_NAME,
                text=as_names,
            ),
            Rule(
                FieldName.DOCUMENT_NUMBER,
                (
                    "Receipt",
                    "Invoice number",
                    "Invoice No",
                    "Numéro de facture",
                    "No de facture",
                    "Receipt number",
                    "Receipt No",
                    "Transaction number",
                    "Confirmation number",
                    "Reçu",
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
        (*LETTER_STOPS, "Quantity", "Quantité", "Description", "Subtotal", "Sous-total"),
    )
