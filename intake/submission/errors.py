"""Why a submission is not taken, with what the sender can do next.

Files are named by their place in the request (1 for the first), since their names may hold
personal data.
"""

from models.bilingual import Bilingual
from models.errors import IntakeError


class SubmissionError(IntakeError):
    """The root of every refusal to take a submission; nothing of it is stored."""

    code = "submission_error"


class UnknownApplicationError(SubmissionError):
    """There is no application of this number."""

    code = "unknown_application"
    text = Bilingual(
        "No application of this number is registered here. Register it first "
        "(POST /v1/applications), or correct the number.",
        "Aucune demande de ce numéro n'est inscrite ici. Inscrivez-la d'abord "
        "(POST /v1/applications), ou corrigez le numéro.",
    )


class UnknownUploadError(SubmissionError):
    """The application has no such upload."""

    code = "unknown_upload"
    text = Bilingual(
        "This application has no such upload. List its uploads and take an identifier from there.",
        "Cette demande n'a pas de tel fichier. Listez ses fichiers et prenez-y un identifiant.",
    )


class ApplicationExistsError(SubmissionError):
    """The application is registered with other particulars."""

    code = "application_exists"
    text = Bilingual(
        "This application is registered already, with other particulars. Read it with "
        "GET /v1/applications/(number).",
        "Cette demande est déjà inscrite, avec d'autres renseignements. Consultez-la avec "
        "GET /v1/applications/(numéro).",
    )


class ReceivedTooEarlyError(SubmissionError):
    """The application is said to have been received long before there was such a thing."""

    code = "received_too_early"
    text = Bilingual(
        "The time of receipt lies before {earliest}; no application of this programme is that "
        "old. Correct received_at and register the application again.",
        "La date de réception est antérieure au {earliest}; aucune demande de ce programme n'est "
        "aussi ancienne. Corrigez received_at et inscrivez de nouveau la demande.",
    )


class ReceivedInFutureError(SubmissionError):
    """The application is said to have been received on a day that has not come."""

    code = "received_in_future"
    text = Bilingual(
        "The time of receipt is more than {hours} hours ahead of this service's clock. Correct "
        "received_at, or the clock, and register the application again.",
        "La date de réception a plus de {hours} heures d'avance sur l'horloge de ce service. "
        "Corrigez received_at, ou l'horloge, et inscrivez de nouveau la demande.",
    )


class NothingUploadedError(SubmissionError):
    """An application without files was submitted."""

    code = "nothing_uploaded"
    text = Bilingual(
        "The application has no files yet. Upload them first, then submit.",
        "La demande n'a encore aucun fichier. Téléversez-les d'abord, puis soumettez-la.",
    )


class MalformedUploadError(SubmissionError):
    """The body is not the multipart form that it claims to be, or was cut off."""

    code = "malformed_upload"
    text = Bilingual(
        "The body is not a complete multipart/form-data form. Check the Content-Type header and "
        "its boundary, and send the request again.",
        "Le corps n'est pas un formulaire multipart/form-data complet. Vérifiez l'en-tête "
        "Content-Type et son délimiteur, puis renvoyez la requête.",
    )


class PartHeaderTooLongError(SubmissionError):
    """The header of a part is longer than the limit, as a very long file name makes it."""

    code = "part_header_too_long"
    text = Bilingual(
        "The header of part {part} of the form is longer than {limit} bytes, most likely because "
        "of its file name. Nothing was stored. Give the file a shorter name and send the request "
        "again.",
        "L'en-tête de la partie {part} du formulaire dépasse {limit} octets, sans doute à cause "
        "de son nom de fichier. Rien n'a été conservé. Donnez au fichier un nom plus court, puis "
        "renvoyez la requête.",
    )


class NotMultipartError(SubmissionError):
    """The body is of another kind than a multipart form."""

    code = "not_multipart"
    text = Bilingual(
        "Send the files as multipart/form-data, each in a part named “file”.",
        "Envoyez les fichiers en multipart/form-data, chacun dans une partie nommée « file ».",
    )


class UnknownPartError(SubmissionError):
    """The form has a part of an unknown name."""

    code = "unknown_part"
    text = Bilingual(
        "Part {part} of the form has an unknown name. The parts are “slot” (once) and “file” "
        "(once for each file).",
        "La partie {part} du formulaire porte un nom inconnu. Les parties sont « slot » (une "
        "fois) et « file » (une fois par fichier).",
    )


class UnknownSlotError(SubmissionError):
    """The slot is none that this service takes."""

    code = "unknown_slot"
    text = Bilingual(
        "The form must name the slot once, as “client_information” (Client Information).",
        "Le formulaire doit nommer la case une fois, par « client_information » "
        "(Renseignements sur le client).",
    )


class NoFilesError(SubmissionError):
    """The form has no file."""

    code = "no_files"
    text = Bilingual(
        "The form has no file. Add at least one part named “file”.",
        "Le formulaire n'a aucun fichier. Ajoutez au moins une partie nommée « file ».",
    )


