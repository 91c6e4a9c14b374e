"""Every way in which the reading of one upload can end without an extraction."""

from typing import ClassVar

from models.bilingual import Bilingual
from models.errors import IntakeError
from models.extraction import ReadOutcome, ReadStatus


class ReadEnd(IntakeError):  # noqa: N818 - the end of a reading, not always an error
    """The upload cannot be read; ``status`` is the kind of end."""

    status: ClassVar[ReadStatus] = ReadStatus.FAILED

    def outcome(self) -> ReadOutcome:
        """Return this end as the outcome of the reading."""
        return ReadOutcome(self.status, None, self.reason)


class EmptyFile(ReadEnd):
    """The upload has no bytes."""

    status = ReadStatus.REFUSED
    code = "empty_file"
    text = Bilingual(
        "The file is empty. Save the document again and send the new file.",
        "Le fichier est vide. Enregistrez de nouveau le document et envoyez le nouveau fichier.",
    )


class UnknownType(ReadEnd):
    """The content is none of the types that the service reads."""

    status = ReadStatus.REFUSED
    code = "unknown_type"
    text = Bilingual(
        "This is not a type of file that can be read. Send a PDF, JPEG, PNG, TIFF, WebP, HEIC or "
        "DOCX file; the name's ending alone does not change the type.",
        "Ce type de fichier ne peut pas être lu. Envoyez un fichier PDF, JPEG, PNG, TIFF, WebP, "
        "HEIC ou DOCX; changer la terminaison du nom ne change pas le type.",
    )


class LegacyOffice(ReadEnd):
    """An OLE container: Word 97 to 2003, or an Office file that is locked by a password."""

    status = ReadStatus.REFUSED
    code = "legacy_office"
    text = Bilingual(
        "This is an old Word file (.doc) or an Office file locked by a password, which cannot be "
        "read. Open it, save it as PDF without a password, and send the PDF.",
        "Ce fichier est un ancien fichier Word (.doc) ou un fichier Office verrouillé par un mot "
        "de passe, qui ne peut pas être lu. Ouvrez-le, enregistrez-le en PDF sans mot de passe et "
        "envoyez le PDF.",
    )


class SeveralTypes(ReadEnd):
    """The file is soundly of two types at once, so that two readers see two documents."""

    status = ReadStatus.REFUSED
    code = "several_types"
    text = Bilingual(
        "The file is two kinds of file at once, so it is not certain what it shows. Print the "
        "document to a new PDF or scan it, and send the new file.",
        "Le fichier est de deux types à la fois; ce qu'il montre n'est donc pas certain. Imprimez "
        "le document dans un nouveau PDF ou numérisez-le, puis envoyez le nouveau fichier.",
    )


class NotWordDocument(ReadEnd):
    """An Office package that holds no Word document (a spreadsheet, a presentation)."""

    status = ReadStatus.REFUSED
    code = "not_word_document"
    text = Bilingual(
        "This Office file is not a Word document and cannot be read. Save it as PDF and send the "
        "PDF.",
        "Ce fichier Office n'est pas un document Word et ne peut pas être lu. Enregistrez-le en "
        "PDF et envoyez le PDF.",
    )


class HasMacros(ReadEnd):
    """A Word document that carries programs."""

    status = ReadStatus.REFUSED
    code = "has_macros"
    text = Bilingual(
        "The Word document contains macros (programs) and was not read. Save it as PDF and send "
        "the PDF.",
        "Le document Word contient des macros (programmes) et n'a pas été lu. Enregistrez-le en "
        "PDF et envoyez le PDF.",
    )


class PasswordProtected(ReadEnd):
    """The PDF opens only with a password."""

    status = ReadStatus.REFUSED
    code = "password_protected"
    text = Bilingual(
        "The file is protected by a password. Save a copy without a password and send the copy.",
        "Le fichier est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe et "
        "envoyez cette copie.",
    )


class NoPages(ReadEnd):
    """The PDF has no page."""

    status = ReadStatus.REFUSED
    code = "no_pages"
    text = Bilingual(
        "The file has no pages. Save or scan the document again and send the new file.",
        "Le fichier ne contient aucune page. Enregistrez ou numérisez de nouveau le document et "
        "envoyez le nouveau fichier.",
    )


class NothingInside(ReadEnd):
    """A Word document without text or pictures."""

    status = ReadStatus.REFUSED
    code = "nothing_inside"
    text = Bilingual(
        "The Word document has no text and no pictures. Save the document again and send the new "
        "file.",
        "Le document Word ne contient ni texte ni image. Enregistrez de nouveau le document et "
        "envoyez le nouveau fichier.",
    )


class UnpacksTooLarge(ReadEnd):
    """A packed document unpacks to more than any honest one does."""

    status = ReadStatus.RESOURCE
    code = "unpacks_too_large"
    text = Bilingual(
        "The document unpacks to more than a document should. Print it to a new PDF and send the "
        "PDF.",
        "Une fois décompressé, le document dépasse la taille d'un document normal. Imprimez-le "
        "dans un nouveau PDF et envoyez le PDF.",
    )


