"""Anchors by what a document calls itself: titles and form numbers."""

from classifiers.page_types.anchors import Anchor, AnchorKind
from models.document_types import DocumentType as T


def _title(type_: T, reason: str, *phrases: str) -> Anchor:
    return Anchor(type_, AnchorKind.TITLE, phrases, reason)


def _form(type_: T, reason: str, *patterns: str) -> Anchor:
    return Anchor(type_, AnchorKind.FORM_NUMBER, patterns, reason)


# A form's own number stands in its footer with its edition, or alone on its line; a text that
# merely mentions the form writes neither. Tesseract reads "IMM" as "IMN", "lMM" or "1MM".
_IMM = r"\b[IlL1][MN][MN] ?"
_EDITION = r" ?[A-Z]? ?\(? ?[01O]?[0-9O]-[12][0-9O]{3} ?\)? ?[EFBefb]?\b"


def _edition_of(number: str) -> str:
    return _IMM + number + _EDITION


TITLES: tuple[Anchor, ...] = (
    _title(
        T.CSQ,
        "The certificate's name, printed as its title.",
        "certificat de sélection du Québec",
        "Québec selection certificate",
        "certificat de sélection du Québec CSQ",
    ),
    _title(
        T.CAQ,
        "The acceptance certificate is for studies or temporary work, not for selection.",
        "certificat d'acceptation du Québec",
        "Québec acceptance certificate",
        "attestation de délivrance du certificat d'acceptation du Québec",
    ),
    _title(
        T.INVITATION_LETTER,
        "The programme's name as the subject of a letter.",
        "programme de mobilité internationale plus",
        "International Mobility Program Plus",
        "invitation à présenter une demande de permis de travail",
        "invitation to apply for a work permit",
        "objet invitation programme de mobilité internationale plus PMI",
        "lettre d'invitation PMI",
    ),
    _title(
        T.PR_ACKNOWLEDGMENT,
        "The letter's subject, with the kind of application that it acknowledges.",
        "acknowledgment of receipt application for permanent residence",
        "acknowledgement of receipt of your application for permanent residence",
        "accusé de réception demande de résidence permanente",
        "accusé de réception de votre demande de résidence permanente",
    ),
    _title(
        T.PR_SUBMISSION_CONFIRMATION,
        "What the permanent residence portal says once an application is sent.",
        "confirmation of submission",
        "submission confirmation",
        "application submitted permanent residence",
        "confirmation de soumission",
        "confirmation de présentation",
        "demande soumise résidence permanente",
    ),
    _title(
        T.WORK_PERMIT,
        "The title of one of the four kinds of IMM 1442.",
        "work permit",
        "permis de travail",
        "work permit permis de travail",
    ),
    _title(
        T.STUDY_PERMIT,
        "The title of one of the four kinds of IMM 1442.",
        "study permit",
        "permis d'études",
        "study permit permis d'études",
    ),
    _title(
        T.VISITOR_RECORD,
        "The title of one of the four kinds of IMM 1442.",
        "visitor record",
        "fiche du visiteur",
        "visitor record fiche du visiteur",
    ),
    _title(
        T.TEMPORARY_RESIDENT_PERMIT,
        "The title of one of the four kinds of IMM 1442.",
        "temporary resident permit",
        "permis de séjour temporaire",
    ),
    _title(
        T.MAINTAINED_STATUS_LETTER,
        "The subject of the letter that lets a person work while an extension is decided.",
        "maintained status",
        "statut maintenu",
        "authorization to work while your application is processed",
        "maintien du statut",
        "conservation du statut",
    ),
    _title(
        T.PROOF_OF_RESIDENCE,
        "The titles of leases, utility bills and statements that carry an address.",
        "residential tenancy agreement",
        "lease agreement",
        "bail de logement",
        "contrat de location",
        "account statement",
        "relevé de compte",
        "electricity bill",
        "facture d'électricité",
        "utility bill",
        "driver's licence",
        "permis de conduire",
        "notice of assessment",
    ),
    _title(
        T.IMM1295,
        "The form's title, in the words of its printed pages.",
        "application for work permit made outside of Canada",
        "demande de permis de travail présentée à l'extérieur du Canada",
    ),
    _title(
        T.IMM5710,
        "The form's title, in the words of its printed pages.",
        "application to change conditions extend my stay or remain in Canada as a worker",
        "demande pour modifier les conditions de séjour ou proroger le séjour comme travailleur",
        "demande visant à modifier les conditions de séjour ou à prolonger le séjour au Canada "
        "à titre de travailleur",
    ),
    _title(
        T.FAMILY_INFORMATION,
        "The title of IMM 5645, 5707 and 5406.",
        "family information",
        "renseignements sur la famille",
        "additional family information",
        "renseignements additionnels sur la famille",
    ),
    _title(
        T.USE_OF_REPRESENTATIVE,
        "The title of IMM 5476.",
        "use of a representative",
        "recours aux services d'un représentant",
    ),
    _title(
        T.MARRIAGE_CERTIFICATE,
        "The certificate's title in the languages of the service.",
        "marriage certificate",
        "certificate of marriage",
        "certificat de mariage",
        "acte de mariage",
        "copie d'acte de mariage",
    ),
    _title(
        T.ENTRY_DOCUMENT,
        "What a visa counterfoil or an electronic travel authorization calls itself.",
        "visa Canada",
        "temporary resident visa",
        "visa de résident temporaire",
        "electronic travel authorization",
        "autorisation de voyage électronique",
    ),
    _title(
        T.PASSPORT,
        "The word that every passport's data page carries in the languages of the service.",
        "passport passeport",
        "passeport passport",
        "passport pasaporte",
    ),
)
"""What a document calls itself."""

FORM_NUMBERS: tuple[Anchor, ...] = (
    _form(T.IMM1295, "The form's number with its edition.", _edition_of("1295")),
    _form(T.IMM5710, "The form's number with its edition.", _edition_of("5710")),
    _form(
        T.FAMILY_INFORMATION,
        "The numbers of the three family information forms with their editions.",
        *(_edition_of(number) for number in ("5645", "5707", "5406")),
    ),
    _form(T.USE_OF_REPRESENTATIVE, "The form's number with its edition.", _edition_of("5476")),
)
"""Numbers of forms, as regular expressions on the raw text."""

PERMITS = frozenset((T.WORK_PERMIT, T.STUDY_PERMIT, T.VISITOR_RECORD, T.TEMPORARY_RESIDENT_PERMIT))
"""The four kinds of papers that are printed on form IMM 1442."""

PERMIT_NUMBER = _form(
    T.WORK_PERMIT,
    "The number of IMM 1442 with its edition; it tells that the paper is one of four, of which the "
    "work permit stands here for all.",
    _edition_of("1442"),
)
PERMIT_TITLES = tuple(title for title in TITLES if title.type in PERMITS)
