"""Errors that only the web layer knows."""

from models.bilingual import Bilingual
from models.errors import IntakeError


class WebError(IntakeError):
    """The root of the web layer's own errors."""

    code = "web_error"


class InternalError(WebError):
    """A fault of ours."""

    code = "internal_error"
    text = Bilingual(
        "The service failed. Try again; if it fails again, give the operator the request number.",
        "Le service a échoué. Réessayez; si l'échec persiste, donnez le numéro de la requête à "
        "l'exploitant.",
    )


class InvalidRequestError(WebError):
    """Parts of the request are not as the API's description says."""

    code = "invalid_request"
    text = Bilingual(
        "Parts of the request are missing or not of the right form. Compare it with the API's "
        "description (/openapi.json).",
        "Des parties de la requête manquent ou n'ont pas la bonne forme. Comparez-la à la "
        "description de l'API (/openapi.json).",
    )


class NotFoundError(WebError):
    """There is nothing at this address."""

    code = "not_found"
    text = Bilingual(
        "There is nothing at this address. Check it against the API's description.",
        "Il n'y a rien à cette adresse. Comparez-la à la description de l'API.",
    )


class MethodNotAllowedError(WebError):
    """The address takes other methods."""

    code = "method_not_allowed"
    text = Bilingual(
        "This address does not take this method; the Allow header names those that it takes.",
        "Cette adresse n'accepte pas cette méthode; l'en-tête Allow indique celles qu'elle "
        "accepte.",
    )


class NoSuchPageImageError(WebError):
    """The upload has no such page, or the page could not be drawn."""

    code = "no_such_page_image"
    text = Bilingual(
        "There is no picture of this page. Check the upload and the page number, and that the "
        "upload has been read.",
        "Il n'y a pas d'image de cette page. Vérifiez le téléversement et le numéro de page, et "
        "que le téléversement a été lu.",
    )


class ReportNotReadyError(WebError):
    """There is no such report, or none yet."""

    code = "report_not_ready"
    text = Bilingual(
        "There is no such report yet. Submit the application if it is still open, and ask again "
        "in a few seconds.",
        "Ce rapport n'existe pas encore. Soumettez la demande si elle est encore ouverte, et "
        "redemandez dans quelques secondes.",
    )
