"""The pages' texts: ``locales/en.toml`` and ``locales/fr.toml``, read once, looked up by key."""

import tomllib
from functools import cache
from importlib.resources import files

from models.bilingual import Language


class Messages:
    """The texts of one language.

    A key is ``section.name``. A key that is not there is a programming error and raises
    ``KeyError``, so that a page never shows a key to a person.
    """

    def __init__(self, language: Language, texts: dict[str, str]) -> None:
        self.language = language
        self._texts = texts

    def __call__(self, key: str, **parameters: str | int) -> str:
        """Return the text of ``key`` with its ``{named}`` places filled."""
        text = self._texts[key]
        return text.format(**parameters) if parameters else text

    def counted(self, key: str, count: int, **parameters: str | int) -> str:
        """Return ``key_one`` or ``key_other``, as the language's grammar asks for ``count``."""
        # French takes the singular for 0 and 1, English for 1 alone.
        singular = count <= 1 if self.language is Language.FR else count == 1
        form = "one" if singular else "other"
        return self(f"{key}_{form}", count=count, **parameters)

    def has(self, key: str) -> bool:
        """Whether there is a text for ``key``."""
        return key in self._texts

    def keys(self) -> frozenset[str]:
        """Return every key."""
        return frozenset(self._texts)

    def raw(self, key: str) -> str:
        """Return the text of ``key`` with its places unfilled."""
        return self._texts[key]


@cache
def messages(language: Language) -> Messages:
    """Return the texts of ``language``."""
    name = f"locales/{language.value}.toml"
    sections = tomllib.loads(files("intake.web").joinpath(name).read_text(encoding="utf-8"))
    texts = {
        f"{section}.{key}": text
        for section, content in sections.items()
        for key, text in content.items()
    }
    return Messages(language, texts)
