"""The one root of every exception that this project raises on purpose."""

from typing import ClassVar

from models.bilingual import Bilingual, Language, Reason


class IntakeError(Exception):
    """An expected failure with a stable ``code`` and a bilingual text that says what to do next.

    Subclasses set ``code`` and ``text``; the ``{named}`` places of ``text`` are filled by the
    keyword arguments of the constructor. Parameters never hold personal data, because the text
    may be logged.
    """

    code: ClassVar[str] = "intake_error"
    text: ClassVar[Bilingual] = Bilingual(
        "The service could not do this. Try again, or ask the operator with the request number.",
        "Le service n'a pas pu faire ceci. Réessayez, ou adressez-vous à l'exploitant avec le "
        "numéro de la requête.",
    )

    def __init__(self, **parameters: str | int) -> None:
        self.reason = Reason.of(self.code, self.text, **parameters)
        super().__init__(f"{self.code}: {self.reason.en}")

    def in_language(self, language: Language) -> str:
        """Return the text in ``language``."""
        return self.reason.in_language(language)
