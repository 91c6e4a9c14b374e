"""Anchors by what a document says: labels of fields and sentences."""

from classifiers.page_types.anchors import Anchor, AnchorKind
from models.document_types import DocumentType as T


def _labels(type_: T, reason: str, *labels: tuple[str, ...]) -> tuple[Anchor, ...]:
    return tuple(Anchor(type_, AnchorKind.LABEL, phrases, reason) for phrases in labels)


def _statements(type_: T, reason: str, *statements: tuple[str, ...]) -> tuple[Anchor, ...]:
    return tuple(Anchor(type_, AnchorKind.STATEMENT, phrases, reason) for phrases in statements)


LABELS: tuple[Anchor, ...] = (
    *_labels(
        T.CSQ,
        "Captions of the certificate in its printed order; no other document has them all.",
        ("unité administrative",),
        ("numéro de référence individuel", "no de référence individuel"),
        ("nom à la naissance",),
        ("région de destination",),
        ("connaissances linguistiques",),
        ("CSQ antérieur",),
        ("bureau fédéral",),
        ("mentions particulières",),
        ("nom et code du fonctionnaire",),
        ("nombre de personnes",),
    ),
    *_labels(
        T.CAQ,
        "Captions that only a certificate for studies or temporary work needs.",
        ("établissement d'enseignement", "educational institution"),
        ("ordre d'enseignement", "niveau d'études", "level of study"),
        ("CAQ pour études", "certificat d'acceptation pour études"),
    ),
    *_labels(
        T.IMM1295,
        "Questions and captions that only this application has.",
        ("details of intended work in Canada", "détails du travail envisagé au Canada"),
        ("my occupation in Canada will be",),
    ),
    *_labels(
        T.IMM5710,
        "Questions that only an application made in Canada asks.",
        ("coming into Canada", "arrivée au Canada"),
        (
            "date and place of your original entry to Canada",
            "date et lieu de votre première entrée au Canada",
        ),
        ("restore my status", "rétablir mon statut"),
    ),
    *_labels(
        T.FAMILY_INFORMATION,
        "Sections about the family, each with the same captions.",
        ("section A applicant", "section A demandeur"),
        ("section B children", "section B enfants"),
        ("brothers and sisters", "frères et soeurs"),
        ("will accompany you to Canada", "vous accompagnera au Canada"),
    ),
    *_labels(
        T.USE_OF_REPRESENTATIVE,
        "Sections that appoint or cancel a representative.",
        ("appointment of representative", "désignation d'un représentant"),
        ("cancel a representative", "annuler la désignation d'un représentant"),
        ("your representative's declaration", "déclaration du représentant"),
    ),
    *_labels(
        T.WORK_PERMIT,
        "Captions that only the work permit among the four kinds has.",
        ("employer employeur", "name of employer"),
        ("employment location", "lieu d'emploi"),
        ("occupation profession",),
    ),
    *_labels(
        T.STUDY_PERMIT,
        "Captions that only the study permit among the four kinds has.",
        ("field of study", "domaine d'études"),
        ("institution name", "nom de l'établissement"),
    ),
    *_labels(
        T.PASSPORT,
        "Captions of a data page (ICAO 9303 part 4).",
        ("place of birth lieu de naissance", "place of birth"),
        ("date of issue date de délivrance",),
        ("authority autorité", "issuing authority", "autorité"),
        ("nationality nationalité",),
    ),
    *_labels(
        T.ENTRY_DOCUMENT,
        "Captions of a counterfoil and lines of an authorization.",
        ("no of entries", "number of entries", "nombre d'entrées", "entrées"),
        ("visa category", "catégorie de visa"),
        ("eTA number", "numéro d'AVE", "numéro de l'AVE"),
    ),
    *_labels(
        T.PROOF_OF_RESIDENCE,
        "Captions of documents that a landlord, utility or bank sends to an address.",
        ("landlord", "locateur", "bailleur"),
        ("tenant", "locataire"),
        ("monthly rent", "loyer mensuel"),
        ("service address", "adresse de service", "adresse du service"),
        ("amount due", "montant dû", "montant à payer"),
        ("billing period", "période de facturation"),
        ("meter reading", "lecture du compteur"),
        ("opening balance", "solde d'ouverture"),
        ("rental premises", "rental unit", "lieux loués"),
    ),
    *_labels(
        T.MARRIAGE_CERTIFICATE,
        "Captions of civil registers.",
        ("date of marriage", "date du mariage"),
        ("place of marriage", "lieu du mariage"),
        ("officiant", "célébrant"),
    ),
)
"""Captions of fields."""

