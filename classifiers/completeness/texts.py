"""What the report says in words: reasons by code, in both languages.

What belongs to one programme alone (titles, decoys, conditions, routing) stands in its file.
"""

from collections.abc import Mapping

from models.bilingual import Bilingual, Reason

REASONS: dict[str, Bilingual] = {
    "document_found": Bilingual(
        "A document of an accepted type was found.",
        "Un document d'un type accepté a été trouvé.",
    ),
    "one_of_accepted_types": Bilingual(
        "A document was found that is of one of the accepted types; of which one is not certain.",
        "Un document d'un des types acceptés a été trouvé; il n'est pas certain duquel il s'agit.",
    ),
    "form_with_both_markers": Bilingual(
        "The form was found and carries both programme entries.",
        "Le formulaire a été trouvé et porte les deux mentions du programme.",
    ),
    "none_of_accepted_types_found": Bilingual(
        "Every page was looked at and no document of an accepted type was found.",
        "Chaque page a été examinée et aucun document d'un type accepté n'a été trouvé.",
    ),
    "condition_does_not_hold": Bilingual(
        "Not required. {because}",
        "Non requis. {because}",
    ),
    "condition_unknown": Bilingual(
        "Whether this is required is not known. {settle}",
        "On ne sait pas si cela est requis. {settle}",
    ),
    "waived": Bilingual(
        "Not needed. {because}",
        "Non nécessaire. {because}",
    ),
    "not_needed_while_valid": Bilingual(
        "Whether a permanent residence application was filed is not known. Proof of one is not "
        "needed while the certificate is in force.",
        "On ne sait pas si une demande de résidence permanente a été présentée. Aucune preuve "
        "n'est nécessaire tant que le certificat est en vigueur.",
    ),
    "could_be_abstained_document": Bilingual(
        "Document {document} could be it, but its type is not certain. An officer can settle it by "
        "looking at its pages.",
        "Le document {document} pourrait convenir, mais son type n'est pas certain. Un agent peut "
        "trancher en regardant ses pages.",
    ),
    "could_be_mistaken": Bilingual(
        "Document {document} was taken for something else, but could be it. An officer can settle "
        "it by looking at its pages.",
        "Le document {document} a été pris pour autre chose, mais pourrait convenir. Un agent peut "
        "trancher en regardant ses pages.",
    ),
    "second_look_not_taken": Bilingual(
        "Not found, but the type of document {document} is not certain and its pages were not read "
        "a second time. An officer can settle it by looking at them.",
        "Introuvable, mais le type du document {document} n'est pas certain et ses pages n'ont pas "
        "été lues une seconde fois. Un agent peut trancher en les regardant.",
    ),
    "upload_read_in_part": Bilingual(
        "Not found, but a part of upload {upload} was not read and may contain it. {problem}",
        "Introuvable, mais une partie du fichier {upload} n'a pas été lue et pourrait le contenir. "
        "{problem}",
    ),
    "upload_not_read": Bilingual(
        "Not found, but upload {upload} could not be read and may contain it. A readable copy "
        "would settle it.",
        "Introuvable, mais le fichier {upload} n'a pas pu être lu et pourrait le contenir. Une "
        "copie lisible trancherait la question.",
    ),
    "pages_not_readable": Bilingual(
        "Not found, but page {page} of upload {upload} can hardly be read and may contain it. A "
        "clearer copy would settle it.",
        "Introuvable, mais la page {page} du fichier {upload} est difficilement lisible et "
        "pourrait le contenir. Une copie plus nette trancherait la question.",
    ),
    "no_upload": Bilingual(
        "No file was received.",
        "Aucun fichier n'a été reçu.",
    ),
    "document_expired": Bilingual(
        "A document was found, but it expired on {expiry}, before the application was received.",
        "Un document a été trouvé, mais il a expiré le {expiry}, avant la réception de la demande.",
    ),
    "expired_rescued": Bilingual(
        "The document expired on {expiry}, after the permanent residence application was made.",
        "Le document a expiré le {expiry}, après la présentation de la demande de résidence "
        "permanente.",
    ),
    "expired_rescue_date_not_read": Bilingual(
        "The document expired on {expiry}; the date of the permanent residence application could "
        "not be read. An officer can settle it from the proof.",
        "Le document a expiré le {expiry}; la date de la demande de résidence permanente n'a pas "
        "pu être lue. Un agent peut trancher à partir de la preuve.",
    ),
    "not_legible": Bilingual(
        "A document was found, but nothing on it can be read. A better copy would settle it.",
        "Un document a été trouvé, mais rien n'y est lisible. Une meilleure copie trancherait la "
        "question.",
    ),
    "expiry_not_read": Bilingual(
        "A document was found, but its date of expiry could not be read. An officer can settle it "
        "by looking at the page.",
        "Un document a été trouvé, mais sa date d'expiration n'a pas pu être lue. Un agent peut "
        "trancher en regardant la page.",
    ),
    "names_another_person": Bilingual(
        "A document was found, but it seems to be about another person.",
        "Un document a été trouvé, mais il semble concerner une autre personne.",
    ),
    "may_name_another_person": Bilingual(
        "A document was found, but what was read on it does not fully agree with the applicant's "
        "name and date of birth. An officer can settle it by looking at the page.",
        "Un document a été trouvé, mais ce qui y a été lu ne concorde pas entièrement avec le nom "
        "et la date de naissance de la personne qui présente la demande. Un agent peut trancher en "
        "regardant la page.",
    ),
    "applicant_not_named": Bilingual(
        "A document was found, but the applicant's name could not be found on it. An officer can "
        "settle it by looking at the page.",
        "Un document a été trouvé, mais le nom de la personne qui présente la demande n'y a pas "
        "été trouvé. Un agent peut trancher en regardant la page.",
    ),
    "no_particulars": Bilingual(
        "A document was found, but no name and no number of a case could be read on it: it may be "
        "general information. An officer can settle it by looking at the page.",
        "Un document a été trouvé, mais aucun nom ni numéro de dossier n'a pu y être lu : ce sont "
        "peut-être des renseignements généraux. Un agent peut trancher en regardant la page.",
    ),
    "may_be_another_document": Bilingual(
        "A document was found, but it may not be the right one. {because}",
        "Un document a été trouvé, mais ce n'est peut-être pas le bon. {because}",
    ),
    "does_not_serve_here": Bilingual(
        "A document was found, but it does not serve here. {because}",
        "Un document a été trouvé, mais il ne convient pas ici. {because}",
    ),
    "issued_after_receipt": Bilingual(
        "A document was found, but it was issued on {issued}, after the application was received.",
        "Un document a été trouvé, mais il a été délivré le {issued}, après la réception de la "
        "demande.",
    ),
    "category_not_accepted": Bilingual(
        "A document was found, but its category is not one that serves for this programme.",
        "Un document a été trouvé, mais sa catégorie n'est pas de celles qui conviennent à ce "
        "programme.",
    ),
    "place_not_read": Bilingual(
        "A document was found, but the province could not be read. An officer can settle it by "
        "looking at the page.",
        "Un document a été trouvé, mais la province n'a pas pu être lue. Un agent peut trancher en "
        "regardant la page.",
    ),
    "place_not_accepted": Bilingual(
        "A document was found, but the place it names ({place}) is not one that serves.",
        "Un document a été trouvé, mais le lieu qu'il indique ({place}) ne convient pas.",
    ),
    "documents_disagree": Bilingual(
        "One document supports it and another contradicts it.",
        "Un document l'appuie et un autre le contredit.",
    ),
    "form_and_document_disagree": Bilingual(
        "The form and a document do not agree on the place of residence.",
        "Le formulaire et un document ne concordent pas quant au lieu de résidence.",
    ),
    "contradicted_by_place": Bilingual(
        "What was found contradicts it. {against}",
        "Ce qui a été trouvé le contredit. {against}",
    ),
    "marker_absent": Bilingual(
        'The form was found, but the entry "{marker}" is not in its box.',
        "Le formulaire a été trouvé, mais la mention « {marker} » n'est pas dans sa case.",
    ),
    "markers_on_several_forms": Bilingual(
        "Two forms were found that carry one programme entry each, and none that carries both. An "
        "officer can settle which form holds.",
        "Deux formulaires portant chacun une seule des mentions du programme ont été trouvés, et "
        "aucun qui porte les deux. Un agent peut déterminer lequel vaut.",
    ),
    "marker_witnesses_conflict": Bilingual(
        "The form was found, but its page and its code or data contradict each other: one of them "
        'shows the entry "{marker}" and another does not. An officer can settle which holds.',
        "Le formulaire a été trouvé, mais sa page et son code ou ses données se contredisent : "
        "l'une de ces lectures montre la mention « {marker} », l'autre non. Un agent peut "
        "déterminer laquelle vaut.",
    ),
    "marker_near_miss": Bilingual(
        'The form was found; a text resembles the entry "{marker}" and does not count as such. '
        "An officer can settle it.",
        "Le formulaire a été trouvé; un texte ressemble à la mention « {marker} » sans pouvoir "
        "être retenu. Un agent peut trancher.",
    ),
    "marker_not_certain": Bilingual(
        'The form was found, but the box of the entry "{marker}" was not read with certainty. '
        "An officer can settle it by looking at the page.",
        "Le formulaire a été trouvé, mais la case de la mention « {marker} » n'a pas été lue avec "
        "certitude. Un agent peut trancher en regardant la page.",
    ),
    "marker_unreadable": Bilingual(
        'The form was found, but the box of the entry "{marker}" could not be read.',
        "Le formulaire a été trouvé, mais la case de la mention « {marker} » n'a pas pu être lue.",
    ),
    "form_names_place": Bilingual(
        "The form gives this place of residence: {place}.",
        "Le formulaire indique ce lieu de résidence : {place}.",
    ),
    "another_type": Bilingual(
        "This document is of another type: {type}.",
        "Ce document est d'un autre type : {type}.",
    ),
    "type_not_certain": Bilingual(
        "The type of this document is not certain, and an accepted type is improbable.",
        "Le type de ce document n'est pas certain, et un type accepté est improbable.",
    ),
    "not_known": Bilingual(
        "Nothing that was read shows it. {settle}",
        "Rien de ce qui a été lu ne l'indique. {settle}",
    ),
    "sources_disagree": Bilingual(
        "The sources do not agree on it. {settle}",
        "Les sources ne concordent pas à ce sujet. {settle}",
    ),
}
"""Texts of reasons that no programme file gives."""


def reason(code: str, **parameters: str | int) -> Reason:
    """Return the reason ``code`` with its ``{named}`` places filled."""
    return Reason.of(code, REASONS[code], **parameters)


def reason_with(code: str, name: str, inserted: Bilingual | Reason) -> Reason:
    """Return the reason ``code`` with ``{name}`` filled by a text in its own language each."""
    return reason_within(code, {name: inserted})


def reason_within(
    code: str, words: Mapping[str, Bilingual | Reason], **parameters: str | int
) -> Reason:
    """Return the reason ``code`` with some places filled by words of each language."""
    text = REASONS[code]
    english = {name: word.en for name, word in words.items()}
    french = {name: word.fr for name, word in words.items()}
    return Reason(
        code, text.en.format(**english, **parameters), text.fr.format(**french, **parameters)
    )
