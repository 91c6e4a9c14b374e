"""What each finding says in words, by its code, in both languages."""

from models.bilingual import Bilingual

FINDINGS: dict[str, Bilingual] = {
    "name_differs": Bilingual(
        "The name is not the same in all documents.",
        "Le nom n'est pas le même dans tous les documents.",
    ),
    "birth_date_differs": Bilingual(
        "The date of birth is not the same in all documents.",
        "La date de naissance n'est pas la même dans tous les documents.",
    ),
    "passport_number_differs": Bilingual(
        "The passport number is not the same in all documents.",
        "Le numéro de passeport n'est pas le même dans tous les documents.",
    ),
    "uci_differs": Bilingual(
        "The unique client identifier (UCI) is not the same in all documents.",
        "L'identificateur unique de client (IUC) n'est pas le même dans tous les documents.",
    ),
    "document_of_another_person": Bilingual(
        "Document {document} seems to be about another person.",
        "Le document {document} semble concerner une autre personne.",
    ),
    "csq_expired": Bilingual(
        "The selection certificate expired on {expiry}, before the application was received, and "
        "no permanent residence application is shown to have been made in time.",
        "Le certificat de sélection a expiré le {expiry}, avant la réception de la demande, et "
        "rien ne montre qu'une demande de résidence permanente a été présentée à temps.",
    ),
    "csq_expired_pr_in_time": Bilingual(
        "The selection certificate expired on {expiry}, but it was in force when the permanent "
        "residence application was made.",
        "Le certificat de sélection a expiré le {expiry}, mais il était en vigueur lorsque la "
        "demande de résidence permanente a été présentée.",
    ),
    "csq_category_not_skilled_worker": Bilingual(
        "The category of the selection certificate is not that of a skilled worker.",
        "La catégorie du certificat de sélection n'est pas celle des travailleurs qualifiés.",
    ),
    "csq_category_not_established": Bilingual(
        "Whether the category of the selection certificate ({category}) serves for this programme "
        "is not established.",
        "Il n'est pas établi que la catégorie du certificat de sélection ({category}) convient à "
        "ce programme.",
    ),
    "csq_category_not_read": Bilingual(
        "The category of the selection certificate could not be read.",
        "La catégorie du certificat de sélection n'a pas pu être lue.",
    ),
    "issued_after_receipt": Bilingual(
        "Document {document} is dated {day}, after the application was received.",
        "Le document {document} est daté du {day}, après la réception de la demande.",
    ),
    "form_and_residence_disagree": Bilingual(
        "The form used does not fit the current country of residence.",
        "Le formulaire utilisé et le pays de résidence actuel ne concordent pas.",
    ),
    "residence_in_quebec": Bilingual(
        "A residence in Quebec is shown.",
        "Une résidence au Québec est indiquée.",
    ),
    "declaration_differs": Bilingual(
        "What was declared with the application and what was read do not agree.",
        "Ce qui a été déclaré avec la demande et ce qui a été lu ne concordent pas.",
    ),
    "several_forms": Bilingual(
        "More than one kind of work permit application form was found.",
        "Plus d'un type de formulaire de demande de permis de travail a été trouvé.",
    ),
    "one_marker_box_filled": Bilingual(
        "Only one of the two boxes for the programme entries is filled; the form's own check does "
        "not let the other one be empty.",
        "Une seule des deux cases des mentions du programme est remplie; la validation du "
        "formulaire ne permet pas de laisser l'autre vide.",
    ),
    "marker_boxes_swapped": Bilingual(
        "A programme entry was written in the box meant for the other one.",
        "Une mention du programme a été inscrite dans la case prévue pour l'autre.",
    ),
    "witnesses_disagree": Bilingual(
        "Readings of the same box of the form do not agree (the form may have been changed after "
        "it was validated).",
        "Les lectures d'une même case du formulaire ne concordent pas (le formulaire a peut-être "
        "été modifié après sa validation).",
    ),
    "form_not_validated": Bilingual(
        "The form was not validated by its own Validate button.",
        "Le formulaire n'a pas été validé au moyen de son bouton « Valider ».",
    ),
    "permit_expired": Bilingual(
        "Document {document} expired on {expiry}, before the application was received.",
        "Le document {document} a expiré le {expiry}, avant la réception de la demande.",
    ),
    "passport_expired": Bilingual(
        "The passport expired on {expiry}, before the application was received.",
        "Le passeport a expiré le {expiry}, avant la réception de la demande.",
    ),
    "passport_short": Bilingual(
        "The passport expires on {expiry}, less than {months} months after the application was "
        "received; a permit cannot last longer than the passport.",
        "Le passeport expire le {expiry}, moins de {months} mois après la réception de la demande; "
        "un permis ne peut pas durer plus longtemps que le passeport.",
    ),
    "invitation_window": Bilingual(
        "The application was received after the time given by the letter of invitation, which "
        "ended on {deadline}.",
        "La demande a été reçue après le délai donné par la lettre d'invitation, qui prenait fin "
        "le {deadline}.",
    ),
    "duplicate_document": Bilingual(
        "Documents {documents} seem to be copies of one another.",
        "Les documents {documents} semblent être des copies l'un de l'autre.",
    ),
    "unreadable_upload": Bilingual(
        "Upload {upload} could not be read.",
        "Le fichier {upload} n'a pas pu être lu.",
    ),
    "upload_read_in_part": Bilingual(
        "A part of upload {upload} was not read. {problem}",
        "Une partie du fichier {upload} n'a pas été lue. {problem}",
    ),
    "unreadable_page": Bilingual(
        "Page {page} of upload {upload} could not be read.",
        "La page {page} du fichier {upload} n'a pas pu être lue.",
    ),
    "poor_page": Bilingual(
        "Page {page} of upload {upload} is hard to read.",
        "La page {page} du fichier {upload} est difficile à lire.",
    ),
    "boundary_in_doubt": Bilingual(
        "Page {page} of upload {upload} may go on with the document before it, or begin another "
        "one. Check which pages belong together.",
        "La page {page} du fichier {upload} peut être la suite du document qui la précède, ou le "
        "début d'un autre. Vérifiez quelles pages vont ensemble.",
    ),
    "residence_proof_old": Bilingual(
        "Document {document} is dated {day}, more than {months} months before the application was "
        "received.",
        "Le document {document} date du {day}, plus de {months} mois avant la réception de la "
        "demande.",
    ),
    "form_changed_after_validation": Bilingual(
        "The data of the form and its barcodes differ in {fields}. The form was changed after it "
        "was validated, or these are pages of two forms.",
        "Les données du formulaire et ses codes à barres diffèrent sur ceci : {fields}. Le "
        "formulaire a été modifié après sa validation, ou ce sont les pages de deux formulaires.",
    ),
    "seen_in_other_applications": Bilingual(
        "{what} of upload {upload} is also in other applications: {applications}.",
        "{what} du fichier {upload} figure aussi dans d'autres demandes : {applications}.",
    ),
    "pr_application_returned": Bilingual(
        "Document {document} seems to say that an application for permanent residence was "
        "returned.",
        "Le document {document} semble indiquer qu'une demande de résidence permanente a été "
        "retournée.",
    ),
    "pr_application_refused": Bilingual(
        "Document {document} seems to say that an application for permanent residence was refused.",
        "Le document {document} semble indiquer qu'une demande de résidence permanente a été "
        "refusée.",
    ),
    "pr_application_decided": Bilingual(
        "Document {document} seems to confirm permanent residence, so that no application for it "
        "would be in process.",
        "Le document {document} semble confirmer la résidence permanente; aucune demande ne serait "
        "donc en traitement.",
    ),
    "extension_of_permit": Bilingual(
        "The application may be for an extension of {months} months. {terms}",
        "La demande peut viser une prolongation de {months} mois. {terms}",
    ),
    "rules_not_in_effect": Bilingual(
        "No rules of programme {programme} hold on {day}, the day of receipt. Version {version} "
        "was applied to show what there is; nothing here is final.",
        "Aucune règle du programme {programme} n'est en vigueur le {day}, jour de la réception. "
        "La version {version} a été appliquée pour montrer ce qu'il y a; rien n'est définitif.",
    ),
}
"""Texts of findings; their severity is the programme's."""
