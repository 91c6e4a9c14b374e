"""Papers of Quebec's immigration ministry: CSQ, CAQ and the IMP+ invitation letter."""

from classifiers.fields import label_meanings as m
from classifiers.fields import vocabulary as v
from classifiers.fields.date_captions import VALID_FROM, VALID_UNTIL
from classifiers.fields.letters import letter_rules
from classifiers.fields.parsing.dates import NumericOrder, date_parser, end_of_term
from classifiers.fields.parsing.match import Match
from classifiers.fields.parsing.names import find_text
from classifiers.fields.parsing.numbers import find_reference, letter_number
from classifiers.fields.persons import identity_rules
from classifiers.fields.rules import WORDS_ONLY, Reading, Rule, RuleBook
from models.documents import FieldName

_FILE_DIGITS = 10
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_GOES_ON = frozenset(("de", "des", "du", "d'un", "of", "est", "is", "for", "pour"))
_CERTIFICATE_STOPS = (
    *v.OTHER_PERSONAL,
    "Unité administrative",
    "Nombre de personnes",
    "Nbre de personnes",
    "Number of persons",
    "No. of persons",
    "Unité adm.",
    "Administrative unit",
    "Region of destination",
    "Région",
    "Destination",
    "Code de profession",
    "Interview",
    "Langues",
    "Knowledge of languages",
    "Previous CSQ",
    "Special program",
    "Federal office",
    "Autre référence",
    "Other reference number",
    "Special mentions",
    "Name and code of the officer",
    "Fonctionnaire",
    "Authorized signature",
    "Région de destination",
    "CNP ou CTI",
    "NOC",
    "NOC code",
    "N/Réf",
    "N/R",
    "CNP",
    "CTI",
    "Entrevue",
    "Connaissances linguistiques",
    "CSQ antérieur",
    "Programme spécial",
    "Programme",
    "Bureau fédéral",
    "Autre numéro de référence",
    "Mentions particulières",
    "Nom et code du fonctionnaire",
    "Nom du fonctionnaire",
    "Signature autorisée",
    "Sceau",
    "Statut",
    "Établissement d'enseignement",
    "Niveau d'études",
    "Employeur",
    "Motif du séjour",
    "Citoyenneté",
    "Pays de citoyenneté",
    "Requérant",
    "Lien de parenté",
)


def certificate_rules(order: NumericOrder) -> RuleBook:
    """Rules of the CSQ and of the CAQ, which share their layout and most labels."""
    day = date_parser(order)
    return RuleBook(
        (
            *identity_rules(order),
            Rule(
                FieldName.FILE_NUMBER,
                (
                    "Numéro de dossier",
                    "Numéro du dossier",
                    "No de dossier",
                    "No du dossier",
                    "N° de dossier",
                    "N/Dossier",
                    "V/Dossier",
                    "No dossier",
                    "Dossier no",
                    "Dossier",
                    "File number",
                ),
                letter_number(_LETTERS, (10,)),
                meanings=m.FILE_NUMBER,
            ),
            Rule(
                FieldName.REFERENCE_NUMBER,
                (
                    "Numéro de référence individuel",
                    "Numéro de référence individuelle",
                    "No de référence individuel",
                    "N° de référence individuel",
                    "No réf. individuel",
                    "Référence individuelle",
                    "Réf. individuelle",
                    "Réf. ind.",
                    "Référence personnelle",
                    "Numéro de référence",
                    "Référence",
                    "Individual reference number",
                    "Individual reference",
                    "Reference number",
                    "Reference no.",
                    "Numéro individuel de référence",
                    "No individuel",
                    "Notre référence",
                    "No de référence",
                ),
                letter_number(_LETTERS, (7,)),
                meanings=m.REFERENCE_NUMBER,
            ),
            Rule(
                FieldName.CATEGORY,
                (
                    "Catégorie",
                    "Catégorie d'immigration",
                    "Catégorie d'immigrants",
                    "Catégorie d'immigrant",
                    "Catégorie et programme",
                    "Immigration category",
                    "Selection category",
                    "Catégorie de sélection",
                    "Sous-catégorie",
                    "Volet",
                    "Programme d'immigration",
                    "Category",
                ),
                find_category,
                WORDS_ONLY,
                meanings=m.CATEGORY,
            ),
            Rule(FieldName.ISSUE_DATE, v.ISSUE_DATE, day, meanings=m.ISSUE_DATE),
            Rule(FieldName.EXPIRY_DATE, v.EXPIRY_DATE, day, meanings=m.EXPIRY_DATE),
            Rule(FieldName.EXPIRY_DATE, VALID_FROM, end_of_term(order), WORDS_ONLY),
        ),
        _CERTIFICATE_STOPS,
    )