class TooLarge(ReadEnd):
    """The upload has more bytes than the limit."""

    status = ReadStatus.RESOURCE
    code = "file_too_large"
    text = Bilingual(
        "The file is larger than {megabytes} MB. Scan at 300 dots per inch or split the file.",
        "Le fichier dépasse {megabytes} Mo. Numérisez à 300 points par pouce ou divisez le "
        "fichier.",
    )


class TooManyPages(ReadEnd):
    """The upload has more pages than the limit."""

    status = ReadStatus.RESOURCE
    code = "too_many_pages"
    text = Bilingual(
        "The file has more than {pages} pages. Split it into several files.",
        "Le fichier compte plus de {pages} pages. Divisez-le en plusieurs fichiers.",
    )


class ImageTooLarge(ReadEnd):
    """An image has more pixels than the limit."""

    status = ReadStatus.RESOURCE
    code = "image_too_large"
    text = Bilingual(
        "The image has more than {megapixels} million pixels. Scan at 300 dots per inch and send "
        "the new file.",
        "L'image compte plus de {megapixels} millions de pixels. Numérisez à 300 points par pouce "
        "et envoyez le nouveau fichier.",
    )


class OutOfMemory(ReadEnd):
    """The reading needs more memory than the limit."""

    status = ReadStatus.RESOURCE
    code = "needs_too_much_memory"
    text = Bilingual(
        "The file needs more memory than a document should. Print it to a new PDF or scan it at "
        "300 dots per inch, and send the new file.",
        "Le fichier exige plus de mémoire qu'un document ne devrait. Imprimez-le dans un nouveau "
        "PDF ou numérisez-le à 300 points par pouce, puis envoyez le nouveau fichier.",
    )


class OutOfTime(ReadEnd):
    """The reading needs more time than the limit."""

    status = ReadStatus.RESOURCE
    code = "needs_too_much_time"
    text = Bilingual(
        "The file takes longer to read than a document should. Split it into smaller files, or "
        "print it to a new PDF, and send those.",
        "La lecture du fichier prend plus de temps qu'un document ne devrait. Divisez-le en "
        "fichiers plus petits ou imprimez-le dans un nouveau PDF, puis envoyez le tout.",
    )


class Damaged(ReadEnd):
    """The file is damaged beyond what can be recovered."""

    status = ReadStatus.CORRUPT
    code = "damaged_file"
    text = Bilingual(
        "The file is damaged and cannot be opened. Save or scan the document again and send the "
        "new file.",
        "Le fichier est endommagé et ne peut pas être ouvert. Enregistrez ou numérisez de nouveau "
        "le document et envoyez le nouveau fichier.",
    )


class AgainstPolicy(ReadEnd):
    """The reading did what the reading of no honest document does."""

    status = ReadStatus.POLICY
    code = "forbidden_content"
    text = Bilingual(
        "The file contains something that no document needs, and it was not read. Print the "
        "document to a new PDF or scan it, and send the new file.",
        "Le fichier contient un élément dont aucun document n'a besoin et n'a pas été lu. "
        "Imprimez le document dans un nouveau PDF ou numérisez-le, puis envoyez le nouveau "
        "fichier.",
    )


class ReadFailed(ReadEnd):
    """The fault is ours."""

    status = ReadStatus.FAILED
    code = "reading_failed"
    text = Bilingual(
        "The service could not read the file; the fault is ours and the file is kept. Nothing has "
        "to be sent again unless an officer asks for it.",
        "Le service n'a pas pu lire le fichier; l'erreur vient de nous et le fichier est conservé. "
        "Il n'est pas nécessaire de l'envoyer de nouveau, sauf si un agent le demande.",
    )


class NotContained(ReadEnd):
    """The reader did not get into its jail; nothing was read."""

    status = ReadStatus.FAILED
    code = "reader_not_contained"
    text = Bilingual(
        "The service could not lock its reader in and therefore did not open the file. The "
        "operator runs csq-intake doctor, and the file is then read again.",
        "Le service n'a pas pu enfermer son lecteur et n'a donc pas ouvert le fichier. "
        "L'exploitant lance csq-intake doctor, puis le fichier est relu.",
    )


class OcrMissing(ReadEnd):
    """The OCR engine or one of its languages is not installed."""

    status = ReadStatus.FAILED
    code = "ocr_engine_missing"
    text = Bilingual(
        "The text recognition engine (Tesseract with English and French) is not installed. The "
        "operator installs it, and the file is then read again.",
        "Le moteur de reconnaissance de texte (Tesseract avec l'anglais et le français) n'est pas "
        "installé. L'exploitant l'installe, puis le fichier est relu.",
    )
