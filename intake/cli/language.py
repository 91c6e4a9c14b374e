"""The language in which the command line speaks."""

import os

from models.bilingual import Bilingual, Language

_chosen: list[Language] = []


def choose(language: str) -> None:
    """Fix the language for the rest of the process (option ``--lang``)."""
    _chosen[:] = [Language(language)]


def language() -> Language:
    """Return the chosen language, else that of the environment, else English.

    The environment is read in the order of POSIX.1-2017, section 8.2: ``LC_ALL``,
    ``LC_MESSAGES``, ``LANG``.
    """
    if _chosen:
        return _chosen[0]
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return Language.FR if value.lower().startswith("fr") else Language.EN
    return Language.EN


def say(en: str, fr: str) -> str:
    """Return the text in the language of the command line."""
    return Bilingual(en, fr).in_language(language())