class EmptyFileError(SubmissionError):
    """A file has no content."""

    code = "empty_file"
    text = Bilingual(
        "File {file} of the request is empty. Nothing was stored; send it again with its content.",
        "Le fichier {file} de la requête est vide. Rien n'a été conservé; renvoyez-le avec son "
        "contenu.",
    )


class UnsupportedContentError(SubmissionError):
    """A file's content is of no kind that the service reads."""

    code = "unsupported_content"
    text = Bilingual(
        "The content of file {file} of the request is of no kind that is read here, whatever its "
        "name says. Nothing was stored. Send PDF, JPEG, PNG, TIFF, WebP, HEIC or DOCX.",
        "Le contenu du fichier {file} de la requête n'est d'aucun type lu ici, quoi que dise son "
        "nom. Rien n'a été conservé. Envoyez du PDF, JPEG, PNG, TIFF, WebP, HEIC ou DOCX.",
    )


class LegacyOfficeError(SubmissionError):
    """A file is of the Office formats of 1997 to 2003, or an Office file that is locked."""

    code = "legacy_office"
    text = Bilingual(
        "File {file} of the request is an old Word file (.doc) or an Office file locked by a "
        "password, which cannot be read. Nothing was stored. Save it as PDF without a password "
        "and send the PDF.",
        "Le fichier {file} de la requête est un ancien fichier Word (.doc) ou un fichier Office "
        "verrouillé par un mot de passe, qui ne peut pas être lu. Rien n'a été conservé. "
        "Enregistrez-le en PDF sans mot de passe et envoyez le PDF.",
    )


class SeveralTypesError(SubmissionError):
    """A file is soundly of two types at once."""

    code = "several_types"
    text = Bilingual(
        "File {file} of the request is two kinds of file at once, so it is not certain what it "
        "shows. Nothing was stored. Print the document to a new PDF or scan it, and send the new "
        "file.",
        "Le fichier {file} de la requête est de deux types à la fois; ce qu'il montre n'est donc "
        "pas certain. Rien n'a été conservé. Imprimez le document dans un nouveau PDF ou "
        "numérisez-le, puis envoyez le nouveau fichier.",
    )


class FileTooLargeError(SubmissionError):
    """A file is larger than the limit."""

    code = "file_too_large"
    text = Bilingual(
        "File {file} of the request is larger than {limit} bytes. Nothing was stored. Send a "
        "smaller scan, or split the file.",
        "Le fichier {file} de la requête dépasse {limit} octets. Rien n'a été conservé. Envoyez "
        "une numérisation plus légère, ou divisez le fichier.",
    )


class RequestTooLargeError(SubmissionError):
    """The request is larger than the limit."""

    code = "request_too_large"
    text = Bilingual(
        "The request is larger than {limit} bytes. Nothing was stored. Send the files in several "
        "requests.",
        "La requête dépasse {limit} octets. Rien n'a été conservé. Envoyez les fichiers en "
        "plusieurs requêtes.",
    )


class TooManyFilesInRequestError(SubmissionError):
    """The request has more files than the limit."""

    code = "too_many_files_in_request"
    text = Bilingual(
        "The request has more than {limit} files. Nothing was stored. Send them in several "
        "requests.",
        "La requête a plus de {limit} fichiers. Rien n'a été conservé. Envoyez-les en plusieurs "
        "requêtes.",
    )


class TooManyFilesInApplicationError(SubmissionError):
    """The application would have more files than the limit."""

    code = "too_many_files_in_application"
    text = Bilingual(
        "The application would have more than {limit} files. Nothing was stored. Merge documents "
        "into fewer files.",
        "La demande aurait plus de {limit} fichiers. Rien n'a été conservé. Réunissez les "
        "documents en moins de fichiers.",
    )


class UploadTimeoutError(SubmissionError):
    """No byte came for too long."""

    code = "upload_timeout"
    text = Bilingual(
        "No data came for {seconds} seconds, so the upload was given up. Nothing was stored. "
        "Send it again.",
        "Aucune donnée n'est arrivée pendant {seconds} secondes; le téléversement a été "
        "abandonné. Rien n'a été conservé. Renvoyez-le.",
    )


class IdempotencyKeyInvalidError(SubmissionError):
    """The Idempotency-Key header is not a usable key."""

    code = "idempotency_key_invalid"
    text = Bilingual(
        "The Idempotency-Key header must have 1 to 255 visible ASCII characters.",
        "L'en-tête Idempotency-Key doit avoir de 1 à 255 caractères ASCII visibles.",
    )


class IdempotencyKeyReusedError(SubmissionError):
    """The key was used before, with other content."""

    code = "idempotency_key_reused"
    text = Bilingual(
        "This Idempotency-Key was used before with other content. Nothing was stored. Use a new "
        "key for a new request.",
        "Cette clé Idempotency-Key a déjà servi avec un autre contenu. Rien n'a été conservé. "
        "Utilisez une nouvelle clé pour une nouvelle requête.",
    )
