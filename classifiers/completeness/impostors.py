"""Documents that were taken for an accepted type and whose own text speaks of something else."""

import re

from rapidfuzz import fuzz

from classifiers.completeness.case import Case
from classifiers.completeness.rules import Requirement
from models.bilingual import Bilingual
from models.documents import Document

_PHRASE_RATIO = 85.0
_LEAST_FUZZY = 16
"""Characters of a phrase of which misread letters are allowed: fewer are found anywhere."""
_WEB_ADDRESS = re.compile(r"\S*(?:://|www\.|@|\w\.\w+/|\w\.(?:ca|com|net|org)\b)\S*")
"""Every letter of an office may be printed from its site, and so bear that site's name."""


def impostor(document: Document, requirement: Requirement, case: Case) -> Bilingual | None:
    """Return why a document may not be what it was taken for; None if nothing speaks for that.

    What would clear it is searched with misread letters allowed, what accuses it is not: damage by
    OCR alone makes no document doubtful.
    """
    for rule in requirement.impostors:
        if document.kinds.isdisjoint(rule.types) or any(map(document.value, rule.unless_fields)):
            continue
        text = case.text_of(document)
        said = _WEB_ADDRESS.sub(" ", text)
        accused = any(phrase in said for phrase in rule.phrases)
        if accused and not any(_stands(phrase, text) for phrase in rule.unless):
            return rule.because
    return None


def is_impostor(document: Document, case: Case) -> bool:
    """Whether a document is doubted by any requirement that would take it."""
    return any(
        impostor(document, requirement, case) is not None
        for requirement in case.programme.rules.requirements
    )


def _stands(phrase: str, text: str) -> bool:
    if len(phrase) < _LEAST_FUZZY:
        words = r"\W+".join(phrase.split())
        return re.search(rf"\b{words}\b", text) is not None
    return phrase in text or fuzz.partial_ratio(phrase, text) >= _PHRASE_RATIO