def find_category(text: str) -> Match | None:
    """Take the whole text, unless a sentence goes on with it: « la catégorie des travailleurs »."""
    begins = text.split(maxsplit=1)[:1]
    return None if begins and begins[0] in _GOES_ON else find_text(text)


def invitation_rules(order: NumericOrder) -> RuleBook:
    """Rules of the invitation letter."""
    day = date_parser(order)
    return RuleBook(
        (
            *letter_rules(order),
            Rule(
                FieldName.DEADLINE,
                (
                    *VALID_UNTIL,
                    "Date limite",
                    "Date limite de présentation",
                    "Date butoir",
                    "Dernier jour",
                    "D'ici au",
                    "Au plus tard",
                    "Avant la date du",
                    "Closing date",
                    "Prior to",
                    "Date limite pour présenter la demande",
                    "Demande à présenter avant le",
                    "Présenter la demande avant le",
                    "Présenter votre demande avant le",
                    "À présenter au plus tard le",
                    "Invitation valide jusqu'au",
                    "Fin de validité",
                    "Expiration de l'invitation",
                    "Apply before",
                    "Apply by",
                    "Apply no later than",
                    "Application deadline",
                    "Last day to apply",
                    "Final date to apply",
                    "Invitation valid until",
                    "Expiry of invitation",
                    "Not later than",
                    "Échéance",
                    "Avant le",
                    "Au plus tard le",
                    "Jusqu'au",
                    "D'ici le",
                    "Délai",
                    "Deadline",
                    "No later than",
                    "On or before",
                    "Before",
                    "By",
                    "Until",
                ),
                day,
                meanings=m.DEADLINE,
            ),
            Rule(
                FieldName.REFERENCE_NUMBER,
                (
                    "N/R",
                    "N/Réf",
                    "N/Référence",
                    "N/Dossier",
                    "V/Dossier",
                    "Notre référence",
                    "V/Réf",
                    "Référence",
                    "Réf",
                    "Numéro de référence",
                    "No de référence",
                    "Numéro de référence individuel",
                    "Numéro de dossier",
                    "No de dossier",
                    "Dossier",
                    "Individual reference number",
                    "Individual reference",
                    "Individual number",
                    "Your reference",
                    "Your ref",
                    "Reference to quote",
                    "Votre référence",
                    "Référence à rappeler",
                    "Référence à mentionner",
                    "Référence personnelle",
                    "Référence individuelle",
                    "No de référence individuel",
                    "Numéro individuel",
                    "No dossier",
                    "File no.",
                    "Reference no.",
                    "Our ref",
                    "Our reference",
                    "Our file",
                    "Reference",
                    "Reference number",
                    "File number",
                ),
                find_reference,
                WORDS_ONLY,
                meanings=m.LETTER_REFERENCE,
            ),
        ),
        v.OTHER_PERSONAL,
    )


def own_reference_first(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Put a ministry file's number behind the person's reference, where a letter bears both.

    A file has a letter and ten digits and may be a family's; a reference has seven digits and is
    one person's, and it is what a certificate of selection repeats.
    """
    return tuple(sorted(readings, key=_is_file))


def _is_file(reading: Reading) -> bool:
    digits = sum(c.isdigit() for c in reading.values[0])
    return reading.name is FieldName.REFERENCE_NUMBER and digits == _FILE_DIGITS
