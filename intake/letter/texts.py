"""The words of the letter, in both languages (plain language, second person)."""

from models.bilingual import Bilingual

TITLE = Bilingual(
    "Documents for your work permit application",
    "Documents pour votre demande de permis de travail",
)
SENDER = Bilingual(
    "Immigration, Refugees and Citizenship Canada",
    "Immigration, Réfugiés et Citoyenneté Canada",
)
GREETING = Bilingual("Hello,", "Bonjour,")
INTRODUCTION = Bilingual(
    "Thank you for your application {number}, which we received on {day}. We looked at everything "
    "that you sent. So that we can go on with it, please look at the points below.",
    "Merci pour votre demande {number}, que nous avons reçue le {day}. Nous avons examiné tout ce "
    "que vous avez envoyé. Pour que nous puissions poursuivre, veuillez lire les points "
    "ci-dessous.",
)
MISSING = Bilingual("What we did not find", "Ce que nous n'avons pas trouvé")
UNCLEAR = Bilingual("What we could not confirm", "Ce que nous n'avons pas pu confirmer")
UNREADABLE = Bilingual("What we could not read", "Ce que nous n'avons pas pu lire")
PLEASE_SEND = Bilingual("Please send:", "Veuillez envoyer :")
CLOSING = (
    Bilingual(
        "Please add the documents to your online account. One file for each document is the "
        "easiest to read; a clear scan or photo of the whole page is enough. If you have sent "
        "something on this list in the meantime, there is no need to send it again.",
        "Veuillez ajouter les documents dans votre compte en ligne. Un fichier par document est "
        "plus facile à lire; une numérisation ou une photo nette de la page entière suffit. Si "
        "vous avez envoyé entre-temps un document de cette liste, il n'est pas nécessaire de "
        "l'envoyer de nouveau.",
    ),
    Bilingual(
        "This letter is not a decision on your application. If you think that a document on this "
        "list was already in your files, tell us in which file and on which page, and we will "
        "look again.",
        "Cette lettre n'est pas une décision au sujet de votre demande. Si vous croyez qu'un "
        "document de cette liste se trouvait déjà dans vos fichiers, dites-nous dans quel fichier "
        "et à quelle page, et nous regarderons de nouveau.",
    ),
)
REFERENCE = Bilingual(
    "Application {number}, list made from revision {revision} of our report.",
    "Demande {number}, liste établie d'après la révision {revision} de notre rapport.",
)

LOOKED_EVERYWHERE = Bilingual(
    "We looked at all the pages that you sent (pages: {pages}; files: {files}) and did not find "
    "it.",
    "Nous avons examiné toutes les pages que vous avez envoyées (pages : {pages}; fichiers : "
    "{files}) et ne l'avons pas trouvé.",
)
NO_FILE = Bilingual("We received no file.", "Nous n'avons reçu aucun fichier.")
ENTRY_MISSING = Bilingual(
    "We found your form, but the entry “{entry}” is not in its box.",
    "Nous avons trouvé votre formulaire, mais la mention « {entry} » n'est pas dans sa case.",
)
ENTRIES_MISSING = Bilingual(
    "We found your form, but neither of the two programme entries is in its box.",
    "Nous avons trouvé votre formulaire, mais aucune des deux mentions du programme n'est dans sa "
    "case.",
)
NOT_THIS = Bilingual("{place}: {why}", "{place} : {why}")
PAGE_OF_FILE = Bilingual("File “{file}”, page {page}", "Fichier « {file} », page {page}")
FILE = Bilingual("File “{file}”", "Fichier « {file} »")

UNREADABLE_PAGE = Bilingual("We could not read this page.", "Nous n'avons pas pu lire cette page.")
POOR_PAGE = Bilingual("We could hardly read this page.", "Nous avons eu du mal à lire cette page.")
UNOPENED = Bilingual(
    "We could not open this file. Please export it again as a PDF, or scan it, and send the new "
    "file.",
    "Nous n'avons pas pu ouvrir ce fichier. Veuillez l'exporter de nouveau en PDF, ou le "
    "numériser, et envoyer le nouveau fichier.",
)

UNCLEAR_BECAUSE: dict[str, Bilingual] = {
    "upload_not_read": Bilingual(
        "We did not find it, but it may be in a file that we could not open (see below).",
        "Nous ne l'avons pas trouvé, mais il se trouve peut-être dans un fichier que nous n'avons "
        "pas pu ouvrir (voir ci-dessous).",
    ),
    "pages_not_readable": Bilingual(
        "We did not find it, but it may be on a page that is hard to read (see below).",
        "Nous ne l'avons pas trouvé, mais il se trouve peut-être sur une page difficile à lire "
        "(voir ci-dessous).",
    ),
    "document_expired": Bilingual(
        "We found a document whose date of expiry is before the day on which we received your "
        "application. If you have a newer one, or one that was extended, please send it.",
        "Nous avons trouvé un document dont la date d'échéance précède le jour où nous avons reçu "
        "votre demande. Si vous en avez un plus récent, ou un qui a été prolongé, veuillez "
        "l'envoyer.",
    ),
    "expired_rescue_date_not_read": Bilingual(
        "We found the document, and a proof of your application for permanent residence whose date "
        "we could not read.",
        "Nous avons trouvé le document, ainsi qu'une preuve de votre demande de résidence "
        "permanente dont nous n'avons pas pu lire la date.",
    ),
    "expiry_not_read": Bilingual(
        "We found the document, but could not read its date of expiry.",
        "Nous avons trouvé le document, mais n'avons pas pu lire sa date d'échéance.",
    ),
    "names_another_person": Bilingual(
        "We found such a document, but could not match the name on it with yours.",
        "Nous avons trouvé un tel document, mais n'avons pas pu associer le nom qu'il porte au "
        "vôtre.",
    ),
    "place_not_read": Bilingual(
        "We found such a document, but could not read the province or territory on it.",
        "Nous avons trouvé un tel document, mais n'avons pas pu y lire la province ou le "
        "territoire.",
    ),
    "place_not_accepted": Bilingual(
        "We found such a document, but could not tell a Canadian province or territory from it.",
        "Nous avons trouvé un tel document, mais n'avons pas pu y reconnaître une province ou un "
        "territoire du Canada.",
    ),
    "marker_unreadable": Bilingual(
        "We found your form, but could not read the boxes for the job title and for the "
        "description of duties.",
        "Nous avons trouvé votre formulaire, mais n'avons pas pu lire les cases du titre de "
        "l'emploi et de la description des fonctions.",
    ),
    "condition_unknown": Bilingual(
        "From what you sent we cannot tell whether this is needed in your case. If it is, please "
        "send it.",
        "D'après ce que vous avez envoyé, nous ne pouvons pas dire si ce document est nécessaire "
        "dans votre cas. S'il l'est, veuillez l'envoyer.",
    ),
}
"""What is said of a requirement that an applicant can settle, by the code of its reason."""
