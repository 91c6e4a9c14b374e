"""Texts that a person reads, always in English and French (Official Languages Act, Part IV)."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The two official languages, as ISO 639-1 codes."""

    EN = "en"
    FR = "fr"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in both official languages."""

    en: str
    fr: str

    def in_language(self, language: Language) -> str:
        """Return the text in ``language``."""
        return self.fr if language is Language.FR else self.en

    def filled(self, **parameters: str | int) -> "Bilingual":
        """Return the text with its ``{named}`` places filled in both languages."""
        return Bilingual(self.en.format(**parameters), self.fr.format(**parameters))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is so: a stable ``code`` for machines and a text for people.

    The flat shape (code, en, fr) is that of the completeness report.
    """

    code: str
    en: str
    fr: str

    @classmethod
    def of(cls, code: str, text: Bilingual, **parameters: str | int) -> "Reason":
        """Build a reason from a text whose ``{named}`` places are filled by ``parameters``."""
        filled = text.filled(**parameters)
        return cls(code, filled.en, filled.fr)

    def in_language(self, language: Language) -> str:
        """Return the text in ``language``."""
        return self.fr if language is Language.FR else self.en
