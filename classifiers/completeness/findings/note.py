"""A finding before the programme gives it a severity."""

from dataclasses import dataclass

from classifiers.completeness.texts import FINDINGS
from models.bilingual import Bilingual
from models.documents import Evidence


@dataclass(frozen=True, slots=True)
class Note:
    """What a check saw, and where."""

    code: str
    text: Bilingual
    evidence: tuple[Evidence, ...]


def note(code: str, evidence: tuple[Evidence, ...] = (), **parameters: str | int) -> Note:
    """Return the note ``code`` with the ``{named}`` places of its text filled."""
    return Note(code, FINDINGS[code].filled(**parameters), evidence)