STATEMENTS: tuple[Anchor, ...] = (
    *_statements(
        T.PR_ACKNOWLEDGMENT,
        "The sentence that ties an acknowledgment to permanent residence.",
        (
            "this refers to your application for permanent residence",
            "we have received your application for permanent residence",
            "acknowledge receipt of your application for permanent residence",
            "nous accusons réception de votre demande de résidence permanente",
            "nous avons reçu votre demande de résidence permanente",
            "la présente concerne votre demande de résidence permanente",
        ),
    ),
    *_statements(
        T.PR_SUBMISSION_CONFIRMATION,
        "The portal's word that an application went out, before any officer received it.",
        (
            "your application for permanent residence has been submitted",
            "you have successfully submitted your application",
            "votre demande de résidence permanente a été soumise",
            "votre demande de résidence permanente a été présentée",
        ),
        ("permanent residence portal", "portail de résidence permanente"),
    ),
    *_statements(
        T.INVITATION_LETTER,
        "What Quebec asks the invited person to do, and for which programme.",
        (
            "invited to apply for an open work permit",
            "vous invite à présenter une demande de permis de travail ouvert",
            "invite à présenter à IRCC une demande de permis de travail",
            "présenter une demande de permis de travail ouvert",
        ),
    ),
    *_statements(
        T.MAINTAINED_STATUS_LETTER,
        "What the letter allows.",
        (
            "you are authorized to work until",
            "authorized to continue working",
            "continue to work under the same conditions",
            "vous êtes autorisé à travailler jusqu'au",
            "autorisé à continuer de travailler",
        ),
    ),
    *_statements(
        T.PR_FEE_RECEIPT,
        "What was paid for.",
        (
            "right of permanent residence fee",
            "permanent residence application fee",
            "frais relatifs au droit de résidence permanente",
            "frais de traitement de la demande de résidence permanente",
        ),
    ),
    *_statements(
        T.FEE_RECEIPT,
        "What was paid for.",
        (
            "work permit processing fee",
            "open work permit holder",
            "frais de traitement du permis de travail",
            "titulaire d'un permis de travail ouvert",
        ),
        ("biometrics fee", "frais de biométrie", "biométrie par personne"),
    ),
)
"""Parts of sentences."""

AMOUNTS: tuple[Anchor, ...] = (
    Anchor(
        T.FEE_RECEIPT,
        AnchorKind.AMOUNT,
        (r"(?<![\d.,])(?:155|255|340)[.,]00(?!\d)",),
        "What a work permit costs, with its holder's fee for an open one, and with biometrics. The "
        "text classifiers see no digits, and the words of both receipts are the same.",
    ),
    Anchor(
        T.PR_FEE_RECEIPT,
        AnchorKind.AMOUNT,
        (
            r"(?<![\d.,])(?:490|500|515|550|575|825|850|950)[.,]00(?!\d)",
            r"(?<![\d.,])1[ ,.\u00a0\u202f]?(?:040|050|325|340|365|525)[.,]00(?!\d)",
        ),
        "The processing fees of skilled workers since 2019, the fees for the right of permanent "
        "residence, and their sums.",
    ),
)
"""Prices in the department's tariffs, as regular expressions on the raw text."""
