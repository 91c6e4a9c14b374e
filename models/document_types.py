"""The closed list of document types and their names in both languages."""

from enum import StrEnum

from models.bilingual import Bilingual


class DocumentType(StrEnum):
    """What a document is. ``other`` is any document of no listed kind; ``blank`` has no ink."""

    CSQ = "csq"
    INVITATION_LETTER = "invitation_letter"
    PR_ACKNOWLEDGMENT = "pr_acknowledgment"
    PR_SUBMISSION_CONFIRMATION = "pr_submission_confirmation"
    PR_FEE_RECEIPT = "pr_fee_receipt"
    WORK_PERMIT = "work_permit"
    STUDY_PERMIT = "study_permit"
    VISITOR_RECORD = "visitor_record"
    TEMPORARY_RESIDENT_PERMIT = "temporary_resident_permit"
    MAINTAINED_STATUS_LETTER = "maintained_status_letter"
    PASSPORT = "passport"
    PROOF_OF_RESIDENCE = "proof_of_residence"
    IMM1295 = "imm1295"
    IMM5710 = "imm5710"
    FAMILY_INFORMATION = "family_information"
    USE_OF_REPRESENTATIVE = "use_of_representative"
    FEE_RECEIPT = "fee_receipt"
    MARRIAGE_CERTIFICATE = "marriage_certificate"
    ENTRY_DOCUMENT = "entry_document"
    CAQ = "caq"
    OTHER_LETTER = "other_letter"
    PHOTO = "photo"
    BLANK = "blank"
    OTHER = "other"


TITLES: dict[DocumentType, Bilingual] = {
    DocumentType.CSQ: Bilingual(
        "Quebec Selection Certificate (CSQ)", "Certificat de sélection du Québec (CSQ)"
    ),
    DocumentType.INVITATION_LETTER: Bilingual(
        "Quebec invitation letter (IMP+)", "Lettre d'invitation du Québec (PMI+)"
    ),
    DocumentType.PR_ACKNOWLEDGMENT: Bilingual(
        "Acknowledgment of receipt, permanent residence",
        "Accusé de réception, résidence permanente",
    ),
    DocumentType.PR_SUBMISSION_CONFIRMATION: Bilingual(
        "Confirmation of submission, permanent residence",
        "Confirmation de présentation, résidence permanente",
    ),
    DocumentType.PR_FEE_RECEIPT: Bilingual(
        "Fee receipt, permanent residence", "Reçu de frais, résidence permanente"
    ),
    DocumentType.WORK_PERMIT: Bilingual("Work permit", "Permis de travail"),
    DocumentType.STUDY_PERMIT: Bilingual("Study permit", "Permis d'études"),
    DocumentType.VISITOR_RECORD: Bilingual("Visitor record", "Fiche du visiteur"),
    DocumentType.TEMPORARY_RESIDENT_PERMIT: Bilingual(
        "Temporary resident permit", "Permis de séjour temporaire"
    ),
    DocumentType.MAINTAINED_STATUS_LETTER: Bilingual(
        "Maintained status letter", "Lettre de statut maintenu"
    ),
    DocumentType.PASSPORT: Bilingual("Passport", "Passeport"),
    DocumentType.PROOF_OF_RESIDENCE: Bilingual("Proof of residence", "Preuve de résidence"),
    DocumentType.IMM1295: Bilingual(
        "IMM 1295, application for a work permit made outside of Canada",
        "IMM 1295, demande de permis de travail présentée à l'extérieur du Canada",
    ),
    DocumentType.IMM5710: Bilingual(
        "IMM 5710, application to change conditions or extend a stay as a worker",
        "IMM 5710, demande pour modifier les conditions de séjour ou prolonger le séjour "
        "à titre de travailleur",
    ),
    DocumentType.FAMILY_INFORMATION: Bilingual(
        "Family information form", "Formulaire de renseignements sur la famille"
    ),
    DocumentType.USE_OF_REPRESENTATIVE: Bilingual(
        "Use of a representative form", "Formulaire de recours aux services d'un représentant"
    ),
    DocumentType.FEE_RECEIPT: Bilingual(
        "Fee receipt, work permit", "Reçu de frais, permis de travail"
    ),
    DocumentType.MARRIAGE_CERTIFICATE: Bilingual("Marriage certificate", "Certificat de mariage"),
    DocumentType.ENTRY_DOCUMENT: Bilingual(
        "Entry document (visa or eTA)", "Document d'entrée (visa ou AVE)"
    ),
    DocumentType.CAQ: Bilingual(
        "Quebec Acceptance Certificate (CAQ)", "Certificat d'acceptation du Québec (CAQ)"
    ),
    DocumentType.OTHER_LETTER: Bilingual("Other letter", "Autre lettre"),
    DocumentType.PHOTO: Bilingual("Photograph", "Photographie"),
    DocumentType.BLANK: Bilingual("Blank page", "Page blanche"),
    DocumentType.OTHER: Bilingual("Other document", "Autre document"),
}
"""The name of every type, as officers and applicants read it."""
