"""How each class of errors is answered over HTTP: its status, its name and what goes with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from intake.review import errors as review
from intake.store import errors as store
from intake.submission import errors as submission
from intake.web import access
from intake.web.errors import (
    InternalError,
    InvalidRequestError,
    MethodNotAllowedError,
    NoSuchPageImageError,
    NotFoundError,
    ReportNotReadyError,
)
from models.bilingual import Bilingual
from models.errors import IntakeError


@dataclass(frozen=True, slots=True)
class Kind:
    """How one class of errors is answered.

    Attributes:
        title: the name of this kind of problem.
        pointer: the part of the request that it is always about; None if there is no such part.
    """

    status: HTTPStatus
    title: Bilingual
    pointer: str | None = None


_TOO_LARGE = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
_UNUSABLE = HTTPStatus.UNPROCESSABLE_ENTITY

KINDS: dict[type[IntakeError], Kind] = {
    InternalError: Kind(
        HTTPStatus.INTERNAL_SERVER_ERROR, Bilingual("Internal error", "Erreur interne")
    ),
    InvalidRequestError: Kind(_UNUSABLE, Bilingual("Invalid request", "Requête invalide")),
    NotFoundError: Kind(HTTPStatus.NOT_FOUND, Bilingual("Not found", "Introuvable")),
    MethodNotAllowedError: Kind(
        HTTPStatus.METHOD_NOT_ALLOWED, Bilingual("Method not allowed", "Méthode non permise")
    ),
    NoSuchPageImageError: Kind(
        HTTPStatus.NOT_FOUND, Bilingual("No such page image", "Image de page introuvable")
    ),
    ReportNotReadyError: Kind(
        HTTPStatus.NOT_FOUND, Bilingual("No such report yet", "Rapport pas encore disponible")
    ),
    access.NotAuthenticatedError: Kind(
        HTTPStatus.UNAUTHORIZED, Bilingual("Not authenticated", "Non authentifié")
    ),
    access.NotAllowedError: Kind(HTTPStatus.FORBIDDEN, Bilingual("Not allowed", "Non autorisé")),
    access.ForeignOriginError: Kind(
        HTTPStatus.FORBIDDEN, Bilingual("Foreign origin", "Origine étrangère")
    ),
    store.DatabaseUnavailableError: Kind(
        HTTPStatus.SERVICE_UNAVAILABLE, Bilingual("Store unavailable", "Stockage non disponible")
    ),
    review.ReviewedDocumentUnknownError: Kind(
        HTTPStatus.NOT_FOUND, Bilingual("No such document", "Document introuvable")
    ),
    review.ReportChangedError: Kind(
        HTTPStatus.CONFLICT, Bilingual("Report changed", "Rapport modifié")
    ),
    review.ReviewedPagesError: Kind(_UNUSABLE, Bilingual("Invalid pages", "Pages invalides")),
    submission.UnknownApplicationError: Kind(
        HTTPStatus.NOT_FOUND, Bilingual("Unknown application", "Demande inconnue")
    ),
    submission.UnknownUploadError: Kind(
        HTTPStatus.NOT_FOUND, Bilingual("Unknown upload", "Fichier inconnu")
    ),
    submission.ApplicationExistsError: Kind(
        HTTPStatus.CONFLICT, Bilingual("Application exists", "Demande déjà inscrite")
    ),
    submission.ReceivedTooEarlyError: Kind(
        _UNUSABLE, Bilingual("Received too early", "Réception trop ancienne"), "body/received_at"
    ),
    submission.ReceivedInFutureError: Kind(
        _UNUSABLE,
        Bilingual("Received in the future", "Réception dans l'avenir"),
        "body/received_at",
    ),
    submission.NothingUploadedError: Kind(
        HTTPStatus.CONFLICT, Bilingual("Nothing uploaded", "Aucun fichier téléversé")
    ),
    submission.MalformedUploadError: Kind(
        HTTPStatus.BAD_REQUEST, Bilingual("Malformed form", "Formulaire mal formé")
    ),
    submission.NotMultipartError: Kind(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE, Bilingual("Not a form", "Pas un formulaire")
    ),
    submission.PartHeaderTooLongError: Kind(
        _UNUSABLE, Bilingual("Part header too long", "En-tête de partie trop long")
    ),
    submission.UnknownPartError: Kind(_UNUSABLE, Bilingual("Unknown part", "Partie inconnue")),
    submission.UnknownSlotError: Kind(_UNUSABLE, Bilingual("Unknown slot", "Case inconnue")),
    submission.NoFilesError: Kind(_UNUSABLE, Bilingual("No files", "Aucun fichier")),
    submission.EmptyFileError: Kind(_UNUSABLE, Bilingual("Empty file", "Fichier vide")),
    submission.UnsupportedContentError: Kind(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        Bilingual("Unsupported content", "Contenu non pris en charge"),
    ),
    submission.LegacyOfficeError: Kind(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        Bilingual("Old or locked Office file", "Fichier Office ancien ou verrouillé"),
    ),
    submission.SeveralTypesError: Kind(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        Bilingual("Several types at once", "Plusieurs types à la fois"),
    ),
    submission.FileTooLargeError: Kind(
        _TOO_LARGE, Bilingual("File too large", "Fichier trop volumineux")
    ),
    submission.RequestTooLargeError: Kind(
        _TOO_LARGE, Bilingual("Request too large", "Requête trop volumineuse")
    ),
    submission.TooManyFilesInRequestError: Kind(
        _TOO_LARGE, Bilingual("Too many files", "Trop de fichiers")
    ),
    submission.TooManyFilesInApplicationError: Kind(
        HTTPStatus.CONFLICT, Bilingual("Application full", "Demande pleine")
    ),
    submission.UploadTimeoutError: Kind(
        HTTPStatus.REQUEST_TIMEOUT, Bilingual("Upload timed out", "Téléversement expiré")
    ),
    submission.IdempotencyKeyInvalidError: Kind(
        HTTPStatus.BAD_REQUEST, Bilingual("Invalid key", "Clé invalide")
    ),
    submission.IdempotencyKeyReusedError: Kind(
        _UNUSABLE, Bilingual("Key reused", "Clé réutilisée")
    ),
}
"""How each class of errors is answered; a class that is not here is an internal error."""

HEADERS: dict[type[IntakeError], Mapping[str, str]] = {
    access.NotAuthenticatedError: {"WWW-Authenticate": 'Bearer realm="csq-intake"'},
    store.DatabaseUnavailableError: {"Retry-After": "5"},
    ReportNotReadyError: {"Retry-After": "5"},
}
"""What an answer says besides, for those who only read headers."""


def kind_of(error: type[IntakeError]) -> Kind:
    """Return how errors of this class are answered."""
    return next(
        (KINDS[ancestor] for ancestor in error.__mro__ if ancestor in KINDS), KINDS[InternalError]
    )
